/**
 * Builds the console into `dist/`, in well under a second. Modules named `*.data.ts` are evaluated here and bundled as
 * plain values, so that the browser gets the few members of the contract's tables it shows and not the tables.
 */
import { globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild';

const folder = fileURLToPath(new URL('.', import.meta.url));
const sources = join(folder, 'src');
const dist = join(folder, 'dist');
/** Where the console is served; `src/http/console-files.ts` serves it there. */
const base = '/console/';

export interface ConsoleBuild {
  /** Bytes of JavaScript, gzipped, that the first page loads. */
  firstLoadGzBytes: number;
  allGzBytes: number;
}

export async function buildConsole(): Promise<ConsoleBuild> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: { console: 'src/main.tsx', appearance: 'src/appearance.ts' },
    outdir: 'dist/assets',
    publicPath: `${base}assets/`,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    bundle: true,
    write: false,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    metafile: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [evaluatedData],
  });
  const entry = outputOf(metafile, 'src/main.tsx');
  const { cssBundle } = metafile.outputs[entry] ?? {};
  if (cssBundle === undefined) throw new Error('the console has no stylesheet');
  const page = readFileSync(join(sources, 'index.html'), 'utf8')
    .replace('%script%', addressOf(entry))
    .replace('%style%', addressOf(cssBundle))
    .replace('%appearance%', addressOf(outputOf(metafile, 'src/appearance.ts')))
    .replace('%preloads%', [...importedBy(metafile, entry)].map(preload).join('\n    '));
  const icon = { path: join(dist, 'assets/icon.svg'), contents: readFileSync(join(sources, 'icon.svg')) };
  const files = [...outputFiles, icon];
  mkdirSync(join(dist, 'assets'), { recursive: true });
  for (const { path, contents } of files) writeFileSync(path, contents);
  // The page comes last: whoever is served meanwhile gets one build or the other, whole.
  writeFileSync(join(dist, 'index.html'), page);
  const current = new Set(files.map(({ path }) => path));
  for (const path of globSync(join(dist, 'assets/*'))) if (!current.has(path)) rmSync(path);
  return sizes(metafile, entry, outputFiles);
}

/** True when there is nothing built, or something older than what it is built from. */
export function consoleIsStale(): boolean {
  const builtAt = statSync(join(dist, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const contract = join(dirname(fileURLToPath(import.meta.resolve('capsule-contract'))), 'generated/*');
  const inputs = [...globSync([join(sources, '**/*'), contract]), import.meta.filename];
  return inputs.some((path) => statSync(path).mtimeMs > builtAt);
}

const evaluatedData: Plugin = {
  name: 'evaluated data',
  setup({ onLoad }) {
    onLoad({ filter: /\.data\.ts$/ }, async ({ path }) => {
      const exports: Record<string, unknown> = await import(pathToFileURL(path).href);
      const lines = Object.entries(exports).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`);
      return { contents: lines.join('\n'), loader: 'js' };
    });
  },
};

const addressOf = (output: string): string => `${base}assets/${basename(output)}`;

function outputOf(metafile: Metafile, source: string): string {
  const found = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === source);
  if (found === undefined) throw new Error(`${source} is no entry of the console`);
  return found[0];
}

/** Everything a script loads before it runs. */
function importedBy(metafile: Metafile, output: string, found = new Set<string>()): Set<string> {
  for (const { path, kind } of metafile.outputs[output]?.imports ?? []) {
    if (kind !== 'import-statement' || found.has(path)) continue;
    found.add(path);
    importedBy(metafile, path, found);
  }
  return found;
}

const preload = (output: string): string => `<link rel="modulepreload" href="${addressOf(output)}" />`;

/** What the first page loads: the entry, what it imports, the words of one language and the first page itself. */
function sizes(metafile: Metafile, entry: string, files: readonly OutputFile[]): ConsoleBuild {
  const contents = new Map(files.map((file) => [file.path, file.contents]));
  const gzBytes = (output: string): number => gzipSync(contents.get(join(folder, output)) ?? '').length;
  const alsoFirst = ['src/appearance.ts', 'src/language/en.ts', 'src/pages/overview-page.tsx'];
  const first = new Set([entry, ...alsoFirst.map((source) => outputOf(metafile, source))]);
  for (const output of [...first]) for (const imported of importedBy(metafile, output)) first.add(imported);
  const scripts = Object.keys(metafile.outputs).filter((output) => output.endsWith('.js'));
  const sum = (outputs: Iterable<string>): number => [...outputs].reduce((total, output) => total + gzBytes(output), 0);
  return { firstLoadGzBytes: sum(first), allGzBytes: sum(scripts) };
}

if (import.meta.main && !(process.argv.includes('--if-stale') && !consoleIsStale())) {
  const { firstLoadGzBytes, allGzBytes } = await buildConsole();
  const kB = (bytes: number): string => (bytes / 1000).toFixed(1);
  process.stdout.write(`console built: ${kB(firstLoadGzBytes)} kB gz on first load, ${kB(allGzBytes)} kB gz in all\n`);
}
