/** One failure of the HTML report: the rule, expected and actual, both lanes of the exchange, curl and replay lines. */
import type { CheckReport, ReportMessage, RequirementReport, RunReport } from '../runner/run-report.ts';
import type { PageText } from './chinese.ts';
import { curlLine } from './curl-line.ts';
import { jsonLayout } from './json-layout.ts';
import { element, type Markup, withCode } from './markup.ts';
import { verdictSigns } from './outcome.ts';
import type { Say, Wording } from './wording.ts';

export function failureArticle(
  report: RunReport,
  requirement: RequirementReport,
  check: CheckReport,
  wording: Wording,
  ...before: Markup[]
): Markup {
  const { say, told } = wording;
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
    element('p', { class: 'sentence' }, told(requirement.sentence, withCode)),
    element(
      'p',
      { class: 'hint' },
      `${say('Check')} `,
      element('code', {}, check.id),
      ': ',
      told(check.title, (title) => withCode(/[.。]$/.test(title) ? title : `${title}.`)),
      ' ',
      told(check.how, withCode),
    ),
    ...before,
    ...(failure
      ? [
          element(
            'dl',
            { class: 'contrast' },
            element(
              'div',
              {},
              element('dt', {}, say('expected')),
              element('dd', { class: 'expected' }, told(failure.expected)),
            ),
            element(
              'div',
              {},
              element('dt', {}, say('actual')),
              element('dd', { class: 'actual' }, told(failure.actual)),
            ),
          ),
          ...(failure.exchange.length > 0 ? [exchangeSection(report, failure.exchange, failure.notes, wording)] : []),
          copyable('Replay', failure.replay, wording),
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
  wording: Wording,
): Markup {
  const { say, told } = wording;
  const [asks, answers] =
    report.subject.role === 'opstage' ? (['Kit', 'Opstage'] as const) : (['Agent', 'Kit, as Opstage'] as const);
  const { url } = report.subject;
  return element(
    'div',
    { class: 'exchange' },
    element(
      'div',
      { class: 'lanes', 'aria-hidden': 'true' },
      element('span', {}, say(asks)),
      element('span', {}, say(answers)),
    ),
    element('ol', {}, ...exchange.map((message) => messageItem(message, wording))),
    ...[...new Set(notes)].map((note) => element('p', { class: 'hint' }, told(note))),
    ...(url === null
      ? []
      : [copyable('The same with curl', exchange.map((one) => curlLine(url, one)).join('\n'), wording)]),
  );
}

function messageItem(message: ReportMessage, { say, told }: Wording): Markup {
  const { number, lane, atMs, request, response, failure, cited, operationId } = message;
  const time = say('after {time} ms', { time: atMs });
  const about = [`[${number}] ${lane}`, operationId, time, cited ? null : say('not cited')];
  return element(
    'li',
    { class: cited ? 'cited' : 'context' },
    element('p', { class: 'about' }, about.filter((part) => part !== null).join(' · ')),
    element(
      'div',
      { class: 'request' },
      element('p', {}, element('strong', {}, request.method), ` ${request.target}`),
      ...headers(request.headers, say),
      ...body(request.body),
    ),
    element(
      'div',
      { class: 'response' },
      ...(response === null
        ? [element('p', { class: 'actual' }, failure === null ? say('no answer') : told(failure))]
        : [
            element('p', {}, element('strong', {}, String(response.status))),
            ...headers(response.headers, say),
            ...body(response.body),
          ]),
    ),
  );
}

function headers(list: readonly [string, string][], say: Say): Markup[] {
  if (list.length === 0) return [];
  const lines = list.map(([name, value]) => `${name}: ${value}`).join('\n');
  return [
    element(
      'details',
      {},
      element('summary', {}, list.length === 1 ? say('1 header') : say('{count} headers', { count: list.length })),
      element('pre', {}, lines),
    ),
  ];
}

function body(text: string): Markup[] {
  return text === '' ? [] : [element('pre', { class: 'body', tabindex: 0 }, jsonLayout(text))];
}

function copyable(title: PageText, text: string, { say }: Wording): Markup {
  const label = say(title);
  return element(
    'div',
    { class: 'copyable' },
    element(
      'p',
      {},
      label,
      ' ',
      element(
        'button',
        { type: 'button', class: 'copy', hidden: true, 'aria-label': say('Copy: {label}', { label }) },
        say('copy'),
      ),
    ),
    element('pre', {}, text),
  );
}
