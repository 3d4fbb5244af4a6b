/** The intervals an agent keeps, as Opstage tells them. */
import { defect } from './defects.ts';

export interface Intervals {
  heartbeatMs: number;
  pollMs: number;
}

/** Before Opstage told any. */
export const untold = 30_000;

/** Absent is unchanged, not a positive number is ignored, the rest is clamped to [1 s, 3600 s]. */
export function adoptIntervals(intervals: Intervals, told: Record<string, unknown>): void {
  if (defect('intervals-fixed') && intervals.heartbeatMs !== untold) return;
  intervals.heartbeatMs = adopted(told.heartbeatIntervalSeconds, intervals.heartbeatMs);
  intervals.pollMs = adopted(told.commandPollIntervalSeconds, intervals.pollMs);
}

function adopted(told: unknown, currentMs: number): number {
  if (defect('absent-interval-is-an-hour') && told === undefined) return 3_600_000;
  if (defect('zero-interval-obeyed') && typeof told === 'number' && told <= 0) return 10;
  if (typeof told !== 'number' || !(told > 0)) return currentMs;
  if (defect('interval-not-clamped-below') && told < 1) return told * 1_000;
  // More milliseconds than a timer holds make it fire at once.
  if (defect('interval-not-clamped-above') && told > 3_600) return told * 1_000;
  return Math.min(3_600, Math.max(1, told)) * 1_000;
}
