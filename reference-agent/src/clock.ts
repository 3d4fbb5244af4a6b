/** The agent's only source of time, passed in so that tests decide when time passes. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `run` once, `delayMs` from now at the earliest; the returned function cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

/** The process's own clock and timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, Math.max(0, Math.ceil(delayMs)));
    return () => clearTimeout(timer);
  },
};
