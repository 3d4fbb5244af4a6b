/** The report as Markdown for a pull request or a job summary: the outcome first, failures folded, nothing endless. */
import type { RunReport, Verdict } from '../runner/run-report.ts';
import { failureText } from './failure-text.ts';
import {
  checksByReason,
  failuresToTell,
  outcomeOf,
  partialReasons,
  staleEntries,
  subjectTitle,
  verdictSigns,
} from './outcome.ts';
import { printable } from './printable.ts';

/** GitHub refuses a summary of more than a mebibyte; this stays far below it. */
const failuresMax = 50;
const failureCharactersMax = 6_000;

export function markdownReport(raw: RunReport): string {
  const report = printable(raw);
  const { subject, contract, kit, seed, checks, summary } = report;
  const counts = [summary.passed, summary.failed, summary.notApplicable, summary.couldNotRun, summary.harnessError];
  const facts = [
    `contract ${contract.version}`,
    `${kit.name} ${kit.version}`,
    `seed ${code(seed)}`,
    `${(report.durationMs / 1000).toFixed(1)} s`,
    `${checks.planned} checks planned, ${checks.emitted} judged, ${checks.evidence} messages in evidence`,
  ];
  const parts = [
    `### Capsule conformance of the ${subject.role} ${text(subjectTitle(report))}: ${outcomeOf(report).short}`,
    text(outcomeOf(report).sentence),
    ...(report.partial ? [`**Partial run:** ${partialReasons(report).map(text).join('; ')}`] : []),
    ...(report.unfit ? [`It cannot be judged: ${text(report.unfit.reason)}`] : []),
    [
      '| passed | failed | not applicable | could not run | harness errors |',
      '|--:|--:|--:|--:|--:|',
      `| ${counts.join(' | ')} |`,
    ].join('\n'),
    ...failures(report),
    ...lines('Known failures, not counted against this run', knownLines(report)),
    ...lines(
      'Entries of the known failures that do not hold',
      staleEntries(report).map(({ check, why }) => `${code(check)}: ${text(why)}`),
    ),
    ...lines(
      'Unstable',
      report.unstable.map(({ check, verdicts }) => `${code(check)}: ${verdicts.join(', ')}`),
    ),
    ...(report.unfit ? [] : [...reasons(report, 'harness-error'), ...reasons(report, 'could-not-run')]),
    facts.join(' · '),
  ];
  return `${parts.join('\n\n')}\n`;
}

function failures(report: RunReport): string[] {
  const failing = failuresToTell(report);
  const shown = failing.slice(0, failuresMax).map(({ requirement, check, explains }) => {
    const summary = `<strong>${text(requirement.id)}</strong> (${requirement.level}, ${text(check.id)})`;
    const body = cut(failureText(report, requirement, check));
    const others = explains.length === 0 ? '' : `\n\nExplains ${explains.map(code).join(', ')}.`;
    return `<details><summary>${verdictSigns.failed.sign} ${summary}</summary>\n\n${fenced(body)}${others}\n\n</details>`;
  });
  const left = failing.length - shown.length;
  return left > 0 ? [...shown, `${left} more failures are in the other reports.`] : shown;
}

function knownLines(report: RunReport): string[] {
  return report.knownFailures
    .filter(({ state }) => state === 'fails')
    .map(({ check, reason, link, expires }) => {
      const target = link === null ? '' : ` (${text(link)})`;
      return `${code(check)}: ${text(reason)}${target}, until ${expires}`;
    });
}

function reasons(report: RunReport, verdict: Verdict): string[] {
  const entries = checksByReason(report, verdict).map(
    ({ reason, ids }) => `${text(reason.split('\n', 1)[0] ?? '')}: ${ids.map(code).join(', ')}`,
  );
  return lines(verdictSigns[verdict].word, entries);
}

function lines(title: string, entries: string[]): string[] {
  return entries.length === 0 ? [] : [`**${title}**\n\n${entries.map((entry) => `- ${entry}`).join('\n')}`];
}

/** Running text in which nothing is read as markup. */
function text(raw: string): string {
  return raw
    .replaceAll(/[&<>]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[one] ?? one)
    .replaceAll(/[\\`*_[\]|~#!@]/g, '\\$&')
    .replaceAll('\n', ' ');
}

function code(raw: string): string {
  const ticks = '`'.repeat(longestRun(raw) + 1);
  return ticks.length > 1 ? `${ticks} ${raw} ${ticks}` : `${ticks}${raw}${ticks}`;
}

/** A block whose fence is longer than any run of backticks inside it. */
function fenced(body: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(body) + 1));
  return `${fence}text\n${body}\n${fence}`;
}

function longestRun(raw: string): number {
  return Math.max(0, ...[...raw.matchAll(/`+/g)].map(([run]) => run.length));
}

function cut(body: string): string {
  return body.length <= failureCharactersMax ? body : `${body.slice(0, failureCharactersMax)}…`;
}
