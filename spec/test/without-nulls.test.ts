import { expect, test } from 'vitest';
import { withoutNulls } from '../without-nulls.ts';

test('null members are absent at any depth', () => {
  expect(withoutNulls({ a: null, b: { c: null, d: 1 }, e: [{ f: null, g: 2 }] })).toEqual({
    b: { d: 1 },
    e: [{ g: 2 }],
  });
});

test('documents of others keep their nulls, but a null document is absent', () => {
  const body = {
    payload: { a: null },
    data: { b: null },
    inputSchema: { const: null },
    outputSchema: { enum: [null] },
  };
  expect(withoutNulls(body)).toEqual(body);
  expect(withoutNulls({ payload: null, success: true })).toEqual({ success: true });
});

test('null items of lists stay, for the schema to refuse', () => {
  expect(withoutNulls({ running: [null] })).toEqual({ running: [null] });
});

test('a member called __proto__ stays a plain member', () => {
  const result = withoutNulls(JSON.parse('{"__proto__": {"admin": true}}'));
  expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  expect(JSON.stringify(result)).toBe('{"__proto__":{"admin":true}}');
});

test('depth is no danger', () => {
  const levels = 200_000;
  const body: unknown = JSON.parse(`${'{"a":'.repeat(levels)}{"b":null}${'}'.repeat(levels)}`);
  let inner = withoutNulls(body);
  for (let level = 0; level < levels; level += 1) inner = Reflect.get(inner as object, 'a');
  expect(inner).toEqual({});
});
