import { expect, test } from 'vitest';
import { sampleReport, soundReport } from '../../test/sample-report.ts';
import { type KnownFailure, updatedKnownFailures, withKnownFailures } from './known-failures.ts';
import type { RunReport } from './run-report.ts';

const today = '2026-03-01';
const entry = (check: string, changes: Partial<KnownFailure> = {}): KnownFailure => ({
  check,
  reason: 'ticket 7',
  link: null,
  expires: '2026-03-01',
  ...changes,
});
const idsOf = (report: RunReport) => report.requirements.flatMap(({ checks }) => checks.map(({ id }) => id));
const judged = (report: RunReport, ...entries: KnownFailure[]) =>
  withKnownFailures(report, entries, { today, checkIds: [...idsOf(report), 'elsewhere'] });

const failing = ['no-silent-takeover/known-code', 'spread-fleet-start'] as const;
/** Two checks fail and nothing else is wrong. */
const twoFail = () => {
  const { requirements, ...report } = sampleReport({ checks: { planned: 4, emitted: 4, evidence: 4 } });
  const summary = { passed: 1, failed: 2, notApplicable: 0, couldNotRun: 0, harnessError: 0 };
  return { ...report, summary, requirements: requirements.slice(0, 3) };
};

test.each([
  ['covers every failure, on its last day', [entry(failing[0]), entry(failing[1])], 0, ['fails', 'fails']],
  ['covers one of two', [entry(failing[0])], 1, ['fails']],
  ['has expired yesterday', [entry(failing[0], { expires: '2026-02-28' }), entry(failing[1])], 1, ['expired', 'fails']],
  [
    'passes',
    [entry(failing[0]), entry(failing[1]), entry('request-id/every-answer')],
    1,
    ['fails', 'fails', 'no-longer-fails'],
  ],
  ['is unknown', [entry(failing[0]), entry(failing[1]), entry('no-such-check')], 1, ['fails', 'fails', 'unknown']],
  ['was not selected', [entry(failing[0]), entry(failing[1]), entry('elsewhere')], 0, ['fails', 'fails', 'not-judged']],
] as const)('an entry that %s', (_name, entries, exitCode, states) => {
  const report = judged(twoFail(), ...entries);
  expect(report.exitCode).toBe(exitCode);
  expect(report.knownFailures.map(({ state }) => state)).toEqual(states);
});

test('what could not run stays incomplete, whatever is known', () => {
  const report = judged(sampleReport(), entry(failing[0]), entry(failing[1]));
  expect(report.exitCode).toBe(3);
});

test('an update takes in what fails, takes out what passes, and leaves what a person wrote', () => {
  const written = [entry('request-id/every-answer'), entry(failing[0], { expires: '2026-02-28' }), entry('elsewhere')];
  expect(updatedKnownFailures(twoFail(), written, today)).toEqual([
    entry('elsewhere'),
    entry(failing[0], { expires: '2026-02-28' }),
    {
      check: failing[1],
      reason: expect.stringContaining('Seen on 2026-03-01: expected a refusal AGENT_CODE_TAKEN; actual 200'),
      link: null,
      expires: '2026-03-31',
    },
  ]);
  expect(updatedKnownFailures(soundReport(), [], today)).toEqual([]);
});
