/**
 * SQL and the domain judge every evaluated state alike: each combination of facts around each boundary is stored, read
 * back through filters and counts, and compared with what the domain says of it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrations } from '../../migrations/migrations.ts';
import { effectiveStatusRows } from '../app/effective-status-rows.ts';
import type { Store } from '../app/ports/store.ts';
import { type Agent, agentStatus } from '../domain/agent.ts';
import { effectiveStatus, healthAge } from '../domain/effective-status.ts';
import { type RegistrationToken, registrationTokenStatus } from '../domain/registration-token.ts';
import type { HealthStatus, Service } from '../domain/service.ts';
import { openSqliteStore } from './sqlite-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'opstage-store-'));
const now = 1_000_000;
const agents: Agent[] = [];
const services: Service[] = [];
const tokens: RegistrationToken[] = [];
let store: Store;

beforeAll(async () => {
  store = await openSqliteStore({ folder, now, migrations, effectiveStatusRows });
  for (const state of ['ACTIVE', 'DISABLED', 'REVOKED'] as const) {
    for (const liveUntil of [now - 1, now, now + 1]) addAgent(state, liveUntil);
  }
  for (const revokedAt of [null, 1]) {
    for (const expiresAt of [now - 1, now, now + 1]) {
      for (const uses of [0, 1]) addToken(revokedAt, expiresAt, uses);
    }
  }
  await store.write(async (tx) => {
    for (const agent of agents) await tx.agents.insert(agent);
    for (const service of services) await tx.services.insert(service);
    for (const token of tokens) await tx.registrationTokens.insert(token);
  });
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const all = { page: 1, pageSize: 1000 };
const ids = (items: { id: string }[]) => items.map(({ id }) => id).sort();

test('agents by status', async () => {
  for (const status of ['ONLINE', 'OFFLINE', 'DISABLED', 'REVOKED'] as const) {
    const expected = agents.filter((agent) => agentStatus(agent, now).status === status);
    expect(expected.length).toBeGreaterThan(0);
    await store.read(async (tx) => {
      const { items, total } = await tx.agents.list({ status }, all, now);
      expect(ids(items)).toEqual(ids(expected));
      expect(total).toBe(expected.length);
      expect((await tx.agents.countByStatus(now))[status]).toBe(expected.length);
    });
  }
});

test('services by effective status', async () => {
  const judged = (service: Service) => {
    const agent = agents.find(({ id }) => id === service.agentId);
    if (agent === undefined) throw new Error('a service without agent');
    return effectiveStatus(effectiveStatusRows, {
      agentStatus: agentStatus(agent, now).status,
      healthAge: healthAge(service.healthReceivedAt, agent.offlineAfterSeconds, now),
      healthStatus: service.healthStatus,
    }).status;
  };
  for (const status of ['HEALTHY', 'UNHEALTHY', 'UNKNOWN', 'STALE', 'OFFLINE'] as const) {
    const expected = services.filter((service) => judged(service) === status);
    expect(expected.length).toBeGreaterThan(0);
    await store.read(async (tx) => {
      const { items } = await tx.services.list({ status }, all, now);
      expect(ids(items.map(({ service }) => service))).toEqual(ids(expected));
      expect((await tx.services.countByEffectiveStatus(now))[status]).toBe(expected.length);
    });
  }
});

test('registration tokens by status', async () => {
  for (const status of ['ACTIVE', 'USED', 'EXPIRED', 'REVOKED'] as const) {
    const expected = tokens.filter((token) => registrationTokenStatus(token, now) === status);
    expect(expected.length).toBeGreaterThan(0);
    const { items } = await store.read((tx) => tx.registrationTokens.list({ status }, all, now));
    expect(ids(items)).toEqual(ids(expected));
  }
});

test('what is searched for is found in code and name, and wildcards are ordinary characters', async () => {
  const find = async (q: string) => (await store.read((tx) => tx.agents.list({ q }, all, now))).total;
  expect(await find('AGENT-0')).toBe(1);
  expect(await find('100% sure_')).toBe(agents.length);
  expect(await find('100_')).toBe(0);
  expect(await find('\\')).toBe(0);
});

function addAgent(state: Agent['state'], liveUntil: number): void {
  const id = `agt_${agents.length}`;
  agents.push({
    id,
    code: `agent-${agents.length}`,
    name: '100% sure_',
    mode: 'embedded',
    runtime: null,
    version: null,
    ephemeral: false,
    capabilities: ['commands.cancel'],
    state,
    stateReason: null,
    notedStatus: null,
    bootId: null,
    previousBootId: null,
    disconnectedBootId: null,
    disconnectReason: null,
    lastSeenAt: null,
    liveUntil,
    heartbeatIntervalSeconds: 1,
    offlineAfterSeconds: 10,
    offlineNotedAt: null,
    conflictNotedAt: null,
    session: 0,
    sessionHost: null,
    createdAt: 0,
    updatedAt: 0,
    disabledAt: null,
    revokedAt: null,
  });
  for (const healthStatus of ['UP', 'DEGRADED', 'DOWN', 'UNKNOWN', null] as const) {
    for (const receivedAt of [now - 10_001, now - 10_000, now - 9999]) addService(id, healthStatus, receivedAt);
  }
}

function addService(agentId: string, healthStatus: HealthStatus | null, receivedAt: number): void {
  services.push({
    id: `svc_${services.length}`,
    code: `service-${services.length}`,
    agentId,
    name: 's',
    version: '1',
    description: null,
    runtime: 'go',
    agentMode: 'sidecar',
    labels: {},
    notedStatus: null,
    manifest: {},
    revision: 'r',
    configRevision: 0,
    actionCount: 0,
    released: false,
    health: null,
    healthId: null,
    healthStatus,
    healthReceivedAt: healthStatus === null ? null : receivedAt,
    createdAt: 0,
    updatedAt: 0,
    reportedAt: 0,
  });
}

function addToken(revokedAt: number | null, expiresAt: number, uses: number): void {
  tokens.push({
    id: `tok_${tokens.length}`,
    hash: `hash-${tokens.length}`,
    label: null,
    maxUses: 1,
    uses,
    ephemeral: false,
    agentCode: null,
    replaceAgentId: null,
    createdBy: { type: 'system', id: null, name: null },
    createdAt: 0,
    expiresAt,
    revokedAt,
    lastUsedAt: null,
  });
}
