/** Heartbeat and disconnect. */
import type { HeartbeatRequest, OperationData } from 'capsule-contract/types';
import { systemActor } from '../domain/actor-ref.ts';
import { type Agent, agentStatus, disconnected, offlineAfterSeconds, showsIdentityConflict } from '../domain/agent.ts';
import { leaseRenewed } from '../domain/command-lifecycle.ts';
import { hasPassed, secondsAfter } from '../domain/instant.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Service } from '../domain/service.ts';
import { admitAgent, confirmAgent, hear } from './agent-admission.ts';
import { agentTarget } from './audit-target.ts';
import { agentActor, record } from './audit-trail.ts';
import type { AgentCall, UseCases } from './call.ts';
import { settleDeadline } from './command-settling.ts';
import type { Dependencies } from './dependencies.ts';
import { announceAgent, announceService } from './event-trail.ts';
import { healthView, redacted } from './health-view.ts';
import type { Beat } from './ports/beat.ts';
import type { Transaction } from './ports/store.ts';
import { receivedHealth } from './service-acceptance.ts';
import { timestamp } from './timestamps.ts';

/** A revision that was rejected is asked for again once in so many heartbeat intervals. */
const rejectedRevisionIntervals = 10;
/** As many as one heartbeat answer can name. */
const cancelDirectivesMax = 100;
const reportDirectivesMax = 200;

type HeartbeatAnswer = OperationData['agentHeartbeat'];
type Heartbeat = AgentCall<'agentHeartbeat'>;

export function agentLiveness(deps: Dependencies): Pick<UseCases, 'agentHeartbeat' | 'agentDisconnect'> {
  return {
    async agentHeartbeat(call) {
      const { body } = call;
      const beat = beatOf(deps, call);
      if (beat !== null && (await deps.store.beat(beat))) {
        return answerOf(deps, beat.offlineAfterSeconds, { reportServices: [], cancel: [] });
      }
      // Events become audit records; the rest of a heartbeat comes again with the next one.
      const durable = (body.events ?? []).length > 0;
      return deps.store.write(
        async (tx) => {
          const agent = await heartbeatAgent(deps, tx, call);
          const reportServices = await takeServices(deps, tx, agent, body.services);
          const cancel = await renewRunning(deps, tx, agent, body);
          await recordEvents(deps, tx, call);
          const directives = { reportServices, cancel };
          return answerOf(deps, Math.max(deps.limits.offlineAfterSeconds, agent.offlineAfterSeconds), directives);
        },
        { durable },
      );
    },

    async agentDisconnect(call) {
      const { bootId, reason } = call.body;
      const now = deps.clock.now();
      return deps.store.write(async (tx) => {
        const agent = await admitAgent(deps, tx, call.agent, bootId);
        if (agent.disconnectedBootId !== bootId) {
          await tx.agents.update(disconnected(agent, bootId, reason, now));
          const target = agentTarget(agent);
          const details = { reason };
          const actor = agentActor(call);
          await record(deps, tx, {
            action: 'agent.disconnected',
            actor,
            target,
            origin: call.origin,
            at: now,
            details,
          });
        }
        return { status: 'OFFLINE', serverTime: timestamp(now) };
      });
    },
  };
}

/** The heartbeat as one that may have nothing new to say; null when it certainly has. */
function beatOf(deps: Dependencies, { agent, body }: Heartbeat): Beat | null {
  const { bootId, capabilities, events = [], running, services } = body;
  if (capabilities !== undefined || events.length > 0 || running.length > 0) return null;
  const { heartbeatIntervalSeconds } = deps.limits;
  return {
    agentId: agent.agentId,
    tokenId: agent.tokenId,
    bootId,
    session: agent.session ?? null,
    at: deps.clock.now(),
    heartbeatIntervalSeconds,
    offlineAfterSeconds: offlineAfterSeconds(deps.limits.offlineAfterSeconds, heartbeatIntervalSeconds),
    services: services.map(({ code, revision, health }) => ({
      code,
      revision,
      health:
        health === undefined
          ? null
          : {
              status: health.status,
              shown: healthView(health) as unknown as JsonObject,
              newId: () => deps.secrets.newId('hlr_'),
            },
    })),
  };
}

function answerOf(
  deps: Dependencies,
  offlineAfter: number,
  directives: { reportServices: string[]; cancel: string[] },
): HeartbeatAnswer {
  const { heartbeatIntervalSeconds, commandPollIntervalSeconds } = deps.limits;
  return {
    heartbeatIntervalSeconds,
    commandPollIntervalSeconds,
    offlineAfterSeconds: offlineAfter,
    serverTime: timestamp(deps.clock.now()),
    directives,
  };
}

