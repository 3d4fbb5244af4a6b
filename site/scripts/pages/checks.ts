/** The kit's checks: an overview by area, and a page per requirement with every check under an anchor of its own. */
import { requirementSections, requirements } from 'capsule-contract';
import type { RequirementEntry, RequirementId } from 'capsule-contract/types';
import { checkAnchor, checksPath, linkTo } from '../addresses.ts';
import { chineseOf } from '../check-texts.ts';
import { chineseOfDefect } from '../defect-texts.ts';
import { checkCount, type KitEntry, kitEntries, kitEntriesOf, type Role } from '../kit-checks.ts';
import { brokenOf, type MatrixRow } from '../kit-matrix.ts';
import { blocks, englishOnly, heading, prose, quote, table } from '../markdown.ts';
import type { Language, Page } from '../page.ts';
import { word, words } from '../words.ts';
import { binding, requirementList } from './requirement-lists.ts';

const source = 'conformance/src/checks/';

export const checkedRequirements: readonly RequirementEntry[] = requirementList.filter(
  ({ id }) => checkCount(kitEntriesOf(id)) > 0,
);

export const checkPages = (): Page[] => [overview(), ...checkedRequirements.map(requirementPage)];

const against: Record<Role, { en: string; 'zh-CN': string }> = {
  opstage: { en: 'Against an Opstage', 'zh-CN': '针对 Opstage' },
  agent: { en: 'Against an agent', 'zh-CN': '针对 Agent' },
};

function overview(): Page {
  const count = checkCount(kitEntries);
  return {
    path: 'conformance/checks',
    title: { en: 'Every check', 'zh-CN': '全部检查' },
    description: {
      en: `The ${count} checks of the kit, by requirement: what each sends and what it expects.`,
      'zh-CN': `套件的 ${count} 项检查，按要求排列：各自发送什么、期待什么。`,
    },
    source,
    body: (language) =>
      blocks(
        ...requirementSections.map((area) =>
          blocks(
            heading(2, area.title[language], area.section),
            table(
              words(language, 'Requirement', 'Level', 'Binds', 'Checks'),
              requirementList
                .filter(({ section }) => section === area.section)
                .map((entry) => [
                  linkTo.requirement(entry.id),
                  entry.level,
                  binding(entry, language),
                  checksOf(entry.id, language),
                ]),
            ),
          ),
        ),
      ),
  };
}

/** How many checks a requirement has, as a link to them, or why there is none. */
export function checksOf(id: RequirementId, language: Language): string {
  const entries = kitEntriesOf(id);
  const count = checkCount(entries);
  if (count > 0) return linkTo.checks(id, String(count));
  const excluded = requirements[id].excluded?.reason[language];
  return excluded === undefined ? '0' : fact('Not checked', prose(excluded), language);
}

function requirementPage({ id, sentence, level, section }: RequirementEntry): Page {
  const entries = kitEntriesOf(id).filter(({ checks }) => checks.length > 0);
  return {
    path: checksPath(id),
    title: { en: `Checks of ${id}`, 'zh-CN': `${id} 的检查` },
    label: { en: id, 'zh-CN': id },
    description: {
      en: `How the kit tests ${id}: what it sends, what it expects.`,
      'zh-CN': `套件如何检验 ${id}：发送什么，期待什么。`,
    },
    source: `${source}${entries[0]?.role ?? ''}`,
    body: (language) =>
      blocks(
        quote(`${linkTo.requirement(id)} · ${level}\n\n${prose(sentence[language])}`),
        ...entries.map((entry) => ofRole(entry, language)),
        fact(
          'Also',
          `[${requirementSections.find((area) => area.section === section)?.title[language]}](/conformance/checks/#${section})`,
          language,
        ),
      ),
  };
}

function ofRole({ requirement, role, checks }: KitEntry, language: Language): string {
  return blocks(
    heading(2, against[role][language], role),
    caught(role, brokenOf(role, requirement), language),
    ...checks.map((check) => {
      const { id, needs, profile, since } = check;
      const chinese = language === 'zh-CN' ? chineseOf(role, check) : undefined;
      const own = (text: string): string => (chinese === undefined ? englishOnly(prose(text), language) : prose(text));
      const title = chinese?.title ?? sentenceCase(check.title);
      return blocks(
        heading(3, id, checkAnchor(role, id)),
        `**${own(title)}**`,
        own(chinese?.how ?? check.how),
        [
          fact('Profile', linkTo.profile(profile), language),
          ...(needs.length > 0 ? [fact('Needs', needs.map((need) => `\`${need}\``).join(', '), language)] : []),
          ...(since === 'quick' ? [] : [word('Not in a quick run', language)]),
          fact('Run it alone', `\`capsule-conformance ${role} --only ${id} …\``, language),
        ].join(' · '),
      );
    }),
  );
}

/** The deliberately wrong implementations among `broken` that the checks have caught. */
export function caught(role: Role, broken: readonly MatrixRow[], language: Language): string | null {
  const lines = broken
    .filter(({ isKilled }) => isKilled)
    .map((row) => {
      const names = row.checks.map(({ check }) => `\`${check}\``);
      if (language === 'en') return `- ${prose(row.wrong)} (${names.join(', ')})`;
      const chinese = chineseOfDefect(role, row);
      return `- ${chinese === undefined ? englishOnly(prose(row.wrong), language) : prose(chinese)}（${names.join('、')}）`;
    });
  if (lines.length === 0) return null;
  return blocks(
    { en: 'An implementation is caught that', 'zh-CN': '下列有缺陷的实现会被抓到：' }[language],
    lines.join('\n'),
  );
}

const fact = (name: string, value: string, language: Language): string =>
  `${word(name, language)}${language === 'en' ? ': ' : '：'}${value}`;

const sentenceCase = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
