import { expect, test } from 'vitest';
import { fuzzParsers } from './fuzz-parsers.ts';

/** A second on a machine that does nothing else. */
const ceilingMs = 300_000;

test('no parser fails on a damaged input; npm run fuzz gives them a million', { timeout: ceilingMs }, () => {
  const { faults, taken, refused } = fuzzParsers(10_000, 20_261_123);
  expect(faults).toEqual([]);
  // The damage is small enough that some is not noticed, and large enough that most is.
  expect(taken).toBeGreaterThan(500);
  expect(refused).toBeGreaterThan(5_000);
});
