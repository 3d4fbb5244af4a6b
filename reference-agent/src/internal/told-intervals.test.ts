import { expect, test } from 'vitest';
import { ToldIntervals } from './told-intervals.ts';

test.each([
  [1, 1_000],
  [3_600, 3_600_000],
  [1e9, 3_600_000],
  [0.2, 1_000],
  [0, 30_000],
  [-1, 30_000],
  [undefined, 30_000],
  [null, 30_000],
  ['5', 30_000],
  [Number.NaN, 30_000],
])('a heartbeat interval told as %j leaves %i ms', (told, expected) => {
  const intervals = new ToldIntervals({}, () => {});
  intervals.adopt({ heartbeatIntervalSeconds: told });
  expect(intervals.heartbeatIntervalMs).toBe(expected);
});

test('only a change is passed on to be stored, and what was stored is where the next process begins', () => {
  const stored: object[] = [];
  const intervals = new ToldIntervals({ heartbeatIntervalSeconds: 7, commandPollIntervalSeconds: 'x' }, (told) =>
    stored.push(told),
  );
  intervals.adopt({ heartbeatIntervalSeconds: 7 });
  intervals.adopt({ commandPollIntervalSeconds: 9 });
  expect(intervals.heartbeatIntervalMs).toBe(7_000);
  expect(stored).toEqual([{ heartbeatIntervalSeconds: 7, commandPollIntervalSeconds: 9 }]);
});
