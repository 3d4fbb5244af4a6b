/**
 * The event feed: what happened since the console was opened, exactly once and in order. The browser resumes a broken
 * stream by itself; where Opstage refuses it, it is opened again behind the last event. A page that nobody looks at
 * gives its stream back, since there are few for each user and each browser.
 */
import { signal } from '@preact/signals';
import type { CloudEvent } from 'capsule-contract/types';
import { eventTypes } from '../contract/excerpt.data.ts';
import { addressOf, call } from './call.ts';

export type FeedState = 'connecting' | 'live' | 'lost' | 'paused';
/** Null where events may be missing, so that everything shown must be read again. */
type Listener = (event: CloudEvent | null) => void;

export const feedState = signal<FeedState>('connecting');

const pauseAfterMs = 30_000;
const retryMinMs = 2_000;
const retryMaxMs = 30_000;
const listeners = new Set<Listener>();
let source: EventSource | null = null;
let cursor: string | null = null;
let following = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let retryMs = retryMinMs;
/** True where something may have happened that was not told: without a place to follow from, or after a broken stream. */
let behind = false;
let onRefused: () => Promise<void> = async () => {};

/** From the answer of this on, every event is told. `refused` is called when Opstage turns the stream down. */
export async function followFeed(refused: () => Promise<void>): Promise<void> {
  onRefused = refused;
  following = true;
  // The place from which to follow, so that nothing read from now on can be older than what is told.
  cursor = await call('eventList', { query: { limit: 1 } }).then(
    ({ data }) => data.cursor,
    () => null,
  );
  open();
}

export function stopFeed(): void {
  following = false;
  close();
}

/** Calls `listener` for every event until the returned function is called. */
export function onEvent(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function open(): void {
  close();
  if (!following) return;
  feedState.value = 'connecting';
  behind ||= cursor === null;
  const stream = new EventSource(addressOf('eventStream', { query: cursor === null ? {} : { after: cursor } }));
  source = stream;
  stream.onopen = () => {
    feedState.value = 'live';
    retryMs = retryMinMs;
    if (behind) tell(null);
    behind = false;
  };
  stream.onerror = () => {
    feedState.value = 'lost';
    behind = true;
    if (stream.readyState !== EventSource.CLOSED) return;
    timer = setTimeout(() => void onRefused().then(open), retryMs);
    retryMs = Math.min(retryMs * 2, retryMaxMs);
  };
  for (const type of eventTypes) stream.addEventListener(type, (message) => take(message as MessageEvent<string>));
}

function take(message: MessageEvent<string>): void {
  cursor = message.lastEventId;
  const event = JSON.parse(message.data) as CloudEvent;
  tell(event.type === 'capsule.stream.reset' ? null : event);
}

function tell(event: CloudEvent | null): void {
  for (const listener of [...listeners]) listener(event);
}

function close(): void {
  clearTimeout(timer);
  source?.close();
  source = null;
}

document.addEventListener('visibilitychange', () => {
  clearTimeout(timer);
  if (!following) return;
  if (document.visibilityState === 'hidden') {
    timer = setTimeout(() => {
      close();
      feedState.value = 'paused';
    }, pauseAfterMs);
  } else if (source === null || source.readyState === EventSource.CLOSED) {
    open();
  }
});
