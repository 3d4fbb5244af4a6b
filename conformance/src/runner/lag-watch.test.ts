import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { LagWatch } from './lag-watch.ts';

test('it sees how long nothing ran', async () => {
  const watch = new LagWatch();
  await sleep(250);
  const until = performance.now() + 700;
  while (performance.now() < until);
  await sleep(250);
  expect(watch.stop()).toBeGreaterThan(400);
});
