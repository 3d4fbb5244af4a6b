/**
 * A value as a reader of this contract sees it: without the members its type does not know, which an Opstage may send and
 * nobody may mind. What belongs to somebody else (payloads, details, schemas, manifests) stays as it came.
 */
import type { TypeName } from 'capsule-contract/types';
import { contractDefinitions, type JsonSchema, resolved, typeNameOf, typeSchema } from './json-schema.ts';

/** Its unknown members are kept and shown: they are what a service says of itself. */
const open: readonly (string | null)[] = ['Manifest'] satisfies TypeName[];

export function knownMembers(type: TypeName, value: unknown): unknown {
  return known(typeSchema(type), value);
}

function known(schema: JsonSchema, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || open.includes(typeNameOf(schema))) return value;
  const alternatives = (schema.anyOf ?? []).filter(({ type }) => type !== 'null');
  if (alternatives.length > 1) return value;
  const { properties, items, additionalProperties } = resolved(schema, contractDefinitions);
  if (Array.isArray(value)) return items ? value.map((item) => known(items, item)) : value;
  if (properties === undefined || additionalProperties !== undefined) return value;
  const named = Object.entries(value).filter(([name]) => Object.hasOwn(properties, name));
  return Object.fromEntries(named.map(([name, inner]) => [name, known(properties[name] as JsonSchema, inner)]));
}
