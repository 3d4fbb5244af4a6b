/**
 * Loads the checks with switchable expectations. Each run has its own switch, so that runs without one line go on beside
 * runs without another.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CheckFailure } from '../../src/checks/check-outcome.ts';
import { numberOf, Trial } from '../../src/checks/trial.ts';
import { type ExpectationLine, switchable } from './expectation-lines.ts';

/** What one run does without, and what it met. */
export interface Switch {
  off: number | null;
  /** Expectations that were reached. */
  reached: Set<number>;
  /** The failures there were and the innermost expectation each came from. */
  failures: { n: number; expected: string; actual: string }[];
  /** By expectation: the messages it rests on. */
  cited: Map<number, Set<number>>;
}

const checksFolder = join(import.meta.dirname, '../../src/checks');
const current = new AsyncLocalStorage<Switch>();
const seen = new WeakSet<CheckFailure>();

/** By number. */
export const expectationLines: ExpectationLine[] = [];

const citing = new AsyncLocalStorage<number>();
const { cite } = Trial.prototype;

/** Notes which messages each expectation cites. */
Trial.prototype.cite = function citeAndNote(this: Trial, ...messages) {
  const n = citing.getStore();
  const cited = n === undefined ? undefined : current.getStore()?.cited;
  if (n !== undefined && cited) cited.set(n, new Set([...(cited.get(n) ?? []), ...messages.map(numberOf)]));
  cite.apply(this, messages);
};

export function withSwitch<T>(one: Switch, work: () => T): T {
  return current.run(one, work);
}

/** From here on every file of the folder that is imported for the first time is switchable. */
export function makeChecksSwitchable(role: 'opstage' | 'agent'): void {
  const folder = join(checksFolder, role);
  registerHooks({
    load(url, context, next) {
      const path = url.startsWith('file:') ? fileURLToPath(url) : '';
      if (!path.startsWith(folder)) return next(url, context);
      const file = relative(checksFolder, path);
      const source = switchable(file, readFileSync(path, 'utf8'), (line) => expectationLines.push(line) - 1);
      return { format: 'module-typescript', source, shortCircuit: true };
    },
  });
  Object.assign(globalThis, { capsuleExpectation });
}

function capsuleExpectation(n: number, demand: () => unknown): unknown {
  const one = current.getStore();
  if (one === undefined) return demand();
  one.reached.add(n);
  if (one.off === n) return undefined;
  const note = (thrown: unknown): never => {
    if (thrown instanceof CheckFailure && !seen.has(thrown)) {
      seen.add(thrown);
      one.failures.push({ n, expected: thrown.expected, actual: thrown.actual });
    }
    throw thrown;
  };
  try {
    const result = citing.run(n, demand);
    return result instanceof Promise ? result.catch(note) : result;
  } catch (thrown) {
    return note(thrown);
  }
}
