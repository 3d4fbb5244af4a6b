import { expect, test } from 'vitest';
import { readCsv } from './csv.ts';

test.each<[title: string, text: string, rows: string[][]]>([
  [
    'plain cells',
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['an empty cell', 'a,,b\n', [['a', '', 'b']]],
  ['quotes, commas and line ends inside quotes', '"a ""b"", c","d\r\ne"\n', [['a "b", c', 'd\r\ne']]],
  ['a last row without a line end', 'a\nb', [['a'], ['b']]],
  ['nothing', '', []],
])('%s', (_, text, rows) => {
  expect(readCsv(text)).toEqual(rows);
});
