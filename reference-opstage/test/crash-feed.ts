/** The event feed as it is read page by page, and whether it is what a follower of the stream was told. */
import type { FeedFollower } from './feed-follower.ts';

type Read = (path: string) => Promise<never>;

interface FeedLine {
  id: string;
  type: string;
  data: { commandId?: string };
}

const reachCeilingMs = 120_000;

/** The newest event. */
export async function feedHead(read: Read): Promise<string> {
  const { cursor } = (await read('/api/admin/events?limit=1')) as { cursor: string | null };
  return cursor ?? '';
}

export async function feedAfter(read: Read, after: string): Promise<FeedLine[]> {
  const lines: FeedLine[] = [];
  for (;;) {
    const page = await read(`/api/admin/events?limit=100&after=${lines.at(-1)?.id ?? after}`);
    const { events } = page as { events: FeedLine[] };
    if (events.length === 0) return lines;
    lines.push(...events);
  }
}

/**
 * What is wrong: the stream, however often it was lost, has to have told all of the feed and nothing twice, and the feed
 * the life of each command once.
 */
export async function judgeFeed(
  feed: readonly FeedLine[],
  follower: FeedFollower,
  commands: Iterable<string>,
  late: ReadonlySet<string> | null,
): Promise<string[]> {
  const faults: string[] = [];
  const last = feed.at(-1)?.id ?? '';
  if (!(await follower.reached(last, reachCeilingMs))) faults.push(`the stream did not come to event ${last}`);
  const differs = feed.findIndex(({ id }, index) => follower.events[index]?.id !== id);
  if (differs >= 0) {
    const streamed = follower.events[differs]?.id ?? 'nothing';
    faults.push(`the stream has ${streamed} where the feed has ${feed[differs]?.id}, at place ${differs + 1}`);
  }
  const count = new Map<string, number>();
  for (const { type, data } of feed) {
    const key = `${type} ${data.commandId ?? ''}`;
    count.set(key, (count.get(key) ?? 0) + 1);
  }
  for (const id of commands) {
    const end = late?.has(id) ? 'capsule.command.failed' : 'capsule.command.succeeded';
    for (const type of ['capsule.command.created', 'capsule.command.started', end]) {
      const found = count.get(`${type} ${id}`) ?? 0;
      if (found !== 1) faults.push(`the feed has ${found} events ${type} of ${id}`);
    }
  }
  return faults;
}
