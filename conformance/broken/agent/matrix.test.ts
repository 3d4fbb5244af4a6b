/** Every broken agent is caught by the check meant for it, and the agent without a defect by none. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { allAgentChecks } from '../../src/checks/agent/all-agent-checks.ts';
import type { AgentTrial } from '../../src/checks/agent-trial.ts';
import type { Defect } from '../defect.ts';
import { judgeAgent } from '../matrix/agent-row.ts';
import { saidIn } from '../matrix/row-run.ts';
import { untilCaught } from '../matrix/until-caught.ts';
import { WorkerPool } from '../matrix/worker-pool.ts';
import { defects } from './defects.ts';
import { Reached } from './reached.ts';

// Every row starts the same program; compiled once, it is up in a third of the time.
const compiled = mkdtempSync(join(tmpdir(), 'capsule-compiled-'));
process.env.NODE_COMPILE_CACHE = compiled;

/** Rows side by side; each is a process that mostly waits, for what a broken agent never does. */
const width = 32;
/** For a machine ten times slower than a common one. */
const ceilingMs = 1_800_000;

const rows = Object.entries<Defect>(defects).map(([name, defect]) => ({ name, ...defect }));
const pool = new WorkerPool(width);
afterAll(() => {
  pool.stop();
  rmSync(compiled, { recursive: true, force: true });
});

/** Faults are drawn: few seldom show a defect. */
const isDrawn = (check: string) => /\/(?:fault-scripts|byte-faults)$/.test(check);
const isLong = (check: string) => allAgentChecks.find(({ id }) => id === check)?.long === true;
const isLeftToStandard = (check: string) => allAgentChecks.find(({ id }) => id === check)?.since === 'standard';
// The longest begin first, so that nobody waits for them at the end.
const ranked = rows.toSorted((a, b) => rank(a.caughtBy) - rank(b.caughtBy));
function rank(check: string): number {
  return isDrawn(check) ? 0 : isLong(check) ? 1 : 2;
}

const settled = untilCaught(
  pool,
  ranked.map(({ name, caughtBy }) => {
    const depth = isDrawn(caughtBy) || isLeftToStandard(caughtBy) ? 'standard' : 'quick';
    return { role: 'agent', defect: name, checks: '', seed: 'matrix', depth };
  }),
  ['matrix, again', 'matrix, once more', 'matrix, for the last time'].map((seed) => ({ seed, depth: 'standard' })),
);

describe('a broken agent', () => {
  test.each(rows)('$name ($wrong) is caught by $caughtBy', { timeout: ceilingMs }, async ({ name, caughtBy }) => {
    const said = (await settled.get(name)) ?? [];
    const missed = said.filter(({ verdict }) => verdict !== 'failed');
    expect(missed.map(({ id, verdict, said: why }) => `${id}: ${verdict} ${why}`).join('\n')).toBe('');
    expect(said.length, caughtBy).toBe(1);
  });
});

describe('the table of defects', () => {
  test('has one for every check, so that none is useless', () => {
    const needed = new Set(rows.map(({ caughtBy }) => caughtBy));
    expect(allAgentChecks.map(({ id }) => id).filter((id) => !needed.has(id))).toEqual([]);
  });
});

/**
 * What a check cannot hand to an agent by the contract's own words: an agent that sends what `responses-match-schema` asks for
 * meets no 400 and no 415, and 426 answers a request for a session that is no upgrade.
 */
const unreached = ['400', '415', '426'].map((status) => `status of a refusal ${status}`);

describe('the agent without a defect', () => {
  const reached = new Reached();

  test('passes every check', { timeout: ceilingMs }, async () => {
    await Promise.allSettled(settled.values());
    const asked = { defect: null, seed: 'matrix', depth: 'standard' } as const;
    const onTrial = (trial: AgentTrial) => reached.add(trial);
    const report = await judgeAgent({ ...asked, checks: allAgentChecks, parallel: width, onTrial });
    const said = saidIn(report, () => true);
    // What a busy machine kept from an answer says its word alone.
    const open = new Set(said.filter(({ verdict }) => verdict === 'could-not-run').map(({ id }) => id));
    const checks = allAgentChecks.filter(({ id }) => open.has(id));
    const again = open.size === 0 ? [] : saidIn(await judgeAgent({ ...asked, checks, onTrial }), () => true);
    const judged = [...said.filter(({ id }) => !open.has(id)), ...again];
    const bad = judged.filter(({ verdict }) => verdict !== 'passed');
    expect(bad.map(({ id, verdict, said: why }) => `${id}: ${verdict} ${why}`).join('\n')).toBe('');
    expect(judged.length).toBe(allAgentChecks.length);
  });

  test('was shown every operation, every message of a session and every class of refusal', () => {
    for (const { what, all, missing } of reached.report) {
      console.log(
        `${what}: ${all.length - missing.length} of ${all.length}${missing.length > 0 ? `, not ${missing.join(', ')}` : ''}`,
      );
    }
    const missing = reached.report.flatMap((one) => one.missing.map((name) => `${one.what} ${name}`));
    expect(missing.filter((name) => !unreached.includes(name))).toEqual([]);
  });
});
