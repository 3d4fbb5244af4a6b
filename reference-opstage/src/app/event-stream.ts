import type { CloudEvent } from 'capsule-contract/types';

/** What a stream gives its reader: events in their order, and none where only a sign of life is due. */
export interface EventStream {
  slices: AsyncIterable<CloudEvent[]>;
  /** To be called when nobody reads any more. */
  close(): void;
}
