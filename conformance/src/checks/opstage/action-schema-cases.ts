/** Schemas an action may and may not declare, and values that satisfy or violate each keyword. */

/** By what they show. */
export const supportedSchemas: Record<string, object> = {
  'no keyword at all': {},
  'every keyword': {
    type: 'object',
    title: 'Read',
    description: 'Reads codes.',
    properties: {
      mailbox: { type: 'string', minLength: 1, maxLength: 80, pattern: '^[a-z]+$', default: 'inbox', format: 'email' },
      limit: { type: ['integer', 'null'], minimum: 1, maximum: 10, description: 'How many.' },
      share: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
      tags: { type: 'array', items: { type: 'string', enum: ['a', 'b', null] }, minItems: 0, maxItems: 5 },
      kind: { const: { nested: [1, 'x'] } },
      either: { anyOf: [{ type: 'string' }, { type: 'object', properties: { x: {} }, additionalProperties: false }] },
      code: { type: 'string', writeOnly: true, format: 'password' },
    },
    required: ['mailbox'],
    additionalProperties: { type: 'string' },
  },
  'members named like keywords': {
    type: 'object',
    properties: { $ref: { type: 'string' }, $id: {}, allOf: {}, not: {}, if: {}, pattern: {}, __proto__x: {} },
    required: ['$ref'],
  },
  'values that look like schemas': {
    properties: { a: { const: { $ref: '#' }, enum: [{ $ref: '#' }], default: { $id: 'x' } } },
  },
  'a pattern of 200 characters': { properties: { a: { type: 'string', pattern: 'a'.repeat(200) } } },
  'a pattern with groups, classes and bounds': { properties: { a: { pattern: '^(?:[A-Z]{2}-)?\\d{3,6}(x|y)*$' } } },
};

const inside = (schema: object): object => ({
  type: 'object',
  properties: { a: { type: 'array', items: { anyOf: [{ type: 'object', additionalProperties: schema }] } } },
});

const forbidden: Record<string, object> = {
  $ref: { $ref: '#/$defs/a' },
  $id: { $id: 'https://example.org/schema' },
  $defs: { $defs: { a: {} } },
  $anchor: { $anchor: 'here' },
  $dynamicRef: { $dynamicRef: '#meta' },
  allOf: { allOf: [{}] },
  oneOf: { oneOf: [{}] },
  not: { not: {} },
  'if and else': { if: {}, else: {} },
  patternProperties: { patternProperties: { '^a': {} } },
  propertyNames: { propertyNames: { maxLength: 3 } },
  prefixItems: { prefixItems: [{}] },
  contains: { contains: {} },
  unevaluatedProperties: { unevaluatedProperties: false },
  unevaluatedItems: { unevaluatedItems: false },
  dependentRequired: { dependentRequired: { a: ['b'] } },
  dependentSchemas: { dependentSchemas: { a: {} } },
  'a pattern with look-ahead': { pattern: '^(?=a)b' },
  'a pattern with look-behind': { pattern: '(?<!a)b' },
  'a pattern with a back-reference': { pattern: '(a)\\1' },
  'a pattern that is none': { pattern: '[a' },
  'a pattern of 201 characters': { pattern: 'a'.repeat(201) },
  'a type nobody knows': { type: 'text' },
};

/** Each once at the top and once deep inside. */
export const unsupportedSchemas: Record<string, object> = Object.fromEntries(
  Object.entries(forbidden).flatMap(([what, schema]) => [
    [what, schema],
    [`${what}, deep inside`, inside(schema)],
  ]),
);

/** A schema of so many bytes of compact JSON, filled with one letter. */
export function ofBytes(bytes: number, letter: string): object {
  const head = Buffer.byteLength(JSON.stringify({ type: 'object', description: '' }));
  const width = Buffer.byteLength(letter);
  const fill = letter.repeat(Math.floor((bytes - head) / width));
  return { type: 'object', description: fill + 'x'.repeat(bytes - head - Buffer.byteLength(fill)) };
}

/** A schema of so many levels, its root counted. */
export function depthOf(levels: number): object {
  if (levels === 1) return { type: 'string' };
  const inner = depthOf(levels - 1);
  return levels % 2 === 0 ? { type: 'object', properties: { a: inner } } : { type: 'array', items: inner };
}

