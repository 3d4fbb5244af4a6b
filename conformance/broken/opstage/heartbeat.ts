/** Heartbeats, and how a process says goodbye. */
import type {
  DisconnectRequest,
  HeartbeatAnswer,
  HeartbeatEvent,
  HeartbeatRequest,
  HeartbeatService,
} from 'capsule-contract/types';
import { agentTarget } from './agents.ts';
import { isFirst, writeAudit } from './audit-log.ts';
import { agentActor, type Call, type Outcome, system } from './call.ts';
import { defect } from './defects.ts';
import { tell } from './feed.ts';
import { acceptHealth } from './health.ts';
import { type AgentRecord, type State, timestamp } from './state.ts';

export function agentHeartbeat(state: State, call: Call): Outcome {
  const agent = call.agent as AgentRecord;
  const beat = call.body as HeartbeatRequest;
  call.bootId = beat.bootId;
  watchIdentity(state, call, agent, beat.bootId);
  if (beat.capabilities && !defect('capabilities-of-registration-kept')) agent.capabilities = beat.capabilities;
  for (const { code, health } of beat.services) {
    const service = state.serviceCodes.get(code);
    if (health && service?.agentId === agent.id && !service.released) acceptHealth(state, service, health);
    if (!health && service && defect('absent-health-refreshes')) service.healthAt = state.now();
  }
  for (const id of beat.running) renew(state, agent, id, beat.bootId);
  for (const event of beat.events ?? []) recordEvent(state, call, agent, event);
  return { data: heartbeatAnswer(state, agent, beat.services) };
}

/** What an agent is told with every heartbeat, and when a session begins. */
export function heartbeatAnswer(
  state: State,
  agent: AgentRecord,
  services: readonly HeartbeatService[],
): HeartbeatAnswer {
  const { heartbeatIntervalSeconds, commandPollIntervalSeconds, offlineAfterSeconds } = state.limits;
  return {
    heartbeatIntervalSeconds: defect('interval-of-the-heartbeat-differs')
      ? heartbeatIntervalSeconds + 1
      : heartbeatIntervalSeconds,
    commandPollIntervalSeconds,
    offlineAfterSeconds: defect('offline-after-two-intervals') ? heartbeatIntervalSeconds * 2 : offlineAfterSeconds,
    serverTime: timestamp(state.now()),
    directives: {
      reportServices: services.filter((one) => isWanted(state, agent, one)).map(({ code }) => code),
      cancel: cancelled(state, agent),
    },
  };
}

export function agentDisconnect(state: State, call: Call): Outcome {
  const agent = call.agent as AgentRecord;
  const { bootId, reason } = call.body as DisconnectRequest;
  call.bootId = bootId;
  if (!agent.disconnectedBootIds.has(bootId)) {
    const isForgotten = agent.absentSince !== null && defect('goodbye-after-enable-forgotten');
    if (!isForgotten) agent.disconnectedBootIds.add(bootId);
    if (!defect('disconnect-not-at-once')) agent.absentSince = state.now();
    agent.disconnectReason = reason;
    if (state.told.get(agent.id) === 'ONLINE') tell(state, 'capsule.agent.offline', agent.id);
    writeAudit(state, call.origin, {
      action: 'agent.disconnected',
      actor: agentActor(agent),
      target: agentTarget(agent),
      details: { reason },
    });
  }
  return { data: { status: 'OFFLINE', serverTime: timestamp(state.now()) } };
}

/** A bootId that comes back after another one was seen: two processes share the identity. */
export function watchIdentity(state: State, call: Call, agent: AgentRecord, bootId: string): void {
  const comesBack = bootId !== agent.bootId && agent.seenBootIds.has(bootId);
  agent.seenBootIds.add(bootId);
  if (!comesBack || defect('copied-identity-unnoticed') || agent.disconnectedBootIds.has(bootId)) return;
  const target = agentTarget(agent);
  if (!isFirst(state, `agent.identity.conflict ${agent.id}`)) return;
  writeAudit(state, call.origin, { action: 'agent.identity.conflict', actor: system, target, details: { bootId } });
}

/** A heartbeat keeps alive what it names, if it comes from the process that claimed it. */
function renew(state: State, agent: AgentRecord, id: string, bootId: string): void {
  const command = state.commands.get(id);
  if (command?.agentId !== agent.id || command.status !== 'RUNNING' || defect('heartbeat-renews-nothing')) return;
  const claimedBy = command.deliveries.findLast(({ answered }) => answered === true)?.bootId;
  if (claimedBy === bootId || defect('any-boot-renews')) {
    command.leaseExpiresAt = state.now() + state.limits.runLeaseSeconds * 1000;
  }
}

function recordEvent(state: State, call: Call, agent: AgentRecord, event: HeartbeatEvent): void {
  const id = defect('event-ids-shared-by-all') ? event.id : `${agent.id} ${event.id}`;
  const known = defect('event-ids-shared-by-all')
    ? [...state.agents.values()].some(({ eventIds }) => eventIds.has(id))
    : agent.eventIds.has(id);
  if (known && !defect('repeated-event-audited-again')) return;
  agent.eventIds.add(id);
  if (defect('events-not-audited')) return;
  const { serviceCode, type, at, message, data } = event;
  const service = state.serviceCodes.get(serviceCode);
  const owned = service?.agentId === agent.id ? service : undefined;
  writeAudit(state, call.origin, {
    action: 'service.event',
    actor: agentActor(agent),
    target: { type: 'service', id: owned?.id ?? null, code: serviceCode },
    details: {
      eventId: event.id,
      type,
      at,
      ...(message === undefined ? {} : { message }),
      ...(data === undefined ? {} : { data }),
    },
  });
}

/** Whether a full report of the service is needed; one rejected before is asked for again only after ten intervals. */
function isWanted(state: State, agent: AgentRecord, { code, revision }: HeartbeatService): boolean {
  if (defect('reports-never-asked-for')) return false;
  const service = state.serviceCodes.get(code);
  const isOwned = service?.agentId === agent.id && !service.released;
  if (service === undefined && defect('unknown-services-not-asked-for')) return false;
  if (isOwned && service.revision === revision) return false;
  const rejected = agent.rejectedRevisions.get(code);
  if (rejected?.revision !== revision || defect('rejected-report-asked-each-time')) return true;
  const pauseMs = state.limits.heartbeatIntervalSeconds * 10_000;
  if (state.now() - rejected.askedAt < pauseMs) return false;
  rejected.askedAt = state.now();
  return true;
}

/** Ids of the agent's commands that are to stop. */
export function cancelled(state: State, agent: AgentRecord): string[] {
  if (defect('cancellation-not-told')) return [];
  return [...state.openCommands]
    .filter((one) => one.agentId === agent.id && one.status === 'RUNNING' && one.cancelRequestedAt !== null)
    .map(({ id }) => id)
    .slice(0, 100);
}
