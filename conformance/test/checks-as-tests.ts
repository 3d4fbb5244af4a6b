/**
 * The one adapter between checks and vitest: a whole run becomes one test per check, so that a check that is red in
 * the kit's own suite is seen by its name, with what was expected and what came.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Check } from '../src/checks/check.ts';
import type { CheckReport, RunReport } from '../src/runner/run-report.ts';

/** `checks` are those the run is made of; their names must be known before it begins. */
export function checksAsTests(
  title: string,
  checks: readonly Check[],
  run: () => Promise<RunReport>,
  ceilingMs = 180_000,
): void {
  describe(title, () => {
    let reports = new Map<string, CheckReport>();
    beforeAll(async () => {
      const { requirements } = await run();
      reports = new Map(requirements.flatMap((one) => one.checks).map((check) => [check.id, check]));
    }, ceilingMs);

    test.each(checks.map(({ id }) => id))('%s', (id) => {
      const report = reports.get(id);
      expect(report && outcome(report)).toEqual({ passed: true });
    });
  });
}

/** Not applicable is fine here: the subject is what it is. Everything else than a pass is told as it was found. */
function outcome({ verdict, reason, failure }: CheckReport): object {
  if (verdict === 'passed' || verdict === 'not-applicable') return { passed: true };
  return failure ? { verdict, expected: failure.expected, actual: failure.actual } : { verdict, reason };
}
