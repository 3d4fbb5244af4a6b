/** The Opstage that the broken ones are made from passes every check, so that what they fail is their defect. */
import { beforeAll, describe, expect, test } from 'vitest';
import { allOpstageChecks } from '../../src/checks/opstage/all-opstage-checks.ts';
import type { RunReport } from '../../src/runner/run-report.ts';
import { coveredRun } from '../coverage/covered-run.ts';
import { reachedBy } from '../coverage/reached.ts';
import { judgeOpstage } from './stage.ts';

const ceilingMs = 900_000;

describe('the Opstage without a defect', () => {
  let sound: ReturnType<typeof coveredRun>;
  beforeAll(() => {
    sound = coveredRun('standard');
    sound.catch(() => {});
  });

  test('passes every check', { timeout: ceilingMs }, async () => {
    const { report } = await sound;
    const open = openChecks(report);
    // What was too slow beside other tests says its word alone.
    const asked = { defect: null, seed: 'matrix', depth: 'standard', only: open } as const;
    const again = open.length === 0 ? [] : notPassed(await judgeOpstage(asked));
    const settled = notPassed(report).filter((said) => !open.some((id) => said.startsWith(`${id}: `)));
    expect([...settled, ...again]).toEqual(['routes-match-contract/unclaimed-profiles: not-applicable']);
  });

  test('is asked for everything the contract has', { timeout: ceilingMs }, async () => {
    const { ran } = await sound;
    const missing = reachedBy(ran).flatMap(({ what, missing: names }) => names.map((name) => `${what} ${name}`));
    expect(missing).toEqual([]);
  });

  test('with the core profile alone passes what is about it, and says what is not', {
    timeout: ceilingMs,
  }, async () => {
    const about = allOpstageChecks.filter(
      ({ profile, requirement, needs = [] }) =>
        needs.length === 0 && (profile !== 'opstage-core' || requirement === 'routes-match-contract'),
    );
    const only = about.map(({ id }) => id);
    const asked = { defect: null, seed: 'matrix', depth: 'standard' } as const;
    const others = notPassed(await judgeOpstage({ ...asked, only, profiles: ['opstage-core'] }));
    expect(others.filter((said) => !said.endsWith(': not-applicable'))).toEqual([]);
    expect(others.length).toBe(about.filter(({ profile }) => profile !== 'opstage-core').length);
  });
});

/** The checks that a busy machine kept from an answer. */
function openChecks(report: RunReport): string[] {
  return report.requirements
    .flatMap(({ checks }) => checks)
    .filter(({ verdict, reason }) => verdict === 'could-not-run' && !/^needs --/.test(reason ?? ''))
    .map(({ id }) => id);
}

/** What the checks said that did not pass, apart from those that need an Opstage the kit starts. */
function notPassed(report: RunReport): string[] {
  return report.requirements
    .flatMap(({ checks }) => checks)
    .filter(({ verdict, reason }) => verdict !== 'passed' && !/^needs --/.test(reason ?? ''))
    .map(({ id, verdict, failure, reason }) =>
      verdict === 'not-applicable' ? `${id}: ${verdict}` : `${id}: ${verdict} ${failure?.actual ?? reason}`,
    );
}
