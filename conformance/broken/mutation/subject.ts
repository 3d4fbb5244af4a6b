/** What the mutation run asks of each side; imported after the checks were made switchable. */
import { allAgentChecks } from '../../src/checks/agent/all-agent-checks.ts';
import type { AgentCheck, Check, OpstageCheck } from '../../src/checks/check.ts';
import { allOpstageChecks } from '../../src/checks/opstage/all-opstage-checks.ts';
import { globMatcher } from '../../src/runner/plan.ts';
import type { RunReport } from '../../src/runner/run-report.ts';
import { defects as agentDefects } from '../agent/defects.ts';
import type { Defect } from '../defect.ts';
import { judgeAgent } from '../matrix/agent-row.ts';
import { defects as opstageDefects } from '../opstage/defects.ts';
import type { OpstageDefect } from '../opstage/opstage-defect.ts';
import { judgeOpstage } from '../opstage/stage.ts';
import type { State } from '../opstage/state.ts';

export interface Subject {
  checks: readonly Check[];
  defectsFor(checkId: string): string[];
  /** Whether its answers can be altered on their way. */
  takesLies: boolean;
  judge(defect: string | null, check: Check, altered: State['altered'], patience: number): Promise<RunReport>;
}

export function subjectOf(role: 'opstage' | 'agent'): Subject {
  const table: Readonly<Record<string, Defect>> = role === 'opstage' ? opstageDefects : agentDefects;
  const matchers = Object.entries(table).map(([name, { caughtBy }]) => ({
    name,
    fits: caughtBy.split(',').map(globMatcher),
  }));
  const defectsFor = (id: string) => matchers.filter(({ fits }) => fits.some((one) => one(id))).map(({ name }) => name);
  if (role === 'agent') {
    return {
      checks: allAgentChecks,
      defectsFor,
      takesLies: false,
      judge: (defect, check) =>
        judgeAgent({ defect, seed: 'mutate', depth: check.since ?? 'quick', checks: [check as AgentCheck] }),
    };
  }
  return {
    // What every answer must keep is judged by monitors; they have tests of their own.
    checks: allOpstageChecks.filter(({ turn }) => turn !== 'last'),
    defectsFor,
    takesLies: true,
    judge: (defect, check, altered, patience) => {
      const { durations, profiles } = (
        defect === null ? {} : opstageDefects[defect as keyof typeof opstageDefects]
      ) as OpstageDefect;
      const variant = { ...(durations ? { durations } : {}), ...(profiles ? { profiles } : {}) };
      const depth = check.since ?? 'quick';
      const own = { only: [check.id], seed: 'mutate', depth, checks: [check as OpstageCheck] } as const;
      return judgeOpstage({ defect, altered, patience, ...own, ...variant });
    },
  };
}
