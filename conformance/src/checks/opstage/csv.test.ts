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
  ['an empty cell at the end', 'a,\n', [['a', '']]],
  ['an empty cell at the end of the text', 'a,', [['a', '']]],
  ['an empty cell in quotes', '"",a\r\n', [['', 'a']]],
  ['quotes, commas and line ends inside quotes', '"a ""b"", c","d\r\ne"\n', [['a "b", c', 'd\r\ne']]],
  ['a last row without a line end', 'a\nb', [['a'], ['b']]],
  ['nothing', '', []],
])('%s', (_, text, rows) => {
  expect(readCsv(text)).toEqual({ rows, fault: null });
});

test.each<[fault: string, text: string]>([
  ['a quote in a cell without quotes around it, row 2', 'a,b\r\nc "d",e\r\n'],
  ['text behind a closing quote, row 1', '"a"b,c\r\n'],
  ['text behind a closing quote, row 1', '"a "b" c",d\r\n'],
  ['a quote that is never closed, row 2', 'a,b\r\n"c,d\r\n'],
  ['a carriage return that ends no line, row 1', 'a\rb,c\r\n'],
  ['CRLF and LF in one table, row 2', 'a,b\r\nc,d\n'],
  ['1 cells where the first row has 2, row 2', 'a,b\r\nc\r\n'],
  ['3 cells where the first row has 2, row 2', 'a,b\r\nc,d,e\r\n'],
])('%s', (fault, text) => {
  expect(readCsv(text).fault).toBe(fault);
});
