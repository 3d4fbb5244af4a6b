/**
 * Runs once or several times within a budget of time. Repetitions have seeds of their own, derived from the first, so
 * that each can be replayed alone.
 *
 * Used up, the budget ends the run under way. When it was the first, the report is partial; a later one leaves the
 * report whole, because what was asked for has been judged at least once.
 */
import { randomBytes } from 'node:crypto';
import { interruption } from './interruption.ts';
import { mergeRuns } from './merge-runs.ts';
import type { RunReport } from './run-report.ts';

export interface Repetition {
  seed: string;
  runs: number;
  /** Null: no bound. */
  timeBudgetMs: number | null;
  /** Aborted by whoever started the run. */
  signal: AbortSignal;
}

/** What one of the runs is given. */
export interface OneRun {
  seed: string;
  /** Never the same twice: a seed replayed on the same Opstage must not meet its own codes again. */
  runId: string;
  signal: AbortSignal;
}

export async function runRepeatedly(
  { seed, runs, timeBudgetMs, signal }: Repetition,
  runOnce: (one: OneRun) => Promise<RunReport>,
): Promise<RunReport> {
  const budget = new AbortController();
  const timer =
    timeBudgetMs === null
      ? undefined
      : setTimeout(
          () => budget.abort(new Error(`the time budget of ${timeBudgetMs / 1000} s is used up`)),
          timeBudgetMs,
        );
  const either = AbortSignal.any([signal, budget.signal]);
  const reports: RunReport[] = [];
  try {
    for (let turn = 1; turn <= runs && !(turn > 1 && either.aborted); turn += 1) {
      const own = turn === 1 ? seed : `${seed}-${turn}`;
      reports.push(await runOnce({ seed: own, runId: freshSeed(), signal: either }));
      if (reports[0]?.unfit) break;
    }
  } finally {
    clearTimeout(timer);
  }
  const merged = mergeRuns(reports);
  // Whoever stopped the run wanted more than there is.
  const stopped = interruption(signal);
  return stopped === null ? merged : { ...merged, interrupted: stopped, partial: true, exitCode: merged.exitCode || 3 };
}

export function freshSeed(): string {
  return randomBytes(4).toString('hex');
}
