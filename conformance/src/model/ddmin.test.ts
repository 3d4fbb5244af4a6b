import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../target/seeded-random.ts';
import { ddmin } from './ddmin.ts';

const numbers = (length: number) => Array.from({ length }, (_, index) => index);

/** Fails when these stand in the list in this order. */
const needs =
  (...wanted: number[]) =>
  async (list: readonly number[]) => {
    let next = 0;
    for (const item of list) if (item === wanted[next]) next += 1;
    return next === wanted.length;
  };

describe('ddmin', () => {
  test.each([[[17]], [[0, 29]], [[3, 4, 5]], [[1, 8, 15, 22]]])(
    'keeps exactly what the failure needs: %j',
    async (wanted) => {
      const { items, minimal } = await ddmin(numbers(30), { fails: needs(...wanted), attempts: 1 });
      expect(items).toEqual(wanted);
      expect(minimal).toBe(true);
    },
  );

  test('every list it answers was seen failing', async () => {
    const seen = new Set<string>();
    const { items } = await ddmin(numbers(12), {
      fails: async (list) => {
        const failing = list.length % 2 === 1 && list.includes(7);
        if (failing) seen.add(JSON.stringify(list));
        return failing;
      },
    });
    expect(seen).toContain(JSON.stringify(items));
  });

  test('a failure seen one time in three is shrunk when candidates are executed again', async () => {
    const reached = { once: 0, ten: 0 };
    for (let seed = 0; seed < 20; seed += 1) {
      for (const [name, attempts] of [
        ['once', 1],
        ['ten', 10],
      ] as const) {
        const random = new SeededRandom(`ddmin ${seed}`);
        const always = needs(2, 11);
        const { items } = await ddmin(numbers(20), {
          fails: async (list) => (await always(list)) && random.integer(0, 2) === 0,
          attempts,
        });
        if (items.length === 2) reached[name] += 1;
      }
    }
    expect(reached.ten).toBeGreaterThanOrEqual(17);
    expect(reached.once).toBeLessThan(reached.ten);
  });

  test('elements become simpler, and what that makes superfluous goes too', async () => {
    const { items } = await ddmin([5, 9, 1], {
      fails: async (list) => list.includes(0) || (list.includes(9) && list.includes(1)),
      attempts: 1,
      simpler: () => [0],
    });
    expect(items).toEqual([0]);
  });

  test('the budget bounds the executions and the answer still fails', async () => {
    let executions = 0;
    const fails = needs(4, 60);
    const result = await ddmin(numbers(100), {
      fails: (list) => {
        executions += 1;
        return fails(list);
      },
      executionsMax: 12,
    });
    expect(executions).toBe(12);
    expect(result).toMatchObject({ executions: 12, minimal: false });
    expect(await fails(result.items)).toBe(true);
  });

  test('a signal ends the search', async () => {
    const stop = new AbortController();
    const result = await ddmin(numbers(50), {
      fails: async (list) => {
        stop.abort();
        return list.includes(1);
      },
      signal: stop.signal,
    });
    expect(result).toMatchObject({ executions: 1, minimal: false });
  });
});
