import type { Clock } from 'capsule-agent';

interface Timer {
  atMs: number;
  run: () => void;
}

/** A clock that stands still until it is advanced; what falls due on the way runs in its order, each at its own time. */
export class SteppedClock implements Clock {
  #nowMs = Date.UTC(2026, 0, 1);
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { atMs: this.#nowMs + Math.max(0, delayMs), run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  advance(byMs: number): void {
    const endMs = this.#nowMs + byMs;
    for (;;) {
      let next: Timer | null = null;
      for (const timer of this.#timers) if (timer.atMs <= endMs && (!next || timer.atMs < next.atMs)) next = timer;
      if (!next) break;
      this.#timers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.run();
    }
    this.#nowMs = endMs;
  }
}
