import { expect, test } from 'vitest';
import { SeededRandom } from '../../target/seeded-random.ts';
import { chanceGathered, gathered } from './chance.ts';
import { distances, firstOnes } from './heartbeats.ts';

test('the fullest window counts every value in it, ends included', () => {
  expect(gathered([], 10)).toBe(0);
  expect(gathered([5], 0)).toBe(1);
  expect(gathered([30, 0, 10, 11, 20], 10)).toBe(3);
});

test('an agent that keeps the rule is called wrong less than once in a million runs', () => {
  expect(chanceGathered(distances.drawn, distances.within, distances.windowMs / distances.uniformMs)).toBeLessThan(
    1e-6,
  );
  expect(chanceGathered(firstOnes.drawn, firstOnes.within, firstOnes.windowMs / firstOnes.uniformMs)).toBeLessThan(
    1e-6,
  );
});

test('the bound is one: simulated frequencies stay below it where it is not small', () => {
  const random = new SeededRandom('the bound');
  const [drawn, within, share, runs] = [8, 5, 0.2, 20_000];
  let seen = 0;
  for (let run = 0; run < runs; run += 1) {
    const values = Array.from({ length: drawn }, () => random.uint32() / 2 ** 32);
    if (gathered(values, share) >= within) seen += 1;
  }
  expect(seen).toBeGreaterThan(0);
  expect(seen / runs).toBeLessThan(chanceGathered(drawn, within, share));
});
