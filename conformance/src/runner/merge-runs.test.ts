import { expect, test } from 'vitest';
import { sampleReport, soundReport } from '../../test/sample-report.ts';
import { mergeRuns } from './merge-runs.ts';
import { runRepeatedly } from './run-repeatedly.ts';
import type { RunReport, Verdict } from './run-report.ts';

/** A run in which `no-silent-takeover/known-code` came to this. */
function runWith(verdict: Verdict, seed: string, changes: Partial<RunReport> = {}): RunReport {
  const failing = sampleReport().requirements[1]?.checks[1]?.failure ?? null;
  const report = soundReport();
  const requirements = report.requirements.map((requirement) => ({
    ...requirement,
    checks: requirement.checks.map((check) =>
      check.id === 'no-silent-takeover/known-code'
        ? {
            ...check,
            verdict,
            failure: verdict === 'failed' ? failing : null,
            reason: verdict === 'could-not-run' ? 'cut' : null,
          }
        : check,
    ),
  }));
  return {
    ...report,
    seed,
    requirements,
    runs: [{ seed, durationMs: 10, exitCode: verdict === 'failed' ? 1 : 0 }],
    ...changes,
  };
}

const takeover = (report: RunReport) => report.requirements[1]?.checks[1]?.verdict;

test('one run stays as it is', () => {
  const report = runWith('passed', 'a');
  expect(mergeRuns([report])).toBe(report);
});

test('the gravest verdict of a check counts, and a check that wavers is named', () => {
  const merged = mergeRuns([runWith('passed', 'a'), runWith('failed', 'b'), runWith('passed', 'c')]);
  expect(takeover(merged)).toBe('failed');
  expect(merged.unstable).toEqual([
    { check: 'no-silent-takeover/known-code', verdicts: ['passed', 'failed', 'passed'] },
  ]);
  expect(merged).toMatchObject({ exitCode: 1, summary: { failed: 1, passed: 1 } });
  expect(merged.runs.map(({ seed }) => seed)).toEqual(['a', 'b', 'c']);
});

test('a last run that was cut short takes nothing back, but what it saw fail counts', () => {
  const cut = { interrupted: 'the time budget is used up', partial: true };
  const quiet = mergeRuns([runWith('passed', 'a'), runWith('could-not-run', 'b', cut)]);
  expect(takeover(quiet)).toBe('passed');
  expect(quiet).toMatchObject({ exitCode: 0, partial: false, unstable: [] });
  expect(mergeRuns([runWith('passed', 'a'), runWith('failed', 'b', cut)])).toMatchObject({ exitCode: 1 });
});

test('repetitions have seeds of their own, made from the first', async () => {
  const seeds: string[] = [];
  const { signal } = new AbortController();
  const report = await runRepeatedly({ seed: 'x', runs: 3, timeBudgetMs: null, signal }, async ({ seed }) => {
    seeds.push(seed);
    return runWith('passed', seed);
  });
  expect(seeds).toEqual(['x', 'x-2', 'x-3']);
  expect(report.runs).toHaveLength(3);
});

test('a subject that cannot be judged is not asked again', async () => {
  const { signal } = new AbortController();
  let turns = 0;
  await runRepeatedly({ seed: 'x', runs: 3, timeBudgetMs: null, signal }, async ({ seed }) => {
    turns += 1;
    return runWith('could-not-run', seed, { unfit: { reason: 'nothing answers', exchange: [] } });
  });
  expect(turns).toBe(1);
});

test('whoever stops a repetition gets a partial report and an exit code that is not 0', async () => {
  const controller = new AbortController();
  const report = await runRepeatedly(
    { seed: 'x', runs: 3, timeBudgetMs: null, signal: controller.signal },
    async ({ seed }) => {
      controller.abort(new Error('the run was interrupted'));
      return runWith('passed', seed);
    },
  );
  expect(report).toMatchObject({ partial: true, interrupted: 'the run was interrupted', exitCode: 3 });
});
