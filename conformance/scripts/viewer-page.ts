import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { pageParts } from '../src/report/page-parts.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One HTML file with the renderer of the HTML report in it, for a browser: for the site, and for whoever has no Node. */
export async function viewerPage(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['src/report/viewer/viewer.ts'],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    define: { builtPageParts: JSON.stringify(pageParts()) },
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
  return page.replace('/* the bundle */', () => script);
}
