/**
 * The schemas the validators are compiled from. Two readings of one type exist where an array is `x-isolated`: the
 * receiving one judges its items only as objects (each is judged by its own type, and a bad one is rejected alone), the
 * whole one judges everything, as a sender's message must be.
 */
import type { JsonObject } from './contract-source.ts';
import { isObject } from './contract-source.ts';
import type { SourceOperation } from './operation-table.ts';
import { rewriteRefs, typesReachable } from './rewrite-refs.ts';
import type { SchemaSet } from './schema-set.ts';

const annotations = new Set(['title', 'description', 'default', 'examples', 'example', 'discriminator', '$comment']);
/** Extension keywords the validators act on. */
const kept = new Set(['x-tree']);

/** The schema without what does not validate, so that compiled code carries no texts. */
export function bareSchema(value: unknown, inProperties = false): unknown {
  if (Array.isArray(value)) return value.map((item) => bareSchema(item));
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(
    ([member]) => inProperties || !(annotations.has(member) || (member.startsWith('x-') && !kept.has(member))),
  );
  return Object.fromEntries(
    members.map(([member, inner]) => {
      const literal = !inProperties && (member === 'const' || member === 'enum');
      return [member, literal ? inner : bareSchema(inner, !inProperties && member === 'properties')];
    }),
  );
}

/** Bounds that stand before a descent: past one of them the inside is not looked at. */
const bounds = [
  { bound: 'maxItems', inside: 'items' },
  { bound: 'maxProperties', inside: 'additionalProperties' },
] as const;

/**
 * The schema with every descent behind its bound. All issues of a value are collected, which costs more than linear time in
 * their number; a body of one megabyte holds hundreds of thousands of wrong items, but never within the bounds. A tree
 * too deep would even exhaust the stack.
 */
function boundFirst(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(boundFirst);
  if (!isObject(value)) return value;
  let schema = Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, boundFirst(inner)]));
  for (const { bound, inside } of bounds) {
    // `properties` may hold members of these names; a bound is a number and its inside a schema.
    if (typeof schema[bound] !== 'number' || !isObject(schema[inside])) continue;
    const { [inside]: descent, ...outside } = schema;
    schema = { ...outside, if: { not: { [bound]: schema[bound] } }, else: { [inside]: descent } };
  }
  const { 'x-tree': tree, ...rest } = schema;
  return isObject(tree) ? { 'x-tree': tree, if: { not: { 'x-tree': tree } }, else: rest } : schema;
}

function isolateItems(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(isolateItems);
  if (!isObject(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, isolateItems(inner)]));
  return value['x-isolated'] === true ? { ...copy, items: { type: 'object' } } : copy;
}

function definitions(schemas: SchemaSet, change: (schema: JsonObject) => unknown): JsonObject {
  return Object.fromEntries([...schemas].map(([name, schema]) => [name, boundFirst(bareSchema(change(schema)))]));
}

/** Every type as its receiver judges it. */
export function receivingDefinitions(schemas: SchemaSet): JsonObject {
  return definitions(schemas, (schema) => isolateItems(schema) as JsonObject);
}

/** Every type as documented. */
export function wholeDefinitions(schemas: SchemaSet): JsonObject {
  return definitions(schemas, (schema) => schema);
}

function hasIsolated(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasIsolated);
  return isObject(value) && (value['x-isolated'] === true || Object.values(value).some(hasIsolated));
}

/** Types whose two readings differ: an isolated array is in them or in a type they refer to. */
export function typesWithIsolatedItems(schemas: SchemaSet): string[] {
  const isolated = new Set([...schemas].filter(([, schema]) => hasIsolated(schema)).map(([name]) => name));
  return [...schemas.keys()].filter(
    (name) => isolated.has(name) || typesReachable(schemas.get(name), schemas).some((used) => isolated.has(used)),
  );
}

export interface QueryRule {
  /** `integer` values are read from their decimal form before they are judged. */
  type: 'integer' | 'string';
  /** Takes the place of an absent parameter. */
  default?: unknown;
}

function resolved(schema: JsonObject, schemas: SchemaSet): JsonObject {
  const ref = schema.$ref;
  if (typeof ref !== 'string') return schema;
  return { ...schemas.get(ref.replace('#/$defs/', '')), ...schema };
}

/** How each query parameter of an operation is read. */
export function queryRules(operation: SourceOperation, schemas: SchemaSet): { [name: string]: QueryRule } {
  const query = operation.parameters.filter((parameter) => parameter.in === 'query');
  return Object.fromEntries(
    query.map(({ name, schema }) => {
      const full = resolved(rewriteRefs(schema, '#/$defs/') as JsonObject, schemas);
      const type = full.type === 'integer' ? 'integer' : 'string';
      return [name, { type, ...(full.default === undefined ? {} : { default: full.default }) } satisfies QueryRule];
    }),
  );
}

/** The query of an operation as one object schema. */
export function querySchema(operation: SourceOperation, documentId: string): JsonObject {
  const query = operation.parameters.filter((parameter) => parameter.in === 'query');
  const bare = query.map(({ name, schema }) => {
    const { $ref, ...rest } = bareSchema(rewriteRefs(schema, '#/$defs/')) as JsonObject;
    return [name, typeof $ref === 'string' ? { $ref: `${documentId}${$ref}` } : rest];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(bare),
    required: query.filter(({ required }) => required).map(({ name }) => name),
  };
}
