import type { Clock } from '../clock.ts';
import { messageOf } from './clip.ts';

export type BoundedOutcome<T> = { ok: true; value: T } | { ok: false; reason: string };

/**
 * Calls a function of the service's author (a probe, a provider) that may throw or hang, such that it can delay nothing.
 * At most one call is under way: one that outlived its time is waited for again, not started twice.
 */
export class BoundedCall<T> {
  readonly #call: (signal: AbortSignal) => T | Promise<T>;
  readonly #clock: Clock;
  #running: { startedAt: number; outcome: Promise<BoundedOutcome<T>>; abort: AbortController } | null = null;

  constructor(call: (signal: AbortSignal) => T | Promise<T>, clock: Clock) {
    this.#call = call;
    this.#clock = clock;
  }

  /** Resolves within `timeoutMs`, never rejects. */
  run(timeoutMs: number): Promise<BoundedOutcome<T>> {
    this.#running ??= this.#start();
    const { startedAt, outcome, abort } = this.#running;
    return new Promise((resolve) => {
      const cancel = this.#clock.after(timeoutMs, () => {
        const tookMs = this.#clock.now() - startedAt;
        abort.abort();
        resolve({ ok: false, reason: `no answer after ${(tookMs / 1_000).toFixed(1)} s` });
      });
      void outcome.then((settled) => {
        cancel();
        resolve(settled);
      });
    });
  }

  #start() {
    const abort = new AbortController();
    const outcome = this.#attempt(abort.signal).finally(() => {
      this.#running = null;
    });
    return { startedAt: this.#clock.now(), outcome, abort };
  }

  async #attempt(signal: AbortSignal): Promise<BoundedOutcome<T>> {
    try {
      return { ok: true, value: await this.#call(signal) };
    } catch (error) {
      return { ok: false, reason: messageOf(error) };
    }
  }
}
