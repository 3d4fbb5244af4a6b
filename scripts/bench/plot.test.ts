import { describe, expect, test } from 'vitest';
import { type Plot, svgPlot } from './plot.ts';

const plot = (changes: Partial<Plot> = {}): string =>
  svgPlot({
    title: 'Time of a page',
    x: { label: 'rows', scale: 'log' },
    y: { label: 'ms', scale: 'linear' },
    lines: [
      {
        name: 'first',
        points: [
          [10, 1],
          [100, 2],
          [1000, 4],
        ],
      },
      {
        name: 'second',
        points: [
          [10, 3],
          [1000, 3],
        ],
      },
    ],
    ...changes,
  });

const centres = (svg: string) =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);

describe('a plot', () => {
  test('names its axes and lines, and escapes what it is given', () => {
    const svg = plot({ title: 'a < b & "c"' });
    expect(svg).toContain('<title>a &lt; b &amp; &quot;c&quot;</title>');
    for (const word of ['rows', 'ms', 'first', 'second']) expect(svg).toContain(`>${word}</text>`);
  });

  test('puts equal factors equally far apart on a logarithmic axis, and larger values higher', () => {
    const [[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = [], [x3 = 0, y3 = 0] = []] = centres(plot());
    expect(x2 - x1).toBeCloseTo(x3 - x2);
    expect(y1 - y2).toBeCloseTo((y2 - y3) / 2, 0);
    expect(y3).toBeLessThan(y1);
  });

  test('stays inside its frame', () => {
    for (const [x = 0, y = 0] of centres(plot())) {
      expect(x).toBeGreaterThanOrEqual(80);
      expect(x).toBeLessThanOrEqual(540);
      expect(y).toBeGreaterThanOrEqual(48);
      expect(y).toBeLessThanOrEqual(344);
    }
  });

  test('of one point or of equal values is still a plot', () => {
    const lines = [{ name: 'one', points: [[5, 0]] as [number, number][] }];
    expect(plot({ x: { label: 'x', scale: 'linear' }, lines })).not.toMatch(/NaN|Infinity/);
  });

  test('refuses a logarithm of nothing', () => {
    expect(() => plot({ lines: [{ name: 'zero', points: [[0, 1]] }] })).toThrow(/logarithmic/);
  });
});
