import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { PageText } from '../src/report/chinese.ts';
import { pageParts } from '../src/report/page-parts.ts';
import { inChinese, inEnglish } from '../src/report/wording.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * One HTML file with the renderer of the HTML report in it, for a browser: for the site, and for whoever has no Node.
 * With `translations`, Chinese by the English that stands in reports, it speaks Chinese.
 */
export async function viewerPage(translations: Readonly<Record<string, string>> | null = null): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/report/viewer/viewer.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    define: { builtPageParts: JSON.stringify(pageParts()), builtTranslations: JSON.stringify(translations) },
    // A browser has no files; the viewer brings the page's parts along.
    plugins: [
      {
        name: 'page parts are built in',
        setup: ({ onLoad }) =>
          onLoad({ filter: /page-parts\.ts$/ }, () => ({
            contents: 'export const pageParts = () => { throw new Error("The viewer has its own page parts."); };',
          })),
      },
    ],
  });
  const script = (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script');
  const page = readFileSync(join(root, 'src/report/viewer/viewer.html'), 'utf8');
  const { language, say } = translations === null ? inEnglish : inChinese(translations);
  return page
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replaceAll(/\{\{(.+?)\}\}/g, (_, text: string) => say(text as PageText))
    .replace('/* the bundle */', () => script);
}
