import type { CommandClaimRequest } from 'capsule-contract/types';
import { type Answer, success } from '../answer.ts';
import type { AgentCall } from './operation-call.ts';

/** A long poll: woken by a new command, ended by `waitSeconds` or by the fake's own, shorter patience. */
export async function commandClaim({ memory, agent, body, gone }: AgentCall<CommandClaimRequest>): Promise<Answer> {
  const { ackLeaseSeconds, claimHoldSeconds } = memory.settings;
  let commands = memory.commands.claim(agent.id, body.max, ackLeaseSeconds);
  if (commands.length === 0) {
    await memory.heldClaims.wait(Math.min(body.waitSeconds, claimHoldSeconds) * 1000, gone);
    // A caller that is gone would take the commands with it.
    commands = gone.aborted ? [] : memory.commands.claim(agent.id, body.max, ackLeaseSeconds);
  }
  return success({ commands });
}
