/**
 * Waits for an attached agent to be there and calm: its Opstage was exchanged behind the address it calls, it may be waiting
 * for a long interval that an earlier check told it, and it remembers failures until three calls in a row succeeded. It is told
 * short intervals until then; only after that the check's own, and the check's own script begins.
 */
import type { AgentTrial } from '../checks/agent-trial.ts';
import { CheckFailure } from '../checks/check-outcome.ts';
import type { FakeOpstageOptions } from '../target/fake-opstage/fake-opstage.ts';

export const presenceCeilingMs = 120_000;
const calls = ['agentHeartbeat', 'commandClaim'] as const;
const successesMin = 3;

/** What of a check's Opstage holds while the agent comes to rest. */
export function calming({
  heartbeatIntervalSeconds: _heartbeat,
  commandPollIntervalSeconds: _poll,
  ...rest
}: FakeOpstageOptions) {
  return { ...rest, script: [] };
}

export async function agentPresence(trial: AgentTrial, options: FakeOpstageOptions): Promise<void> {
  const { opstage } = trial;
  const successes = (operationId: string) =>
    opstage.exchangesOf(operationId).filter(({ status }) => status === 200).length;
  const isCalm = () => {
    // A claim that is held succeeds when it ends.
    opstage.memory.heldClaims.wake();
    return successes('serviceReport') > 0 && calls.every((call) => successes(call) >= successesMin);
  };
  try {
    await trial.until('the agent at work', isCalm, {
      ceilingMs: presenceCeilingMs,
      everyMs: 500,
      beats: Number.POSITIVE_INFINITY,
    });
  } catch (cause) {
    if (!(cause instanceof CheckFailure)) throw cause;
    trial.couldNotRun(`the attached agent was not at work within ${(presenceCeilingMs / 1000) * trial.patience} s`);
  }
  const { heartbeatIntervalSeconds, commandPollIntervalSeconds, script = [] } = options;
  const own = {
    ...(heartbeatIntervalSeconds === undefined ? {} : { heartbeatIntervalSeconds }),
    ...(commandPollIntervalSeconds === undefined ? {} : { commandPollIntervalSeconds }),
  };
  if (Object.keys(own).length > 0) {
    opstage.play([{ do: 'tell-intervals', ...own }]);
    const told = successes('agentHeartbeat');
    await trial.until('a heartbeat to be told the intervals', () => successes('agentHeartbeat') > told);
  }
  opstage.play(script);
}
