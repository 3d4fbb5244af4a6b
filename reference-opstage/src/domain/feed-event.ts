import type { Instant } from './instant.ts';
import type { JsonObject } from './json.ts';

/** One event of the operator feed: that something changed, never what is in it. */
export interface FeedEvent {
  /** Place in the feed: each event has a higher one than all before. */
  position: number;
  id: string;
  type: string;
  at: Instant;
  /** When it was written: what only time brought about happened before. Its retention counts from here. */
  writtenAt: Instant;
  /** Id of the object it is about. */
  subject: string;
  /** Ids and statuses. */
  data: JsonObject;
}
