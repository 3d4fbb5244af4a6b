import type { Clock } from '../clock.ts';

/**
 * Whether commands are to be claimed over HTTP just now. Not while a session brings them, and not for a while after
 * another process took this agent's session: then they are the other's.
 */
export class ClaimTurn {
  readonly #clock: Clock;
  #turn: AbortController | null = null;
  #begun: (() => void) | null = null;
  #cancelBegin = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The turn begins then, unless it is ended before; one that has begun goes on. */
  beginAt(atMs: number): void {
    this.#cancelBegin();
    if (this.#turn) return;
    const begin = () => {
      this.#turn = new AbortController();
      this.#begun?.();
    };
    const delayMs = atMs - this.#clock.now();
    if (delayMs <= 0) begin();
    else this.#cancelBegin = this.#clock.after(delayMs, begin);
  }

  /** No claim is begun, and one that is held is given up: what it was to bring is delivered again. */
  end(): void {
    this.#cancelBegin();
    this.#turn?.abort(new Error('commands come another way'));
    this.#turn = null;
  }

  /** Resolves with the turn's signal when it is ours; rejects with the reason of an aborted `signal`. One waiter at a time. */
  whenOurs(signal: AbortSignal): Promise<AbortSignal> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      if (this.#turn) return resolve(this.#turn.signal);
      const aborted = () => reject(signal.reason);
      signal.addEventListener('abort', aborted, { once: true });
      this.#begun = () => {
        this.#begun = null;
        signal.removeEventListener('abort', aborted);
        if (this.#turn) resolve(this.#turn.signal);
      };
    });
  }
}
