import type { Clock } from '../clock.ts';

/** Resolves when the work has settled, however, or when its time is over; the work itself goes on. */
export async function atMost(limitMs: number, work: Promise<unknown>, clock: Clock): Promise<void> {
  await new Promise<void>((resolve) => {
    const cancel = clock.after(limitMs, resolve);
    const settled = () => {
      cancel();
      resolve();
    };
    work.then(settled, settled);
  });
}
