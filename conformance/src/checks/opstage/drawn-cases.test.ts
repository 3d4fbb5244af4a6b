import { expect, test } from 'vitest';
import { SecretRegister } from '../../target/secret-register.ts';
import { type Depth, Trial } from '../trial.ts';
import { drawnCases } from './drawn-cases.ts';

const cases = Array.from({ length: 10 }, (_, index) => index);
const drawn = (depth: Depth, seed: string): readonly number[] => {
  const { signal } = new AbortController();
  const t = new Trial({ checkId: 'a-check', seed, runId: 'run', depth, secrets: new SecretRegister(), signal });
  return drawnCases(t, cases);
};

test('standard and deep try every case', () => {
  for (const depth of ['standard', 'deep'] as const) expect(drawn(depth, 'a')).toEqual(cases);
});

test('quick tries a third of them, in their order, and the same for one seed', () => {
  expect(drawn('quick', 'a')).toHaveLength(4);
  expect(drawn('quick', 'a')).toEqual([...drawn('quick', 'a')].sort((a, b) => a - b));
  expect(drawn('quick', 'a')).toEqual(drawn('quick', 'a'));
});

test('over the seeds quick tries every case', () => {
  const seen = new Set(Array.from({ length: 40 }, (_, seed) => drawn('quick', `${seed}`)).flat());
  expect(seen.size).toBe(cases.length);
});
