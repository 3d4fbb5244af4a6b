/** A script that was played: what of it took effect, and its end. */
import type { ArmedFault, FaultStep } from './fault-script.ts';

export class PlayedScript {
  readonly #faults: readonly ArmedFault[];

  constructor(faults: readonly ArmedFault[]) {
    this.#faults = faults;
  }

  /** How many requests its faults have struck so far. */
  get struck(): number {
    return this.#faults.reduce((sum, { struck }) => sum + struck, 0);
  }

  /** Those of its faults that did not happen, or not as often as they were to. */
  get missed(): FaultStep[] {
    return this.#faults.filter(({ tookEffect }) => !tookEffect).map(({ step }) => step);
  }

  /** Whether every fault has struck as often as it was to; an `always` at least once. */
  get done(): boolean {
    return this.#faults.every(({ struck, step }) => struck >= (step.times === 'always' ? 1 : (step.times ?? 1)));
  }

  /** Answers held by its faults leave; the faults stay armed. */
  release(): void {
    for (const fault of this.#faults) fault.release();
  }

  /** Its faults strike no more, and what they hold leaves. */
  end(): void {
    for (const fault of this.#faults) fault.withdraw();
  }
}
