import type { HeartbeatRequest } from 'capsule-contract/types';
import { type Answer, success } from '../answer.ts';
import { agentDirectives } from './agent-directives.ts';
import type { AgentCall } from './operation-call.ts';

export function agentHeartbeat({ memory, agent, body }: AgentCall<HeartbeatRequest>): Answer {
  if (body.capabilities) agent.capabilities = body.capabilities;
  return success({
    ...memory.intervals,
    serverTime: memory.serverTime,
    directives: agentDirectives(memory, agent, body.services),
  });
}
