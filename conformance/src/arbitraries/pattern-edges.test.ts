import { expect, test } from 'vitest';
import { beyondPattern, patternEdges } from './pattern-edges.ts';

test.each<[pattern: string, matching: string, shortest: number, longest: number]>([
  ['^[a-z0-9][a-z0-9_-]{0,79}$', 'otp-reader', 1, 80],
  ['^agt_[A-Za-z0-9_-]{16,64}$', 'agt_0123456789abcdefgh', 20, 68],
  ['^[!-~]{1,128}$', 'key', 1, 128],
  ['^[A-Z][A-Z0-9]*(_[A-Z0-9]+){1,2}$', 'ACTION_FAILED', 3, 1000],
])('%s reaches from %s to its ends', (pattern, matching, shortest, longest) => {
  const edges = patternEdges(pattern, matching);
  expect([edges.shortest.length, edges.longest.length]).toEqual([shortest, longest]);
});

test('a pattern without an end stops at the length the schema allows', () => {
  expect(patternEdges('^[a-z]+$', 'a', 40).longest).toHaveLength(40);
});

test('what lies beyond matches no more, one character too long and too short first', () => {
  const [long, short, ...others] = beyondPattern('^[a-z]{3,8}$', 'otpcode');
  expect([long?.length, short?.length]).toEqual([9, 2]);
  expect(others.every((text) => !/^[a-z]{3,8}$/u.test(text))).toBe(true);
  expect(others).toContain('otpcode\n');
});
