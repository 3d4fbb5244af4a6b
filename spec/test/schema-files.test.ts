/** What holds for every hand-written type, so that generators, readers and the kit's value generators can rely on it. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  asObject,
  catalogueEntries,
  isObject,
  type JsonObject,
  readContractSource,
} from '../scripts/contract-source.ts';

const source = readContractSource(join(import.meta.dirname, '..'));
const types = [...source.schemas.entries()];

/** Every schema inside a type, the type itself included, with its place. */
function* schemasIn(schema: JsonObject, place: string): Generator<[string, JsonObject]> {
  yield [place, schema];
  for (const [name, property] of Object.entries(asObject(schema.properties ?? {}, place))) {
    yield* schemasIn(asObject(property, place), `${place}.${name}`);
  }
  for (const member of ['items', 'additionalProperties'] as const) {
    const inner = schema[member];
    if (isObject(inner)) yield* schemasIn(inner, `${place}.${member}`);
  }
  for (const member of ['anyOf', 'oneOf', 'allOf'] as const) {
    const branches = schema[member];
    if (Array.isArray(branches)) {
      for (const [index, branch] of branches.entries())
        yield* schemasIn(asObject(branch, place), `${place}.${member}[${index}]`);
    }
  }
}

const everySchema = types.flatMap(([name, schema]) => [...schemasIn(schema, name)]);
const isOfType = (schema: JsonObject, type: string) => [schema.type].flat().includes(type);

describe('a type', () => {
  test('is titled by its file, described, and tied to a requirement', () => {
    for (const [name, schema] of types) {
      expect(schema.title, name).toBe(name);
      expect(String(schema.description ?? ''), name).toMatch(/\S.*[.!?`]$/s);
      expect([schema['x-requirements'] ?? []].flat().length, name).toBeGreaterThan(0);
    }
  });

  test('describes each of its properties', () => {
    for (const [place, schema] of everySchema) {
      for (const [name, property] of Object.entries(asObject(schema.properties ?? {}, place))) {
        expect(asObject(property, place).description, `${place}.${name}`).toMatch(/\S/);
      }
    }
  });

  test('requires only properties it has', () => {
    for (const [place, schema] of everySchema) {
      const properties = Object.keys(asObject(schema.properties ?? {}, place));
      expect(properties, place).toEqual(expect.arrayContaining([schema.required ?? []].flat()));
    }
  });

  test('never refuses an unknown member', () => {
    for (const [place, schema] of everySchema) expect(schema.additionalProperties, place).not.toBe(false);
  });

  test('bounds every string, number and list', () => {
    for (const [place, schema] of everySchema) {
      if (isOfType(schema, 'string')) {
        const bounds = ['maxLength', 'pattern', 'enum', 'const', 'x-catalogue'].filter((keyword) => keyword in schema);
        expect(bounds, place).not.toEqual([]);
      }
      if ((isOfType(schema, 'integer') || isOfType(schema, 'number')) && !('const' in schema)) {
        expect([typeof schema.minimum, typeof schema.maximum], place).toEqual(['number', 'number']);
      }
      if (isOfType(schema, 'array')) expect(typeof schema.maxItems, place).toBe('number');
    }
  });
});

test('Limits has the names and bounds of the limits catalogue', () => {
  const properties = asObject(source.schemas.get('Limits')?.properties, 'properties of Limits');
  const limits = catalogueEntries(source, 'limits');
  expect(Object.keys(properties).sort()).toEqual(limits.map((limit) => limit.name).sort());
  for (const limit of limits) {
    const property = asObject(properties[String(limit.name)], String(limit.name));
    expect([property.minimum, property.maximum], String(limit.name)).toEqual([limit.min, limit.max]);
  }
});
