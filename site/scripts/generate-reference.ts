/**
 * Writes what Astro builds: every page of the contract in both languages, the hand-written ones with their inclusions
 * resolved, the sidebar, the machine files and the Markdown twins. Run before every build; nothing it writes is committed.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contract } from 'capsule-contract';
import { findings, plotFile, plotFiles } from './figures.ts';
import { standaloneSchema, typeNames } from './json-schema.ts';
import { llmsText } from './llms-text.ts';
import { checkNames, namedThings, pageTitles } from './names.ts';
import { languageFolder, languages, type Page } from './page.ts';
import { changelogPage } from './pages/changelog.ts';
import { checklistPages } from './pages/checklists.ts';
import { checkPages } from './pages/checks.ts';
import { coveragePages } from './pages/coverage.ts';
import { errorPages } from './pages/errors.ts';
import { lifecyclePages } from './pages/lifecycles.ts';
import { matrixPages } from './pages/matrices.ts';
import { messagePages } from './pages/messages.ts';
import { operationPages } from './pages/operations.ts';
import { projectPages } from './pages/project.ts';
import { requirementPages } from './pages/requirements.ts';
import { resultPages } from './pages/results.ts';
import { schemaPages } from './pages/schemas.ts';
import { tablePages } from './pages/tables.ts';
import { writtenPages } from './pages/written.ts';
import { reportTranslations } from './report-translations.ts';
import { sidebarTopics } from './sidebar.ts';
import { twinPath, writeIfChanged, writePages } from './write-pages.ts';

const site = fileURLToPath(new URL('../', import.meta.url));
const repository = fileURLToPath(new URL('../../', import.meta.url));
const contractFolder = fileURLToPath(new URL('./', import.meta.resolve('capsule-contract/package.json')));
const generated = join(contractFolder, 'generated');
const docs = join(site, 'src/content/docs');
const publicFolder = join(site, '.tmp/public');

const catalogues = readdirSync(join(generated, 'catalogue')).map((file) => file.replace(/\.json$/, ''));

const pages: Page[] = [
  ...writtenPages(),
  ...operationPages(),
  ...messagePages(),
  ...schemaPages(),
  ...errorPages(),
  ...(await lifecyclePages()),
  ...requirementPages(),
  ...matrixPages(),
  ...tablePages(),
  ...checklistPages(),
  ...checkPages(),
  ...coveragePages(),
  ...resultPages(),
  ...projectPages(catalogues),
  changelogPage(),
];

const expected = new Set<string>();
const put = (file: string, text: string): void => {
  expected.add(file);
  writeIfChanged(file, text);
};

writePages(pages, { docs, public: publicFolder });
for (const { path } of pages) {
  for (const language of languages) {
    expected.add(join(docs, twinPath(path, language)));
    expected.add(join(publicFolder, twinPath(path, language)));
  }
}

for (const file of ['openapi.json', 'openapi.yaml', 'asyncapi.json', 'asyncapi.yaml', 'schemas.json']) {
  put(join(publicFolder, 'machine', file), readFileSync(join(generated, file), 'utf8'));
}
for (const name of catalogues) {
  const text = readFileSync(join(generated, 'catalogue', `${name}.json`), 'utf8');
  put(join(publicFolder, 'machine/catalogue', `${name}.json`), text);
}
for (const name of typeNames) {
  const text = `${JSON.stringify(standaloneSchema(name, contract.version), null, 2)}\n`;
  put(join(publicFolder, 'machine/schemas', `${name}.json`), text);
}
for (const finding of findings) {
  put(join(publicFolder, 'machine/bench', `${finding.bench}.json`), `${JSON.stringify(finding, null, 1)}\n`);
  for (const file of plotFiles(finding)) put(join(publicFolder, 'machine/bench', file), plotFile(file));
}
const { topics, order } = sidebarTopics(pages);
for (const language of languages) {
  const file = join(publicFolder, languageFolder[language], 'names.json');
  put(file, JSON.stringify([...namedThings(), ...checkNames(), ...pageTitles(pages, language)]));
}
// The renderer of the kit's HTML report, bundled for a browser by the kit itself.
const printViewer = ['run', '--silent', 'viewer', '-w', 'capsule-conformance'];
for (const language of languages) {
  const [more, input] = language === 'en' ? [[], ''] : [['--', '--chinese'], JSON.stringify(reportTranslations())];
  const viewer = execFileSync('npm', [...printViewer, ...more], { cwd: repository, encoding: 'utf8', input });
  put(join(publicFolder, languageFolder[language], 'report-viewer.html'), viewer);
}
put(join(publicFolder, 'llms.txt'), llmsText(pages, order));
put(join(site, '.tmp/sidebar.json'), `${JSON.stringify(topics, null, 1)}\n`);
copyPublic(join(site, 'public'), publicFolder);

// A page that is no longer made must not stay behind from an earlier run.
for (const root of [docs, publicFolder]) {
  for (const file of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name);
    if (file.isFile() && !expected.has(path)) rmSync(path);
  }
}
process.stdout.write(`${pages.length} pages in ${languages.length} languages\n`);

function copyPublic(from: string, to: string): void {
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const target = join(to, relative(from, path));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(path, target);
    expected.add(target);
  }
}
