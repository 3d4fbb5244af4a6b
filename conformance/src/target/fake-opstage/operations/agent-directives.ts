/** What an answer to a heartbeat, or a `welcome`, asks of the agent. */
import type { HeartbeatDirectives } from 'capsule-contract/types';
import type { FakeAgent } from '../identity-book.ts';
import type { Memory } from '../memory.ts';

export function agentDirectives(
  memory: Memory,
  agent: FakeAgent,
  named: readonly { code: string; revision: string }[],
): HeartbeatDirectives {
  return {
    reportServices: memory.services.wanted(named),
    cancel: memory.commands.cancelRequested(agent.id),
    ...(agent.rotationAsked ? { rotateToken: true } : {}),
  };
}
