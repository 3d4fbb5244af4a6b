/**
 * Waits for an attached agent to be there: its Opstage was exchanged behind the address it calls, and it may be waiting for
 * a long interval that an earlier check told it. Only then the check's own script begins.
 */
import type { AgentTrial } from '../checks/agent-trial.ts';
import { CheckFailure } from '../checks/check-outcome.ts';
import type { Script } from '../target/fake-opstage/fault-script.ts';

const ceilingMs = 45_000;

export async function agentPresence(trial: AgentTrial, script: Script): Promise<void> {
  const seen = (operationId: string) => trial.opstage.exchangesOf(operationId).some(({ status }) => status === 200);
  try {
    await trial.until('a heartbeat and a report', () => seen('agentHeartbeat') && seen('serviceReport'), { ceilingMs });
  } catch (cause) {
    if (!(cause instanceof CheckFailure)) throw cause;
    trial.couldNotRun(
      `the attached agent sent no heartbeat and no report within ${(ceilingMs / 1000) * trial.patience} s`,
    );
  }
  trial.opstage.play(script);
}