interface KeywordCase {
  what: string;
  schema: object;
  valid: unknown[];
  invalid: unknown[];
}

/** Values are JSON as a client sends it; each invalid one violates the keyword and nothing else. */
export const enforcedKeywords: KeywordCase[] = [
  { what: 'type string', schema: { type: 'string' }, valid: ['', 'a'], invalid: [1, null, ['a']] },
  { what: 'type integer', schema: { type: 'integer' }, valid: [0, -3, 2], invalid: [1.5, '1'] },
  { what: 'type number', schema: { type: 'number' }, valid: [1.5, 2], invalid: ['1.5', true] },
  { what: 'type boolean', schema: { type: 'boolean' }, valid: [true, false], invalid: [0, 'true'] },
  { what: 'type null', schema: { type: 'null' }, valid: [null], invalid: [0, ''] },
  { what: 'type array', schema: { type: 'array' }, valid: [[], [1]], invalid: [{}, 'a'] },
  { what: 'type object', schema: { type: 'object' }, valid: [{}, { a: 1 }], invalid: [[], null] },
  { what: 'several types', schema: { type: ['string', 'null'] }, valid: ['a', null], invalid: [1, []] },
  { what: 'minimum', schema: { minimum: 3 }, valid: [3, 3.5, 'not a number'], invalid: [2.99] },
  { what: 'maximum', schema: { maximum: 3 }, valid: [3, -7], invalid: [3.01] },
  { what: 'exclusiveMinimum', schema: { exclusiveMinimum: 0 }, valid: [0.1], invalid: [0, -1] },
  { what: 'exclusiveMaximum', schema: { exclusiveMaximum: 1 }, valid: [0.9], invalid: [1] },
  { what: 'minLength', schema: { minLength: 2 }, valid: ['ab', '\u{1F600}\u{1F600}', 7], invalid: ['a', '\u{1F600}'] },
  { what: 'maxLength', schema: { maxLength: 2 }, valid: ['ab', '\u{1F600}\u{1F600}'], invalid: ['abc'] },
  { what: 'pattern, not anchored', schema: { pattern: 'b+' }, valid: ['abc', 5], invalid: ['ac'] },
  { what: 'pattern, anchored', schema: { pattern: '^\\d{6}$' }, valid: ['123456'], invalid: ['1234567', ' 123456'] },
  { what: 'minItems', schema: { minItems: 1 }, valid: [[null], 'text'], invalid: [[]] },
  { what: 'maxItems', schema: { maxItems: 1 }, valid: [[], [1]], invalid: [[1, 2]] },
  { what: 'items', schema: { items: { type: 'string' } }, valid: [[], ['a']], invalid: [['a', 1]] },
  {
    what: 'enum',
    schema: { enum: ['a', 1, null, { b: [2] }] },
    valid: ['a', 1, null, { b: [2] }],
    invalid: ['b', '1', { b: [3] }],
  },
  { what: 'const', schema: { const: { a: [1], b: 2 } }, valid: [{ b: 2, a: [1] }], invalid: [{ a: [1] }, null] },
  {
    what: 'properties and required',
    schema: { properties: { a: { type: 'string' } }, required: ['a'] },
    valid: [{ a: 'x', b: 1 }, 'no object'],
    invalid: [{}, { a: 1 }],
  },
  {
    what: 'additionalProperties false',
    schema: { properties: { a: {} }, additionalProperties: false },
    valid: [{}, { a: 1 }],
    invalid: [{ a: 1, b: 2 }],
  },
  {
    what: 'additionalProperties with a schema',
    schema: { properties: { a: {} }, additionalProperties: { type: 'integer' } },
    valid: [{ a: 'x', b: 2 }],
    invalid: [{ b: 'x' }],
  },
  {
    what: 'anyOf',
    schema: { anyOf: [{ type: 'string', maxLength: 1 }, { type: 'integer' }] },
    valid: ['a', 5],
    invalid: ['ab', 1.5],
  },
  {
    what: 'format, an annotation only',
    schema: { type: 'string', format: 'email' },
    valid: ['not an address'],
    invalid: [],
  },
  { what: 'default, an annotation only', schema: { type: 'integer', default: 7 }, valid: [1], invalid: ['x'] },
];
