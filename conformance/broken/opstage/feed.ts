/** The event feed: what operators can see change, told in the same step as the change, by ids and statuses only. */
import { eventTypes } from 'capsule-contract';
import { contractErrors } from 'capsule-contract/errors';
import type { AuditAction, CloudEvent, EventData, EventType } from 'capsule-contract/types';
import { statusOf } from './agent-status.ts';
import type { Call, Outcome } from './call.ts';
import { defect } from './defects.ts';
import { effectiveStatus } from './health.ts';
import { newId } from './identifiers.ts';
import { type State, timestamp } from './state.ts';

/** Audited changes that are told; what only time or delivery does is told where it happens. */
const told: Partial<Record<AuditAction, EventType>> = {
  'agent.registered': 'capsule.agent.registered',
  'agent.replaced': 'capsule.agent.replaced',
  'agent.disabled': 'capsule.agent.disabled',
  'agent.enabled': 'capsule.agent.enabled',
  'agent.revoked': 'capsule.agent.revoked',
  'agent.identity.conflict': 'capsule.agent.identity.conflict',
  'service.reported': 'capsule.service.reported',
  'service.config.changed': 'capsule.service.config.changed',
  'service.owner.changed': 'capsule.service.owner.changed',
  'service.released': 'capsule.service.released',
  'service.event': 'capsule.service.event',
  'command.created': 'capsule.command.created',
  'command.retried': 'capsule.command.created',
  'command.started': 'capsule.command.started',
  'command.cancel.requested': 'capsule.command.cancel.requested',
  'command.succeeded': 'capsule.command.succeeded',
  'command.failed': 'capsule.command.failed',
  'command.expired': 'capsule.command.expired',
  'command.cancelled': 'capsule.command.cancelled',
  'command.late_result': 'capsule.command.late_result',
};

export function tellAudited(state: State, action: AuditAction, id: string | null, at: number): void {
  const type = told[action];
  if (type === undefined || id === null) return;
  if (defect('late-results-not-told') && type === 'capsule.command.late_result') return;
  if (defect('retries-not-told') && action === 'command.retried') return;
  if (defect('agent-events-without-enabling') && action === 'agent.enabled') return;
  if (defect('identity-conflict-not-told') && action === 'agent.identity.conflict') return;
  if (defect('owner-change-not-told') && action === 'service.owner.changed') return;
  const isMisnamed = type === 'capsule.agent.replaced' && defect('replacement-told-as-registration');
  tell(state, isMisnamed ? 'capsule.agent.registered' : type, id, at);
}

/** Tells it to everybody who reads or will read. */
export function tell(state: State, type: EventType, id: string, at = state.now()): void {
  if (defect('feed-written-behind-the-answer')) setTimeout(() => write(state, type, id, at), 300).unref();
  else write(state, type, id, at);
}

function write(state: State, type: EventType, id: string, at: number): void {
  const facts = factsOf(state, id);
  // Of a service only what tells of its status counts as having told it.
  const tellsStatus = !state.services.has(id) || !state.told.has(id) || type === 'capsule.service.status.changed';
  if (facts.status !== undefined && tellsStatus) state.told.set(id, facts.status);
  const wanted = (eventTypes[type].data as readonly (keyof EventData)[]).filter(
    (name) => name !== 'agentId' || !defect('events-without-their-agent'),
  );
  const members = defect('events-carry-whole-objects')
    ? { ...pick(facts, wanted), payload: state.commands.get(id)?.payload ?? {} }
    : pick(facts, wanted);
  const event: CloudEvent = {
    specversion: '1.0',
    id: newId('evt'),
    source: '/opstage-in-memory',
    type,
    time: timestamp(at),
    subject: id,
    datacontenttype: 'application/json',
    data: members as EventData,
  };
  if (defect('feed-drops-every-tenth') && state.feed.length % 10 === 9) return;
  state.feed.push(event);
  for (const listener of [...state.feedListeners]) listener();
}

function pick(facts: EventData, wanted: readonly (keyof EventData)[]): EventData {
  return Object.fromEntries(wanted.map((name) => [name, facts[name]])) as EventData;
}

function factsOf(state: State, id: string): EventData & { status?: string } {
  const previousStatus = state.told.get(id);
  const before = previousStatus === undefined ? {} : { previousStatus };
  const agent = state.agents.get(id);
  if (agent) return { agentId: id, status: statusOf(state, agent), ...before };
  const service = state.services.get(id);
  if (service) {
    const { agentId, configRevision } = service;
    const { status } = effectiveStatus(state, service);
    return { serviceId: id, agentId, status, configRevision, ...before };
  }
  const command = state.commands.get(id);
  if (!command) return {};
  const { serviceId, agentId, status } = command;
  return { commandId: id, serviceId, agentId, status, ...before };
}

/** Tells of each service of the agent, or of all, whose effective status is another than the one told last. */
export function tellStatuses(state: State, agentId: string | null): void {
  for (const service of state.services.values()) {
    if ((agentId !== null && service.agentId !== agentId) || service.released) continue;
    const { status } = effectiveStatus(state, service);
    const before = state.told.get(service.id);
    if (before === undefined || before === status) continue;
    if (defect('overdue-health-not-told') && status === 'STALE') continue;
    tell(state, 'capsule.service.status.changed', service.id);
    if (defect('status-told-twice')) {
      state.told.set(service.id, before);
      tell(state, 'capsule.service.status.changed', service.id);
    }
  }
}

/** Where reading goes on behind the cursor: a place in the feed; null for a cursor nobody knows. */
export function placeBehind(state: State, cursor: string): number | null {
  const index = state.feed.findIndex(({ id }) => id === cursor);
  if (index < 0) return null;
  return defect('cursor-event-given-again') ? index : index + 1;
}

export function eventList(state: State, { query }: Call): Outcome {
  const { after, limit = 20 } = query as { after?: string; limit?: number };
  const head = state.feed.at(-1)?.id ?? null;
  if (limit === 100 && defect('page-of-a-hundred-refused')) throw contractErrors.VALIDATION_FAILED();
  if (after === undefined) return { data: { events: [], cursor: head, reset: false } };
  const place = placeBehind(state, after);
  if (place === null) {
    if (defect('unknown-cursor-is-not-told')) return { data: { events: [], cursor: head, reset: false } };
    if (defect('unknown-cursor-refused')) throw contractErrors.VALIDATION_FAILED();
    return { data: { events: [], cursor: head, reset: true } };
  }
  const events = state.feed.slice(place, place + limit);
  if (defect('pages-newest-first')) events.reverse();
  return { data: { events, cursor: events.at(-1)?.id ?? after, reset: false } };
}
