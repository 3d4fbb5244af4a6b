import { describe, expect, test } from 'vitest';
import { MalformedJson, NestedTooDeep, parseJson } from './json-parser.ts';

const depthMax = 100;
const rules = { exempt: new Set(['payload', 'data']), depthMax };
const parse = (text: string) => parseJson(new TextEncoder().encode(text), rules);

describe('what JSON.parse accepts', () => {
  test.each([
    'null',
    ' true ',
    '-0',
    '1.5e-3',
    '"\\u00e9\\n\\"\\\\\\/"',
    '[]',
    '[1,[2,{}],"x"]',
    '{"a":{"b":[null,false]},"":1}',
    '"\u{1f600} \\ud83d\\ude00"',
  ])('%s reads the same', (text) => {
    expect(parse(text).value).toEqual(JSON.parse(text));
  });

  test('a member called __proto__ is data and changes no prototype', () => {
    const { value } = parse('{"__proto__":{"admin":true}}');
    expect(Object.keys(value as object)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe('what is refused', () => {
  test.each([
    ['a member twice', '{"a":1,"a":2}'],
    ['a member twice, spelt differently', '{"a":1,"\\u0061":2}'],
    ['a member twice, far inside', '[{"x":[{"a":1,"a":1}]}]'],
    ['an empty body', ''],
    ['two documents', '{} {}'],
    ['a trailing comma', '[1,]'],
    ['a single quote', "{'a':1}"],
    ['a control character in a string', '"a\u0001"'],
    ['half a surrogate pair', '"\\ud83d"'],
    ['a leading zero', '01'],
    ['a bare word', 'undefined'],
    ['NaN', 'NaN'],
    ['an unclosed string', '"abc'],
    ['an unclosed object', '{"a":'],
    ['a byte order mark', '\ufeff{}'],
    ['an unknown escape', '"\\x41"'],
  ])('%s', (_title, text) => {
    expect(() => parse(text)).toThrow(MalformedJson);
  });

  test('bytes that are not UTF-8', () => {
    expect(() => parseJson(new Uint8Array([0x22, 0xff, 0x22]), rules)).toThrow(MalformedJson);
  });

  test('a nesting bomb, without exhausting the stack', () => {
    expect(() => parse('['.repeat(500_000))).toThrow(MalformedJson);
    expect(() => parse(`${'{"a":'.repeat(500_000)}`)).toThrow(MalformedJson);
  });

  test('the deepest allowed nesting is accepted and one level more is not', () => {
    expect(() => parse('['.repeat(depthMax) + ']'.repeat(depthMax))).not.toThrow();
    expect(() => parse('['.repeat(depthMax + 1) + ']'.repeat(depthMax + 1))).toThrow(NestedTooDeep);
  });
});

describe('numbers that lose digits', () => {
  test('integers beyond 2^53-1 are reported with their place', () => {
    const { inexactPaths } = parse('{"a":[9007199254740991,9007199254740992],"b/c":-9007199254740993}');
    expect(inexactPaths).toEqual(['/a/1', '/b~1c']);
  });

  test('inside payload and data any integer is accepted', () => {
    expect(parse('{"payload":{"n":[9007199254740993]},"data":9007199254740993}').inexactPaths).toEqual([]);
  });

  test('a number no double can hold is reported everywhere', () => {
    expect(parse('{"payload":{"n":1e400}}').inexactPaths).toEqual(['/payload/n']);
  });
});
