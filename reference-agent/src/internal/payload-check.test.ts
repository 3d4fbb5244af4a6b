import { expect, test } from 'vitest';
import { payloadFault } from './payload-check.ts';

const person = {
  type: 'object',
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 3, pattern: '^[a-z😀]+$' },
    age: { type: ['integer', 'null'], minimum: 0, exclusiveMaximum: 150 },
    tags: { type: 'array', maxItems: 2, items: { enum: ['a', 'b', { c: 1 }] } },
    'a/b~c': { const: [1] },
    size: { anyOf: [{ type: 'number', multipleOf: 0.5 }, { const: 'huge' }] },
  },
  additionalProperties: false,
};

test.each([
  [{ name: 'bo' }, null],
  [{ name: '😀😀😀' }, null],
  [{ name: '😀😀😀😀' }, '/name'],
  [{}, '/'],
  [[], '/'],
  [{ name: '' }, '/name'],
  [{ name: 'Bo' }, '/name'],
  [{ name: 'bo', age: 0 }, null],
  [{ name: 'bo', age: null }, null],
  [{ name: 'bo', age: 1.5 }, '/age'],
  [{ name: 'bo', age: 150 }, '/age'],
  [{ name: 'bo', tags: ['a', { c: 1 }] }, null],
  [{ name: 'bo', tags: ['a', 'c'] }, '/tags/1'],
  [{ name: 'bo', tags: ['a', 'a', 'a'] }, '/tags'],
  [{ name: 'bo', 'a/b~c': [2] }, '/a~1b~0c'],
  [{ name: 'bo', size: 1.5 }, null],
  [{ name: 'bo', size: 'huge' }, null],
  [{ name: 'bo', size: 1.3 }, '/size'],
  [{ name: 'bo', other: 1 }, '/other'],
  [JSON.parse('{"name":"bo","__proto__":1}'), '/__proto__'],
])('%j has its fault at %j', (value, expected) => {
  expect(payloadFault(person, value)).toBe(expected);
});

test('a schema without keywords takes anything, a pattern that is none of JavaScript checks nothing', () => {
  expect(payloadFault({}, { any: [1] })).toBeNull();
  expect(payloadFault({ pattern: '(?i)x' }, 'y')).toBeNull();
  expect(payloadFault({ additionalProperties: { type: 'number' } }, { a: 1, b: 'x' })).toBe('/b');
});
