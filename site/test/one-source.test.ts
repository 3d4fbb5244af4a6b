// No text of the contract is held twice: the sentences of all requirements and the meanings of all errors are changed at
// once, in memory, and every page that showed one must show the new one, wherever it stands and in both languages.

import {
  auditActions,
  auditMatrix,
  errors,
  eventTypes,
  glossary,
  limits,
  outcomeCodes,
  profiles,
  requirements,
} from 'capsule-contract';
import type { BilingualText } from 'capsule-contract/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prose } from '../scripts/markdown.ts';
import { type Language, languages, type Page } from '../scripts/page.ts';
import { checklistPages } from '../scripts/pages/checklists.ts';
import { checkPages } from '../scripts/pages/checks.ts';
import { errorPages } from '../scripts/pages/errors.ts';
import { matrixPages } from '../scripts/pages/matrices.ts';
import { messagePages } from '../scripts/pages/messages.ts';
import { operationPages } from '../scripts/pages/operations.ts';
import { requirementPages } from '../scripts/pages/requirements.ts';
import { schemaPages } from '../scripts/pages/schemas.ts';
import { tablePages } from '../scripts/pages/tables.ts';
import { writtenPages } from '../scripts/pages/written.ts';
import { sourceHash } from '../scripts/source-hash.ts';

const allPages = (): Page[] => [
  ...writtenPages(),
  ...requirementPages(),
  ...checklistPages(),
  ...checkPages(),
  ...operationPages(),
  ...messagePages(),
  ...schemaPages(),
  ...errorPages(),
  ...matrixPages(),
  ...tablePages(),
];

interface ContractText {
  /** Where it stands: `requirements.run-lease.sentence`. */
  name: string;
  text: BilingualText;
}

/** Shorter ones are titles and words, which stand in other sentences as well. */
const sentenceLengthMin: Record<Language, number> = { en: 24, 'zh-CN': 16 };

function textsIn(value: unknown, name: string): ContractText[] {
  if (typeof value !== 'object' || value === null) return [];
  const { en, 'zh-CN': chinese } = value as Partial<BilingualText>;
  if (typeof en !== 'string' || typeof chinese !== 'string')
    return Object.entries(value).flatMap(([key, member]) => textsIn(member, `${name}.${key}`));
  const text = value as BilingualText;
  return languages.every((language) => text[language].length >= sentenceLengthMin[language]) ? [{ name, text }] : [];
}

const tables = {
  requirements,
  errors,
  outcomeCodes,
  limits,
  profiles,
  auditMatrix,
  auditActions,
  eventTypes,
  glossary,
};
const texts = Object.entries(tables).flatMap(([name, table]) => textsIn(table, name));

const told = texts.map(({ name, text }) => ({ name, text: { ...text } }));
/** Those that are no part of another one, which would be found in its stead. */
const judged = told.filter(({ text }) =>
  languages.every((language) =>
    told.every((other) => other.text[language] === text[language] || !other.text[language].includes(text[language])),
  ),
);
/** Equal texts stay equal. */
const changed = (text: string): string => `Quite another sentence, ${sourceHash(text)}.`;
const rendered = (): Map<string, string> =>
  new Map(
    languages.flatMap((language) =>
      allPages().map(({ path, body }): [string, string] => [`${language} /${path}/`, body(language)]),
    ),
  );

let before: Map<string, string>;
let after: Map<string, string>;

beforeAll(() => {
  before = rendered();
  for (const { text } of texts) for (const language of languages) text[language] = changed(text[language]);
  after = rendered();
});

afterAll(() => {
  for (const [index, { text }] of texts.entries()) Object.assign(text, told[index]?.text);
});

const pagesWith = (pages: ReadonlyMap<string, string>, text: string, language: Language): string[] =>
  [...pages].filter(([page, body]) => page.startsWith(`${language} `) && body.includes(text)).map(([page]) => page);

test('there are many texts to judge', () => {
  expect(judged.length).toBeGreaterThan(500);
});

describe.each(languages)('a text of the contract that changes (%s)', (language) => {
  test('is left behind on no page', () => {
    const left = judged.flatMap(({ name, text }) =>
      pagesWith(after, prose(text[language]), language).map((page) => `${name} on ${page}`),
    );
    expect(left).toEqual([]);
  });

  test('is new on every page that showed it, and there is one', () => {
    const faults = judged.flatMap(({ name, text }) => {
      const showed = pagesWith(before, prose(text[language]), language);
      const shows = new Set(pagesWith(after, changed(text[language]), language));
      return [
        ...(showed.length === 0 ? [`${name} is on no page`] : []),
        ...showed.filter((page) => !shows.has(page)).map((page) => `${name} is not new on ${page}`),
      ];
    });
    expect(faults).toEqual([]);
  });
});
