/**
 * Reading the operator feed, in pages and as a stream. A stream holds no events of its own: it asks the feed for what
 * lies behind its cursor, so a slow reader costs nothing and every resumption is exact.
 */
import { contractErrors } from 'capsule-contract/errors';
import type { CloudEvent } from 'capsule-contract/types';
import type { FeedEvent } from '../domain/feed-event.ts';
import type { OperatorCall, UseCases } from './call.ts';
import type { Dependencies } from './dependencies.ts';
import { feedTopic } from './event-trail.ts';
import { isAlive } from './operator-session.ts';
import type { Transaction } from './ports/store.ts';
import { timestamp } from './timestamps.ts';

const source = 'urn:capsule:opstage';
/** Events read for a stream at a time: as much as may wait for a reader. */
const sliceSize = 100;
/** A stream shows this often that it lives, whether events come or not, and is looked at for its right to go on. */
const keepAliveMs = 10_000;

interface Start {
  position: number;
  /** Told before anything else, where the cursor leads nowhere. */
  reset: CloudEvent | null;
}

type Stream = OperatorCall<'eventStream'>;

export function eventFeed(deps: Dependencies): Pick<UseCases, 'eventList' | 'eventStream'> {
  return {
    async eventList(call) {
      const { after, limit } = call.query;
      return deps.store.read(async (tx) => {
        const head = await tx.events.head();
        const cursor = after === undefined ? head : await tx.events.find(after);
        if (cursor === null) return { events: [], cursor: head?.id ?? null, reset: after !== undefined };
        const events = await tx.events.after(cursor.position, limit ?? deps.limits.pageSizeDefault);
        return { events: events.map(eventView), cursor: events.at(-1)?.id ?? cursor.id, reset: false };
      });
    },

    async eventStream(call) {
      const close = await openOne(deps, call.operator.user.id);
      try {
        const start = await deps.store.read((tx) => startOf(deps, tx, call.lastEventId ?? call.query.after));
        return { slices: follow(deps, call, start), close };
      } catch (error) {
        close();
        throw error;
      }
    },
  };
}

/** Counts a stream of a user from here until it is closed. */
async function openOne(deps: Dependencies, userId: string): Promise<() => void> {
  const { streamsPerUserMax } = deps.limits;
  const close = await deps.peers.takePlace(`streams ${userId}`, streamsPerUserMax);
  if (close !== null) return close;
  throw contractErrors.RATE_LIMITED({ details: { limit: 'streamsPerUserMax', limitValue: streamsPerUserMax } });
}

async function startOf(deps: Dependencies, tx: Transaction, cursor: string | undefined): Promise<Start> {
  const head = await tx.events.head();
  const known = cursor === undefined ? head : await tx.events.find(cursor);
  if (known !== null) return { position: known.position, reset: null };
  if (cursor === undefined) return { position: 0, reset: null };
  const at = deps.clock.now();
  const headId = head?.id ?? null;
  // Under the id of the head, so that a reader that comes back with it goes on from there.
  const id = headId ?? deps.secrets.newId('evt_');
  const reset = { id, type: 'capsule.stream.reset', at, subject: 'stream', data: { headId } };
  return { position: head?.position ?? 0, reset: eventView(reset) };
}

async function* follow(deps: Dependencies, call: Stream, start: Start): AsyncGenerator<CloudEvent[]> {
  yield start.reset === null ? [] : [start.reset];
  let { position } = start;
  let aliveAt = performance.now();
  while (!call.signal.aborted && !deps.wakeUps.closed) {
    // Read before the database is: an event in between makes the wait end at once.
    const seen = deps.wakeUps.generation(feedTopic);
    const from = position;
    const slice = await deps.store.read(async (tx) =>
      (await isAlive(deps, tx, call.operator)) ? tx.events.after(from, sliceSize) : null,
    );
    if (slice === null) return;
    const restMs = keepAliveMs - (performance.now() - aliveAt);
    if (restMs <= 0) {
      yield [];
      aliveAt = performance.now();
    }
    if (slice.length > 0) {
      position = slice.at(-1)?.position ?? position;
      yield slice.map(eventView);
    } else if (restMs > 0) {
      const leftMs = Math.max(0, call.operator.expiresAt - deps.clock.now());
      await deps.wakeUps.changed(feedTopic, seen, Math.ceil(Math.min(restMs, leftMs)), call.signal);
    }
  }
}

function eventView(event: Pick<FeedEvent, 'id' | 'type' | 'at' | 'subject' | 'data'>): CloudEvent {
  return {
    specversion: '1.0',
    id: event.id,
    source,
    type: event.type as CloudEvent['type'],
    time: timestamp(event.at),
    subject: event.subject,
    datacontenttype: 'application/json',
    data: event.data as CloudEvent['data'],
  };
}
