/**
 * Writes into each translation named on the command line the hash of its English source: "I have read both, they say the
 * same". Without a name it lists what is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { staleTranslations } from './pages/written.ts';
import { sourceHash } from './source-hash.ts';

const file = (folder: string, page: string): string =>
  fileURLToPath(new URL(`../content/${folder}/${page}.md`, import.meta.url));

for (const page of process.argv.slice(2)) {
  const hash = sourceHash(readFileSync(file('en', page), 'utf8'));
  const text = readFileSync(file('zh-cn', page), 'utf8').replace(/^sourceHash: .*\n/m, '');
  writeFileSync(file('zh-cn', page), text.replace(/^(description: .*\n)/m, `$1sourceHash: ${hash}\n`));
}
process.stdout.write(
  staleTranslations()
    .map((line) => `${line}\n`)
    .join(''),
);
