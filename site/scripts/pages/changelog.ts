/** What each version of the contract added, changed and removed, by the ids of the requirements. */
import type { RequirementId } from 'capsule-contract/types';
import { linkTo } from '../addresses.ts';
import { blocks, heading, table } from '../markdown.ts';
import type { Language, Page } from '../page.ts';
import { type Difference, history } from '../releases.ts';
import { word, words } from '../words.ts';
import { requirementList } from './requirement-lists.ts';

export const changelogPage = (): Page => ({
  path: 'project/changelog',
  title: { en: 'Changelog', 'zh-CN': '变更记录' },
  description: {
    en: 'What each version of the contract added, changed and removed, requirement by requirement.',
    'zh-CN': '契约的每个版本逐条要求地新增、改动和移除了什么。',
  },
  source: 'site/releases/',
  body: (language) =>
    blocks(
      introduction[language],
      ...history().map(({ version, difference }) =>
        blocks(
          heading(2, version ?? unreleased[language], version === null ? 'unreleased' : `v${version}`),
          changes(difference, language),
        ),
      ),
    ),
});

const introduction = {
  en: 'A requirement keeps its id for ever: when its sentence or its level changes, it is listed under *Changed*; when it no longer applies, its id is not given to another.',
  'zh-CN': '一条要求的 id 永远不变：语句或级别有变，则列在“改动”之下；不再适用的，其 id 也不会给别的要求。',
};

const unreleased = { en: 'Not released yet', 'zh-CN': '尚未发布' };

const changes = ({ added, changed, removed }: Difference, language: Language): string =>
  blocks(
    ...(
      [
        ['Added', added],
        ['Changed', changed],
        ['Removed', removed],
      ] as const
    ).map(([name, ids]) =>
      ids.length === 0
        ? null
        : blocks(
            `**${word(name, language)}** (${ids.length})`,
            table(words(language, 'Requirement', 'Level'), rows(ids)),
          ),
    ),
  );

const rows = (ids: readonly string[]): string[][] =>
  ids.map((id) => {
    const entry = requirementList.find((one) => one.id === id);
    return entry === undefined ? [`\`${id}\``, ''] : [linkTo.requirement(id as RequirementId), entry.level];
  });
