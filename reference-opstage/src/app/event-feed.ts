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
/** A stream without events still shows this often that it lives, and is looked at for its right to go on. */
const keepAliveMs = 10_000;

interface Start {
  position: number;
  /** Told before anything else, where the cursor leads nowhere. */
  reset: CloudEvent | null;
}

type Stream = OperatorCall<'eventStream'>;

export function eventFeed(deps: Dependencies): Pick<UseCases, 'eventList' | 'eventStream'> {
  const openStreams = new Map<string, number>();
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
      const close = openOne(deps, openStreams, call.operator.user.id);
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
function openOne(deps: Dependencies, open: Map<string, number>, userId: string): () => void {
  const { streamsPerUserMax } = deps.limits;
  if ((open.get(userId) ?? 0) >= streamsPerUserMax) {
    throw contractErrors.RATE_LIMITED({ details: { limit: 'streamsPerUserMax', limitValue: streamsPerUserMax } });
  }
  open.set(userId, (open.get(userId) ?? 0) + 1);
  let closed = false;
  return () => {
    if (closed) return;
    closed = true;
    const left = (open.get(userId) ?? 1) - 1;
    if (left > 0) open.set(userId, left);
    else open.delete(userId);
  };
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
  let shownAt = performance.now();
  while (!call.signal.aborted && !deps.wakeUps.closed) {
    // Read before the database is: an event in between makes the wait end at once.
    const seen = deps.wakeUps.generation(feedTopic);
    const from = position;
    const slice = await deps.store.read(async (tx) =>
      (await isAlive(deps, tx, call.operator)) ? tx.events.after(from, sliceSize) : null,
    );
    if (slice === null) return;
    const quietMs = keepAliveMs - (performance.now() - shownAt);
    if (slice.length === 0 && quietMs > 0) {
      const leftMs = Math.max(0, call.operator.expiresAt - deps.clock.now());
      await deps.wakeUps.changed(feedTopic, seen, Math.ceil(Math.min(quietMs, leftMs)), call.signal);
      continue;
    }
    position = slice.at(-1)?.position ?? position;
    yield slice.map(eventView);
    shownAt = performance.now();
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
