/** How many commands may be in hand at once. Freed slots wake whoever waits to claim. */
export class Slots {
  #free: number;
  #freed: (() => void) | null = null;

  constructor(capacity: number) {
    this.#free = capacity;
  }

  get free(): number {
    return this.#free;
  }

  /** False when none is free. */
  take(): boolean {
    if (this.#free === 0) return false;
    this.#free -= 1;
    return true;
  }

  giveBack(): void {
    this.#free += 1;
    this.#freed?.();
  }

  /** Resolves when a slot is free; rejects with the signal's reason when that is aborted. One waiter at a time. */
  whenFree(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      if (this.#free > 0) return resolve();
      const aborted = () => reject(signal.reason);
      signal.addEventListener('abort', aborted, { once: true });
      this.#freed = () => {
        this.#freed = null;
        signal.removeEventListener('abort', aborted);
        resolve();
      };
    });
  }
}
