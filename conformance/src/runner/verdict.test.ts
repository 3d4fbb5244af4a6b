import { describe, expect, test } from 'vitest';
import type { Verdict } from './run-report.ts';
import { exitCodeOf, requirementVerdict, summarise } from './verdict.ts';

describe('the verdict of a requirement', () => {
  const table: [checks: Verdict[], verdict: Verdict][] = [
    [['passed'], 'passed'],
    [['passed', 'not-applicable'], 'passed'],
    [['not-applicable'], 'not-applicable'],
    [['not-applicable', 'not-applicable'], 'not-applicable'],
    [['passed', 'could-not-run'], 'could-not-run'],
    [['could-not-run', 'harness-error'], 'harness-error'],
    [['passed', 'harness-error', 'could-not-run', 'failed'], 'failed'],
    [[], 'not-applicable'],
  ];
  test.each(table)('of checks %j is %s', (checks, verdict) => {
    expect(requirementVerdict(checks.map((one) => ({ verdict: one })))).toBe(verdict);
  });
});

describe('the exit code', () => {
  const even = { planned: 3, emitted: 3 };
  const table: [name: string, verdicts: Verdict[], checks: { planned: number; emitted: number }, code: number][] = [
    ['is 0 when everything passed', ['passed', 'not-applicable'], even, 0],
    ['is 1 when anything failed, whatever else', ['failed', 'harness-error', 'could-not-run'], even, 1],
    ['is 3 when a check could not run', ['passed', 'could-not-run'], even, 3],
    ['is 3 on an error of the harness', ['passed', 'harness-error'], even, 3],
    ['is 3 when nothing passed', ['not-applicable'], even, 3],
    ['is 3 when nothing ran', [], { planned: 0, emitted: 0 }, 3],
    ['is 3 when a planned check gave no verdict', ['passed'], { planned: 3, emitted: 2 }, 3],
  ];
  test.each(table)('%s', (_name, verdicts, checks, code) => {
    expect(exitCodeOf(summarise(verdicts.map((verdict) => ({ verdict }))), checks)).toBe(code);
  });
});
