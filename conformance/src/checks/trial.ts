/**
 * What every check gets, whichever side it judges: expectations that cite messages, waits for events, a namespace of
 * codes and a random source of its own, and a transcript nobody else writes to.
 *
 * An expectation that holds adds the messages it rests on to the evidence; one that does not throws CheckFailure.
 * Each demands at least one message, so a check cannot pass on nothing.
 */
import { isDeepStrictEqual } from 'node:util';
import type { SecretRegister } from '../target/secret-register.ts';
import { SeededRandom } from '../target/seeded-random.ts';
import { Transcript } from '../target/transcript.ts';
import { CheckFailure, CouldNotRun, NotApplicable } from './check-outcome.ts';

/** A message, a reply, or a message number. */
export type Cited = number | { number: number } | { message: number };

/** How much the generated layers try. */
export type Depth = 'quick' | 'standard' | 'deep';

export interface TrialFacts {
  checkId: string;
  /** The run's seed; with the check's id it makes the random source. */
  seed: string;
  /** Never the same twice, unlike the seed: a run replayed on the same Opstage must not meet its own codes again. */
  runId: string;
  depth: Depth;
  secrets: SecretRegister;
  signal: AbortSignal;
  /** Multiplies every ceiling, for machines slower than most; default 1. */
  patience?: number;
  /** Told when the check begins to let time pass and when it goes on, so that others can be at work meanwhile. */
  onWait?: (waiting: boolean) => void;
}

export interface WaitOptions {
  /** How long at most, times the trial's patience; default 15,000. Generous on purpose: it is no measurement. */
  ceilingMs?: number;
  everyMs?: number;
}

const everyDefaultMs = 100;
/** Who only looks at what has come already looks again soon, and then ever later. */
const soonMs = 5;
/** A shorter pause is no wait that anybody else could use. */
const waitMsMin = 50;
/** So late a timer may be on a machine that is not busy. */
const lateMsMax = 100;

export class Trial {
  readonly checkId: string;
  /** The run's, for what does not depend on the check. */
  readonly seed: string;
  readonly depth: Depth;
  readonly transcript = new Transcript();
  readonly random: SeededRandom;
  readonly secrets: SecretRegister;
  /** Aborted when the check's time is over or the run is stopped; every wait listens to it. */
  readonly signal: AbortSignal;
  readonly patience: number;
  /** Lower-case prefix of every code of this check, unique per run and check. */
  readonly namespace: string;
  readonly #evidence = new Set<number>();
  readonly #onWait: (waiting: boolean) => void;
  #codes = 0;

  constructor(facts: TrialFacts) {
    this.checkId = facts.checkId;
    this.seed = facts.seed;
    this.depth = facts.depth;
    this.random = new SeededRandom(`${facts.seed}/${facts.checkId}`);
    this.secrets = facts.secrets;
    this.signal = facts.signal;
    this.patience = facts.patience ?? 1;
    this.#onWait = facts.onWait ?? (() => undefined);
    this.namespace = `k${new SeededRandom(`${facts.runId}/${facts.checkId}`).word(9)}`;
  }

  /** Numbers of the messages the verdict rests on. */
  get evidence(): readonly number[] {
    return [...this.#evidence].sort((a, b) => a - b);
  }

  /** A code nobody else uses, e.g. `k3f…-otp-reader-1`. */
  code(noun = 'service'): string {
    this.#codes += 1;
    return `${this.namespace}-${noun}-${this.#codes}`;
  }

  /** Deep equality of JSON values. */
  equal(what: string, actual: unknown, expected: unknown, ...cited: [Cited, ...Cited[]]): void {
    if (isDeepStrictEqual(plain(actual), plain(expected))) this.cite(...cited);
    else this.fail(`${what} to be ${shown(expected)}`, shown(actual), ...cited);
  }

  /** `what` completes the sentence "expected …". */
  that(what: string, condition: boolean, actual: unknown, ...cited: [Cited, ...Cited[]]): void {
    if (condition) this.cite(...cited);
    else this.fail(what, shown(actual), ...cited);
  }

  fail(expected: string, actual: string, ...cited: Cited[]): never {
    throw new CheckFailure({ expected, actual, messages: cited.map(numberOf) });
  }

  /** Adds evidence without a condition; for expectations built on top of these. */
  cite(...cited: Cited[]): void {
    for (const one of cited) this.#evidence.add(numberOf(one));
  }

  /**
   * Asks `probe` again and again until it answers something else than undefined, null or false. At the ceiling the
   * check fails with `what` as what was expected.
   */
  async until<T>(
    what: string,
    probe: () => Promise<T | undefined | null | false> | T | undefined | null | false,
    options: WaitOptions = {},
  ): Promise<T> {
    const ceilingMs = (options.ceilingMs ?? 15_000) * this.patience;
    let waitedMs = 0;
    let nextMs = soonMs;
    const inVain = this.watchWait(options);
    for (;;) {
      const lookedAt = performance.now();
      // Asked first: what came before the end of hope was still in time.
      const why = waitedMs >= ceilingMs ? 'nothing of the kind' : inVain();
      const asked = probe();
      const found = await asked;
      if (found !== undefined && found !== null && found !== false) return found;
      if (why !== null) {
        const expected = `${what} within ${ceilingMs / 1000} s`;
        throw new CheckFailure({ expected, actual: why, messages: this.#lastMessage().map(numberOf), waited: true });
      }
      const everyMs = options.everyMs ?? (asked instanceof Promise ? everyDefaultMs : nextMs);
      nextMs = Math.min(2 * nextMs, everyDefaultMs);
      const askedMs = performance.now() - lookedAt;
      await this.pause(everyMs);
      // Time in which the kit itself was kept from looking does not count: what came meanwhile waits to be read.
      waitedMs += Math.min(performance.now() - lookedAt, askedMs + everyMs + lateMsMax);
    }
  }

  /** Begun with every wait: says, as soon as it is sure, why what is waited for cannot come any more. */
  protected watchWait(_options: WaitOptions): () => string | null {
    return () => null;
  }

  /** Waits; for letting time pass that the contract counts, never for guessing when something is done. */
  async pause(ms: number): Promise<void> {
    this.signal.throwIfAborted();
    if (ms >= waitMsMin) this.#onWait(true);
    await new Promise<void>((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        reject(this.signal.reason);
      };
      const timer = setTimeout(() => {
        this.signal.removeEventListener('abort', stop);
        resolve();
      }, ms);
      this.signal.addEventListener('abort', stop, { once: true });
    }).finally(() => {
      if (ms >= waitMsMin) this.#onWait(false);
    });
  }

  notApplicable(reason: string): never {
    throw new NotApplicable(reason);
  }

  couldNotRun(reason: string): never {
    throw new CouldNotRun(reason);
  }

  #lastMessage(): Cited[] {
    const last = this.transcript.messages.at(-1);
    return last ? [last.number] : [];
  }
}

export function numberOf(cited: Cited): number {
  if (typeof cited === 'number') return cited;
  return 'message' in cited ? cited.message : cited.number;
}

/** A value as a failure shows it: JSON, cut to a length a terminal bears. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 600 ? `${text.slice(0, 600)}… (${text.length} characters)` : text;
}

/** Drops prototypes and undefined members, which JSON cannot carry. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
