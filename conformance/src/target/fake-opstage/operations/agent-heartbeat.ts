import type { HeartbeatRequest } from 'capsule-contract/types';
import { type Answer, success } from '../answer.ts';
import type { AgentCall } from './operation-call.ts';

export function agentHeartbeat({ memory, agent, body }: AgentCall<HeartbeatRequest>): Answer {
  if (body.capabilities) agent.capabilities = body.capabilities;
  return success({
    ...memory.intervals,
    serverTime: memory.serverTime,
    directives: {
      reportServices: memory.services.wanted(body.services),
      cancel: memory.commands.cancelRequested(agent.id),
    },
  });
}
