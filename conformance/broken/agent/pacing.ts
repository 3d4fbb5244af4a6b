/** How long one loop waits after a failure: [d/2, d] with d = min(60 s, 2ⁿ s), forgotten after three successes in a row. */
import type { Answer } from './answer.ts';
import { defect } from './defects.ts';

export class Pacing {
  #failures = 0;
  #successes = 0;

  succeeded(): void {
    this.#successes += 1;
    if (this.#successes >= 3 || defect('backoff-forgotten-at-once')) this.#failures = 0;
    if (defect('backoff-never-forgotten')) this.#failures = Math.max(this.#failures, 3);
  }

  forget(): void {
    this.#failures = 0;
  }

  /** Milliseconds to wait. A refused token is not tried faster than the heartbeat. */
  afterFailure(answer: Answer, intervalMs: number): number {
    this.#successes = 0;
    const most = Math.min(60, 2 ** this.#failures) * 1_000;
    this.#failures += 1;
    if (defect('retries-at-a-fixed-rate')) return 200;
    const own = most / 2 + (Math.random() * most) / 2;
    const floor = answer.retryAfterMs;
    const wait = floor > own ? floor + Math.random() * 500 : own;
    const unauthorised = answer.status === 401 || answer.status === 403;
    if (unauthorised && defect('refusals-hammered')) return 200;
    if (unauthorised && defect('refusals-at-twice-the-rate')) return intervalMs * (0.5 + Math.random() * 0.1);
    if (defect('refusals-like-any-failure')) return wait;
    return unauthorised ? Math.max(wait, intervalMs * (1 + Math.random() * 0.2)) : wait;
  }
}

/** Worth trying again as it is: no answer, a throttle, a fault of Opstage, or a token refused for now. */
export function isPassing({ status }: Answer): boolean {
  if (status === null || status === 408 || status === 429 || status >= 500) return true;
  return status === 401 || status === 403;
}
