/**
 * The pages written by hand, in content/<language>/. Normative sentences are not retyped there: `{{requirement run-lease}}`
 * brings the sentence from the catalogue, `{{operation agentRegister}}` and its like bring links, `{{snippet file}}` a
 * file of guides/, `{{recipe file}}` one of the kit; both are what the tests execute. `{{screenshot overview}}` is a picture
 * of the console, `{{sequence session}}` one of who says what to whom.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { glossary, limits, requirements } from 'capsule-contract';
import type { GlossaryEntry, LimitName, RequirementId } from 'capsule-contract/types';
import { linkTo } from '../addresses.ts';
import { figures } from '../figures.ts';
import { kitFile } from '../kit-checks.ts';
import { fence, prose, quote } from '../markdown.ts';
import { type Language, languages, type Page } from '../page.ts';
import { sequenceDiagram } from '../sequence-diagram.ts';
import { sourceHash } from '../source-hash.ts';
import { screenshot, type TourStep, tour } from '../tour.ts';

const site = fileURLToPath(new URL('../../', import.meta.url));
const contentFolder: Record<Language, string> = { en: 'content/en', 'zh-CN': 'content/zh-cn' };

interface WrittenText {
  title: string;
  description: string;
  label?: string;
  /** In a translation: the hash of the English file it was made from. */
  sourceHash?: string;
  body: string;
}

export function writtenPages(): Page[] {
  return writtenPaths().map((path) => {
    const texts = Object.fromEntries(languages.map((language) => [language, readText(path, language)])) as Record<
      Language,
      WrittenText
    >;
    const both = (key: 'title' | 'description') => ({ en: texts.en[key], 'zh-CN': texts['zh-CN'][key] });
    const { en: english, 'zh-CN': chinese } = texts;
    return {
      path: path === 'index' ? '' : path.replace(/\/index$/, ''),
      title: both('title'),
      description: both('description'),
      ...(english.label === undefined ? {} : { label: { en: english.label, 'zh-CN': chinese.label ?? chinese.title } }),
      source: `site/${contentFolder.en}/${path}.md`,
      body: (language) => included(texts[language].body, language, `${contentFolder[language]}/${path}.md`),
    };
  });
}

/** Translations whose English source has changed since, with the hash to write once they are right again. */
export function staleTranslations(): string[] {
  return writtenPaths().flatMap((path) => {
    const now = sourceHash(readFileSync(file(path, 'en'), 'utf8'));
    const { sourceHash: then } = readText(path, 'zh-CN');
    return then === now
      ? []
      : [`site/${contentFolder['zh-CN']}/${path}.md: sourceHash is ${then}, the source is ${now}`];
  });
}

const file = (path: string, language: Language): string => join(site, contentFolder[language], `${path}.md`);

function writtenPaths(): string[] {
  const folder = join(site, contentFolder.en);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replace(/\\/g, '/').replace(/\.md$/, ''))
    .sort();
}

function readText(path: string, language: Language): WrittenText {
  const text = readFileSync(file(path, language), 'utf8');
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text) ?? [];
  const members = Object.fromEntries(
    head
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), unquoted(line.slice(line.indexOf(':') + 1).trim())]),
  );
  const { title, description, label, sourceHash: hash } = members;
  if (title === undefined || description === undefined)
    throw new Error(`${file(path, language)} lacks title or description`);
  return { title, description, body: body.trim(), ...(label && { label }), ...(hash && { sourceHash: hash }) };
}

const unquoted = (value: string): string => (value.startsWith('"') ? JSON.parse(value) : value);

function included(body: string, language: Language, where: string): string {
  return body.replace(/\{\{(\w+) ([\w./#-]+)\}\}/g, (whole, kind: string, name: string) => {
    const include = inclusions[kind];
    const text = include?.(name, language);
    if (text === undefined) throw new Error(`${where}: ${whole} names nothing`);
    return text;
  });
}

const inclusions: Record<string, (name: string, language: Language) => string | undefined> = {
  requirement: (id, language) => {
    const entry = requirements[id as RequirementId];
    return entry && quote(`${linkTo.requirement(entry.id)} · ${entry.level}\n\n${prose(entry.sentence[language])}`);
  },
  rule: (id) => requirements[id as RequirementId] && linkTo.requirement(id as RequirementId),
  operation: linkTo.operation,
  message: linkTo.message,
  schema: linkTo.schema,
  error: linkTo.error,
  outcome: linkTo.outcomeCode,
  profile: linkTo.profile,
  limit: (name) => linkTo.limit(name),
  value: (name) => String(limits[name as LimitName]?.default),
  term: (id, language) => {
    const entry = (glossary as readonly GlossaryEntry[]).find((term) => term.id === id);
    return entry && linkTo.term(id, entry.term[language]);
  },
  recipe: (path) => fence(fileLanguage(path), kitFile(path)),
  figures,
  sequence: sequenceDiagram,
  screenshot: (name, language) => (name in tour ? screenshot(name as TourStep, language) : undefined),
  snippet: (name) => {
    const [path = '', part] = name.split('#');
    const text = readFileSync(join(site, 'guides', path), 'utf8');
    const chosen = part === undefined ? text : fileParts(text).get(part);
    return chosen === undefined ? undefined : fence(fileLanguage(path), chosen);
  },
};

/** By which the highlighter colours a file; every `.conf` here is one of nginx. */
const fileLanguage = (path: string): string => (path.split('.').at(-1) ?? '').replace(/^conf$/, 'nginx');

/** A file is shown in parts, each begun by a line `# part: name` (or `// part: name`); one after the other they are the file. */
function fileParts(text: string): Map<string, string> {
  const pieces = text.split(/^(?:#|\/\/) part: (\S+)\n/m).slice(1);
  return new Map(pieces.flatMap((name, index) => (index % 2 === 0 ? [[name, pieces[index + 1] ?? '']] : [])));
}
