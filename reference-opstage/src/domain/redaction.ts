import { isJsonObject, type Json, type JsonObject } from './json.ts';

export const redacted = '[redacted]';

/** Names are compared whole; case, `-` and `_` do not count. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

/** The names of the contract's redaction list, ready for comparison. */
export function redactionList(names: Iterable<string>): ReadonlySet<string> {
  return new Set([...names].map(plainName));
}

/** A copy of `value` in which every member with a listed name is hidden, at any depth. */
export function redactNames<T extends Json>(value: T, list: ReadonlySet<string>): T {
  return mapMembers(value, (name, member) => (list.has(plainName(name)) ? redacted : redactNames(member, list))) as T;
}

/** A copy of `value` without what its schema marks `writeOnly` or `format: password`. */
export function redactBySchema(value: Json, schema: Json): Json {
  if (!isJsonObject(schema)) return value;
  if (schema.writeOnly === true || schema.format === 'password') return redacted;
  let result = value;
  for (const branch of Array.isArray(schema.anyOf) ? schema.anyOf : []) result = redactBySchema(result, branch);
  const { properties, additionalProperties, items } = schema;
  if (isJsonObject(result)) {
    const declared = isJsonObject(properties) ? properties : {};
    return mapMembers(result, (name, member) => {
      if (Object.hasOwn(declared, name)) return redactBySchema(member, declared[name] ?? null);
      return redactBySchema(member, additionalProperties ?? null);
    });
  }
  if (Array.isArray(result)) return result.map((item) => redactBySchema(item, items ?? null));
  return result;
}

/** Whether redacting by this schema can hide anything at all. */
export function marksSecrets(schema: Json): boolean {
  if (Array.isArray(schema)) return schema.some(marksSecrets);
  if (!isJsonObject(schema)) return false;
  if (schema.writeOnly === true || schema.format === 'password') return true;
  return Object.values(schema).some(marksSecrets);
}

function mapMembers(value: Json, change: (name: string, member: Json) => Json): Json {
  if (Array.isArray(value)) return value.map((item) => mapMembers(item, change));
  if (!isJsonObject(value)) return value;
  const copy: JsonObject = {};
  for (const [name, member] of Object.entries(value)) {
    // A member called __proto__ is data like any other.
    Object.defineProperty(copy, name, {
      value: change(name, member),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return copy;
}
