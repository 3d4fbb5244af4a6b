/** Reads the operator feed over a real connection, as a script would. */
import type { AddressInfo } from 'node:net';
import type { CloudEvent } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import type { Credentials, TestOpstage } from './test-opstage.ts';

export interface EventReader {
  status: number;
  headers: Headers;
  /** Events so far. */
  events: CloudEvent[];
  comments: string[];
  /** Waits until `enough` says so of what was read; fails when the stream ends before. */
  until(enough: (events: CloudEvent[]) => boolean): Promise<CloudEvent[]>;
  /** Resolves when the server ends the stream. */
  ended: Promise<void>;
  close(): void;
}

export async function listen(opstage: TestOpstage): Promise<string> {
  if (!opstage.server.server.listening) await opstage.server.listen({ port: 0, host: '127.0.0.1' });
  return `http://127.0.0.1:${(opstage.server.server.address() as AddressInfo).port}`;
}

export async function readEvents(
  opstage: TestOpstage,
  options: { as?: Credentials; after?: string; lastEventId?: string; paused?: boolean } = {},
): Promise<EventReader> {
  const abort = new AbortController();
  const headers: Record<string, string> = { cookie: (options.as ?? opstage.owner).cookie ?? '' };
  if (options.lastEventId !== undefined) headers['last-event-id'] = options.lastEventId;
  const query = options.after === undefined ? '' : `?after=${options.after}`;
  const url = `${await listen(opstage)}/api/admin/events/stream${query}`;
  const response = await fetch(url, { headers, signal: abort.signal });
  const reader: EventReader = {
    status: response.status,
    headers: response.headers,
    events: [],
    comments: [],
    async until(enough) {
      while (!enough(reader.events)) {
        const gone = await Promise.race([ended.then(() => true), new Promise((resolve) => setTimeout(resolve, 10))]);
        if (gone === true && !enough(reader.events)) throw new Error(`the stream ended after ${reader.events.length}`);
      }
      return reader.events;
    },
    ended: Promise.resolve(),
    close: () => abort.abort(),
  };
  const ended = options.paused === true ? new Promise<void>(() => {}) : consume(response, reader).catch(() => {});
  reader.ended = ended;
  return reader;
}

async function consume(response: Response, reader: EventReader): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) take(block, reader);
  }
}

function take(block: string, reader: EventReader): void {
  if (block.startsWith(':')) {
    reader.comments.push(block);
    return;
  }
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  );
  const event = JSON.parse(fields.get('data') ?? '') as CloudEvent;
  if (!validate('CloudEvent', event).ok) throw new Error(`no CloudEvent: ${block}`);
  if (event.id !== fields.get('id') || event.type !== fields.get('event')) throw new Error(`fields differ: ${block}`);
  reader.events.push(event);
}
