/**
 * Writes the operator feed: each event inside the transaction of its change, so that the feed tells neither less nor
 * more than what happened. Whoever follows it is woken once the change is committed.
 */
import { eventTypes } from 'capsule-contract';
import type { EventType } from 'capsule-contract/types';
import type { Agent } from '../domain/agent.ts';
import type { Command, CommandStatus } from '../domain/command.ts';
import type { Instant } from '../domain/instant.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Service } from '../domain/service.ts';
import type { Dependencies } from './dependencies.ts';
import type { Transaction } from './ports/store.ts';

/** What followers of the feed wait for. */
export const feedTopic = 'feed';

type Subject = 'agent' | 'service' | 'command';
type Facts = { readonly [member: string]: string | number | null | undefined };

export async function announceAgent(
  deps: Dependencies,
  tx: Transaction,
  type: EventType,
  agent: Pick<Agent, 'id'>,
  facts: { status: string; previousStatus?: string | null },
  at: Instant,
): Promise<void> {
  await announce(deps, tx, type, 'agent', { agentId: agent.id, ...facts }, at);
}

export async function announceService(
  deps: Dependencies,
  tx: Transaction,
  type: EventType,
  service: Pick<Service, 'id' | 'agentId'>,
  facts: { status?: string; previousStatus?: string; configRevision?: number },
  at: Instant,
): Promise<void> {
  await announce(deps, tx, type, 'service', { serviceId: service.id, agentId: service.agentId, ...facts }, at);
}

/** `before` is the status the command had until now, where the event changes it. */
export async function announceCommand(
  deps: Dependencies,
  tx: Transaction,
  type: EventType,
  command: Pick<Command, 'id' | 'serviceId' | 'agentId' | 'status'>,
  at: Instant,
  before?: CommandStatus,
): Promise<void> {
  const { id: commandId, serviceId, agentId, status } = command;
  await announce(deps, tx, type, 'command', { commandId, serviceId, agentId, status, previousStatus: before }, at);
}

/** Of what is known about the subject the event carries what the contract's table names, and nothing else. */
async function announce(
  deps: Dependencies,
  tx: Transaction,
  type: EventType,
  subject: Subject,
  facts: Facts,
  at: Instant,
): Promise<void> {
  const entry = eventTypes[type as keyof typeof eventTypes];
  const data: JsonObject = {};
  for (const member of entry.data) {
    const value = facts[member];
    if (value === undefined || value === null) throw new Error(`${type} needs ${member}`);
    data[member] = value;
  }
  const id = deps.secrets.newId('evt_');
  const about = String(facts[`${subject}Id`]);
  await tx.events.append({ id, type, at, writtenAt: deps.clock.now(), subject: about, data });
  tx.afterCommit(() => deps.wakeUps.notify(feedTopic));
}
