/** Runs of the kit against the broken agent, a program of its own each time. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { allAgentChecks } from '../../src/checks/agent/all-agent-checks.ts';
import type { AgentTrial } from '../../src/checks/agent-trial.ts';
import type { AgentCheck } from '../../src/checks/check.ts';
import type { Depth } from '../../src/checks/trial.ts';
import { globMatcher } from '../../src/runner/plan.ts';
import { runAgent } from '../../src/runner/run-agent.ts';
import type { RunReport } from '../../src/runner/run-report.ts';
import { defects } from '../agent/defects.ts';
import { askAgain, type CheckSaid, type RowRun, saidIn } from './row-run.ts';

const program = join(import.meta.dirname, '../agent/main.ts');
/** What a broken agent never does is waited for in most rows, and it is up at once. */
const patience = 0.4;

/** Exactly the checks that are meant, not the others of their requirement. */
export function runAgentRow(run: RowRun): Promise<CheckSaid[]> {
  const caughtBy = run.checks || defects[run.defect as keyof typeof defects].caughtBy;
  return askAgain({ ...run, checks: caughtBy }, async (asked) => {
    const matchers = asked.split(',').map(globMatcher);
    const checks = allAgentChecks.filter(({ id }) => matchers.some((matches) => matches(id)));
    const { defect, seed, depth } = run;
    if (depth === 'quick' && checks.every(({ since }) => since !== undefined)) return [];
    return saidIn(await judgeAgent({ defect, seed, depth, patience, checks }), () => true);
  });
}

export function judgeAgent(asked: {
  /** Null: none. */
  defect: string | null;
  seed: string;
  depth: Depth;
  parallel?: number;
  patience?: number;
  checks: readonly AgentCheck[];
  onTrial?: (trial: AgentTrial) => void;
}): Promise<RunReport> {
  const { defect, parallel = 1, ...facts } = asked;
  const start = `node ${program}${defect === null ? '' : ` --defect ${defect}`}`;
  return runAgent({
    ...facts,
    ...{ start, parallel },
    startCeilingMs: 120_000,
    selection: { only: [], level: 'should', profiles: [] },
    runId: randomBytes(4).toString('hex'),
    command: 'matrix',
    replayBase: `capsule-conformance agent --start ${JSON.stringify(start)}`,
    signal: new AbortController().signal,
    onProgress: () => {},
  });
}
