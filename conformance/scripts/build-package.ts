/**
 * Builds `dist/`, what the packed kit consists of: every module and every dependency bundled to JavaScript, because Node
 * strips no types below node_modules and the contract is no package of its own on a registry. The result needs nothing
 * but Node.
 *
 * Run by `npm pack` (as prepack). Beside the code it writes the types of the library, the licences of what was bundled,
 * and the viewer that turns a JSON report into its page.
 */
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import ts from 'typescript';
import { viewerPage } from './viewer-page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Elsewhere than beside the sources when a folder is named. */
const dist = resolve(process.argv[2] ?? join(root, 'dist'));

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const { metafile } = await build({
  logLevel: 'warning',
  absWorkingDir: root,
  entryPoints: { index: 'src/index.ts', main: 'src/cli/main.ts' },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  chunkNames: 'part-[hash]',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  metafile: true,
  // Some bundled packages are CommonJS and ask for Node's modules with `require`.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  // Native extras of `ws` that it does without.
  external: ['bufferutil', 'utf-8-validate'],
});
for (const file of globSync('src/report/page/*.{js,css}', { cwd: root })) {
  const target = join(dist, 'page', file.split('/').at(-1) ?? '');
  mkdirSync(dirname(target), { recursive: true });
  cpSync(join(root, file), target);
}
writeFileSync(join(dist, 'viewer.html'), await viewerPage());
cpSync(join(root, '../LICENSE'), join(dist, 'LICENSE'));
writeTypes();
writeLicences(metafile);

/** The declarations of the entry and of what it reaches, those of the contract included; they name no other package. */
function writeTypes(): void {
  const contract = join(root, '../spec');
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => readFileSync(path, 'utf8')).config;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const program = ts.createProgram([join(root, 'src/index.ts'), join(contract, 'types.ts')], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rewriteRelativeImportExtensions: true,
  });
  /** Only what is reached is asked for: to declare everything, everything would be checked. */
  const declarationOf = (path: string): string => {
    const source = program.getSourceFile(path.replace(/\.d\.ts$/, '.ts'));
    if (source === undefined) throw new Error(`The types of the library need ${path}, whose source is not there.`);
    let declaration = '';
    program.emit(source, (_file, text) => {
      declaration = text;
    });
    return declaration;
  };
  const placeOf = (path: string) =>
    path.startsWith(contract)
      ? join(dist, 'types/contract', relative(contract, path))
      : join(dist, 'types', relative(join(root, 'src'), path));
  const sourceOf = (specifier: string, from: string): string => {
    if (specifier.startsWith('.')) return join(dirname(from), specifier).replace(/\.[jt]s$/, '.d.ts');
    if (specifier === 'capsule-contract/types') return join(contract, 'types.d.ts');
    throw new Error(`${from} imports ${specifier}; the library's types stand alone.`);
  };
  const reached = new Set<string>();
  const reach = (path: string) => {
    if (reached.has(path)) return;
    reached.add(path);
    const text = declarationOf(path);
    const file = placeOf(path);
    const moved = text.replaceAll(
      /(from |import\()(['"])([^'"]+)['"]/g,
      (_whole, head: string, quote, specifier: string) => {
        const source = sourceOf(specifier, path);
        reach(source);
        const target = relative(dirname(file), placeOf(source)).replace(/\.d\.ts$/, '.js');
        return `${head}${quote}${target.startsWith('.') ? target : `./${target}`}${quote}`;
      },
    );
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, moved);
  };
  reach(join(root, 'src/index.d.ts'));
}

/** Every package that a line of the bundle came from, with its licence; a package without one stops the build. */
function writeLicences({ inputs }: Metafile): void {
  const folders = new Set(
    Object.keys(inputs).flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const [file] = globSync('{LICENSE,LICENCE,license,License}*', { cwd: join(root, folder) });
    if (file === undefined) throw new Error(`${name} is bundled and has no licence text.`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(root, folder, file), 'utf8').trim()}\n`;
  });
  const heading = 'The files beside this one contain code of these packages.\n';
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), [heading, ...texts].join(`\n${'-'.repeat(72)}\n\n`));
}
