/**
 * Keeps the feed in step with what is only judged, never stored: whether an agent is ONLINE, how a service is. Each
 * remembers the status the feed told last; whoever touches an agent or its services has the difference told at the end
 * of the same transaction, and the sweep tells what time alone did.
 */
import { type Agent, agentStatus } from '../domain/agent.ts';
import { type Instant, secondsAfter } from '../domain/instant.ts';
import type { EffectiveStatus } from '../domain/service.ts';
import type { Dependencies } from './dependencies.ts';
import { announceAgent, announceService } from './event-trail.ts';
import type { ServiceWithAgent } from './ports/service-store.ts';
import type { Transaction } from './ports/store.ts';
import { judgedStatus } from './service-view.ts';

/** So much in one step of the sweep. */
const batchSize = 100;

/** To be called before an agent or its services change: what time did to them until now is told first. */
export async function tellPassedTime(deps: Dependencies, tx: Transaction, agent: Agent): Promise<Agent> {
  const told = await tellAgent(deps, tx, agent);
  const now = deps.clock.now();
  for (const service of await tx.services.of(agent.id)) await tellService(deps, tx, { service, agent: told }, now);
  return told;
}

/** At the end of this transaction, whatever became of the agent and its services is told. */
export function tellAtEnd(deps: Dependencies, tx: Transaction, agentId: string): void {
  tx.beforeCommit(`status ${agentId}`, async () => {
    const agent = await tx.agents.find(agentId);
    if (agent !== null) await tellPassedTime(deps, tx, agent);
  });
}

/** The agent with its status told by an event of its own kind. */
export async function tellDecision(
  deps: Dependencies,
  tx: Transaction,
  type: 'capsule.agent.registered' | 'capsule.agent.replaced' | `capsule.agent.${'disabled' | 'enabled' | 'revoked'}`,
  agent: Agent,
  at: Instant,
): Promise<Agent> {
  const { status } = agentStatus(agent, deps.clock.now());
  await announceAgent(deps, tx, type, agent, { status, previousStatus: agent.notedStatus }, at);
  tellAtEnd(deps, tx, agent.id);
  return noted(agent, status);
}

async function tellAgent(deps: Dependencies, tx: Transaction, agent: Agent): Promise<Agent> {
  const now = deps.clock.now();
  const { status } = agentStatus(agent, now);
  if (status === agent.notedStatus) return agent;
  if (agent.notedStatus !== null && (status === 'ONLINE' || status === 'OFFLINE')) {
    const type = status === 'ONLINE' ? 'capsule.agent.online' : 'capsule.agent.offline';
    const at = status === 'OFFLINE' ? Math.min(agent.liveUntil, now) : now;
    await announceAgent(deps, tx, type, agent, { status, previousStatus: agent.notedStatus }, at);
  }
  const next = noted(agent, status);
  await tx.agents.update(next);
  return next;
}

/** An agent told to be OFFLINE is not brought back by a restart of Opstage. */
function noted(agent: Agent, status: Agent['notedStatus']): Agent {
  return { ...agent, notedStatus: status, offlineNotedAt: status === 'OFFLINE' ? agent.liveUntil : null };
}

async function tellService(deps: Dependencies, tx: Transaction, found: ServiceWithAgent, now: Instant): Promise<void> {
  const { service } = found;
  const { status } = judgedStatus(found, now);
  if (status === service.notedStatus) return;
  if (service.notedStatus !== null) {
    const facts = { status, previousStatus: service.notedStatus };
    const at = changedAt(found, status, now);
    await announceService(deps, tx, 'capsule.service.status.changed', service, facts, at);
  }
  await tx.services.update({ ...service, notedStatus: status });
}

/** When a status that only time brought about began. */
function changedAt({ service, agent }: ServiceWithAgent, status: EffectiveStatus, now: Instant): Instant {
  if (status === 'OFFLINE' && agent.state === 'ACTIVE') return Math.min(agent.liveUntil, now);
  if (status === 'STALE' && service.healthReceivedAt !== null) {
    return Math.min(secondsAfter(service.healthReceivedAt, agent.offlineAfterSeconds), now);
  }
  return now;
}

/** Tells what time did to agents and services nobody touched. */
export async function tellSilence(deps: Dependencies): Promise<void> {
  const now = () => deps.clock.now();
  for (;;) {
    const [agents, services] = await deps.store.read(async (tx) => [
      await tx.agents.unnoted(now(), 1),
      await tx.services.unnoted(now(), 1),
    ]);
    if (agents.length + services.length === 0) return;
    const full = await deps.store.write(
      async (tx) => {
        const silent = await tx.agents.unnoted(now(), batchSize);
        for (const agent of silent) await tellAgent(deps, tx, agent);
        const services = await tx.services.unnoted(now(), batchSize);
        for (const found of services) await tellService(deps, tx, found, now());
        return Math.max(silent.length, services.length) === batchSize;
      },
      { durable: false },
    );
    if (!full) return;
  }
}
