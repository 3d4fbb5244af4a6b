/**
 * Each line that demands something in the checks of an Opstage is needed: a lie that was found to be noticed by that line alone
 * is still noticed, and by what that line expects. Whoever takes a line out, or weakens it, finds its lie here. When a check
 * was changed on purpose: `npm run mutate -w capsule-conformance -- --only <check> --write`.
 */
import { describe, expect, test } from 'vitest';
import type { OpstageCheck } from '../../src/checks/check.ts';
import { allOpstageChecks } from '../../src/checks/opstage/all-opstage-checks.ts';
import { judgeOpstage } from '../opstage/stage.ts';
import { atMost } from './at-most.ts';
import { keptLies, type LieRow, plainly } from './kept-lies.ts';
import { liar } from './lie.ts';

/** Most of a run is waiting. */
const limit = atMost(24);
const ceilingMs = 600_000;
const attemptsMax = 3;

async function expectedUnder(row: LieRow): Promise<string> {
  const check = allOpstageChecks.find(({ id }) => id === row.check);
  if (!check) return `no check ${row.check}`;
  const { begin, altered } = liar(row.lie);
  const lied: OpstageCheck = {
    ...check,
    run: (t) => {
      begin();
      return check.run(t);
    },
  };
  const own = { only: [check.id], seed: 'mutate', depth: check.since ?? 'quick', patience: 0.4 } as const;
  const report = await judgeOpstage({ defect: null, altered, checks: [lied], ...own });
  const [said] = report.requirements.flatMap(({ checks }) => checks);
  return plainly(said?.failure?.expected ?? `${said?.verdict}`);
}

/** A busy machine may let another line notice first. */
async function noticed(row: LieRow): Promise<string> {
  let expected = '';
  for (let attempt = 0; attempt < attemptsMax && expected !== row.expected; attempt += 1) {
    expected = await limit(() => expectedUnder(row));
  }
  return expected;
}

const rows = keptLies();
const runs = rows.map((row) => noticed(row));

describe('a lie is noticed by its line', () => {
  test('there are lies to tell', () => expect(rows.length).toBeGreaterThan(100));

  test.each(rows.map((row, index) => ({ index, ...row })))(
    '$expectation, in $check',
    { timeout: ceilingMs },
    async ({ index, expected }) => {
      expect(await runs[index]).toBe(expected);
    },
  );
});
