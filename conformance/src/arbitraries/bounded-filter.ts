/** `filter` that gives up: fast-check's own loops for ever, synchronously, when nothing satisfies it. */
import fc from 'fast-check';

const triesMax = 500;

export function boundedFilter<T>(
  arbitrary: fc.Arbitrary<T>,
  keep: (value: T) => boolean,
  what: string,
): fc.Arbitrary<T> {
  return new BoundedFilter(arbitrary, keep, what);
}

class BoundedFilter<T> extends fc.Arbitrary<T> {
  readonly #inner: fc.Arbitrary<T>;
  readonly #keep: (value: T) => boolean;
  readonly #what: string;

  constructor(inner: fc.Arbitrary<T>, keep: (value: T) => boolean, what: string) {
    super();
    this.#inner = inner;
    this.#keep = keep;
    this.#what = what;
  }

  generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T> {
    for (let tries = 0; tries < triesMax; tries += 1) {
      const generated = this.#inner.generate(random, biasFactor);
      if (this.#keep(generated.value)) return generated;
    }
    throw new Error(`no value of ${triesMax} satisfies ${this.#what}`);
  }

  canShrinkWithoutContext(value: unknown): value is T {
    return this.#inner.canShrinkWithoutContext(value) && this.#keep(value);
  }

  shrink(value: T, context: unknown): fc.Stream<fc.Value<T>> {
    return this.#inner.shrink(value, context).filter((smaller) => this.#keep(smaller.value));
  }
}
