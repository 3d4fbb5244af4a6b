/** Several runs against the same subject as one report: the gravest verdict of each check, and which were not stable. */
import type { CheckReport, RunReport, Verdict } from './run-report.ts';
import { exitCodeOf, requirementVerdict, summarise } from './verdict.ts';

/**
 * `reports` in the order they were made, at least one. The last may have been cut short: of it only failures count, so
 * that a run which had no time left takes nothing back from those that were whole.
 */
export function mergeRuns(reports: readonly RunReport[]): RunReport {
  const [first, ...later] = reports;
  if (!first) throw new Error('There is no run to merge.');
  if (later.length === 0) return first;
  const whole = [first, ...later.filter(({ interrupted }) => interrupted === null)];
  const requirements = first.requirements.map((requirement) => {
    const checks = requirement.checks.map((check) => gravest(check, later));
    return { ...requirement, checks, verdict: requirementVerdict(checks) };
  });
  const summary = summarise(requirements);
  const all = requirements.flatMap(({ checks }) => checks);
  const checks = {
    planned: first.checks.planned,
    emitted: Math.min(...whole.map((one) => one.checks.emitted)),
    evidence: all.reduce((sum, { verdict, evidence }) => sum + (verdict === 'passed' ? evidence.length : 0), 0),
  };
  return {
    ...first,
    requirements,
    summary,
    checks,
    durationMs: reports.reduce((sum, { durationMs }) => sum + durationMs, 0),
    runs: reports.flatMap(({ runs }) => runs),
    unstable: all.flatMap(({ id }) => {
      const verdicts = whole.flatMap((one) => checkOf(one, id)?.verdict ?? []);
      return new Set(verdicts).size > 1 ? [{ check: id, verdicts }] : [];
    }),
    exitCode: exitCodeOf(summary, checks),
  };
}

const gravity: readonly Verdict[] = ['not-applicable', 'passed', 'could-not-run', 'harness-error', 'failed'];

/** The report of the run in which the check came off worst, the earliest of equals. */
function gravest(check: CheckReport, later: readonly RunReport[]): CheckReport {
  return later.reduce((worst, report) => {
    const here = checkOf(report, check.id);
    if (!here || (report.interrupted !== null && here.verdict !== 'failed')) return worst;
    return gravity.indexOf(here.verdict) > gravity.indexOf(worst.verdict) ? here : worst;
  }, check);
}

function checkOf(report: RunReport, id: string): CheckReport | undefined {
  return report.requirements.flatMap(({ checks }) => checks).find((check) => check.id === id);
}
