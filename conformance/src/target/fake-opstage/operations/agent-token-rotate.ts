import type { TokenRotateRequest } from 'capsule-contract/types';
import { type Answer, success } from '../answer.ts';
import type { AgentCall } from './operation-call.ts';

const pendingMs = 600_000;

export function agentTokenRotate({ memory, agent }: AgentCall<TokenRotateRequest>): Answer {
  return success({
    agentToken: memory.identities.rotate(agent),
    pendingExpiresAt: new Date(memory.now() + pendingMs).toISOString(),
  });
}
