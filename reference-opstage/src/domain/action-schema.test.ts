import { describe, expect, test } from 'vitest';
import { type ActionSchemaLimits, unsupportedIn } from './action-schema.ts';
import type { JsonObject } from './json.ts';

const limits: ActionSchemaLimits = {
  bytesMax: 2000,
  depthMax: 8,
  patternLengthMax: 200,
  isPattern: (pattern) => !pattern.includes('(?='),
};
const nested = (levels: number): JsonObject => (levels === 1 ? {} : { items: nested(levels - 1) });

describe('inside the subset', () => {
  test.each<[string, JsonObject]>([
    ['the empty schema', {}],
    [
      'every keyword at once',
      {
        type: ['object', 'null'],
        properties: {
          a: { type: 'string', minLength: 1, maxLength: 2, pattern: '^a$', format: 'password', writeOnly: true },
        },
        required: ['a'],
        additionalProperties: false,
        title: 't',
        description: 'd',
        default: { a: 1 },
      },
    ],
    [
      'numbers and lists',
      {
        items: { minimum: 0, maximum: 1, exclusiveMinimum: -1, exclusiveMaximum: 2, multipleOf: 0.5 },
        minItems: 0,
        maxItems: 3,
      },
    ],
    ['choices', { anyOf: [{ enum: [1, 'a', null] }, { const: { b: [] } }] }],
    ['the deepest nesting allowed', nested(8)],
    ['the longest pattern allowed', { pattern: 'a'.repeat(200) }],
    ['a property named like a keyword', { properties: { $ref: { type: 'string' }, constructor: {} } }],
  ])('%s', (_title, schema) => {
    expect(unsupportedIn(schema, limits)).toBeNull();
  });
});

describe('outside the subset', () => {
  test.each<[string, JsonObject, string]>([
    ['a reference', { $ref: '#/x' }, ''],
    ['an id', { $id: 'x' }, ''],
    ['a keyword nobody listed', { properties: { a: { oneOf: [{}] } } }, '/properties/a'],
    ['a name every object inherits', { constructor: 1 } as unknown as JsonObject, ''],
    ['a type that does not exist', { type: 'text' }, '/type'],
    ['a type named twice', { type: ['string', 'string'] }, '/type'],
    ['a negative length', { minLength: -1 }, '/minLength'],
    ['an empty choice', { enum: [] }, '/enum'],
    ['an empty anyOf', { anyOf: [] }, '/anyOf'],
    ['a pattern outside RE2', { properties: { 'a/b': { pattern: 'a(?=b)' } } }, '/properties/a~1b/pattern'],
    ['a pattern too long', { pattern: 'a'.repeat(201) }, '/pattern'],
    ['one level too deep', nested(9), '/items'.repeat(8)],
    ['too many bytes', { description: 'x'.repeat(2000) }, ''],
    ['properties that are no schemas', { properties: { a: 1 } }, '/properties/a'],
  ])('%s', (_title, schema, path) => {
    expect(unsupportedIn(schema, limits)).toMatchObject({ path });
  });
});
