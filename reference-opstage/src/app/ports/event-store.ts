import type { FeedEvent } from '../../domain/feed-event.ts';
import type { Instant } from '../../domain/instant.ts';

export interface EventRepository {
  /** Gives the event the next place in the feed when the transaction ends. */
  append(event: Omit<FeedEvent, 'position'>): Promise<void>;
  find(id: string): Promise<FeedEvent | null>;
  /** The newest event; null while there is none. */
  head(): Promise<FeedEvent | null>;
  /** The events behind a place, oldest first. */
  after(position: number, limit: number): Promise<FeedEvent[]>;
  /** Drops events written at or before `before` and all but the newest `kept`; the newest event of all stays. */
  prune(before: Instant, kept: number): Promise<void>;
}
