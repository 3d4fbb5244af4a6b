/**
 * Reads the event stream as a script does that loses its connection again and again: it comes back with the id of the
 * last event it read whole. Whatever happens in between, what it has read is the feed.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Session } from './opstage-process.ts';

export interface FeedFollower {
  events: { id: string }[];
  /** How often a stream that was open came to an end, whoever cut it. */
  losses(): number;
  /** Cuts the connection in the middle of what is read next: so large a part of that is still read. */
  cut(part: number): void;
  /** Waits until this event was read; false when it was not within the ceiling. */
  reached(id: string, ceilingMs: number): Promise<boolean>;
  stop(): Promise<void>;
}

/** `nextUrl` says which process is asked next; `after` is the event to begin behind. */
export function followFeed(nextUrl: () => string, session: Session, after: string): FeedFollower {
  const events: { id: string }[] = [];
  let last = after;
  let opened = 0;
  let cutAt: number | null = null;
  let stopped = false;
  let abort = new AbortController();

  const take = (block: string) => {
    const data = block.split('\n').find((line) => line.startsWith('data: '));
    if (data === undefined) return;
    const { id } = JSON.parse(data.slice('data: '.length)) as { id: string };
    events.push({ id });
    last = id;
  };

  const readOnce = async () => {
    abort = new AbortController();
    const headers = { cookie: session.cookie ?? '', 'last-event-id': last };
    const response = await fetch(`${nextUrl()}/api/admin/events/stream`, { headers, signal: abort.signal });
    if (response.status !== 200) return;
    opened += 1;
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body ?? []) {
      const part: Uint8Array = cutAt === null ? chunk : chunk.subarray(0, Math.floor(chunk.length * cutAt));
      text += decoder.decode(part, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) take(block);
      if (cutAt === null) continue;
      cutAt = null;
      abort.abort();
      return;
    }
  };

  const reading = (async () => {
    while (!stopped) {
      await readOnce().catch(() => {});
      if (!stopped) await pause(20);
    }
  })();

  return {
    events,
    losses: () => Math.max(0, opened - 1),
    cut(part) {
      cutAt = part;
    },
    async reached(id, ceilingMs) {
      const until = performance.now() + ceilingMs;
      while (last !== id && performance.now() < until) await pause(20);
      return last === id;
    },
    async stop() {
      stopped = true;
      abort.abort();
      await reading;
    },
  };
}
