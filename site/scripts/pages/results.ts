/** How implementations fare: a row per report kept in results/, and their verdicts requirement by requirement. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requirementSections } from 'capsule-contract';
import { linkTo } from '../addresses.ts';
import type { KeptResult } from '../keep-result.ts';
import { blocks, heading, prose, table } from '../markdown.ts';
import type { Language, Page } from '../page.ts';
import { word, words } from '../words.ts';
import { requirementList } from './requirement-lists.ts';

const folder = fileURLToPath(new URL('../../results/', import.meta.url));

/** Fewest failures first, then most passes: a newcomer that claims less does not stand above one that proves more. */
const results: readonly KeptResult[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => {
    const result = JSON.parse(readFileSync(join(folder, file), 'utf8')) as KeptResult;
    // An agent says its name to operators, not to the kit: the file has it.
    return { ...result, subject: { ...result.subject, name: result.subject.name ?? file.replace(/\.json$/, '') } };
  })
  .sort((one, other) => one.summary.failed - other.summary.failed || other.summary.passed - one.summary.passed);

export const resultPages = (): Page[] => [
  {
    path: 'conformance/results',
    title: { en: 'Results of implementations', 'zh-CN': '各实现的结果' },
    label: { en: 'Results', 'zh-CN': '结果' },
    description: {
      en: 'What the kit said of the implementations known here, requirement by requirement.',
      'zh-CN': '套件对已知实现逐条要求的判定。',
    },
    source: 'site/results/',
    wide: true,
    body: (language) => blocks(introduction[language], ...roles.map((role) => ofRole(role, language))),
  },
];

const introduction = {
  en: 'Every row is a whole run of the kit, kept from its JSON report. A verdict is a sign, a word and a colour. To be listed, add the report of a whole run with its seed to `site/results/`; anyone may repeat it.',
  'zh-CN':
    '每一行都是套件的一次完整运行，取自其 JSON 报告。判定同时用符号、文字和颜色表示。若要列入，请把一次完整运行的报告连同种子加入 `site/results/`；任何人都可以重做。',
};

const roles = ['opstage', 'agent'] as const;
const roleTitle = {
  opstage: { en: 'Opstages', 'zh-CN': 'Opstage' },
  agent: { en: 'Agents', 'zh-CN': 'Agent' },
};

/** Sign, and the word that `words.ts` has in both languages. */
const signs: Record<string, readonly [sign: string, name: string]> = {
  passed: ['✓', 'passed'],
  failed: ['✗', 'failed'],
  'not-applicable': ['–', 'not applicable'],
  'could-not-run': ['?', 'could not run'],
  'harness-error': ['!', 'harness error'],
};

const verdict = (name: string | undefined, language: Language): string => {
  const [sign, text] = signs[name ?? ''] ?? ['', ''];
  return sign === '' ? '' : `<span class="verdict ${name}">${sign} ${word(text, language)}</span>`;
};

function ofRole(role: (typeof roles)[number], language: Language): string | null {
  const own = results.filter(({ subject }) => subject.role === role);
  if (own.length === 0) return null;
  const name = ({ subject }: KeptResult): string => prose(`${subject.name ?? '?'} ${subject.version ?? ''}`.trim());
  return blocks(
    heading(2, roleTitle[role][language], role),
    table(
      words(language, 'Implementation', 'passed', 'failed', 'not applicable', 'could not run', 'Profiles', 'Run'),
      own.map((result) => [
        `**${name(result)}**`,
        String(result.summary.passed),
        String(result.summary.failed),
        String(result.summary.notApplicable),
        String(result.summary.couldNotRun + result.summary.harnessError),
        result.subject.profiles.map(linkTo.profile).join(' '),
        `${result.startedAt.slice(0, 10)}, ${(result.durationMs / 1000).toFixed(0)} s, \`${result.seed}\`${result.partial ? `, ${word('partial', language)}` : ''}`,
      ]),
    ),
    ...requirementSections.map((area) => {
      const bound = requirementList.filter(
        ({ section, id }) =>
          section === area.section && own.some(({ requirements }) => requirements.some((one) => one.id === id)),
      );
      if (bound.length === 0) return null;
      return blocks(
        heading(3, area.title[language], `${role}-${area.section}`),
        table(
          [...words(language, 'Requirement', 'Level'), ...own.map(name)],
          bound.map(({ id, level }) => [
            linkTo.requirement(id),
            level,
            ...own.map(({ requirements }) => verdict(requirements.find((one) => one.id === id)?.verdict, language)),
          ]),
        ),
      );
    }),
  );
}
