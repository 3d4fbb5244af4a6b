/** Ids and tokens as an Opstage makes them: a prefix and characters that occur nowhere by chance. */
import type { SeededRandom } from '../seeded-random.ts';

export class OpaqueIds {
  readonly #random: SeededRandom;

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  id(prefix: string): string {
    return `${prefix}_${this.#random.word(24)}`;
  }

  /** Long enough that finding one somewhere can be no coincidence. */
  token(prefix: string): string {
    return `${prefix}_${this.#random.word(43)}`;
  }
}
