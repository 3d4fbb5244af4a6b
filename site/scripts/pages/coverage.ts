/** What proves each requirement, and what proves the proof: its checks, and the broken implementations they catch. */
import { requirementSections } from 'capsule-contract';
import { linkTo } from '../addresses.ts';
import { checkCount, kitEntriesOf, type Role } from '../kit-checks.ts';
import { brokenOf, type KitMatrix, matrices } from '../kit-matrix.ts';
import { blocks, heading, prose, table } from '../markdown.ts';
import type { Language, Page } from '../page.ts';
import { word, words } from '../words.ts';
import { requirementList } from './requirement-lists.ts';

export const coveragePages = (): Page[] => [
  {
    path: 'conformance/coverage',
    title: { en: 'Coverage and mutation score', 'zh-CN': '覆盖率与变异得分' },
    label: { en: 'Coverage', 'zh-CN': '覆盖率' },
    description: {
      en: 'For every requirement the checks that test it, and the deliberately broken implementations they catch.',
      'zh-CN': '每条要求由哪些检查检验，这些检查又抓到了哪些故意写错的实现。',
    },
    source: 'conformance/broken/',
    wide: true,
    body: (language) =>
      blocks(
        introduction[language],
        matrices.length > 0 ? scores(language) : unpublished[language],
        ...requirementSections.map((area) =>
          blocks(heading(2, area.title[language], area.section), areaTable(area.section, language)),
        ),
      ),
  },
];

const introduction = {
  en: 'A check is believed only when it has caught something. For every requirement the kit therefore keeps deliberately wrong implementations, one realistic defect each, and runs its checks against all of them: `capsule-conformance matrix opstage`, `capsule-conformance matrix agent`. A defect that no check of its requirement catches, or a check that catches nothing, makes that run red.',
  'zh-CN':
    '一项检查只有真正抓到过缺陷才可信。因此，套件为每条要求都保存着故意写错的实现，每个只含一处真实可能出现的缺陷，并用自己的检查逐一检验：`capsule-conformance matrix opstage`、`capsule-conformance matrix agent`。若某个缺陷没有被所属要求的检查抓到，或某项检查什么都没抓到，这次运行即判为失败。',
};

const unpublished = {
  en: 'No such run is published yet, so only the checks of each requirement are shown.',
  'zh-CN': '尚未发布这样的运行，因此下面只列出每条要求的检查。',
};

const roleName: Record<Role, string> = { opstage: 'Opstage', agent: 'Agent' };

const scores = (language: Language): string =>
  table(
    words(language, 'Against', 'Broken implementations', 'Caught', 'Checks that caught one', 'Median messages', 'Run'),
    matrices.map(({ role, score, depth, seeds }: KitMatrix) => [
      word(roleName[role], language),
      String(score.defects),
      `**${score.killed}** (${((score.killed * 100) / score.defects).toFixed(1)}\u00a0%)`,
      String(score.checks),
      String(score.medianMessages),
      `\`--depth ${depth}\`, ${seeds.length} ${word(seeds.length === 1 ? 'seed' : 'seeds', language)}`,
    ]),
  );

function areaTable(section: string, language: Language): string {
  const rows = requirementList
    .filter((entry) => entry.section === section)
    .flatMap((entry) =>
      (['opstage', 'agent'] as const)
        .filter((role) => entry.binds[role] !== undefined)
        .map((role) => {
          const count = checkCount(kitEntriesOf(entry.id).filter((one) => one.role === role));
          const broken = brokenOf(role, entry.id);
          const caught = broken.filter(({ isKilled }) => isKilled).length;
          return [
            linkTo.requirement(entry.id),
            entry.level,
            word(roleName[role], language),
            count > 0
              ? linkTo.checks(entry.id, String(count))
              : `${word('Not checked', language)}${language === 'en' ? ': ' : '：'}${prose(entry.excluded?.reason[language] ?? '')}`,
            ...(matrices.length === 0 ? [] : [broken.length === 0 ? '' : `${caught} / ${broken.length}`]),
          ];
        }),
    );
  const heads = words(language, 'Requirement', 'Level', 'Binds', 'Checks', 'Broken implementations caught');
  return table(matrices.length === 0 ? heads.slice(0, -1) : heads, rows);
}
