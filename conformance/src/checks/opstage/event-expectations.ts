/** What every event of the feed must be, and how checks compare those about one object. */
import { eventTypes } from 'capsule-contract';
import type { CloudEvent } from 'capsule-contract/types';
import type { OpstageTrial } from '../opstage-trial.ts';
import type { Cited } from '../trial.ts';
import type { Seen } from './operator-reads.ts';

/** Exactly these types in this order, each with its members. */
export function expectTypes(
  t: OpstageTrial,
  events: readonly CloudEvent[],
  types: readonly string[],
  seen: Seen<unknown>,
  ...more: Cited[]
): void {
  t.equal(
    'the types of its events',
    events.map(({ type }) => type),
    types,
    seen,
    ...more,
  );
  expectShape(t, events, seen);
}

/** Their data has exactly the members the catalogue gives their type; that they are CloudEvents was judged with their page. */
export function expectShape(t: OpstageTrial, events: readonly CloudEvent[], seen: Seen<unknown>): void {
  const members: Readonly<Record<string, { data: readonly string[] }>> = eventTypes;
  for (const event of events) {
    const wanted = [...(members[event.type]?.data ?? [])].sort();
    t.equal(`the members of data of ${event.type}`, Object.keys(event.data).sort(), wanted, seen);
  }
}
