import { hasPassed, type Instant, secondsAfter } from './instant.ts';

export type AgentMode = 'embedded' | 'sidecar' | 'external';
export type Runtime = 'nodejs' | 'python' | 'java' | 'go' | 'rust' | 'other';
export type AgentStatus = 'ONLINE' | 'OFFLINE' | 'DISABLED' | 'REVOKED';

export interface Agent {
  id: string;
  code: string;
  name: string | null;
  mode: AgentMode;
  runtime: Runtime | null;
  version: string | null;
  ephemeral: boolean;
  capabilities: string[];
  /** What operators decided; ONLINE and OFFLINE are judged from `liveUntil` at read time. */
  state: 'ACTIVE' | 'DISABLED' | 'REVOKED';
  stateReason: string | null;
  bootId: string | null;
  /** The process before this one; hearing it again means that two processes share one identity. */
  previousBootId: string | null;
  /** A process that said goodbye; what it still sends does not bring the agent back. */
  disconnectedBootId: string | null;
  disconnectReason: string | null;
  lastSeenAt: Instant | null;
  /** The agent is OFFLINE from here on, unless it is heard before. */
  liveUntil: Instant;
  heartbeatIntervalSeconds: number;
  offlineAfterSeconds: number;
  /** When the sweep wrote down that the agent went OFFLINE; null while it counts as live. */
  offlineNotedAt: Instant | null;
  /** The status the event feed told last. */
  notedStatus: AgentStatus | null;
  conflictNotedAt: Instant | null;
  /** Grows with each session the agent opens; only the newest may speak. */
  session: number;
  /** The process that holds the newest session; null when it is closed. */
  sessionHost: number | null;
  createdAt: Instant;
  updatedAt: Instant;
  disabledAt: Instant | null;
  revokedAt: Instant | null;
}

/** Silence that makes an agent OFFLINE: never less than 2.4 times the interval it was told last. */
export function offlineAfterSeconds(configuredSeconds: number, toldIntervalSeconds: number): number {
  return Math.max(configuredSeconds, Math.ceil(toldIntervalSeconds * 2.4));
}

export function agentStatus(agent: Agent, now: Instant): { status: AgentStatus; reason: string } {
  if (agent.state === 'REVOKED') return { status: 'REVOKED', reason: agent.stateReason ?? 'revoked by an operator' };
  if (agent.state === 'DISABLED') return { status: 'DISABLED', reason: agent.stateReason ?? 'disabled by an operator' };
  if (agent.disconnectedBootId !== null) {
    return { status: 'OFFLINE', reason: `disconnected: ${agent.disconnectReason ?? 'no reason given'}`.slice(0, 200) };
  }
  if (hasPassed(agent.liveUntil, now)) {
    return { status: 'OFFLINE', reason: `not heard for ${agent.offlineAfterSeconds} seconds` };
  }
  return { status: 'ONLINE', reason: 'heard in time' };
}

/**
 * The agent after an accepted request. `bootId` is the process the request speaks for, null when it names none.
 * A process that disconnected is no sign of life, nor is a request that cannot be told from one of its.
 */
export function heard(agent: Agent, bootId: string | null, now: Instant, configuredOfflineAfterSeconds: number): Agent {
  if (agent.disconnectedBootId !== null && (bootId === null || bootId === agent.disconnectedBootId)) return agent;
  const offlineAfter = offlineAfterSeconds(configuredOfflineAfterSeconds, agent.heartbeatIntervalSeconds);
  const next: Agent = {
    ...agent,
    disconnectedBootId: null,
    disconnectReason: null,
    lastSeenAt: now,
    offlineAfterSeconds: offlineAfter,
    liveUntil: secondsAfter(now, offlineAfter),
    offlineNotedAt: null,
  };
  if (bootId !== null && bootId !== agent.bootId) {
    next.previousBootId = agent.bootId;
    next.bootId = bootId;
  }
  return next;
}

/** Two processes alternate on one identity when one speaks that had already been followed by another. */
export function showsIdentityConflict(agent: Agent, bootId: string): boolean {
  return agent.bootId !== null && bootId !== agent.bootId && bootId === agent.previousBootId;
}

export function disconnected(agent: Agent, bootId: string, reason: string, now: Instant): Agent {
  return {
    ...agent,
    disconnectedBootId: bootId,
    disconnectReason: reason,
    liveUntil: Math.min(agent.liveUntil, now),
    updatedAt: now,
  };
}

export function disabled(agent: Agent, reason: string | null, now: Instant): Agent {
  return { ...agent, state: 'DISABLED', stateReason: reason, disabledAt: now, updatedAt: now };
}

export function enabled(agent: Agent, now: Instant): Agent {
  return { ...agent, state: 'ACTIVE', stateReason: null, disabledAt: null, updatedAt: now };
}

export function revoked(agent: Agent, reason: string | null, now: Instant): Agent {
  return { ...agent, state: 'REVOKED', stateReason: reason, disabledAt: null, revokedAt: now, updatedAt: now };
}

/** When an ephemeral agent that stays OFFLINE is to be revoked; null for one that is not ephemeral or not active. */
export function ephemeralEnd(agent: Agent, ephemeralOfflineSeconds: number): Instant | null {
  if (!agent.ephemeral || agent.state !== 'ACTIVE') return null;
  return secondsAfter(agent.liveUntil, ephemeralOfflineSeconds);
}
