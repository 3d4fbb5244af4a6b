/**
 * The intervals Opstage told last: adopted from any answer that names them, clamped to what is sane, and kept in the
 * state folder so that a restart begins with them.
 */
import type { JsonRecord } from './answer.ts';

const SECONDS_MIN = 1;
const SECONDS_MAX = 3_600;

export interface Intervals {
  heartbeatIntervalSeconds: number;
  commandPollIntervalSeconds: number;
}

export const DEFAULT_INTERVALS: Intervals = { heartbeatIntervalSeconds: 30, commandPollIntervalSeconds: 5 };

export class ToldIntervals {
  #intervals: Intervals;
  readonly #changed: (intervals: Intervals) => void;

  /** `stored` is what `changed` was given in an earlier process; it is read with the same caution as an answer. */
  constructor(stored: JsonRecord, changed: (intervals: Intervals) => void) {
    this.#intervals = merge(DEFAULT_INTERVALS, stored);
    this.#changed = changed;
  }

  get heartbeatIntervalMs(): number {
    return this.#intervals.heartbeatIntervalSeconds * 1_000;
  }

  get commandPollIntervalMs(): number {
    return this.#intervals.commandPollIntervalSeconds * 1_000;
  }

  /** Absent members leave what is known; members that are no positive number are ignored. */
  adopt(answer: JsonRecord): void {
    const next = merge(this.#intervals, answer);
    const same =
      next.heartbeatIntervalSeconds === this.#intervals.heartbeatIntervalSeconds &&
      next.commandPollIntervalSeconds === this.#intervals.commandPollIntervalSeconds;
    if (same) return;
    this.#intervals = next;
    this.#changed(next);
  }
}

function merge(known: Intervals, told: JsonRecord): Intervals {
  return {
    heartbeatIntervalSeconds: clamp(told.heartbeatIntervalSeconds) ?? known.heartbeatIntervalSeconds,
    commandPollIntervalSeconds: clamp(told.commandPollIntervalSeconds) ?? known.commandPollIntervalSeconds,
  };
}

function clamp(seconds: unknown): number | null {
  if (typeof seconds !== 'number' || !(seconds > 0)) return null;
  return Math.min(SECONDS_MAX, Math.max(SECONDS_MIN, seconds));
}
