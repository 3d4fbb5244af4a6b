import { setTimeout as pause } from 'node:timers/promises';

/** Looks every two milliseconds; after the ceiling it throws an Error that says `otherwise`. */
export async function untilTrue(what: () => boolean, ceilingMs: number, otherwise: () => string): Promise<void> {
  for (const end = performance.now() + ceilingMs; !what(); await pause(2)) {
    if (performance.now() > end) throw new Error(otherwise());
  }
}
