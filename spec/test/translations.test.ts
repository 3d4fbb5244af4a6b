/** The Chinese of descriptions: whole today, and red for each way in which it can fall behind the English. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type ContractSource, readContractSource } from '../scripts/contract-source.ts';
import { generateTranslations } from '../scripts/generate-translations.ts';
import { translationFaults } from '../scripts/lint-translations.ts';

const source = readContractSource(join(import.meta.dirname, '..'));

const withChinese = (change: (chinese: Map<string, string>) => void): ContractSource => {
  const chinese = new Map(source.chinese);
  change(chinese);
  return { ...source, chinese };
};

test('every sentence has its Chinese, and no Chinese is left over', () => {
  expect(translationFaults(source)).toEqual([]);
});

test('a sentence that changed is named, and so is its former text', () => {
  const schemas = new Map(source.schemas);
  schemas.set('Sha256', { ...schemas.get('Sha256'), description: 'SHA-256 in upper-case hex.' });
  expect(translationFaults({ ...source, schemas })).toEqual([
    'type Sha256 has no Chinese: SHA-256 in upper-case hex.',
    'nothing says this any more: SHA-256 in lower-case hex.',
  ]);
});

test.each([
  ['a member', 'Whether its agent gave it up.', 'type Service'],
  ['a parameter', 'Items a page.', 'parameter PageSize'],
  ['an operation', 'One user by id.', 'operation userView'],
  ['a message', 'The heartbeat, as over HTTP.', 'message heartbeat'],
])('%s without Chinese is named with its place', (_, sentence, place) => {
  const lacking = withChinese((chinese) => chinese.delete(sentence));
  expect(translationFaults(lacking)).toEqual([`${place} has no Chinese: ${sentence}`]);
});

test('code that is altered in the Chinese is named', () => {
  const altered = withChinese((chinese) => chinese.set('Form of `data`.', '`date` 的形式。'));
  expect(translationFaults(altered)).toEqual(['other code in the Chinese: Form of `data`. → `date` 的形式。']);
});

test('envelopes of answers are described in both languages', () => {
  const written = JSON.parse(generateTranslations(source).get('translations.json') ?? '');
  expect(written['zh-CN']['A page of Agent.']).toBe('Agent 列表的一页。');
});
