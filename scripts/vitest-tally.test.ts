import { describe, expect, test } from 'vitest';
import { failedTests, type VitestReport, vitestTally } from './vitest-tally.ts';

const clean: VitestReport = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  success: true,
  testResults: [
    {
      name: '/project/room/good.test.ts',
      status: 'passed',
      assertionResults: ['one', 'two', 'three'].map((fullName) => ({ status: 'passed', fullName })),
    },
  ],
};

describe('the tally of a vitest run', () => {
  test.each<[title: string, report: VitestReport | null, exitedCleanly: boolean, expected: [number, number]]>([
    ['a clean run has no failure', clean, true, [3, 0]],
    ['failed tests are counted', { ...clean, numFailedTests: 2, success: false }, false, [3, 2]],
    ['a test left out is a failure', { ...clean, numPendingTests: 1 }, true, [3, 1]],
    ['a test not yet written is a failure', { ...clean, numTodoTests: 1 }, true, [3, 1]],
    [
      'a file that could not be loaded is a failure',
      {
        ...clean,
        success: false,
        testResults: [...clean.testResults, { name: 'x', status: 'failed', assertionResults: [] }],
      },
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

test('what failed is told in a line each, with the file and the first line of why', () => {
  const failed = (fullName: string, message: string) => ({ status: 'failed', fullName, failureMessages: [message] });
  const testResults = [
    ...clean.testResults,
    {
      name: '/project/room/bad.test.ts',
      status: 'failed',
      assertionResults: [{ status: 'passed', fullName: 'good' }, failed('a claim', 'expected 1 to be 2\n  at line 3')],
    },
    { name: '/project/room/broken.test.ts', status: 'failed', message: 'no such module\nstack', assertionResults: [] },
  ];
  expect(failedTests({ ...clean, testResults }, '/project/')).toEqual([
    'room/bad.test.ts > a claim: expected 1 to be 2',
    'room/broken.test.ts: no such module',
  ]);
});
