import type { Clock } from '../clock.ts';

/** A sleep that others can end early: a loop waits for the next due time or for news, whichever is first. */
export class Wake {
  readonly #clock: Clock;
  #called = false;
  #resume: (() => void) | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Ends the present wait, or the next one when none is under way. */
  call(): void {
    this.#called = true;
    this.#resume?.();
  }

  /** Resolves at `atMs` (never, when null or infinite) or when called; rejects with the signal's reason when that is aborted. */
  wait(atMs: number | null, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      let cancel = () => {};
      const finish = () => {
        cancel();
        signal.removeEventListener('abort', aborted);
        this.#resume = null;
        this.#called = false;
        resolve();
      };
      const aborted = () => {
        cancel();
        this.#resume = null;
        reject(signal.reason);
      };
      if (this.#called) return finish();
      if (atMs !== null && Number.isFinite(atMs)) cancel = this.#clock.after(atMs - this.#clock.now(), finish);
      this.#resume = finish;
      signal.addEventListener('abort', aborted, { once: true });
    });
  }
}
