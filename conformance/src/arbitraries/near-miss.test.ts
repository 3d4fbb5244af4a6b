// Goal: a near miss is wrong in one thing and says which. Method: the contract's own request types, and small schemas
// whose faults are known by heart; the judge is asked again, with an Ajv of its own.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { operations } from 'capsule-contract';
import type { TypeName } from 'capsule-contract/types';
import { withoutNulls } from 'capsule-contract/without-nulls';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { full } from './instances.ts';
import { type JsonSchema, typeSchema } from './json-schema.ts';
import { nearMisses } from './near-miss.ts';
import { schemaNodes } from './schema-nodes.ts';

const bodyTypes = [...new Set(Object.values(operations).flatMap(({ body }) => (body?.type ? [body.type] : [])))];

function missesOf(schema: JsonSchema, perSite = 3, seed = 1) {
  return nearMisses(schema, { bases: fc.sample(full(schema), { seed, numRuns: 1 }), perSite, seed });
}

describe('near misses of a small schema', () => {
  const schema: JsonSchema = {
    type: 'object',
    required: ['code'],
    properties: {
      code: { type: 'string', pattern: '^[a-z][a-z0-9]{0,7}$' },
      seats: { type: 'integer', minimum: 1, maximum: 10 },
      note: { type: 'string', minLength: 1, maxLength: 5, pattern: '^.{1,5}$' },
    },
  };
  const { cases, notIsolatable, unreached } = missesOf(schema, 20);
  const at = (pointer: string, keyword: string) =>
    cases.filter((one) => one.pointer === pointer && one.keyword === keyword).map(({ wrong }) => wrong);

  test('stand one past each bound', () => {
    expect(at('/seats', 'minimum')).toContain(0);
    expect(at('/seats', 'maximum')).toContain(11);
    expect(at('/code', 'pattern').some((wrong) => String(wrong).length === 9)).toBe(true);
    expect(at('/code', 'pattern')).toContain('');
  });

  test('a missing member and a null one are the same fault', () => {
    const missing = cases.filter(({ keyword }) => keyword === 'required');
    expect(missing.map(({ member }) => member)).toEqual(['code', 'code']);
    expect(missing.map(({ wrong }) => Object.hasOwn(wrong as object, 'code')).sort()).toEqual([false, true]);
    expect(missing[0]?.pointers).toEqual(['', '/code']);
  });

  test('a bound that a pattern repeats is reported as not isolatable', () => {
    expect(notIsolatable).toEqual([
      { pointer: '/note', keyword: 'minLength' },
      { pointer: '/note', keyword: 'maxLength' },
    ]);
    expect(unreached).toEqual([]);
  });

  test('a place no base reaches is reported', () => {
    expect(nearMisses(schema, { bases: [{ code: 'a' }], perSite: 1, seed: 1 }).unreached).toEqual(['/seats', '/note']);
  });
});

describe.each(bodyTypes)('near misses of %s', (type: TypeName) => {
  const schema = typeSchema(type);
  const found = missesOf(schema);

  test('reach every place of the type', () => {
    expect(found.unreached).toEqual([]);
    const reached = new Set(found.cases.map(({ pointer }) => pointer));
    const silent = schemaNodes(schema).filter(({ pointer }) => !reached.has(pointer));
    expect(silent.map(({ pointer }) => pointer)).toEqual([]);
  });

  test('are refused by an Ajv of another make, each at its place', async () => {
    const { default: schemas } = await import('capsule-contract/schemas.json', { with: { type: 'json' } });
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
    const validate = ajv.compile({ ...schema, $defs: schemas.$defs });
    for (const { value, pointer, keyword } of found.cases) {
      if (keyword === 'x-tree' || keyword === 'format') continue;
      expect(validate(withoutNulls(JSON.parse(JSON.stringify(value)))), `${pointer} ${keyword}`).toBe(false);
      expect(validate.errors?.map(({ instancePath }) => instancePath)).toContain(pointer);
    }
  });
});

test('the same seed gives the same near misses, another seed others', () => {
  const of = (seed: number) => JSON.stringify(missesOf(typeSchema('HeartbeatRequest'), 3, seed).cases);
  expect(of(4)).toBe(of(4));
  expect(of(4)).not.toBe(of(5));
});

test('an item of an isolated array is named, the array itself is not', () => {
  const { cases } = missesOf(typeSchema('ServiceReportRequest'), 1);
  const item = (pointer: string, keyword: string) =>
    cases.find((one) => one.pointer === pointer && one.keyword === keyword)?.isolatedItem;
  expect(item('/services/0/manifest/code', 'pattern')).toBe('/services/0');
  expect(item('/services', 'maxItems')).toBeNull();
  expect(item('/services/0', 'type')).toBeNull();
  expect(item('/released/0', 'pattern')).toBeNull();
});
