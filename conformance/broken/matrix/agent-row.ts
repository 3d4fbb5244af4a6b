/** Runs of the kit against the broken agent, a program of its own each time. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { AgentCheck } from '../../src/checks/check.ts';
import type { Depth } from '../../src/checks/trial.ts';
import { globMatcher } from '../../src/runner/plan.ts';
import { runAgent } from '../../src/runner/run-agent.ts';
import type { RunReport } from '../../src/runner/run-report.ts';
import { defects } from '../agent/defects.ts';
import { askAgain, type CheckSaid, type RowRun, saidIn } from './row-run.ts';

const program = join(import.meta.dirname, '../agent/main.ts');

export function runAgentRow(run: RowRun): Promise<CheckSaid[]> {
  const caughtBy = run.checks || defects[run.defect as keyof typeof defects].caughtBy;
  const matchers = caughtBy.split(',').map(globMatcher);
  return askAgain({ ...run, checks: caughtBy }, async (checks) => {
    const { defect, seed, depth } = run;
    const report = await judgeAgent({ defect, seed, depth, only: checks.split(',') });
    return saidIn(report, (id) => matchers.some((matches) => matches(id)));
  });
}

export function judgeAgent(asked: {
  /** Null: none. */
  defect: string | null;
  only: readonly string[];
  seed: string;
  depth: Depth;
  parallel?: number;
  checks?: readonly AgentCheck[];
}): Promise<RunReport> {
  const { defect, only, seed, depth, parallel = 1, checks } = asked;
  const start = `node ${program}${defect === null ? '' : ` --defect ${defect}`}`;
  return runAgent({
    ...{ start, seed, depth, parallel },
    ...(checks ? { checks } : {}),
    startCeilingMs: 30_000,
    selection: { only, level: 'should', profiles: [] },
    runId: randomBytes(4).toString('hex'),
    command: 'matrix',
    replayBase: `capsule-conformance agent --start ${JSON.stringify(start)}`,
    signal: new AbortController().signal,
    onProgress: () => {},
  });
}
