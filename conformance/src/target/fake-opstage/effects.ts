/**
 * Side effects, in the kit's own hands.
 *
 * The conformance capsule's `touch` asks for a path here, so executions are counted outside the agent and no agent can
 * claim one that did not happen. A path can be held open: the handler then runs for as long as the check wants.
 */
export interface Effect {
  readonly path: string;
  /** Number of the message that carried it. */
  readonly number: number;
  readonly atMs: number;
  readonly headers: Readonly<Record<string, string>>;
}

export const effectsPrefix = '/effects/';

export class Effects {
  readonly arrived: Effect[] = [];
  readonly #holds = new Map<string, { released: Promise<void>; release: () => void }>();
  #paths = 0;

  /** A path nobody has touched yet. */
  path(noun = 'touch'): string {
    this.#paths += 1;
    return `${effectsPrefix}${noun}-${this.#paths}`;
  }

  of(path: string): Effect[] {
    return this.arrived.filter((effect) => effect.path === path);
  }

  /** From now on a touch of this path is answered only after `release`. */
  hold(path: string): void {
    if (this.#holds.has(path)) return;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#holds.set(path, { released, release });
  }

  release(path: string): void {
    this.#holds.get(path)?.release();
    this.#holds.delete(path);
  }

  releaseAll(): void {
    for (const path of [...this.#holds.keys()]) this.release(path);
  }

  /** Counts it; settles when its answer may leave. */
  async arrive(effect: Effect): Promise<void> {
    this.arrived.push(effect);
    await this.#holds.get(effect.path)?.released;
  }
}
