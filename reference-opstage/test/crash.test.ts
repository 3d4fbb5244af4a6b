/** Opstage killed under load. `npm run torture -- opstage-sqlite` and `opstage-postgres` do the same fifty times. */
import { expect, test } from 'vitest';
import { crashAt } from './crash-places.ts';

const kills = 3;

test.each(['sqlite', 'postgres'] as const)(
  'killed under load on %s, Opstage keeps all it answered',
  async (place) => {
    const figures = await crashAt(place, kills, 20260801);
    expect(figures.faults).toEqual([]);
    expect(figures.kills).toBe(kills);
    // There was something to lose.
    expect(figures.commands).toBeGreaterThan(5);
    expect(figures.tokens).toBeGreaterThan(5);
    expect(figures.executions).toBe(figures.commands);
  },
  180_000,
);
