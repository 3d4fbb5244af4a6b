import type { CommandProgressRequest } from 'capsule-contract/types';
import { type Answer, refusal, success } from '../answer.ts';
import type { AgentCall } from './operation-call.ts';

export function commandProgress({ memory, agent, body, commandId }: AgentCall<CommandProgressRequest>): Answer {
  const command = memory.commands.progress(agent.id, commandId, body);
  if ('refused' in command) return refusal(command.refused);
  return success({
    leaseExpiresAt: new Date(memory.now() + memory.settings.runLeaseSeconds * 1000).toISOString(),
    cancelRequested: command.cancelRequested,
  });
}
