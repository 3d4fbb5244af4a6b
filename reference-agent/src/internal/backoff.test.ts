import { expect, test } from 'vitest';
import { Backoff } from './backoff.ts';

test('the delay doubles from one second to a minute, uniform in its upper half', () => {
  const low = new Backoff(() => 0);
  const high = new Backoff(() => 1 - Number.EPSILON);
  const ceilings = [1, 2, 4, 8, 16, 32, 60, 60];
  for (const seconds of ceilings) {
    expect(low.failed()).toBe((seconds * 1_000) / 2);
    expect(high.failed()).toBeCloseTo(seconds * 1_000, 3);
  }
});

test('three successes in a row reset it, two do not', () => {
  const backoff = new Backoff(() => 0);
  for (let n = 0; n < 4; n += 1) backoff.failed();
  backoff.succeeded();
  backoff.succeeded();
  expect(backoff.failed()).toBe(8_000);
  for (let n = 0; n < 3; n += 1) backoff.succeeded();
  expect(backoff.failed()).toBe(500);
});

test('Retry-After is a floor with jitter on top, also above the ceiling of the own backoff', () => {
  for (const random of [0, 0.5, 0.999]) {
    expect(new Backoff(() => random).failed(2_000)).toBeGreaterThan(2_000);
    expect(new Backoff(() => random).failed(90_000)).toBeGreaterThan(90_000);
    expect(new Backoff(() => random).failed(90_000)).toBeLessThan(96_000);
  }
});
