/** The coverage matrix of the HTML report: requirements down, the verdicts of their checks across, grouped by area. */
import type { CheckReport, RequirementReport, RunReport } from '../runner/run-report.ts';
import { anchorOf } from './html-failure.ts';
import { element, type Markup, withCode } from './markup.ts';
import { verdictSigns } from './outcome.ts';
import type { Wording } from './wording.ts';

const headings = ['Requirement', 'Level', 'Verdict', 'Checks'] as const;

export function matrixTable({ requirements }: RunReport, wording: Wording): Markup {
  const { say, told } = wording;
  const areas = [...new Set(requirements.map(({ area }) => area))];
  return element(
    'table',
    {},
    element('caption', { class: 'unseen' }, say('Requirements with the verdicts of their checks')),
    element('thead', {}, element('tr', {}, ...headings.map((name) => element('th', { scope: 'col' }, say(name))))),
    ...areas.map((area) =>
      element(
        'tbody',
        {},
        element('tr', { class: 'area' }, element('th', { scope: 'rowgroup', colspan: headings.length }, told(area))),
        ...requirements.filter((one) => one.area === area).map((one) => row(one, wording)),
      ),
    ),
  );
}

function row(requirement: RequirementReport, wording: Wording): Markup {
  const { id, area, level, profile, sentence, verdict, checks } = requirement;
  const { sign, word } = verdictSigns[verdict];
  const attributes = { 'data-area': area, 'data-level': level, 'data-verdicts': verdict };
  return element(
    'tr',
    attributes,
    element(
      'th',
      { scope: 'row' },
      element('code', {}, id),
      element('p', { class: 'sentence' }, wording.told(sentence, withCode)),
    ),
    element('td', { class: 'level' }, level, element('span', { class: 'profile' }, profile)),
    element('td', { class: `verdict ${verdict}` }, `${sign} ${wording.say(word)}`),
    element('td', {}, element('ul', { class: 'chips' }, ...checks.map((check) => chip(id, check, wording)))),
  );
}

function chip(requirement: string, check: CheckReport, { say, plain }: Wording): Markup {
  const { sign, word } = verdictSigns[check.verdict];
  const variant = check.id === requirement ? say('itself') : check.id.slice(requirement.length + 1);
  const proof = check.verdict === 'passed' ? ` ${check.evidence.length}` : '';
  const about = [
    plain(check.title),
    check.reason === null ? say(word) : plain(check.reason),
    say('{seconds} s', { seconds: (check.durationMs / 1000).toFixed(1) }),
  ].join('; ');
  const content = [
    element('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
    element('span', { class: 'unseen' }, `${say(word)}: `),
    ` ${variant}`,
    element('span', { class: 'proof' }, proof),
  ];
  const attributes = { class: `chip ${check.verdict}`, title: about };
  return element(
    'li',
    {},
    check.verdict === 'failed'
      ? element('a', { ...attributes, href: `#${anchorOf(check.id)}` }, ...content)
      : element('span', attributes, ...content),
  );
}
