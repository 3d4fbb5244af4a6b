/** The event feed as checks read it: as pages from a cursor, and as a stream that ends with the check. */
import type { CloudEvent } from 'capsule-contract/types';
import { EventStream, type EventStreamOptions } from '../../target/event-stream.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import type { Seen } from './operator-reads.ts';

/** Opens a stream that must open; it is cut when the check is over. */
export async function openStream(t: OpstageTrial, options: Partial<EventStreamOptions> = {}): Promise<EventStream> {
  const { stream, reply } = await tryStream(t, options);
  if (stream === null) return t.fail('an open event stream', `${reply.status} ${reply.text}`, reply);
  const type = reply.headers['content-type'] ?? 'none';
  t.that('content type text/event-stream', type.startsWith('text/event-stream'), type, reply);
  return stream;
}

/**
 * Opens a stream from a cursor and reads until the events about an object are there. A stream may be cut, for instance
 * when others make more events at once than may wait for a reader; then it is opened again, like every reader does.
 */
export async function streamUntilAbout(t: OpstageTrial, after: string, id: string, what: string): Promise<EventStream> {
  let stream = await openStream(t, { after });
  await t.until(what, async () => {
    if (streamedAbout(stream, id).length > 0) return true;
    if (stream.ended) stream = await openStream(t, { after });
    return false;
  });
  return stream;
}

/** Opens a stream that may be refused. */
export function tryStream(t: OpstageTrial, options: Partial<EventStreamOptions> = {}) {
  const { transcript, signal } = t;
  return EventStream.open({ as: t.owner, ...options }, { url: t.subject.url, transcript, signal });
}

/**
 * A cursor from which everything that happens from now on can be read. A feed without any event has none, so something
 * is made to happen first.
 */
export async function cursorNow(t: OpstageTrial): Promise<string> {
  await t.enrol();
  const { cursor } = t.driver.must(await t.send('eventList'));
  return cursor ?? t.fail('a cursor after an event', 'null', t.transcript.messages.length);
}

/** Everything behind the cursor as it is now, oldest first; the message is that of the last page with events. */
export async function feedAfter(t: OpstageTrial, cursor: string, limit = 100): Promise<Seen<CloudEvent[]>> {
  const events: CloudEvent[] = [];
  let message = 0;
  for (let after = cursor; ; ) {
    const reply = await t.send('eventList', { query: { after, limit } });
    const page = t.expect(reply).success();
    t.equal('reset from a known cursor', page.reset, false, reply);
    events.push(...page.events);
    if (page.events.length > 0 || message === 0) message = reply.message;
    if (page.events.length === 0 || page.cursor === null) return { data: events, message };
    after = page.cursor;
  }
}

/** Those about one object. */
export function about(events: readonly CloudEvent[], id: string): CloudEvent[] {
  return events.filter(({ subject }) => subject === id);
}

/** The stream's events about one object, in the order they came. */
export function streamedAbout(stream: EventStream, id: string): CloudEvent[] {
  return about(
    stream.events.flatMap(({ event }) => (event ? [event] : [])),
    id,
  );
}
