/**
 * What the agent's calls do when Opstage refuses who we are.
 *
 * While the gate is shut only the heartbeat goes on, no sooner than `shutUntil`: it is the one probe, so that a refused
 * agent makes one call per interval however many loops it has. Its first success opens the gate for all.
 */
export class AuthGate {
  #shutUntil: number | null = null;
  #waiting: { resolve: () => void }[] = [];
  readonly #probeAt: (atMs: number) => void;

  /** `probeAt` is called each time the gate is shut, with the moment of the next probe. */
  constructor(probeAt: (atMs: number) => void) {
    this.#probeAt = probeAt;
  }

  /** Null when open. */
  get shutUntil(): number | null {
    return this.#shutUntil;
  }

  shut(untilMs: number): void {
    this.#shutUntil = Math.max(untilMs, this.#shutUntil ?? 0);
    this.#probeAt(this.#shutUntil);
  }

  open(): void {
    this.#shutUntil = null;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) one.resolve();
  }

  /** Resolves when the gate is open; rejects with the signal's reason when that is aborted first. */
  whenOpen(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.reject(signal.reason);
    if (this.#shutUntil === null) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const one = {
        resolve: () => {
          signal.removeEventListener('abort', aborted);
          resolve();
        },
      };
      const aborted = () => {
        this.#waiting = this.#waiting.filter((other) => other !== one);
        reject(signal.reason);
      };
      this.#waiting.push(one);
      signal.addEventListener('abort', aborted, { once: true });
    });
  }
}
