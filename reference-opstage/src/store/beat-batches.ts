/**
 * Beats that come while others are being written wait and are then written together: one transaction, one commit. None
 * is answered before it is committed, so whoever reads after the answer sees it.
 */
import type { Beat } from '../app/ports/beat.ts';

/** So many in one transaction: what waits behind it waits no longer than for a large use case. */
const batchMax = 50;

interface Waiting {
  beat: Beat;
  taken(yes: boolean): void;
  failed(error: unknown): void;
}

/** `write` is given a batch and returns, beat by beat, whether it was taken. */
export function beatBatches(write: (beats: readonly Beat[]) => Promise<boolean[]>): (beat: Beat) => Promise<boolean> {
  let waiting: Waiting[] = [];
  let writing = false;
  const writeNext = async () => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, batchMax);
      waiting = waiting.slice(batchMax);
      try {
        const verdicts = await write(batch.map(({ beat }) => beat));
        for (const [index, { taken }] of batch.entries()) taken(verdicts[index] ?? false);
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    writing = false;
  };
  return (beat) =>
    new Promise<boolean>((resolve, reject) => {
      waiting.push({ beat, taken: resolve, failed: reject });
      if (writing) return;
      writing = true;
      // What else has arrived by the end of this turn of the event loop comes along.
      setImmediate(() => void writeNext());
    });
}
