/** Whether an agent is live, judged when asked. */
import type { Agent, AgentStatus } from 'capsule-contract/types';
import { defect } from './defects.ts';
import { type AgentRecord, type State, timestamp, timestampOrNull } from './state.ts';

export function statusOf(state: State, agent: AgentRecord): AgentStatus {
  if (agent.decision !== 'ACTIVE') return agent.decision;
  return offlineSince(state, agent) === null ? 'ONLINE' : 'OFFLINE';
}

/** Since when the agent is absent; null while it is heard of. */
export function offlineSince(state: State, agent: AgentRecord): number | null {
  if (agent.absentSince !== null) return agent.absentSince;
  const due = agent.lastSeenAt + state.limits.offlineAfterSeconds * (defect('offline-too-early') ? 500 : 1000);
  if (defect('never-offline')) return null;
  return state.now() >= due ? due : null;
}

/** The agent was heard; a process that said goodbye does not count. */
export function heard(state: State, agent: AgentRecord, bootId: string | null): void {
  if (!defect('disconnected-boot-revives')) {
    if (bootId === null ? agent.disconnectReason !== null : agent.disconnectedBootIds.has(bootId)) return;
  }
  agent.lastSeenAt = state.now();
  agent.absentSince = null;
  agent.disconnectReason = null;
  if (bootId !== null) agent.bootId = bootId;
}

const reasons: Record<AgentStatus, string> = {
  ONLINE: 'The agent was heard of lately.',
  OFFLINE: 'The agent has not been heard of.',
  DISABLED: 'An operator disabled the agent.',
  REVOKED: 'The agent is revoked.',
};

export function agentView(state: State, agent: AgentRecord): Agent {
  const { id, code, name, mode, runtime, version, ephemeral, capabilities, bootId, disconnectReason } = agent;
  const status = statusOf(state, agent);
  const services = [...state.services.values()].filter((one) => one.agentId === id && !one.released);
  return {
    id,
    code,
    name,
    mode,
    runtime,
    version,
    status,
    statusReason: defect('agent-without-its-reason')
      ? ''
      : status === 'OFFLINE' && disconnectReason !== null
        ? 'The agent disconnected.'
        : reasons[status],
    ephemeral,
    capabilities,
    bootId,
    lastSeenAt: timestamp(agent.lastSeenAt),
    disconnectReason,
    sessionOpen: false,
    heartbeatIntervalSeconds: state.limits.heartbeatIntervalSeconds,
    offlineAfterSeconds: state.limits.offlineAfterSeconds,
    serviceCount: services.length,
    createdAt: timestamp(agent.createdAt),
    updatedAt: timestamp(agent.updatedAt),
    disabledAt: timestampOrNull(agent.disabledAt),
    revokedAt: timestampOrNull(agent.revokedAt),
  };
}
