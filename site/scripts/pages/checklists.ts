/** What to build, in build order: a checklist per role, from the catalogue. Ticks stay in the reader's browser. */
import { requirementSections } from 'capsule-contract';
import { linkTo } from '../addresses.ts';
import { blocks, heading, prose } from '../markdown.ts';
import type { Page } from '../page.ts';
import { requirementList } from './requirement-lists.ts';

export const checklistPages = (): Page[] => [checklist('agent'), checklist('opstage')];

const titles = {
  agent: { en: 'Checklist: an agent', 'zh-CN': '实现清单：Agent' },
  opstage: { en: 'Checklist: an Opstage', 'zh-CN': '实现清单：Opstage' },
};

const introductions = {
  agent: {
    en: 'Every rule that binds an agent, in the order in which it is best built. Rules outside `agent-core` name their profile; leave them out until you claim it.',
    'zh-CN':
      '约束 Agent 的全部规则，按适合实现的顺序排列。不属于 `agent-core` 的规则标有其规范集；声明该规范集之前可以不实现。',
  },
  opstage: {
    en: 'Every rule that binds an Opstage, in the order in which it is best built. Rules outside `opstage-core` name their profile; leave them out until you claim it.',
    'zh-CN':
      '约束 Opstage 的全部规则，按适合实现的顺序排列。不属于 `opstage-core` 的规则标有其规范集；声明该规范集之前可以不实现。',
  },
};

function checklist(role: 'agent' | 'opstage'): Page {
  return {
    path: `start/checklist-${role}`,
    title: titles[role],
    description: {
      en: `Every requirement that binds the role ${role}, to tick off.`,
      'zh-CN': `约束 ${role === 'agent' ? 'Agent' : 'Opstage'} 的全部要求，可逐项勾选。`,
    },
    source: 'spec/catalogue/requirements/',
    // The sentences are found where they are at home.
    unsearched: true,
    body: (language) =>
      blocks(
        introductions[role][language],
        ...requirementSections.map((area) => {
          const bound = requirementList.filter((entry) => entry.section === area.section && entry.binds[role]);
          if (bound.length === 0) return '';
          const items = bound.map((entry) => {
            const profile = entry.binds[role] ?? '';
            const extra = profile.endsWith('-core') ? '' : ` (${linkTo.profile(profile)})`;
            const box = `<input type="checkbox" data-requirement="${entry.id}" aria-label="${entry.id}" />`;
            return `- ${box} ${linkTo.requirement(entry.id)} ${entry.level}${extra}: ${prose(entry.sentence[language])}`;
          });
          return blocks(heading(2, area.title[language], area.section), items.join('\n'));
        }),
      ),
  };
}
