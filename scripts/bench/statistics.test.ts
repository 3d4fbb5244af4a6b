import { describe, expect, test } from 'vitest';
import { growthExponent, median, quantile, ratios, shown, summary } from './statistics.ts';

describe('statistics', () => {
  test('a median is the middle, or halfway between the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  test('a quantile lies between its neighbours in proportion', () => {
    const tens = [0, 10, 20, 30, 40];
    expect([0, 0.25, 0.5, 0.9, 1].map((share) => quantile(tens, share))).toEqual([0, 10, 20, 36, 40]);
  });

  test('samples are left in their order', () => {
    const samples = [3, 1, 2];
    summary(samples);
    expect(samples).toEqual([3, 1, 2]);
  });

  test('a ratio compares each sample with the baseline taken beside it', () => {
    // A machine twice as slow in the second round changes nothing.
    expect(ratios([60, 30], [100, 50])).toEqual([0.6, 0.6]);
    expect(() => ratios([1], [1, 2])).toThrow(/baseline/);
  });

  test('the growth exponent is 0 for flat, 1 for proportional, 2 for quadratic', () => {
    const over = (grow: (x: number) => number) => growthExponent([10, 100, 1000].map((x) => [x, grow(x)] as const));
    expect(over(() => 7)).toBeCloseTo(0);
    expect(over((x) => 3 * x)).toBeCloseTo(1);
    expect(over((x) => x * x)).toBeCloseTo(2);
  });

  test('a number is shown with three digits that mean something', () => {
    expect([0.012345, 1.2345, 99.94, 12345.6, Number.NaN].map(shown)).toEqual([
      '0.0123',
      '1.23',
      '99.9',
      '12,346',
      '–',
    ]);
  });
});
