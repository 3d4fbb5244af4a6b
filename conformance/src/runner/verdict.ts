/** From what happened to a verdict, from verdicts to a requirement's, from those to an exit code. All of it pure. */
import type { CheckReport, RequirementReport, RunSummary, Verdict } from './run-report.ts';

/** One check that is not fine makes its requirement not fine, the gravest first; not-applicable ones do not count. */
export function requirementVerdict(checks: readonly Pick<CheckReport, 'verdict'>[]): Verdict {
  const gravest = (['failed', 'harness-error', 'could-not-run', 'passed'] as const).find((verdict) =>
    checks.some((check) => check.verdict === verdict),
  );
  return gravest ?? 'not-applicable';
}

export function summarise(requirements: readonly Pick<RequirementReport, 'verdict'>[]): RunSummary {
  const count = (verdict: Verdict) => requirements.filter((one) => one.verdict === verdict).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    notApplicable: count('not-applicable'),
    couldNotRun: count('could-not-run'),
    harnessError: count('harness-error'),
  };
}

/** 0 conformant · 1 not conformant · 3 incomplete. (2, wrong usage, never gets this far.) */
export function exitCodeOf(summary: RunSummary, checks: { planned: number; emitted: number }): 0 | 1 | 3 {
  if (summary.failed > 0) return 1;
  if (summary.couldNotRun > 0 || summary.harnessError > 0) return 3;
  if (checks.planned !== checks.emitted || summary.passed === 0) return 3;
  return 0;
}
