import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { BoundedCall } from './bounded-call.ts';

test('a value, a throw and a rejection are outcomes', async () => {
  expect(await new BoundedCall(() => 7, systemClock).run(1_000)).toEqual({ ok: true, value: 7 });
  const throws = () => {
    throw new Error('no');
  };
  expect(await new BoundedCall(throws, systemClock).run(1_000)).toEqual({ ok: false, reason: 'no' });
});

test('a call that outlives its time is told so, waited for again, and not started twice', async () => {
  let calls = 0;
  let aborted = false;
  const answer = Promise.withResolvers<string>();
  const bounded = new BoundedCall((signal) => {
    calls += 1;
    signal.addEventListener('abort', () => {
      aborted = true;
    });
    return answer.promise;
  }, systemClock);
  expect(await bounded.run(10)).toMatchObject({ ok: false, reason: expect.stringMatching(/^no answer after/) });
  expect(aborted).toBe(true);
  const second = bounded.run(1_000);
  answer.resolve('late');
  expect(await second).toEqual({ ok: true, value: 'late' });
  expect(calls).toBe(1);
  await bounded.run(1_000);
  expect(calls).toBe(2);
});
