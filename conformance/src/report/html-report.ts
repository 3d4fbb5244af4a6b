/**
 * The report as one HTML file that opens from disk: nothing is loaded from anywhere, and the content security policy
 * lets nothing run but the one script whose hash it names, so that no text of a subject ever becomes code.
 *
 * Everything is in the page before any script runs; the script filters, copies and compares.
 */
import type { RunReport, Verdict } from '../runner/run-report.ts';
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

/** `parts` are the page's own script and style; by default read from beside this module. */
export function htmlReport(raw: RunReport, parts: PageParts = pageParts()): string {
  const report = printable(raw);
  const { script, style, policy } = parts;
  const title = `${subjectTitle(report)}: ${outcomeOf(report).short}`;
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="color-scheme" content="light dark">',
    element('title', {}, `${title} – Capsule conformance`).markup,
    `<style>${style}</style>`,
  ].join('\n');
  const body = element('body', {}, pageHeader(report), main(report), data(report), {
    markup: `<script>${script}</script>`,
  });
  return `<!doctype html>\n<html lang="en">\n<head>\n${head}\n</head>\n${body.markup}\n</html>\n`;
}

function pageHeader(report: RunReport): Markup {
  const { subject, contract, kit, seed, command, checks, startedAt, durationMs, runs } = report;
  const outcome = outcomeOf(report);
  const facts: [string, Content][] = [
    ['Contract', `${contract.version} (${contract.hash.slice(0, 19)})`],
    ['Judged by', `${kit.name} ${kit.version}${kit.score ? `, ${scoreText(kit.score)}` : ''}`],
    ['Where', subject.url ?? subject.start ?? ''],
    ['Profiles', subject.profiles.join(', ') || 'none announced'],
    ['Begun', startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')],
    ['Took', `${(durationMs / 1000).toFixed(1)} s${runs.length > 1 ? `, ${runs.length} runs` : ''}`],
    ['Checks', `${checks.planned} planned, ${checks.emitted} judged, ${checks.evidence} messages in evidence`],
    ['Seed', element('code', {}, seed)],
    ['Command', element('code', {}, command)],
  ];
  return element(
    'header',
    { class: 'page' },
    element('p', { class: 'over' }, `Capsule conformance of the ${subject.role}`),
    element('h1', {}, subjectTitle(report)),
    element(
      'p',
      { class: `outcome ${outcome.tone}` },
      element('strong', {}, outcome.sentence),
      ...(report.partial
        ? [element('span', { class: 'partial' }, `Partial run: ${partialReasons(report).join('; ')}`)]
        : []),
    ),
    element(
      'dl',
      { class: 'facts' },
      ...facts.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))),
    ),
  );
}

function main(report: RunReport): Markup {
  const failing = everyCheck(report).filter(({ check }) => check.verdict === 'failed');
  const fresh = failing.filter(({ check }) => !knownFailureOf(report, check.id));
  return element(
    'main',
    {},
    ...unfit(report),
    filters(report),
    section('failures', 'Failures', [
      ...(fresh.length === 0 ? [element('p', {}, 'None.')] : []),
      ...fresh.map(({ requirement, check }) => failureArticle(report, requirement, check)),
    ]),
    ...known(report, failing.filter(({ check }) => knownFailureOf(report, check.id)).length),
    ...unstable(report),
    ...reasons(report),
    section('coverage', 'Requirements and checks', [
      element(
        'p',
        { class: 'hint' },
        'One row for each requirement with the verdicts of its checks. A pass rests on the number of messages beside it.',
      ),
      matrixTable(report),
    ]),
    comparison(),
  );
}

