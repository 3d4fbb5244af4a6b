/** The feed as server-sent events: from a cursor or from now, kept alive, and ended with the right to it. */
import type { ServerResponse } from 'node:http';
import { contractErrors } from 'capsule-contract/errors';
import type { CloudEvent } from 'capsule-contract/types';
import type { Call, Outcome } from './call.ts';
import { defect } from './defects.ts';
import { placeBehind } from './feed.ts';
import { newId } from './identifiers.ts';
import { type State, type StreamRecord, timestamp } from './state.ts';

const keepAliveMs = 1_000;
/** What may wait for a reader before it is cut. */
const waitingBytesMax = 2_000_000;
/** How long no event is written before a stream that was to be cut is ended, by the defect that does so too late. */
const endBehindAllAfterMs = 5_000;

export function eventStream(state: State, call: Call): Outcome {
  const userId = call.user?.id ?? '';
  const open = [...state.streams].filter((stream) => stream.userId === userId).length;
  const most = state.limits.streamsPerUserMax + (defect('one-stream-too-many') ? 1 : 0);
  if (open >= most && !defect('streams-without-number')) throw contractErrors.RATE_LIMITED({ retryAfterSeconds: 1 });
  const header = call.headers['last-event-id'];
  const query = call.query.after as string | undefined;
  const cursor = defect('after-wins') ? (query ?? header) : (header ?? query);
  return { stream: (response) => run(state, call, { userId, response, cursor: cursor as string | undefined }) };
}

function run(
  state: State,
  call: Call,
  { userId, response, cursor }: { userId: string; response: ServerResponse; cursor: string | undefined },
): void {
  const head = () => state.feed.length;
  let place =
    cursor === undefined ? (defect('streams-begin-at-the-beginning') ? 0 : head()) : placeBehind(state, cursor);
  const send = (text: string) => {
    if (response.destroyed) return;
    response.write(text);
    if (response.writableLength > waitingBytesMax) cut();
  };
  const cut = () => {
    if (defect('stalled-readers-kept')) return;
    if (defect('stalled-readers-left-hanging')) over();
    else if (!defect('stalled-readers-cut-too-late')) response.destroy();
    else ending ??= setTimeout(endBehindAll, endBehindAllAfterMs).unref();
  };
  let ending: NodeJS.Timeout | undefined;
  const endBehindAll = () => {
    over();
    response.end();
  };
  if (place === null) {
    place = defect('unknown-cursor-replays-all') ? 0 : head();
    if (!defect('unknown-cursor-is-not-told')) send(textOf(reset(state)));
  }
  const flush = () => {
    ending?.refresh();
    for (; place !== null && place < head(); place += 1)
      send(textOf(state.altered('event', state.feed[place] as CloudEvent)));
  };
  const beat = setInterval(() => !defect('no-keep-alive') && send(': alive\n\n'), keepAliveMs);
  const stream: StreamRecord = {
    userId,
    authenticate: () => call.authenticate(),
    end() {
      if (defect('lost-streams-end-a-moment-later')) setTimeout(() => response.end(), 4_000).unref();
      else response.end();
    },
  };
  const over = () => {
    clearInterval(beat);
    state.streams.delete(stream);
    state.feedListeners.delete(flush);
  };
  state.streams.add(stream);
  state.feedListeners.add(flush);
  response.on('close', over);
  flush();
}

function textOf(event: CloudEvent): string {
  const id = defect('events-without-their-id') ? '' : `id: ${event.id}\n`;
  const data = defect('data-over-several-lines')
    ? JSON.stringify(event, null, 1).replace('\n', '\n\n')
    : JSON.stringify(event);
  return `${id}event: ${event.type}\ndata: ${data}\n\n`;
}

/** Its own id is the head's, so that a reader that resumes from it misses nothing. */
function reset(state: State): CloudEvent {
  const headId = state.feed.at(-1)?.id ?? null;
  return {
    specversion: '1.0',
    id: headId ?? newId('evt'),
    source: '/opstage-in-memory',
    type: 'capsule.stream.reset',
    time: timestamp(state.now()),
    subject: 'stream',
    datacontenttype: 'application/json',
    data: { headId: defect('reset-without-its-head') ? null : headId },
  };
}

/** Ends every stream whose user lost the right to it. */
export function endLostStreams(state: State): void {
  if (defect('streams-outlive-their-session')) return;
  for (const stream of [...state.streams]) {
    try {
      stream.authenticate();
    } catch {
      stream.end();
    }
  }
}
