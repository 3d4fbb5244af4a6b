/**
 * The contract's schemas as the generators walk them: `$ref` followed, an `allOf` merged, a nullable union reduced to its
 * one real alternative (in a request null counts as absent).
 */
import schemas from 'capsule-contract/schemas.json' with { type: 'json' };
import type { TypeName } from 'capsule-contract/types';

export interface JsonSchema {
  $ref?: string;
  allOf?: readonly JsonSchema[];
  anyOf?: readonly JsonSchema[];
  type?: string | readonly string[];
  enum?: readonly unknown[];
  const?: unknown;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: JsonSchema;
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  maxProperties?: number;
  additionalProperties?: boolean | JsonSchema;
  /** The array's items are judged one by one; a bad one is listed as rejected. */
  'x-isolated'?: boolean;
  /** Name of the advertised limit that the upper bound is. */
  'x-limit'?: string;
  /** Bounds of a recursive value, its root included. */
  'x-tree'?: TreeBounds;
}

export interface TreeBounds {
  member: string;
  nodesMax: number;
  depthMax: number;
}

export type Definitions = Readonly<Record<string, JsonSchema>>;

export const contractDefinitions = schemas.$defs as unknown as Definitions;

export function typeSchema(name: TypeName): JsonSchema {
  return { $ref: `#/$defs/${name}` };
}

/** The name of the type a schema refers to, when it is only a reference. */
export function typeNameOf(schema: JsonSchema): string | null {
  return schema.$ref?.replace('#/$defs/', '') ?? null;
}

/** The schema itself, without references, unions with null or `allOf`. */
export function resolved(schema: JsonSchema, definitions: Definitions): JsonSchema {
  const { $ref, allOf, anyOf, ...own } = schema;
  const parts = [...(allOf ?? [])];
  if ($ref !== undefined) parts.push(definitionOf($ref, definitions));
  const alternatives = (anyOf ?? []).filter(({ type }) => type !== 'null');
  if (alternatives.length > 1) throw new Error('a union of several types has no single form; generate its members');
  parts.push(...alternatives);
  const merged = parts.map((part) => resolved(part, definitions)).reduce(merge, {});
  const whole = merge(merged, own);
  if (!Array.isArray(whole.type)) return whole;
  const types = whole.type.filter((type) => type !== 'null');
  return { ...whole, type: types.length === 1 ? (types[0] as string) : types };
}

function definitionOf(ref: string, definitions: Definitions): JsonSchema {
  const found = definitions[ref.replace('#/$defs/', '')];
  if (!found) throw new Error(`the contract has no schema ${ref}`);
  return found;
}

function merge(a: JsonSchema, b: JsonSchema): JsonSchema {
  const properties = a.properties || b.properties ? { ...a.properties, ...b.properties } : null;
  const required = a.required || b.required ? [...new Set([...(a.required ?? []), ...(b.required ?? [])])] : null;
  return { ...a, ...b, ...(properties ? { properties } : {}), ...(required ? { required } : {}) };
}
