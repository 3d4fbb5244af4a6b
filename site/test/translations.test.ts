// Pages written by hand exist in both languages, and a translation knows which English text it was made from. What the
// reference says comes from the contract's own translations.

import { expect, test } from 'vitest';
import { chineseOfDefect, kitDefects } from '../scripts/defect-texts.ts';
import { caught } from '../scripts/pages/checks.ts';
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

test.each(['opstage', 'agent'] as const)(
  'a broken implementation (%s) is told in Chinese, and in marked English once its English has changed',
  async (role) => {
    const translated = (await kitDefects(role)).find((one) => chineseOfDefect(role, one) !== undefined);
    if (translated === undefined) throw new Error(`content/zh-cn/defects/${role}.json has no current text at all.`);
    const row = {
      ...translated,
      requirement: 'version-header' as const,
      isKilled: true,
      checks: [{ check: 'version-header', killed: 1, messages: 2 }],
    };
    const shown = (wrong: string): string | null => caught(role, [{ ...row, wrong }], 'zh-CN');
    expect(shown(row.wrong)).toMatch(/^- [^<]*\p{Script=Han}[^<]*（`version-header`）$/mu);
    expect(shown(row.wrong)).not.toContain(row.wrong);
    expect(shown('does otherwise')).toContain('- <span lang="en">does otherwise</span>（`version-header`）');
    expect(caught(role, [row], 'en')).toContain(row.wrong);
  },
);
