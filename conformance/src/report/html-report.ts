/**
 * The report as one HTML file that opens from disk: nothing is loaded from anywhere, and the content security policy
 * lets nothing run but the one script whose hash it names, so that no text of a subject ever becomes code.
 *
 * Everything is in the page before any script runs; the script filters, copies and compares.
 */
import type { RunReport, Verdict } from '../runner/run-report.ts';
import type { PageText } from './chinese.ts';
import { exchangeSection, failureArticle } from './html-failure.ts';
import { matrixTable } from './html-matrix.ts';
import { type Content, element, type Markup } from './markup.ts';
import {
  checksByReason,
  everyCheck,
  knownFailureOf,
  outcomeOf,
  partialReasons,
  scoreText,
  staleEntries,
  subjectTitle,
  verdictSigns,
} from './outcome.ts';
import { type PageParts, pageParts } from './page-parts.ts';
import { printable } from './printable.ts';
import { verdictsOf } from './run-diff.ts';
import { inEnglish, type Wording } from './wording.ts';

/** `parts` are the page's own script and style; by default read from beside this module. */
export function htmlReport(raw: RunReport, parts: PageParts = pageParts(), wording: Wording = inEnglish): string {
  const report = printable(raw);
  const { script, style, policy, scheme = 'light dark' } = parts;
  const { say, language } = wording;
  const title = `${subjectTitle(report)}: ${outcomeOf(report, say).short}`;
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<meta name="color-scheme" content="${scheme}">`,
    element('title', {}, say('{title} – Capsule conformance', { title })).markup,
    `<style>${style}</style>`,
  ].join('\n');
  const body = element('body', {}, pageHeader(report, wording), main(report, wording), ...data(report, wording), {
    markup: `<script>${script}</script>`,
  });
  return `<!doctype html>\n<html lang="${language}">\n<head>\n${head}\n</head>\n${body.markup}\n</html>\n`;
}

function pageHeader(report: RunReport, wording: Wording): Markup {
  const { say } = wording;
  const { subject, contract, kit, seed, command, checks, startedAt, durationMs, runs } = report;
  const outcome = outcomeOf(report, say);
  const seconds = (durationMs / 1000).toFixed(1);
  const facts: [PageText, Content][] = [
    ['Contract', `${contract.version} (${contract.hash.slice(0, 19)})`],
    ['Judged by', `${kit.name} ${kit.version}${kit.score ? `, ${scoreText(kit.score, say)}` : ''}`],
    ['Where', subject.url ?? subject.start ?? ''],
    ['Profiles', subject.profiles.join(', ') || say('none announced')],
    ['Begun', startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')],
    [
      'Took',
      runs.length > 1
        ? say('{seconds} s, {runs} runs', { seconds, runs: runs.length })
        : say('{seconds} s', { seconds }),
    ],
    ['Checks', say('{planned} planned, {emitted} judged, {evidence} messages in evidence', { ...checks })],
    ['Seed', element('code', {}, seed)],
    ['Command', element('code', {}, command)],
  ];
  return element(
    'header',
    { class: 'page' },
    element(
      'p',
      { class: 'over' },
      say(`Capsule conformance of the ${subject.role === 'opstage' ? 'Opstage' : 'agent'}`),
    ),
    element('h1', {}, subjectTitle(report)),
    element(
      'p',
      { class: `outcome ${outcome.tone}` },
      element('strong', {}, outcome.sentence),
      ...(report.partial
        ? [element('span', { class: 'partial' }, say('Partial run: '), ...whyPartial(report, wording))]
        : []),
    ),
    element(
      'dl',
      { class: 'facts' },
      ...facts.map(([name, value]) => element('div', {}, element('dt', {}, say(name)), element('dd', {}, value))),
    ),
  );
}

function whyPartial(report: RunReport, { say, told }: Wording): Content[] {
  const reasons = partialReasons(report, say).map((reason) => (reason === report.interrupted ? told(reason) : reason));
  return reasons.flatMap((reason, index) => (index === 0 ? [reason] : ['; ', reason]));
}

function main(report: RunReport, wording: Wording): Markup {
  const { say } = wording;
  const failing = everyCheck(report).filter(({ check }) => check.verdict === 'failed');
  const fresh = failing.filter(({ check }) => !knownFailureOf(report, check.id));
  return element(
    'main',
    {},
    ...unfit(report, wording),
    filters(report, wording),
    section('failures', say('Failures'), [
      ...(fresh.length === 0 ? [element('p', {}, say('None.'))] : []),
      ...fresh.map(({ requirement, check }) => failureArticle(report, requirement, check, wording)),
    ]),
    ...known(report, failing.filter(({ check }) => knownFailureOf(report, check.id)).length, wording),
    ...unstable(report, wording),
    ...reasons(report, wording),
    section('coverage', say('Requirements and checks'), [
      element(
        'p',
        { class: 'hint' },
        say(
          'One row for each requirement with the verdicts of its checks. A pass rests on the number of messages beside it.',
        ),
      ),
      matrixTable(report, wording),
    ]),
    comparison(wording),
  );
}

function filters({ summary, requirements }: RunReport, { say, plain }: Wording): Markup {
  const counts: [Verdict, number][] = [
    ['failed', summary.failed],
    ['could-not-run', summary.couldNotRun],
    ['harness-error', summary.harnessError],
    ['passed', summary.passed],
    ['not-applicable', summary.notApplicable],
  ];
  const tiles = counts.map(([verdict, count]) =>
    element(
      'label',
      { class: `tile ${verdict}` },
      { markup: `<input type="checkbox" name="verdict" value="${verdict}" checked>` },
      element('span', { class: 'count' }, String(count)),
      element('span', {}, `${verdictSigns[verdict].sign} ${say(verdictSigns[verdict].word)}`),
    ),
  );
  const choices = (name: string, label: PageText, values: readonly string[]) =>
    element(
      'label',
      {},
      say(label),
      element(
        'select',
        { name },
        element('option', { value: '' }, say('all')),
        ...values.map((one) => element('option', { value: one }, plain(one))),
      ),
    );
  const areas = [...new Set(requirements.map(({ area }) => area))].sort();
  return element(
    'form',
    { id: 'filters', 'aria-label': say('Filter') },
    element('fieldset', { class: 'tiles' }, element('legend', {}, say('Requirements by verdict')), ...tiles),
    element(
      'div',
      { class: 'fields', hidden: true },
      element('label', {}, say('Search'), { markup: '<input type="search" name="text" autocomplete="off">' }),
      choices('area', 'Area', areas),
      choices('level', 'Level', ['MUST', 'SHOULD']),
      element('p', { id: 'shown', role: 'status' }),
    ),
  );
}

function unfit(report: RunReport, wording: Wording): Markup[] {
  if (!report.unfit) return [];
  const { reason, exchange } = report.unfit;
  return [
    section('unfit', wording.say('It cannot be judged'), [
      element('pre', {}, wording.told(reason)),
      ...(exchange.length > 0 ? [exchangeSection(report, exchange, [], wording)] : []),
    ]),
  ];
}

function known(report: RunReport, failing: number, wording: Wording): Markup[] {
  const { say, told } = wording;
  const stale = staleEntries(report, say);
  if (failing === 0 && stale.length === 0) return [];
  const covered = everyCheck(report).flatMap(({ requirement, check }) => {
    const entry = knownFailureOf(report, check.id);
    if (!entry) return [];
    const link =
      entry.link !== null && /^https?:/.test(entry.link) ? element('a', { href: entry.link }, entry.link) : '';
    const because = element(
      'p',
      {},
      told(entry.reason),
      ` ${say('Known until {expires}.', { expires: entry.expires })} `,
      link,
    );
    return [failureArticle(report, requirement, check, wording, because)];
  });
  return [
    section('known', say('Known failures'), [
      ...stale.map(({ check, why }) => element('p', { class: 'bad' }, element('code', {}, check), `: ${why}`)),
      ...covered,
    ]),
  ];
}

function unstable(report: RunReport, { say }: Wording): Markup[] {
  if (report.unstable.length === 0) return [];
  const rows = report.unstable.map(({ check, verdicts }) =>
    element('li', {}, element('code', {}, check), `: ${verdicts.map((one) => say(verdictSigns[one].word)).join(', ')}`),
  );
  return [section('unstable', say('Not the same verdict every time'), [element('ul', {}, ...rows)])];
}

function reasons(report: RunReport, { say, told }: Wording): Markup[] {
  const groups = (['harness-error', 'could-not-run', 'not-applicable'] as const).flatMap((verdict) =>
    checksByReason(report, verdict).map(({ reason, ids }) =>
      element(
        'li',
        {},
        element('strong', {}, `${say(verdictSigns[verdict].word)}: `),
        element('span', { class: 'reason' }, told(reason)),
        element('div', { class: 'ids' }, ...ids.flatMap((id) => [element('code', {}, id), ' '])),
      ),
    ),
  );
  const unchecked =
    report.unchecked.length === 0
      ? []
      : [
          element(
            'p',
            {},
            say('No check yet for: '),
            ...report.unchecked.flatMap((id) => [element('code', {}, id), ' ']),
          ),
        ];
  if (groups.length + unchecked.length === 0) return [];
  return [section('reasons', say('Not judged'), [element('ul', {}, ...groups), ...unchecked])];
}

function comparison({ say }: Wording): Markup {
  return element(
    'section',
    { id: 'compare', hidden: true, 'aria-labelledby': 'compare-title' },
    element('h2', { id: 'compare-title' }, say('Compare with another run')),
    element(
      'label',
      { class: 'drop' },
      `${say('Drop another report (JSON or HTML) anywhere on this page, or choose one:')} `,
      {
        markup: '<input type="file" accept=".json,.html,application/json,text/html">',
      },
    ),
    element('div', { id: 'difference', role: 'status' }),
  );
}

function section(id: string, title: string, content: Content[]): Markup {
  return element(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    element('h2', { id: `${id}-title` }, title),
    content,
  );
}

/** What the page needs to compare itself, in the form a JSON report has it too, and the words of its script. */
function data(report: RunReport, { words }: Wording): Markup[] {
  const facts = {
    title: subjectTitle(report),
    startedAt: report.startedAt,
    seed: report.seed,
    verdicts: verdictsOf(report),
  };
  return Object.entries({ run: facts, words }).map(([id, value]) => {
    const json = JSON.stringify(value).replaceAll('<', '\\u003c');
    return { markup: `<script type="application/json" id="${id}">${json}</script>` };
  });
}
