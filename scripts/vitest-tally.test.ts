import { describe, expect, test } from 'vitest';
import { type VitestReport, vitestTally } from './vitest-tally.ts';

const clean: VitestReport = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
  testResults: [{ status: 'passed', assertionResults: [{}, {}, {}] }],
};

describe('the tally of a vitest run', () => {
  test.each<[title: string, report: VitestReport | null, exitedCleanly: boolean, expected: [number, number]]>([
    ['a clean run has no failure', clean, true, [3, 0]],
    ['failed tests are counted', { ...clean, numFailedTests: 2, success: false }, false, [3, 2]],
    ['a test left out is a failure', { ...clean, numPendingTests: 1 }, true, [3, 1]],
    ['a test not yet written is a failure', { ...clean, numTodoTests: 1 }, true, [3, 1]],
    [
      'a file that could not be loaded is a failure',
      { ...clean, success: false, testResults: [...clean.testResults, { status: 'failed', assertionResults: [] }] },
      false,
      [3, 1],
    ],
    ['an error outside every test is a failure', clean, false, [3, 1]],
    ['a report that denies success is a failure', { ...clean, success: false }, true, [3, 1]],
    ['no report is a failure', null, true, [0, 1]],
    ['no test at all is a failure', { ...clean, numPassedTests: 0, testResults: [] }, true, [0, 1]],
  ])('%s', (_title, report, exitedCleanly, [passed, failed]) => {
    expect(vitestTally(report, exitedCleanly)).toEqual({ passed, failed });
  });
});
