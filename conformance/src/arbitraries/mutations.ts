/**
 * For each keyword of a schema, values that break it: the nearest first (one past, one short), then the confusions that
 * real clients send. Whether a value breaks nothing else is not decided here, but proven in `near-miss.ts`.
 */
import { formatTexts } from './formats.ts';
import type { JsonSchema } from './json-schema.ts';
import { distinctItems } from './list-items.ts';
import { beyondPattern } from './pattern-edges.ts';
import { mapMember } from './schema-nodes.ts';
import { treeWith } from './trees.ts';

export interface Mutation {
  keyword: string;
  /** Of an object: the member it loses. */
  member: string | null;
  value: unknown;
}

/** `sample` is a valid value of the node. */
export function mutations(schema: JsonSchema, sample: unknown): Mutation[] {
  return [
    ...of('type', wrongTypes(schema.type)),
    ...of('enum', schema.enum ? wrongMembers(schema.enum) : []),
    ...of('const', schema.const === undefined ? [] : wrongMembers([schema.const])),
    ...texts(schema, sample),
    ...of('minimum', schema.minimum === undefined ? [] : [schema.minimum - 1, schema.minimum - 1000]),
    ...of('maximum', schema.maximum === undefined ? [] : [schema.maximum + 1, schema.maximum + 1000]),
    ...of('minItems', schema.minItems ? [(sample as unknown[]).slice(0, schema.minItems - 1)] : []),
    ...of('maxItems', schema.maxItems === undefined ? [] : [distinctItems(schema, sample, schema.maxItems + 1)]),
    ...of('maxProperties', schema.maxProperties === undefined ? [] : [manyMembers(sample, schema.maxProperties + 1)]),
    ...missing(schema, sample),
    ...of('x-tree', treesBeyond(schema, sample)),
  ];
}

function of(keyword: string, values: readonly unknown[]): Mutation[] {
  const different = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...different.values()].map((value) => ({ keyword, member: null, value }));
}

/** Recognisable values, so that an answer that repeats one can be told from one that does not. */
const strangeText = 'Strange-Value-7f3a';
const strangeNumber = 987_654_321.5;

function wrongTypes(type: JsonSchema['type']): unknown[] {
  switch (type) {
    case 'string':
      return [strangeNumber, true, { value: strangeText }, [strangeText]];
    case 'integer':
      return [strangeNumber, '1', strangeText, true, {}, []];
    case 'number':
      return [strangeText, '1', true, {}, []];
    case 'boolean':
      return ['true', 1, 0, strangeText, {}];
    case 'object':
      return [strangeText, [], strangeNumber, true];
    case 'array':
      return [{}, strangeText, strangeNumber, true];
    default:
      return [];
  }
}

function wrongMembers(members: readonly unknown[]): unknown[] {
  const [first] = members;
  if (typeof first !== 'string') return [strangeText];
  return [strangeText, swappedCase(first), `${first} `, `${first}\u200b`, ''];
}

function swappedCase(text: string): string {
  return text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase();
}

function texts(schema: JsonSchema, sample: unknown): Mutation[] {
  if (schema.type !== 'string' || schema.enum) return [];
  const { minLength = 0, maxLength, pattern } = schema;
  const matching = typeof sample === 'string' ? sample : '';
  const long = maxLength === undefined ? [] : tooLong(schema, matching, maxLength + 1);
  return [
    ...of('minLength', minLength > 0 ? ['x'.repeat(minLength - 1), '😀'.repeat(minLength - 1)] : []),
    ...of('maxLength', long),
    ...of('pattern', pattern === undefined ? [] : beyondPattern(pattern, matching, maxLength)),
    ...of('format', formatTexts(schema.format)?.invalid ?? []),
  ];
}

/** One code point too many; for a formatted text one that is otherwise right. */
function tooLong(schema: JsonSchema, matching: string, length: number): string[] {
  if (schema.format === 'date-time') return [`2026-03-01T09:30:00.${'1'.repeat(length - 21)}Z`];
  if (schema.pattern !== undefined)
    return [matching + matching.slice(-1).repeat(Math.max(1, length - matching.length))];
  return ['x'.repeat(length), '😀'.repeat(length), 'x'.repeat(length + 99)];
}

function manyMembers(sample: unknown, count: number): object {
  const value = typeof sample === 'object' && sample !== null ? Reflect.get(sample, mapMember) : undefined;
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`member-${index}`, value ?? 'x']));
}

function missing(schema: JsonSchema, sample: unknown): Mutation[] {
  if (typeof sample !== 'object' || sample === null) return [];
  return (schema.required ?? []).flatMap((member) => {
    const { [member]: _, ...rest } = sample as Record<string, unknown>;
    return [rest, { ...rest, [member]: null }].map((value) => ({ keyword: 'required', member, value }));
  });
}

function treesBeyond(schema: JsonSchema, sample: unknown): unknown[] {
  const bounds = schema['x-tree'];
  if (!bounds) return [];
  const { nodesMax, depthMax } = bounds;
  return [
    treeWith(sample, bounds, { nodes: nodesMax + 1, depth: 3 }),
    treeWith(sample, bounds, { nodes: depthMax + 1, depth: depthMax + 1 }),
  ];
}
