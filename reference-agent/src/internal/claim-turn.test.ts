import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { ClaimTurn } from './claim-turn.ts';

const never = new AbortController().signal;

test('a turn begins when told, lasts until it is ended, and its signal says so', async () => {
  const turn = new ClaimTurn(systemClock);
  let ours = false;
  const waiting = turn.whenOurs(never).then((signal) => {
    ours = true;
    return signal;
  });
  turn.beginAt(Date.now() + 20);
  await Promise.resolve();
  expect(ours).toBe(false);
  const signal = await waiting;
  turn.beginAt(Date.now());
  expect(await turn.whenOurs(never)).toBe(signal);
  turn.end();
  expect(signal.aborted).toBe(true);
});

test('a turn that is ended before it began does not begin', async () => {
  const turn = new ClaimTurn(systemClock);
  turn.beginAt(Date.now() + 10);
  turn.end();
  const stop = new AbortController();
  const waiting = turn.whenOurs(stop.signal);
  setTimeout(() => stop.abort(new Error('not ours')), 40);
  await expect(waiting).rejects.toThrow('not ours');
});
