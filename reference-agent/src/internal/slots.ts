interface Waiter {
  offer: () => void;
  takes: boolean;
}

/** How many commands may be in hand at once. A slot that is given back goes to whoever has waited longest to take one. */
export class Slots {
  #free: number;
  #waiting: Waiter[] = [];

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
    // Those that want to take come first: a claim for a slot that is gone by then would be one too many.
    const next = this.#waiting.find((waiter) => waiter.takes);
    for (const waiter of next ? [next] : [...this.#waiting]) waiter.offer();
  }

  /** Resolves when a slot is free, without taking it; rejects with the reason of an aborted `signal`. */
  whenFree(signal: AbortSignal): Promise<void> {
    return this.#free > 0 && !signal.aborted ? Promise.resolve() : this.#wait(false, signal);
  }

  /** Takes the next slot; rejects with the reason of an aborted `signal`, having taken none. */
  takeNext(signal: AbortSignal): Promise<void> {
    return !signal.aborted && this.take() ? Promise.resolve() : this.#wait(true, signal);
  }

  #wait(takes: boolean, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const leave = () => {
        this.#waiting = this.#waiting.filter((other) => other !== waiter);
        signal.removeEventListener('abort', aborted);
      };
      const waiter: Waiter = {
        takes,
        offer: () => {
          leave();
          if (takes) this.#free -= 1;
          resolve();
        },
      };
      const aborted = () => {
        leave();
        reject(signal.reason);
      };
      this.#waiting.push(waiter);
      signal.addEventListener('abort', aborted, { once: true });
    });
  }
}
