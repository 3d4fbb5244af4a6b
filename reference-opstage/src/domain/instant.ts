/** A point in time: milliseconds since 1970 by Opstage's clock, the only clock that counts. */
export type Instant = number;

export function secondsAfter(instant: Instant, seconds: number): Instant {
  return instant + seconds * 1000;
}

/** A deadline has passed when now is at or after it. */
export function hasPassed(deadline: Instant, now: Instant): boolean {
  return now >= deadline;
}
