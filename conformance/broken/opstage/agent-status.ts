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
  const isKnownSilent = state.told.get(agent.id) === 'OFFLINE' || defect('deadlines-passed-while-down');
  const from = isKnownSilent ? agent.lastSeenAt : Math.max(agent.lastSeenAt, state.startedAt);
  const due = from + state.limits.offlineAfterSeconds * (defect('offline-too-early') ? 200 : 1000);
  if (defect('never-offline')) return null;
  if (state.told.get(agent.id) === 'OFFLINE' && defect('offline-for-good')) return due;
  return state.now() >= due ? due : null;
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
    sessionOpen: state.sessionsOfAgents.get(id)?.isOpen === true,
    heartbeatIntervalSeconds: state.limits.heartbeatIntervalSeconds,
    offlineAfterSeconds: state.limits.offlineAfterSeconds,
    serviceCount: services.length,
    createdAt: timestamp(agent.createdAt),
    updatedAt: timestamp(agent.updatedAt),
    disabledAt: timestampOrNull(agent.disabledAt),
    revokedAt: timestampOrNull(agent.revokedAt),
  };
}
