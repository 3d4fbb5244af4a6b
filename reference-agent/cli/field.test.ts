import { expect, test } from 'vitest';
import { choice, command, httpUrl, nearest, text, truth, whole } from './field.ts';

const located = (value: unknown, source = String(value)) => ({ line: 1, source, value });

test.each([
  ['60s', '60'],
  ['about 5 minutes', '5'],
  [100_000, '3600'],
  [0, '1'],
  ['soon', null],
])('of a whole number %j means %j', (given, meant) => {
  expect(whole(1, 3600).accepts(given)).toBe(false);
  expect(whole(1, 3600).meant(located(given))).toBe(meant);
});

test('of what looks like a truth its meaning is known', () => {
  expect(['yes', 'Off', 1, 'perhaps'].map((given) => truth.meant(located(given)))).toEqual([
    'true',
    'false',
    'true',
    null,
  ]);
});

test('a command is a list with a program, and a line is taken apart only to show how', () => {
  expect([['ls'], ['ls', '-l']].map(command.accepts)).toEqual([true, true]);
  expect(['ls', [], [''], ['a', 1], ['a\0b'], null].map(command.accepts)).toEqual(Array(6).fill(false));
  expect(command.meant(located('ls  -l'))).toBe('["ls", "-l"]');
  expect(command.meant(located(['sleep', 5]))).toBe('["sleep", "5"]');
  expect(command.meant(located(''))).toBeNull();
});

test('a number where a text is needed is quoted as it was written', () => {
  expect(text().meant(located(1.1, '1.10'))).toBe('"1.10"');
});

test('a URL without its scheme is completed, another scheme is not guessed at', () => {
  expect(httpUrl.meant(located('127.0.0.1:80/x'))).toBe('http://127.0.0.1:80/x');
  expect(httpUrl.accepts('ftp://example')).toBe(false);
});

test('the nearest name is found across case and separators, and none that is far', () => {
  const known = ['timeoutSeconds', 'dangerLevel', 'label'];
  expect(nearest('timeout_seconds', known)).toBe('timeoutSeconds');
  expect(nearest('dangerlevl', known)).toBe('dangerLevel');
  expect(nearest('colour', known)).toBeNull();
  expect(choice('LOW', 'HIGH').meant(located('high'))).toBe('HIGH');
});
