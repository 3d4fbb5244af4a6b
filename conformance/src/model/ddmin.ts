/**
 * Shrinks a failing list (a program's operations, a script's steps) to one from which nothing can be taken away:
 * delta debugging over complements, then element by element, then each element made simpler.
 *
 * A candidate counts as failing when one of up to `attempts` executions fails, so that a fault seen every other time is
 * still shrunk; a candidate that passes every time is given up. fast-check's own shrinker re-executes nothing, and its
 * tree is bound to the values it drew; here any list of JSON can be shrunk, also one read from a file.
 */
export interface DdminOptions<T> {
  /** Executes the candidate once; true when it fails in the way that is being shrunk. */
  fails: (candidate: readonly T[]) => Promise<boolean>;
  /** Executions before a candidate counts as passing; default 10. */
  attempts?: number;
  /** Executions in all; when they are used up the smallest list so far is the answer. Default 1,000. */
  executionsMax?: number;
  /** Values to try in an element's place, simplest first; none by default. */
  simpler?: (element: T) => Iterable<T>;
  /** Stops the search like a spent budget. */
  signal?: AbortSignal;
}

export interface DdminResult<T> {
  items: T[];
  executions: number;
  /** Nothing more could be taken away; false when the budget or the signal ended the search. */
  minimal: boolean;
}

/** `items` is taken to fail; it is not executed itself. */
export async function ddmin<T>(items: readonly T[], options: DdminOptions<T>): Promise<DdminResult<T>> {
  const search = new Search(options);
  const shorter = await search.shorten([...items]);
  const plainer = await search.simplify(shorter);
  // A plainer element may have made another one superfluous.
  const last = plainer.changed ? await search.oneByOne(plainer.items) : plainer.items;
  return { items: last, executions: search.executions, minimal: !search.over };
}

class Search<T> {
  executions = 0;
  readonly #options: DdminOptions<T>;
  readonly #attempts: number;
  readonly #executionsMax: number;
  /** Candidates that passed, so that none is paid for twice. */
  readonly #passing = new Set<string>();

  constructor(options: DdminOptions<T>) {
    this.#options = options;
    this.#attempts = options.attempts ?? 10;
    this.#executionsMax = options.executionsMax ?? 1_000;
  }

  get over(): boolean {
    return this.executions >= this.#executionsMax || this.#options.signal?.aborted === true;
  }

  /** Takes away ever smaller chunks while what is left still fails. */
  async shorten(from: T[]): Promise<T[]> {
    let items = from;
    for (let size = Math.ceil(items.length / 2); size > 1 && !this.over; size = Math.ceil(size / 2)) {
      items = await this.#without(items, size);
    }
    return this.oneByOne(items);
  }

  /** Until no single element can be taken away. */
  async oneByOne(from: T[]): Promise<T[]> {
    for (let items = from; ; ) {
      const fewer = await this.#without(items, 1);
      if (fewer.length === items.length || this.over) return fewer;
      items = fewer;
    }
  }

  async simplify(from: T[]): Promise<{ items: T[]; changed: boolean }> {
    const { simpler } = this.#options;
    const items = [...from];
    let changed = false;
    for (let index = 0; simpler && index < items.length; index += 1) {
      for (const plain of simpler(items[index] as T)) {
        if (this.over) return { items, changed };
        if (!(await this.#fails(items.with(index, plain)))) continue;
        items[index] = plain;
        changed = true;
        break;
      }
    }
    return { items, changed };
  }

  /** One pass, from the end: what comes late depends on what comes early, seldom the other way round. */
  async #without(from: T[], size: number): Promise<T[]> {
    let items = from;
    for (let end = items.length; end > 0 && !this.over; end -= size) {
      const start = Math.max(0, end - size);
      const candidate = [...items.slice(0, start), ...items.slice(end)];
      if (candidate.length > 0 && (await this.#fails(candidate))) items = candidate;
    }
    return items;
  }

  async #fails(candidate: readonly T[]): Promise<boolean> {
    const key = JSON.stringify(candidate);
    if (this.#passing.has(key)) return false;
    for (let attempt = 0; attempt < this.#attempts; attempt += 1) {
      if (this.over) return false;
      this.executions += 1;
      if (await this.#options.fails(candidate)) return true;
    }
    this.#passing.add(key);
    return false;
  }
}
