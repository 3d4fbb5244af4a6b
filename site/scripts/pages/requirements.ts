/** The requirement catalogue: a page per area, every requirement under an anchor that is its id. */
import { requirementSections } from 'capsule-contract';
import type { RequirementEntry, RequirementSection } from 'capsule-contract/types';
import { linkTo, requirementAreaPath } from '../addresses.ts';
import { checkCount, kitEntriesOf } from '../kit-checks.ts';
import { blocks, heading, prose, quote, table } from '../markdown.ts';
import type { Language, Page } from '../page.ts';
import { word, words } from '../words.ts';
import { checksOf } from './checks.ts';
import { binding, requirementList } from './requirement-lists.ts';

const source = 'spec/catalogue/requirements/';

export const requirementPages = (): Page[] => [index(), ...requirementSections.map(areaPage), allOnOnePage()];

const of = (section: string): RequirementEntry[] => requirementList.filter((entry) => entry.section === section);

function index(): Page {
  return {
    path: 'specification/requirements',
    title: { en: 'Requirement catalogue', 'zh-CN': '要求目录' },
    label: { en: 'Overview', 'zh-CN': '总览' },
    description: {
      en: 'Every rule of the contract by its name, level and the role it binds.',
      'zh-CN': '契约的每条规则：名称、级别与约束对象。',
    },
    source,
    body: (language) =>
      blocks(
        ...requirementSections.map((area) =>
          blocks(
            heading(2, area.title[language], area.section),
            prose(area.about[language]),
            table(
              words(language, 'Requirement', 'Level', 'Binds'),
              of(area.section).map((entry) => [linkTo.requirement(entry.id), entry.level, binding(entry, language)]),
            ),
          ),
        ),
      ),
  };
}

function areaPage(area: RequirementSection): Page {
  return {
    path: requirementAreaPath(area.section),
    title: {
      en: `Requirements: ${area.title.en}`,
      'zh-CN': `要求：${area.title['zh-CN']}`,
    },
    label: area.title,
    description: area.about,
    source: `${source}${area.section}.yaml`,
    body: (language) =>
      blocks(prose(area.about[language]), ...of(area.section).map((entry) => requirement(entry, language))),
  };
}

function requirement(entry: RequirementEntry, language: Language): string {
  const { id, level, sentence, rationale, parts, operations, messages, errors, excluded } = entry;
  const colon = language === 'en' ? ': ' : '：';
  const line = (name: string, values: readonly string[]): string | null =>
    values.length === 0 ? null : `${word(name, language)}${colon}${values.join(' · ')}`;
  return blocks(
    heading(3, id, id),
    `<strong class="level">${level}</strong> · ${binding(entry, language)}`,
    quote(prose(sentence[language])),
    parts !== undefined &&
      table(
        words(language, 'Parts', 'Level', 'Binds', 'Meaning'),
        parts.map((part) => [
          `\`${part.id}\``,
          part.level,
          part.binds.map((role) => word(role === 'agent' ? 'Agent' : 'Opstage', language)).join(', '),
          prose(part.sentence[language]),
        ]),
      ),
    `${word('Why', language)}${colon}${prose(rationale[language])}`,
    excluded !== undefined && `${word('Not checked', language)}${colon}${prose(excluded.reason[language])}`,
    checkCount(kitEntriesOf(id)) > 0 && `${word('Checks', language)}${colon}${checksOf(id, language)}`,
    line(
      'Operations',
      operations.map((operation) => linkTo.operation(operation)),
    ),
    line(
      'Messages',
      messages.map((message) => linkTo.message(message)),
    ),
    line(
      'Errors',
      errors.map((code) => linkTo.error(code)),
    ),
  );
}

/** To print, or to read from beginning to end. Anchors and details stay with the areas. */
function allOnOnePage(): Page {
  return {
    path: 'specification/all-on-one-page',
    title: { en: 'All rules on one page', 'zh-CN': '全部规则（单页）' },
    description: {
      en: 'Every normative sentence in the order of the contract, for printing.',
      'zh-CN': '按契约顺序排列的全部规范性语句，便于打印。',
    },
    source,
    unsearched: true,
    body: (language) =>
      blocks(
        ...requirementSections.map((area) =>
          blocks(
            heading(2, `${area.number} ${area.title[language]}`, area.section),
            of(area.section)
              .map((entry) => `- ${linkTo.requirement(entry.id)} (${entry.level}) ${prose(entry.sentence[language])}`)
              .join('\n'),
          ),
        ),
      ),
  };
}
