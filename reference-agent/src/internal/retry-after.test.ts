import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const now = Date.parse('2026-01-01T00:00:00Z');
const day = 24 * 3_600_000;

test.each([
  [undefined, 0],
  ['', 0],
  ['0', 0],
  ['5', 5_000],
  [' 5 ', 5_000],
  ['-5', 0],
  ['soon', 0],
  ['1000000000', day],
  ['Thu, 01 Jan 2026 00:00:10 GMT', 10_000],
  ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
])('Retry-After %j is %i ms', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected);
});
