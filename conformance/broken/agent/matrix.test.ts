/** Every broken agent is caught by the check meant for it, and the agent without a defect by none. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allAgentChecks } from '../../src/checks/agent/all-agent-checks.ts';
import { runAgent } from '../../src/runner/run-agent.ts';
import type { RunReport } from '../../src/runner/run-report.ts';
import { Matrix } from '../matrix.ts';
import { defects } from './defects.ts';

const program = `node ${join(import.meta.dirname, 'main.ts')}`;
/** Runs side by side; each is a process or two that mostly waits. */
const width = 16;
const ceilingMs = 480_000;

function judge(start: string, only: readonly string[], parallel: number): Promise<RunReport> {
  return runAgent({
    start,
    startCeilingMs: 20_000,
    selection: { only, level: 'should', profiles: [] },
    seed: 'matrix',
    runId: 'matrix',
    depth: 'quick',
    command: start,
    replayBase: `capsule-conformance agent --start ${JSON.stringify(start)}`,
    parallel,
    signal: new AbortController().signal,
    onProgress: () => {},
  });
}

const matrix = new Matrix(defects, width, (defect, only) => judge(`${program} --defect ${defect}`, [only], 1));

describe('a broken agent', () => {
  test.each(Object.entries(defects).map(([name, defect]) => ({ name, ...defect })))(
    '$name ($wrong) is caught by $caughtBy',
    { timeout: ceilingMs },
    async ({ name }) => {
      const { verdict, said } = await matrix.cell(name);
      expect(verdict, said).toBe('failed');
    },
  );
});

describe('the table of defects', () => {
  test('has one for every check, so that none is useless', () => {
    const needed = new Set(Object.values(defects).map(({ caughtBy }) => caughtBy));
    expect(allAgentChecks.map(({ id }) => id).filter((id) => !needed.has(id))).toEqual([]);
  });
});

describe('the agent without a defect', () => {
  test('passes every check', { timeout: ceilingMs }, async () => {
    await Promise.allSettled(Object.keys(defects).map((name) => matrix.cell(name)));
    const report = await judge(program, [], 12);
    const bad = report.requirements
      .flatMap(({ checks }) => checks)
      .filter(({ verdict }) => verdict !== 'passed')
      .map(({ id, verdict, reason, failure }) => `${id}: ${verdict} ${reason ?? failure?.actual}`);
    expect(bad).toEqual([]);
    expect(report.exitCode).toBe(0);
  });
});
