/** Claims that wait for a command. One is answered when a command may be due, at its end, or when its caller is gone. */
export class HeldClaims {
  readonly #wakers = new Set<() => void>();

  /** How many claims wait now. */
  get count(): number {
    return this.#wakers.size;
  }

  /** Settles at the first `wake`, after `ms`, or when `signal` is aborted. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#wakers.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#wakers.add(wake);
      signal.addEventListener('abort', wake, { once: true });
      if (signal.aborted) wake();
    });
  }

  wake(): void {
    for (const wake of [...this.#wakers]) wake();
  }
}
