import { expect, test } from 'vitest';
import { clip, messageOf } from './clip.ts';

test.each([
  ['', 3, ''],
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc'],
  ['😀😀😀', 3, '😀😀😀'],
  ['😀😀😀😀', 3, '😀😀😀'],
  ['a😀😀😀', 3, 'a😀😀'],
])('clip(%j, %i) counts code points', (text, max, expected) => {
  expect(clip(text, max)).toBe(expected);
});

test('the message of an error is its message, never its stack', () => {
  expect(messageOf(new Error('no disk'))).toBe('no disk');
  expect(messageOf(new TypeError())).toBe('TypeError');
  expect(messageOf('text')).toBe('text');
});
