import type { CommandAckRequest } from 'capsule-contract/types';
import { type Answer, refusal, success } from '../answer.ts';
import type { AgentCall } from './operation-call.ts';

export function commandAck({ memory, agent, body, commandId }: AgentCall<CommandAckRequest>): Answer {
  const command = memory.commands.ack(agent.id, commandId, body);
  if ('refused' in command) return refusal(command.refused);
  const leaseEndsAtMs = memory.now() + memory.settings.runLeaseSeconds * 1000;
  return success({
    commandId,
    status: command.status,
    leaseExpiresAt: command.status === 'RUNNING' ? new Date(leaseEndsAtMs).toISOString() : null,
  });
}
