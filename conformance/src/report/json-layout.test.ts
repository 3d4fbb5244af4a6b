import { expect, test } from 'vitest';
import { jsonLayout } from './json-layout.ts';

test('what fits a line stays one, and every level that does not is indented', () => {
  const text = '{"a":{"b":[1,2,3],"c":"x, {y}: \\"z\\" [w]"},"d":[],"e":{},"f":[true,null,-1.50e+3],"g":"gggggggggg"}';
  expect(jsonLayout(text, 40)).toBe(`{
  "a": {
    "b": [1, 2, 3],
    "c": "x, {y}: \\"z\\" [w]"
  },
  "d": [],
  "e": {},
  "f": [true, null, -1.50e+3],
  "g": "gggggggggg"
}`);
});

test.each([
  [
    'numbers and escapes',
    '{"n":1.0,"big":12345678901234567890,"s":"\\u00e9\\/","pad":"................................."}',
  ],
  ['a member sent twice', '{"code":"a","code":"b","padding":"......................................................"}'],
  ['spaces sent', '[ 1 ,\n2, { "a" : "b  c" }, "..............................................................." ]'],
])('%s stay as they were', (_what, text) => {
  const bare = (layout: string) => layout.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, '$1');
  expect(jsonLayout(text)).not.toBe(text);
  expect(bare(jsonLayout(text))).toBe(bare(text));
});

test.each([
  ['nothing', ''],
  ['a word', 'plain'],
  ['a page', `<html>${'x'.repeat(80)}`],
  ['a body that was cut', `{"a":"${'x'.repeat(80)}`],
  ['more after the end', `${'{"a":1}'.repeat(20)}`],
  ['what is nested beyond reading', `${'['.repeat(9_000)}${']'.repeat(9_000)}`],
  ['what is longer than anybody reads', JSON.stringify(Array.from({ length: 20_000 }, () => 1_000))],
])('%s is left as it is', (_what, text) => {
  expect(jsonLayout(text)).toBe(text);
});
