/** Opstage killed under load. `npm run torture` does the same fifty times. */
import { expect, test } from 'vitest';
import { crashAt } from './crash-places.ts';

const strikes = 3;

test.each(['opstage-sqlite', 'opstage-postgres'] as const)(
  'killed under load, %s keeps all it answered',
  async (place) => {
    const figures = await crashAt(place, { strikes }, 20260801);
    expect(figures.faults).toEqual([]);
    expect(figures.strikes).toBe(strikes);
    // There was something to lose.
    expect(figures.commands).toBeGreaterThan(5);
    expect(figures.tokens).toBeGreaterThan(5);
    expect(figures.executions).toBe(figures.commands);
  },
  180_000,
);
