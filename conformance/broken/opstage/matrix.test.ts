/** Every broken Opstage is caught by the checks meant for it. */
import { afterAll, describe, expect, test } from 'vitest';
import { allOpstageChecks } from '../../src/checks/opstage/all-opstage-checks.ts';
import { globMatcher } from '../../src/runner/plan.ts';
import { untilCaught } from '../matrix/until-caught.ts';
import { WorkerPool } from '../matrix/worker-pool.ts';
import { defects } from './defects.ts';
import type { OpstageDefect } from './opstage-defect.ts';

/** Opstages side by side; most of the time each run waits for a duration to pass. */
const width = 20;
const ceilingMs = 900_000;
const rows: [string, OpstageDefect][] = Object.entries(defects);
const pool = new WorkerPool(width);
const leftToStandard = allOpstageChecks.flatMap(({ id, since }) => (since === undefined ? [] : [id]));
/** Every check that has to catch the defect is asked, so a quick run will do only where all of them belong to it. */
const depthOf = ({ caughtBy }: OpstageDefect) =>
  caughtBy.split(',').some((pattern) => leftToStandard.some(globMatcher(pattern))) ? 'standard' : 'quick';
const settled = untilCaught(
  pool,
  rows.map(([defect, row]) => ({ role: 'opstage', defect, checks: '', seed: 'matrix', depth: depthOf(row) })),
  ['matrix', 'matrix, again'].map((seed) => ({ seed, depth: 'standard' })),
);
afterAll(() => pool.stop());

describe('a broken Opstage', () => {
  test.each(rows.map(([name, { wrong, caughtBy }]) => ({ name, wrong, caughtBy })))(
    '$name ($wrong) is caught',
    { timeout: ceilingMs },
    async ({ name, caughtBy }) => {
      const said = (await settled.get(name)) ?? [];
      expect(said.length, caughtBy).toBeGreaterThan(0);
      expect(said.filter(({ verdict }) => verdict !== 'failed')).toEqual([]);
    },
  );
});

describe('the table of defects', () => {
  const matchers = rows.flatMap(([, { caughtBy }]) => caughtBy.split(',')).map(globMatcher);

  test('has a defect for every check', () => {
    const uncaught = allOpstageChecks.filter(({ id }) => !matchers.some((matches) => matches(id))).map(({ id }) => id);
    expect(uncaught).toEqual([]);
  });

  test('breaks every requirement that has a check', () => {
    const broken = new Set(rows.map(([, { requirement }]) => requirement));
    const missing = [...new Set(allOpstageChecks.map(({ requirement }) => requirement))].filter(
      (id) => !broken.has(id),
    );
    expect(missing).toEqual([]);
  });
});
