// Pages written by hand exist in both languages, and a translation knows which English text it was made from. What the
// reference says comes from the contract's own translations.

import { expect, test } from 'vitest';
import { messagePages } from '../scripts/pages/messages.ts';
import { operationPages } from '../scripts/pages/operations.ts';
import { schemaPages } from '../scripts/pages/schemas.ts';
import { staleTranslations } from '../scripts/pages/written.ts';

test('no translation is older than its source (mend the text, then write the new hash into its sourceHash)', () => {
  expect(staleTranslations()).toEqual([]);
});

test('the Chinese reference has no English sentence (spec/translations/zh-CN.yaml lacks what these pages say)', () => {
  const pages = [...operationPages(), ...messagePages(), ...schemaPages()];
  const mixed = pages.filter(({ body }) => body('zh-CN').includes('<span lang="en">'));
  expect(mixed.map(({ path }) => path)).toEqual([]);
});
