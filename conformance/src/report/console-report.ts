/** The report as text for people: failures in full, everything else in a line, the count at the end. */
import type { CheckReport, RequirementReport, RunReport, Verdict } from '../runner/run-report.ts';
import { curlLine } from './curl-line.ts';
import { indented } from './indented.ts';
import type { Paint } from './paint.ts';

const words: Readonly<Record<Verdict, string>> = {
  passed: 'passed',
  failed: 'FAILED',
  'not-applicable': 'not applicable',
  'could-not-run': 'could not run',
  'harness-error': 'HARNESS ERROR',
};

export function consoleReport(report: RunReport, paint: Paint): string {
  const parts = [
    ...report.requirements.flatMap((requirement) => failures(report, requirement, paint)),
    ...unfit(report, paint),
    ...reasons(report, 'harness-error', paint),
    ...(report.unfit ? [] : reasons(report, 'could-not-run', paint)),
    ...(report.unfit ? [] : reasons(report, 'not-applicable', paint)),
    ...notChecked(report),
    summary(report, paint),
  ];
  return `${parts.join('\n\n')}\n`;
}

function failures(report: RunReport, requirement: RequirementReport, paint: Paint): string[] {
  return requirement.checks
    .filter(({ verdict }) => verdict === 'failed')
    .map((check) => failureBlock(report, requirement, check, paint));
}

/** In this order: requirement and level, sentence, expected, actual, exchange, curl, replay. */
function failureBlock(report: RunReport, requirement: RequirementReport, check: CheckReport, paint: Paint): string {
  const { failure } = check;
  const lines = [
    `${paint.red('✗')} ${paint.bold(requirement.id)} ${paint.dim(`(${requirement.level}, check ${check.id})`)}`,
    indented(requirement.sentence, 2),
    '',
    `  check     ${check.title}`,
  ];
  if (!failure) return lines.join('\n');
  lines.push(`  expected  ${paint.green(failure.expected)}`, `  actual    ${paint.red(failure.actual)}`, '');
  for (const message of failure.exchange) {
    const { request, response } = message;
    lines.push(`  [${message.number}] ${message.lane}: ${request.method} ${request.target}`);
    if (request.body !== '') lines.push(indented(`→ ${request.body}`, 6));
    lines.push(indented(response ? `← ${response.status} ${response.body}` : `← ${message.failure}`, 6));
  }
  for (const note of failure.notes) lines.push(`  ${paint.dim(note)}`);
  const { url } = report.subject;
  if (url !== null && failure.exchange.length > 0) {
    lines.push('', ...failure.exchange.map((message) => `  ${paint.dim(curlLine(url, message))}`));
  }
  lines.push('', `  replay    ${failure.replay}`);
  return lines.join('\n');
}

function unfit(report: RunReport, paint: Paint): string[] {
  if (!report.unfit) return [];
  const role = report.subject.role === 'opstage' ? 'Opstage' : 'agent';
  return [`${paint.red('✗')} The ${role} cannot be judged: ${report.unfit.reason}`];
}

/** Checks of one verdict, those with the same reason together. */
function reasons(report: RunReport, verdict: Verdict, paint: Paint): string[] {
  const byReason = new Map<string, string[]>();
  for (const { checks } of report.requirements) {
    for (const check of checks.filter((one) => one.verdict === verdict)) {
      const reason = check.reason ?? '';
      byReason.set(reason, [...(byReason.get(reason) ?? []), check.id]);
    }
  }
  return [...byReason].map(
    ([reason, ids]) => `${paint.yellow(words[verdict])}: ${reason}\n${indented(ids.join(', '), 2)}`,
  );
}

function notChecked(report: RunReport): string[] {
  if (report.unchecked.length === 0 || report.partial) return [];
  return [`No check yet for: ${report.unchecked.join(', ')}`];
}

function summary(report: RunReport, paint: Paint): string {
  const { passed, failed, notApplicable, couldNotRun, harnessError } = report.summary;
  const { planned, emitted, evidence } = report.checks;
  const { name, version, url, start } = report.subject;
  const subject = name === null ? (start ?? url) : `${name} ${version}`;
  const counts = [
    `${passed} passed`,
    `${failed} failed`,
    `${notApplicable} not applicable`,
    `${couldNotRun} could not run`,
    `${harnessError} harness errors`,
  ].join(', ');
  const colour = report.exitCode === 0 ? paint.green : paint.red;
  return [
    `${report.subject.role} ${subject}, contract ${report.contract.version}, seed ${report.seed}${report.partial ? ', partial run' : ''}`,
    `requirements: ${colour(counts)}`,
    `checks: ${planned} planned, ${emitted} judged, ${evidence} messages in evidence; ${(report.durationMs / 1000).toFixed(1)} s`,
    verdictSentence(report),
  ].join('\n');
}

function verdictSentence({ exitCode, partial, selection }: RunReport): string {
  const scope = partial
    ? 'What was selected'
    : selection.level === 'must'
      ? 'Every MUST checked here'
      : 'Everything checked here';
  if (exitCode === 0) return `${scope} holds.`;
  return exitCode === 1 ? 'Not conformant.' : 'Incomplete: no verdict on conformance.';
}