function filters({ summary, requirements }: RunReport): Markup {
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
      element('span', {}, `${verdictSigns[verdict].sign} ${verdictSigns[verdict].word}`),
    ),
  );
  const choices = (name: string, label: string, values: readonly string[]) =>
    element(
      'label',
      {},
      label,
      element(
        'select',
        { name },
        element('option', { value: '' }, 'all'),
        ...values.map((one) => element('option', {}, one)),
      ),
    );
  const areas = [...new Set(requirements.map(({ area }) => area))].sort();
  return element(
    'form',
    { id: 'filters', 'aria-label': 'Filter' },
    element('fieldset', { class: 'tiles' }, element('legend', {}, 'Requirements by verdict'), ...tiles),
    element(
      'div',
      { class: 'fields', hidden: true },
      element('label', {}, 'Search', { markup: '<input type="search" name="text" autocomplete="off">' }),
      choices('area', 'Area', areas),
      choices('level', 'Level', ['MUST', 'SHOULD']),
      element('p', { id: 'shown', role: 'status' }),
    ),
  );
}

function unfit(report: RunReport): Markup[] {
  if (!report.unfit) return [];
  const { reason, exchange } = report.unfit;
  return [
    section('unfit', 'It cannot be judged', [
      element('pre', {}, reason),
      ...(exchange.length > 0 ? [exchangeSection(report, exchange, [])] : []),
    ]),
  ];
}

function known(report: RunReport, failing: number): Markup[] {
  const stale = staleEntries(report);
  if (failing === 0 && stale.length === 0) return [];
  const covered = everyCheck(report).flatMap(({ requirement, check }) => {
    const entry = knownFailureOf(report, check.id);
    if (!entry) return [];
    const link =
      entry.link !== null && /^https?:/.test(entry.link) ? element('a', { href: entry.link }, entry.link) : '';
    const because = element('p', {}, `${entry.reason} Known until ${entry.expires}. `, link);
    return [failureArticle(report, requirement, check, because)];
  });
  return [
    section('known', 'Known failures', [
      ...stale.map(({ check, why }) => element('p', { class: 'bad' }, element('code', {}, check), `: ${why}`)),
      ...covered,
    ]),
  ];
}

function unstable(report: RunReport): Markup[] {
  if (report.unstable.length === 0) return [];
  const rows = report.unstable.map(({ check, verdicts }) =>
    element('li', {}, element('code', {}, check), `: ${verdicts.join(', ')}`),
  );
  return [section('unstable', 'Not the same verdict every time', [element('ul', {}, ...rows)])];
}

function reasons(report: RunReport): Markup[] {
  const groups = (['harness-error', 'could-not-run', 'not-applicable'] as const).flatMap((verdict) =>
    checksByReason(report, verdict).map(({ reason, ids }) =>
      element(
        'li',
        {},
        element('strong', {}, `${verdictSigns[verdict].word}: `),
        element('span', { class: 'reason' }, reason),
        element('div', { class: 'ids' }, ...ids.flatMap((id) => [element('code', {}, id), ' '])),
      ),
    ),
  );
  const unchecked =
    report.unchecked.length === 0
      ? []
      : [element('p', {}, 'No check yet for: ', ...report.unchecked.flatMap((id) => [element('code', {}, id), ' ']))];
  if (groups.length + unchecked.length === 0) return [];
  return [section('reasons', 'Not judged', [element('ul', {}, ...groups), ...unchecked])];
}

function comparison(): Markup {
  return element(
    'section',
    { id: 'compare', hidden: true, 'aria-labelledby': 'compare-title' },
    element('h2', { id: 'compare-title' }, 'Compare with another run'),
    element('label', { class: 'drop' }, 'Drop another report (JSON or HTML) anywhere on this page, or choose one: ', {
      markup: '<input type="file" accept=".json,.html,application/json,text/html">',
    }),
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

/** What the page needs to compare itself, in the form a JSON report has it too. */
function data(report: RunReport): Markup {
  const facts = {
    title: subjectTitle(report),
    startedAt: report.startedAt,
    seed: report.seed,
    verdicts: verdictsOf(report),
  };
  const json = JSON.stringify(facts).replaceAll('<', '\\u003c');
  return { markup: `<script type="application/json" id="run">${json}</script>` };
}
