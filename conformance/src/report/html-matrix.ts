/** The coverage matrix of the HTML report: requirements down, the verdicts of their checks across, grouped by area. */
import type { CheckReport, RequirementReport, RunReport } from '../runner/run-report.ts';
import { anchorOf } from './html-failure.ts';
import { element, type Markup, withCode } from './markup.ts';
import { verdictSigns } from './outcome.ts';

const headings = ['Requirement', 'Level', 'Verdict', 'Checks'];

export function matrixTable({ requirements }: RunReport): Markup {
  const areas = [...new Set(requirements.map(({ area }) => area))];
  return element(
    'table',
    {},
    element('caption', { class: 'unseen' }, 'Requirements with the verdicts of their checks'),
    element('thead', {}, element('tr', {}, ...headings.map((name) => element('th', { scope: 'col' }, name)))),
    ...areas.map((area) =>
      element(
        'tbody',
        {},
        element('tr', { class: 'area' }, element('th', { scope: 'rowgroup', colspan: headings.length }, area)),
        ...requirements.filter((one) => one.area === area).map(row),
      ),
    ),
  );
}

function row({ id, area, level, profile, sentence, verdict, checks }: RequirementReport): Markup {
  const { sign, word } = verdictSigns[verdict];
  const attributes = { 'data-area': area, 'data-level': level, 'data-verdicts': verdict };
  return element(
    'tr',
    attributes,
    element('th', { scope: 'row' }, element('code', {}, id), element('p', { class: 'sentence' }, withCode(sentence))),
    element('td', { class: 'level' }, level, element('span', { class: 'profile' }, profile)),
    element('td', { class: `verdict ${verdict}` }, `${sign} ${word}`),
    element('td', {}, element('ul', { class: 'chips' }, ...checks.map((check) => chip(id, check)))),
  );
}

function chip(requirement: string, check: CheckReport): Markup {
  const { sign, word } = verdictSigns[check.verdict];
  const variant = check.id === requirement ? 'itself' : check.id.slice(requirement.length + 1);
  const proof = check.verdict === 'passed' ? ` ${check.evidence.length}` : '';
  const about = [check.title, check.reason ?? word, `${(check.durationMs / 1000).toFixed(1)} s`].join('; ');
  const content = [
    element('span', { class: 'sign', 'aria-hidden': 'true' }, sign),
    element('span', { class: 'unseen' }, `${word}: `),
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
