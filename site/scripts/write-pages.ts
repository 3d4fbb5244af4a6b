/** Writes pages: into the docs collection for Astro, and as plain Markdown twins (`<page>.md`) into the public folder. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { type Language, languageFolder, languages, type Page } from './page.ts';

export interface Folders {
  docs: string;
  public: string;
}

/** Address of a page's Markdown twin from the root of the site, without a leading slash. */
export const twinPath = (path: string, language: Language): string =>
  `${languageFolder[language]}${path === '' ? 'index' : path}.md`;

export function writePages(pages: readonly Page[], folders: Folders): number {
  const known = new Set(pages.map(({ path }) => path));
  if (known.size !== pages.length) throw new Error(`Two pages have one address: ${duplicates(pages).join(', ')}`);
  let written = 0;
  for (const page of pages) {
    for (const language of languages) {
      const body = page.body(language);
      const file = `${languageFolder[language]}${page.path === '' ? 'index' : page.path}.md`;
      const docs = `${frontMatter(page, language)}\n${rewriteLinks(body, (target) => relativePage(page, language, target, known))}\n`;
      const twin = `# ${page.title[language]}\n\n${rewriteLinks(plain(body), (target) => relativeTwin(page, language, target))}\n`;
      if (writeIfChanged(join(folders.docs, file), docs)) written += 1;
      writeIfChanged(join(folders.public, twinPath(page.path, language)), twin);
    }
  }
  return written;
}

/** An unchanged file keeps its time, so that Astro's content cache keeps its rendering. */
export function writeIfChanged(file: string, text: string): boolean {
  try {
    if (readFileSync(file, 'utf8') === text) return false;
  } catch {
    // Not there yet.
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return true;
}

function frontMatter(page: Page, language: Language): string {
  const slug = `${languageFolder[language]}${page.path}`.replace(/\/$/, '');
  const lines = [
    '---',
    `title: ${JSON.stringify(page.title[language])}`,
    `description: ${JSON.stringify(page.description[language])}`,
    `slug: ${JSON.stringify(slug)}`,
    'editUrl: false',
    ...(page.unsearched === true ? ['pagefind: false'] : []),
    ...(page.wide === true || page.path === '' ? ['tableOfContents: false'] : []),
    '---',
    '',
  ];
  return lines.join('\n');
}

/** Changes the target of every Markdown link and every `href` and `src` that begins with a slash. */
function rewriteLinks(body: string, rewrite: (target: string) => string): string {
  return body
    .split(/(^```[\s\S]*?^```$)/m)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/\]\((\/[^)\s]*)\)/g, (_, target: string) => `](${rewrite(target)})`)
            .replace(/\b(href|src)="(\/[^"]*)"/g, (_, name: string, target: string) => `${name}="${rewrite(target)}"`),
    )
    .join('');
}

function split(target: string): { path: string; anchor: string; file: boolean } {
  const [address = '', anchor] = target.split('#');
  const path = address.replace(/^\/|\/$/g, '');
  return { path, anchor: anchor === undefined ? '' : `#${anchor}`, file: /\.[a-z]+$/.test(path) };
}

/** From the folder a page is served as to another page, or to a file of the public folder. */
function relativePage(page: Page, language: Language, target: string, known: ReadonlySet<string>): string {
  const { path, anchor, file } = split(target);
  if (file) return `${posix.relative(`/${languageFolder[language]}${page.path}`, `/${path}`)}${anchor}`;
  if (!known.has(path)) throw new Error(`${page.source}: the page ${page.path} links to /${path}/, which is no page`);
  const relative = posix.relative(`/${page.path}`, `/${path}`);
  return relative === '' ? anchor || './' : `${relative}/${anchor}`;
}

/** From the file of a twin to the twin of another page, or to a file of the public folder. */
function relativeTwin(page: Page, language: Language, target: string): string {
  const { path, anchor, file } = split(target);
  const from = posix.dirname(`/${twinPath(page.path, language)}`);
  return `${posix.relative(from, file ? `/${path}` : `/${twinPath(path, language)}`)}${anchor}`;
}

/** What only a browser can show has no place in a Markdown twin. */
const plain = (body: string): string =>
  body
    .replace(/<figure class="diagram[^"]*">[\s\S]*?<\/figure>\n*/g, '')
    .replace(
      /<figure class="screenshot"><img class="light" src="([^"]*)" alt="([^"]*)"[\s\S]*?<\/figure>/g,
      '![$2]($1)',
    )
    .replace(/ \{#[\w.:-]+\}$/gm, '')
    .replace(/<code id="[^"]*">(.*?)<\/code>/g, '`$1`')
    .replace(/<span lang="en">(.*?)<\/span>/g, '$1');

function duplicates(pages: readonly Page[]): string[] {
  const seen = new Set<string>();
  return pages.flatMap(({ path }) => {
    if (!seen.has(path)) {
      seen.add(path);
      return [];
    }
    return [path];
  });
}
