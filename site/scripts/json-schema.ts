/** The part of JSON Schema that the contract uses, and its types by name. */
import schemas from 'capsule-contract/schemas.json' with { type: 'json' };

export interface JsonSchema {
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | readonly string[];
  format?: string;
  pattern?: string;
  const?: unknown;
  enum?: readonly unknown[];
  default?: unknown;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minProperties?: number;
  maxProperties?: number;
  required?: readonly string[];
  properties?: Readonly<Record<string, JsonSchema>>;
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  allOf?: readonly JsonSchema[];
  [extension: `x-${string}`]: unknown;
}

export const definitions = schemas.$defs as unknown as Readonly<Record<string, JsonSchema>>;

export const typeNames: readonly string[] = Object.keys(definitions).sort();

export const referencedType = (schema: JsonSchema | undefined): string | null =>
  schema?.$ref?.split('/').at(-1) ?? null;

/** Every type a schema names anywhere in itself. */
export function referencesOf(schema: unknown): Set<string> {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      if (key === '$ref' && typeof member === 'string') found.add(member.split('/').at(-1) ?? '');
      else walk(member);
    }
  };
  walk(schema);
  return found;
}

/** One type as a document of its own: everything it needs is inside. */
export function standaloneSchema(name: string, version: string): unknown {
  const needed = new Set<string>();
  const collect = (type: string): void => {
    for (const referenced of referencesOf(definitions[type])) {
      if (needed.has(referenced)) continue;
      needed.add(referenced);
      collect(referenced);
    }
  };
  collect(name);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:capsule-contract:${version}:${name}`,
    ...definitions[name],
    ...(needed.size > 0
      ? { $defs: Object.fromEntries([...needed].sort().map((type) => [type, definitions[type]])) }
      : {}),
  };
}
