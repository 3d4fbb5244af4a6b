import { expect, test } from 'vitest';
import { ActionFailure } from '../action-failure.ts';
import { returned, threw } from './outcome.ts';

test('what a handler returns is kept as it was at that moment', () => {
  const held = { list: [1] };
  const result = returned(held);
  held.list.push(2);
  expect(result).toEqual({ success: true, data: { list: [1] } });
  expect(returned(undefined)).toEqual({ success: true });
});

test('an error is a cancellation only when it stems from one that was asked for', () => {
  const asked = new DOMException('cancelled', 'AbortError');
  const cancelled = { success: false, cancelled: true };
  expect(threw(asked, asked)).toEqual(cancelled);
  expect(threw(new Error('read failed', { cause: asked }), asked)).toEqual(cancelled);
  expect(threw(new DOMException('aborted', 'AbortError'), asked)).toEqual(cancelled);
  expect(threw(new Error('no disk'), asked)).toMatchObject({ error: { code: 'ACTION_FAILED', message: 'no disk' } });
  expect(threw(new DOMException('aborted', 'AbortError'), undefined)).toMatchObject({
    error: { code: 'ACTION_FAILED' },
  });
});

test.each([
  ['com.example.quota-exceeded', 'com.example.quota-exceeded'],
  ['ACTION_TIMEOUT', 'ACTION_FAILED'],
  ['not a code.', 'ACTION_FAILED'],
  [`com.${'x'.repeat(200)}`, 'ACTION_FAILED'],
])('a failure with code %s travels as %s', (code, expected) => {
  expect(threw(new ActionFailure('no', code), undefined)).toMatchObject({ error: { code: expected, message: 'no' } });
});
