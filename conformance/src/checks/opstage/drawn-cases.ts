/**
 * Of cases that are enumerated, all; in a quick run a third, drawn by the seed, so that a few runs together see every one.
 */
import type { Trial } from '../trial.ts';

const partOfQuick = 1 / 3;

/** How checks say it. */
export const drawnInQuick = 'A quick run sends a third of them, drawn by its seed.';

export function drawnCases<Case>(t: Trial, cases: readonly Case[]): readonly Case[] {
  if (t.depth !== 'quick') return cases;
  const left = [...cases];
  const count = Math.ceil(cases.length * partOfQuick);
  while (left.length > count) left.splice(t.random.integer(0, left.length - 1), 1);
  return left;
}
