/** Every broken agent is caught by the check meant for it, and the agent without a defect by none. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { allAgentChecks } from '../../src/checks/agent/all-agent-checks.ts';
import type { AgentTrial } from '../../src/checks/agent-trial.ts';
import type { AgentCheck } from '../../src/checks/check.ts';
import type { Depth } from '../../src/checks/trial.ts';
import { runAgent } from '../../src/runner/run-agent.ts';
import type { RunReport } from '../../src/runner/run-report.ts';
import { Matrix } from '../matrix.ts';
import { defects } from './defects.ts';
import { Reached } from './reached.ts';

// Every row starts the same program; compiled once, it is up in a third of the time.
const compiled = mkdtempSync(join(tmpdir(), 'capsule-compiled-'));
process.env.NODE_COMPILE_CACHE = compiled;
afterAll(() => rmSync(compiled, { recursive: true, force: true }));

const program = `node ${join(import.meta.dirname, 'main.ts')}`;
/** Runs side by side; each is a process that mostly waits, for what a broken agent never does. */
const width = 32;
/** For a machine ten times slower than a common one. */
const ceilingMs = 1_800_000;

interface How {
  depth: Depth;
  seed?: string;
  patience?: number;
  onTrial?: (trial: AgentTrial) => void;
}

function judge(
  start: string,
  checks: readonly AgentCheck[],
  parallel: number,
  { depth, seed = 'matrix', patience = 1, onTrial = () => {} }: How,
): Promise<RunReport> {
  return runAgent({
    start,
    checks,
    startCeilingMs: 120_000,
    selection: { only: [], level: 'should', profiles: [] },
    seed,
    runId: 'matrix',
    depth,
    command: start,
    replayBase: `capsule-conformance agent --start ${JSON.stringify(start)}`,
    parallel,
    signal: new AbortController().signal,
    onProgress: () => {},
    patience,
    onTrial,
  });
}

/** Exactly the check that is meant, not the others of its requirement. */
function checkOf(id: string): AgentCheck {
  const check = allAgentChecks.find((one) => one.id === id);
  if (check === undefined) throw new Error(`there is no check ${id}`);
  return check;
}

const matrix = new Matrix(defects, {
  width,
  isLong: (caughtBy) => checkOf(caughtBy).long === true,
  run: (defect, caughtBy, how) =>
    judge(`${program} --defect ${defect}`, [checkOf(caughtBy)], 1, { ...how, patience: 0.4 }),
});

describe('a broken agent', () => {
  test.each(Object.entries(defects).map(([name, defect]) => ({ name, ...defect })))(
    '$name ($wrong) is caught by $caughtBy',
    { timeout: ceilingMs },
    async ({ name }) => {
      let { verdict, said } = await matrix.cell(name);
      // Chance, and lateness on a busy machine, hide some defects now and then: asked again when the others are done.
      for (const seed of ['matrix', 'matrix, again', 'matrix, once more']) {
        if (verdict === 'failed') break;
        await matrix.done;
        ({ verdict, said } = await matrix.again(name, seed));
      }
      expect(verdict, said).toBe('failed');
    },
  );
});

describe('the table of defects', () => {
  test('has one for every check, so that none is useless', () => {
    const needed = new Set<string>(Object.values(defects).map(({ caughtBy }) => caughtBy));
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
    await matrix.done;
    const report = await judge(program, allAgentChecks, width, {
      depth: 'quick',
      onTrial: (trial) => reached.add(trial),
    });
    const bad = report.requirements
      .flatMap(({ checks }) => checks)
      .filter(({ verdict }) => verdict !== 'passed')
      .map(({ id, verdict, reason, failure }) => `${id}: ${verdict} ${reason ?? failure?.actual}`);
    expect(bad).toEqual([]);
    expect(report.exitCode).toBe(0);
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
