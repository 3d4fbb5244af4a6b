/** One failure of the HTML report: the rule, expected and actual, both lanes of the exchange, curl and replay lines. */
import type { CheckReport, ReportMessage, RequirementReport, RunReport } from '../runner/run-report.ts';
import { curlLine } from './curl-line.ts';
import { jsonLayout } from './json-layout.ts';
import { element, type Markup, withCode } from './markup.ts';
import { verdictSigns } from './outcome.ts';

export function failureArticle(
  report: RunReport,
  requirement: RequirementReport,
  check: CheckReport,
  ...before: Markup[]
): Markup {
  const { failure } = check;
  const attributes = {
    id: anchorOf(check.id),
    class: 'failure',
    'data-area': requirement.area,
    'data-level': requirement.level,
    'data-verdicts': check.verdict,
  };
  return element(
    'article',
    attributes,
    element(
      'h3',
      {},
      element('span', { class: 'sign failed', 'aria-hidden': 'true' }, verdictSigns.failed.sign),
      ` ${requirement.id} `,
      element('span', { class: 'level' }, requirement.level),
    ),
    element('p', { class: 'sentence' }, withCode(requirement.sentence)),
    element('p', { class: 'hint' }, 'Check ', element('code', {}, check.id), `: ${check.title}. ${check.how}`),
    ...before,
    ...(failure
      ? [
          element(
            'dl',
            { class: 'contrast' },
            element('div', {}, element('dt', {}, 'expected'), element('dd', { class: 'expected' }, failure.expected)),
            element('div', {}, element('dt', {}, 'actual'), element('dd', { class: 'actual' }, failure.actual)),
          ),
          ...(failure.exchange.length > 0 ? [exchangeSection(report, failure.exchange, failure.notes)] : []),
          copyable('Replay', failure.replay),
        ]
      : []),
  );
}

export function anchorOf(checkId: string): string {
  return `check-${checkId.replaceAll('/', '-')}`;
}

/** Left the one who asks, right the one who answers; in time from top to bottom. */
export function exchangeSection(
  report: RunReport,
  exchange: readonly ReportMessage[],
  notes: readonly string[],
): Markup {
  const [asks, answers] = report.subject.role === 'opstage' ? ['Kit', 'Opstage'] : ['Agent', 'Kit, as Opstage'];
  const { url } = report.subject;
  return element(
    'div',
    { class: 'exchange' },
    element('div', { class: 'lanes', 'aria-hidden': 'true' }, element('span', {}, asks), element('span', {}, answers)),
    element('ol', {}, ...exchange.map((message) => messageItem(message))),
    ...[...new Set(notes)].map((note) => element('p', { class: 'hint' }, note)),
    ...(url === null ? [] : [copyable('The same with curl', exchange.map((one) => curlLine(url, one)).join('\n'))]),
  );
}

function messageItem({ number, lane, atMs, request, response, failure, cited, operationId }: ReportMessage): Markup {
  const about = [`[${number}] ${lane}`, operationId, `after ${atMs} ms`, cited ? null : 'not cited'];
  return element(
    'li',
    { class: cited ? 'cited' : 'context' },
    element('p', { class: 'about' }, about.filter((part) => part !== null).join(' · ')),
    element(
      'div',
      { class: 'request' },
      element('p', {}, element('strong', {}, request.method), ` ${request.target}`),
      ...headers(request.headers),
      ...body(request.body),
    ),
    element(
      'div',
      { class: 'response' },
      ...(response === null
        ? [element('p', { class: 'actual' }, failure ?? 'no answer')]
        : [
            element('p', {}, element('strong', {}, String(response.status))),
            ...headers(response.headers),
            ...body(response.body),
          ]),
    ),
  );
}

function headers(list: readonly [string, string][]): Markup[] {
  if (list.length === 0) return [];
  const lines = list.map(([name, value]) => `${name}: ${value}`).join('\n');
  return [
    element(
      'details',
      {},
      element('summary', {}, list.length === 1 ? '1 header' : `${list.length} headers`),
      element('pre', {}, lines),
    ),
  ];
}

function body(text: string): Markup[] {
  return text === '' ? [] : [element('pre', { class: 'body', tabindex: 0 }, jsonLayout(text))];
}

function copyable(label: string, text: string): Markup {
  return element(
    'div',
    { class: 'copyable' },
    element(
      'p',
      {},
      label,
      ' ',
      element('button', { type: 'button', class: 'copy', hidden: true, 'aria-label': `Copy: ${label}` }, 'copy'),
    ),
    element('pre', {}, text),
  );
}
