/** Signs of life. */
import { defect } from './defects.ts';
import { tell } from './feed.ts';
import type { AgentRecord, State } from './state.ts';

/** The agent was heard; a process that said goodbye does not count. */
export function heard(state: State, agent: AgentRecord, bootId: string | null): void {
  if (!defect('disconnected-boot-revives')) {
    if (bootId === null ? agent.disconnectReason !== null : agent.disconnectedBootIds.has(bootId)) return;
  }
  agent.lastSeenAt = state.now();
  const told = state.told.get(agent.id);
  agent.absentSince = null;
  agent.disconnectReason = null;
  if (bootId !== null) agent.bootId = bootId;
  if (told === 'OFFLINE' && agent.decision === 'ACTIVE') tell(state, 'capsule.agent.online', agent.id);
}