/** The agent after this heartbeat: heard, its capabilities taken, two processes on one identity noticed. */
async function heartbeatAgent(deps: Dependencies, tx: Transaction, call: Heartbeat): Promise<Agent> {
  const { body } = call;
  const now = deps.clock.now();
  const before = await confirmAgent(deps, tx, call.agent);
  const conflict = showsIdentityConflict(before, body.bootId) && isOverdueToNote(deps, before);
  const agent = await hear(deps, tx, before, body.bootId, {
    heartbeatIntervalSeconds: deps.limits.heartbeatIntervalSeconds,
    ...(body.capabilities === undefined ? {} : { capabilities: [...body.capabilities] }),
    ...(conflict ? { conflictNotedAt: now } : {}),
  });
  if (conflict) {
    const target = agentTarget(before);
    const action = 'agent.identity.conflict';
    await record(deps, tx, { action, actor: systemActor, target, origin: call.origin, at: now });
    const { status } = agentStatus(agent, now);
    await announceAgent(deps, tx, 'capsule.agent.identity.conflict', before, { status }, now);
  }
  return agent;
}

/** Two processes that go on alternating are told of once in a while, not with every heartbeat. */
function isOverdueToNote(deps: Dependencies, { conflictNotedAt }: Agent): boolean {
  if (conflictNotedAt === null) return true;
  return hasPassed(secondsAfter(conflictNotedAt, deps.limits.refusalDedupSeconds), deps.clock.now());
}

/** Stores the health that came and names the services whose content Opstage does not have. */
async function takeServices(
  deps: Dependencies,
  tx: Transaction,
  agent: Agent,
  services: HeartbeatRequest['services'],
): Promise<string[]> {
  const now = deps.clock.now();
  const held = new Map((await tx.services.heldBy(agent.id)).map((service) => [service.code, service]));
  const unknown: HeartbeatRequest['services'] = [];
  for (const named of services) {
    const service: Service | undefined = held.get(named.code);
    if (service !== undefined && named.health !== undefined) {
      const updated = receivedHealth(deps, service, named.health, now);
      held.set(named.code, updated);
      await tx.services.update(updated);
    }
    if (service === undefined || service.revision !== named.revision) unknown.push(named);
  }
  if (unknown.length === 0) return [];
  const rejected = await tx.memory.rejectedRevisions(agent.id);
  const quiet = rejectedRevisionIntervals * deps.limits.heartbeatIntervalSeconds;
  const asked = new Set<string>();
  for (const { code, revision } of unknown) {
    const known = rejected.find((pair) => pair.code === code && pair.revision === revision);
    if (known !== undefined) {
      if (!hasPassed(secondsAfter(known.askedAt, quiet), now)) continue;
      await tx.memory.rememberRejectedRevision({ ...known, askedAt: now });
    }
    asked.add(code);
  }
  return [...asked].slice(0, reportDirectivesMax);
}

/** Renews the leases of what this process runs; the commands whose cancellation is requested. */
async function renewRunning(
  deps: Dependencies,
  tx: Transaction,
  agent: Agent,
  body: HeartbeatRequest,
): Promise<string[]> {
  const named = new Set(body.running);
  const cancel: string[] = [];
  for (const stored of await tx.commands.running(agent.id)) {
    const command = await settleDeadline(deps, tx, stored);
    if (command.status !== 'RUNNING') continue;
    if (named.has(command.id) && command.acknowledgedBootId === body.bootId) {
      await tx.commands.update(leaseRenewed(command, deps.clock.now(), deps.limits.runLeaseSeconds));
    }
    if (command.cancelRequestedAt !== null) cancel.push(command.id);
  }
  return cancel.slice(0, cancelDirectivesMax);
}

async function recordEvents(deps: Dependencies, tx: Transaction, call: Heartbeat): Promise<void> {
  const at = deps.clock.now();
  for (const event of call.body.events ?? []) {
    if (!(await tx.memory.rememberServiceEvent(call.agent.agentId, event.id, at))) continue;
    const known = await tx.services.findByCode(event.serviceCode);
    const own = known?.service.agentId === call.agent.agentId ? known.service : null;
    const details: JsonObject = { eventId: event.id, type: event.type, at: event.at };
    if (event.message !== undefined) details.message = event.message;
    if (event.data !== undefined) details.data = redacted(event.data as JsonObject);
    await record(deps, tx, {
      action: 'service.event',
      actor: agentActor(call),
      target: { type: 'service', id: own?.id ?? null, code: event.serviceCode },
      origin: call.origin,
      at,
      details,
    });
    // An event of no known service is in the audit log only: the feed would have no subject for it.
    if (own !== null) await announceService(deps, tx, 'capsule.service.event', own, {}, at);
  }
}
