/** Whole entities for tests of the store; every member can be changed. */
import type { Agent } from '../src/domain/agent.ts';
import type { Command } from '../src/domain/command.ts';
import type { FeedEvent } from '../src/domain/feed-event.ts';
import type { Service } from '../src/domain/service.ts';
import type { User } from '../src/domain/user.ts';

let made = 0;

export function newId(prefix: string): string {
  made += 1;
  return `${prefix}${String(made).padStart(16, '0')}`;
}

export function agentWith(changes: Partial<Agent> = {}): Agent {
  const id = newId('agt_');
  return {
    id,
    code: id.toLowerCase(),
    name: null,
    mode: 'embedded',
    runtime: 'nodejs',
    version: null,
    ephemeral: false,
    capabilities: ['commands.cancel'],
    state: 'ACTIVE',
    stateReason: null,
    bootId: 'boot-0000-0001',
    previousBootId: null,
    disconnectedBootId: null,
    disconnectReason: null,
    lastSeenAt: 1_000,
    liveUntil: 91_000,
    heartbeatIntervalSeconds: 30,
    offlineAfterSeconds: 90,
    offlineNotedAt: null,
    notedStatus: null,
    conflictNotedAt: null,
    session: 0,
    sessionHost: null,
    createdAt: 1_000,
    updatedAt: 1_000,
    disabledAt: null,
    revokedAt: null,
    ...changes,
  };
}

export function serviceWith(agentId: string, changes: Partial<Service> = {}): Service {
  const id = newId('svc_');
  return {
    id,
    code: id.toLowerCase(),
    agentId,
    name: 'OTP reader',
    version: '1.0.0',
    description: null,
    runtime: 'nodejs',
    agentMode: 'embedded',
    labels: {},
    manifest: {},
    revision: 'r1',
    configRevision: 0,
    actionCount: 0,
    released: false,
    health: null,
    healthId: null,
    healthStatus: null,
    healthReceivedAt: null,
    notedStatus: null,
    createdAt: 1_000,
    updatedAt: 1_000,
    reportedAt: 1_000,
    ...changes,
  };
}

export function commandWith(agentId: string, serviceId: string, changes: Partial<Command> = {}): Command {
  return {
    id: newId('cmd_'),
    serviceId,
    serviceCode: 'otp-reader',
    agentId,
    actionName: 'echo',
    payload: {},
    secretPayload: null,
    payloadErased: false,
    status: 'PENDING',
    dangerLevel: 'LOW',
    idempotent: true,
    cancellable: false,
    outputSecrets: null,
    timeoutSeconds: 300,
    queue: false,
    startBy: 301_000,
    expiresAt: 661_000,
    createdAt: 1_000,
    createdBy: { type: 'user', id: 'usr_1', name: 'admin' },
    attempt: 0,
    deliveredAt: null,
    ackLeaseExpiresAt: null,
    acknowledgedDeliveryId: null,
    acknowledgedBootId: null,
    acknowledgedAt: null,
    leaseExpiresAt: null,
    cancelRequestedAt: null,
    cancelDeadlineAt: null,
    finishedAt: null,
    progress: null,
    outcomeKnown: null,
    result: null,
    error: null,
    lateResult: null,
    retryOf: null,
    ...changes,
  };
}

export function userWith(changes: Partial<User> = {}): User {
  const id = newId('usr_');
  return {
    id,
    username: id.toLowerCase(),
    displayName: null,
    role: 'owner',
    status: 'ACTIVE',
    passwordHash: 'hash',
    createdAt: 1_000,
    updatedAt: 1_000,
    lastLoginAt: null,
    ...changes,
  };
}

export function eventWith(changes: Partial<FeedEvent> = {}): Omit<FeedEvent, 'position'> {
  const id = newId('evt_');
  return { id, type: 'capsule.agent.online', at: 1_000, writtenAt: 1_000, subject: 'agt_1', data: {}, ...changes };
}
