/**
 * Runs the planned checks: first those that stand beside each other, a bounded number at once, then those that need the
 * subject for themselves, one at a time, at the end those that judge the whole run.
 *
 * Waiting is most of what time-based checks do, so the bound is a number of checks, not of processors.
 */
import type { Check } from '../checks/check.ts';
import type { CheckReport, RunProgress } from './run-report.ts';

export interface ExecuteOptions<C extends Check> {
  checks: readonly C[];
  runOne: (check: C) => Promise<CheckReport>;
  parallel: number;
  onProgress: (progress: RunProgress) => void;
}

/** One report per check, in the order of `checks`. */
export async function executeChecks<C extends Check>(options: ExecuteOptions<C>): Promise<CheckReport[]> {
  const { checks, runOne, parallel, onProgress } = options;
  const reports = new Map<C, CheckReport>();
  onProgress({ kind: 'planned', checks: checks.length });
  const runAndTell = async (check: C) => {
    onProgress({ kind: 'started', check: check.id });
    const report = await runOne(check);
    reports.set(check, report);
    onProgress({ kind: 'ended', check: check.id, verdict: report.verdict, durationMs: report.durationMs });
  };
  for (const turn of ['parallel', 'alone', 'last'] as const) {
    const mine = checks.filter((check) => (check.turn ?? 'parallel') === turn);
    const queue = [...mine.filter(({ long }) => long), ...mine.filter(({ long }) => !long)];
    const width = turn === 'parallel' ? parallel : 1;
    const lanes = Array.from({ length: Math.min(width, queue.length) }, async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await runAndTell(next);
    });
    await Promise.all(lanes);
  }
  return checks.flatMap((check) => reports.get(check) ?? []);
}
