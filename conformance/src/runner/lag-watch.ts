/**
 * How long the machine kept the kit itself from running. Times that the kit takes of a subject are worth nothing while the
 * kit does not run: what arrived apart is then read at once.
 */
const everyMs = 100;

/** Half of the shortest interval there is: later than that, one thing is taken for two. */
export const lagMsMax = 500;

export class LagWatch {
  /** The longest delay of a timer so far. */
  worstMs = 0;
  readonly #timer: NodeJS.Timeout;
  #dueMs = performance.now() + everyMs;

  constructor() {
    this.#timer = setInterval(() => {
      const nowMs = performance.now();
      this.worstMs = Math.max(this.worstMs, nowMs - this.#dueMs);
      this.#dueMs = nowMs + everyMs;
    }, everyMs);
    this.#timer.unref();
  }

  stop(): number {
    clearInterval(this.#timer);
    return this.worstMs;
  }
}
