import type { CommandResultRequest } from 'capsule-contract/types';
import { type Answer, refusal, success } from '../answer.ts';
import type { AgentCall } from './operation-call.ts';

export function commandResult({ memory, agent, body, commandId }: AgentCall<CommandResultRequest>): Answer {
  const outcome = memory.commands.result(agent.id, commandId, body);
  if ('refused' in outcome) return refusal(outcome.refused);
  return success({ commandId, status: outcome.command.status, replayed: outcome.replayed, late: false });
}
