/** Every broken Opstage is caught by the checks meant for it, and the Opstage without a defect by none. */
import { afterAll, describe, expect, test } from 'vitest';
import { allOpstageChecks } from '../../src/checks/opstage/all-opstage-checks.ts';
import { globMatcher } from '../../src/runner/plan.ts';
import { type CheckSaid, Lane } from './defect-run.ts';
import { defects } from './defects.ts';
import type { OpstageDefect } from './opstage-defect.ts';

/** Opstages side by side; most of the time each run waits for a duration to pass. */
const width = 12;
const ceilingMs = 900_000;
/** What only an Opstage that keeps its data can be asked, or one of another profile. */
const beyond = {
  needs: ['data-folder'],
  ids: ['crash-loses-nothing/kill-9', 'liveness/after-restart'],
  profiles: ['opstage-session', 'opstage-events', 'opstage-audit-chain'],
  operations: ['eventList', 'eventStream', 'auditVerify'],
};

const rows: [string, OpstageDefect][] = Object.entries(defects);
const applicable = allOpstageChecks.filter(
  ({ id, needs = [], profile }) =>
    !beyond.ids.includes(id) &&
    !beyond.operations.some((operation) => id.endsWith(`/${operation}`)) &&
    !needs.some((need) => beyond.needs.includes(need)) &&
    !beyond.profiles.includes(profile),
);

const lanes = Array.from({ length: width }, () => new Lane());
const runs = startAll();
afterAll(() => {
  for (const lane of lanes) lane.stop();
});

/** Starts every run, `width` at a time; a lane that is done takes the next row of the table. */
function startAll(): Map<string, Promise<CheckSaid[]>> {
  const waiting = rows.map(([name, defect]) => ({ name, defect, ...Promise.withResolvers<CheckSaid[]>() }));
  const started = new Map(waiting.map(({ name, promise }) => [name, promise]));
  for (const lane of lanes) void work(lane);
  return started;

  async function work(lane: Lane): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      next.promise.catch(() => {});
      await lane.run(next.name, next.defect).then(next.resolve, next.reject);
    }
  }
}

describe('a broken Opstage', () => {
  test.each(rows.map(([name, { wrong, caughtBy }]) => ({ name, wrong, caughtBy })))(
    '$name ($wrong) is caught',
    { timeout: ceilingMs },
    async ({ name, caughtBy }) => {
      const said = (await runs.get(name)) ?? [];
      expect(said.length, caughtBy).toBeGreaterThan(0);
      expect(said.filter(({ verdict }) => verdict !== 'failed')).toEqual([]);
    },
  );
});

describe('the table of defects', () => {
  const matchers = rows.flatMap(([, { caughtBy }]) => caughtBy.split(',')).map(globMatcher);

  test('has a defect for every check', () => {
    const uncaught = applicable.filter(({ id }) => !matchers.some((matches) => matches(id))).map(({ id }) => id);
    expect(uncaught).toEqual([]);
  });

  test('breaks every requirement that has a check', () => {
    const broken = new Set(rows.map(([, { requirement }]) => requirement));
    const missing = [...new Set(applicable.map(({ requirement }) => requirement))].filter((id) => !broken.has(id));
    expect(missing).toEqual([]);
  });
});

describe('the Opstage without a defect', () => {
  test('passes every check', { timeout: ceilingMs }, async () => {
    await Promise.allSettled(runs.values());
    const report = await (lanes[0] as Lane).judge([]);
    const bad = report.requirements
      .flatMap(({ checks }) => checks)
      .filter(({ verdict, reason }) => verdict !== 'passed' && !isBeyond(verdict, reason))
      .map(({ id, verdict, reason, failure }) => `${id}: ${verdict} ${reason ?? failure?.actual}`);
    expect(bad).toEqual([]);
  });
});

/** It was not started by the kit, keeps no data, and claims the core profile only. */
function isBeyond(verdict: string, reason: string | null): boolean {
  return verdict === 'not-applicable' || (verdict === 'could-not-run' && /^needs --/.test(reason ?? ''));
}
