import { expect, test } from 'vitest';
import { Slots } from './slots.ts';

const never = new AbortController().signal;

test('a slot given back goes to who has waited longest to take one, before who only looks', async () => {
  const slots = new Slots(1);
  expect([slots.take(), slots.take()]).toEqual([true, false]);
  const order: string[] = [];
  const looking = slots.whenFree(never).then(() => order.push('looked'));
  const first = slots.takeNext(never).then(() => order.push('first'));
  const second = slots.takeNext(never).then(() => order.push('second'));
  slots.giveBack();
  await first;
  expect(slots.free).toBe(0);
  slots.giveBack();
  await second;
  slots.giveBack();
  await looking;
  expect(order).toEqual(['first', 'second', 'looked']);
  expect(slots.free).toBe(1);
});

test('who gives up waiting takes nothing', async () => {
  const slots = new Slots(1);
  slots.take();
  const gaveUp = new AbortController();
  const waiting = slots.takeNext(gaveUp.signal);
  gaveUp.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  slots.giveBack();
  expect(slots.free).toBe(1);
  await expect(slots.takeNext(gaveUp.signal)).rejects.toThrow('enough');
  expect(slots.free).toBe(1);
});
