import { expect, test } from 'vitest';
import { columnsOf } from './output-flags.ts';

test.each([
  [undefined, 100],
  [0, 100],
  [60, 60],
  [400, 120],
])('a stream of %s columns is written %i wide', (columns, width) => {
  expect(columnsOf(columns === undefined ? {} : { columns })).toBe(width);
});
