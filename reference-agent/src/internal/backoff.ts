/**
 * The contract's `reconnect-backoff` and `throttle-obeyed`: uniform in [d/2, d] with d = min(60 s, 2ⁿ s), reset after three
 * successes in a row (or a session that lasted). A `Retry-After` is a floor, with jitter on top so that a throttled fleet does not return as one.
 *
 * Each kind of call has its own, so that a claim refused for a minute delays no heartbeat.
 */
const CEILING_MS = 60_000;
const SUCCESSES_TO_RESET = 3;

export class Backoff {
  readonly #random: () => number;
  #failures = 0;
  #successesInRow = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  succeeded(): void {
    this.#successesInRow += 1;
    if (this.#successesInRow >= SUCCESSES_TO_RESET) this.#failures = 0;
  }

  /** What was repeated has proved stable. */
  reset(): void {
    this.#failures = 0;
  }

  /** Counts a failure and gives the delay before the next try. */
  failed(retryAfterMs = 0): number {
    const d = Math.min(CEILING_MS, 1_000 * 2 ** Math.min(this.#failures, 16));
    this.#failures += 1;
    this.#successesInRow = 0;
    const own = d / 2 + (this.#random() * d) / 2;
    if (retryAfterMs === 0) return own;
    const floor = Math.max(own, retryAfterMs);
    return floor + 20 + this.#random() * Math.min(5_000, floor / 4);
  }
}
