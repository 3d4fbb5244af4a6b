import type { Clock } from '../clock.ts';

/** Resolves after `delayMs`; rejects with the signal's reason when that is aborted first. */
export function sleep(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener('abort', aborted);
      resolve();
    });
    const aborted = () => {
      cancel();
      reject(signal.reason);
    };
    signal.addEventListener('abort', aborted, { once: true });
  });
}
