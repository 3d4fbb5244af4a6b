/**
 * Keeps the sentence each check quotes equal to the catalogue's. Every check says `requirement: 'slug'` and after it
 * `sentence: '…'`; this rewrites the second from the first. `--check` only compares and names what differs.
 *
 * The sentence stands in the source on purpose: who reads a check sees the rule it is about. Writing it by hand would
 * drift with the first correction of the catalogue.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { requirements } from 'capsule-contract';

const root = new URL('../', import.meta.url);
const checkOnly = process.argv.includes('--check');
const literal = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/.source;
const quoted = new RegExp(`(requirement:\\s*'([a-z0-9-]+)',\\s*sentence:\\s*)(${literal})`, 'g');

const drifted = globSync('src/checks/**/*.ts', { cwd: root }).filter((file) => {
  const url = new URL(file, root);
  const before = readFileSync(url, 'utf8');
  const after = before.replaceAll(quoted, (whole, head: string, slug: string) => {
    const sentence = Object.values(requirements).find(({ id }) => id === slug)?.sentence.en;
    if (sentence === undefined)
      throw new Error(`${file} names the requirement ${slug}, which the catalogue does not have.`);
    const value = new RegExp(`${literal}$`).exec(whole)?.[0] ?? '';
    return textOf(value) === sentence ? whole : head + sourceOf(sentence);
  });
  if (after !== before && !checkOnly) writeFileSync(url, after);
  return after !== before;
});

if (drifted.length > 0 && checkOnly) {
  const files = drifted.map((file) => `  ${file}`).join('\n');
  process.stderr.write(
    `Checks quote another sentence than the catalogue:\n${files}\nRun: npm run generate -w capsule-conformance\n`,
  );
  process.exitCode = 1;
}

/** A string literal of the source as its value. */
function textOf(source: string): string {
  return source.slice(1, -1).replaceAll(/\\(.)/g, '$1');
}

/** The literal the formatter would choose: single quotes unless that needs more escapes. */
function sourceOf(value: string): string {
  const count = (quote: string) => value.split(quote).length - 1;
  const quote = count("'") > count('"') ? '"' : "'";
  return quote + value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`) + quote;
}
