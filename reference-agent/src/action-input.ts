import type { JsonObject } from './json-object.ts';

/** An `inputSchema` or `outputSchema`: the part of JSON Schema that the contract takes. */
export type ActionSchema = Readonly<Record<string, unknown>>;

/**
 * The input that a schema describes, as a type: what a handler gets, since inputs are held against the schema before it
 * runs. Bounds and patterns have no type; what has no schema, or one known only at run time, is any JSON object.
 */
export type ActionInput<Schema> = string extends keyof Schema
  ? JsonObject
  : unknown extends ValueOf<Schema>
    ? JsonObject
    : ValueOf<Schema> & object;

type ValueOf<Schema> = Schema extends { const: infer Value }
  ? Value
  : Schema extends { enum: readonly (infer Value)[] }
    ? Value
    : Schema extends { anyOf: readonly (infer Other)[] }
      ? ValueOf<Other>
      : Schema extends { type: readonly (infer Name)[] }
        ? TypeNamed<Name, Schema>
        : Schema extends { type: infer Name }
          ? TypeNamed<Name, Schema>
          : Schema extends { properties: object }
            ? ObjectOf<Schema>
            : unknown;

type TypeNamed<Name, Schema> = Name extends 'string'
  ? string
  : Name extends 'number' | 'integer'
    ? number
    : Name extends 'boolean'
      ? boolean
      : Name extends 'null'
        ? null
        : Name extends 'array'
          ? (Schema extends { items: infer Item } ? ValueOf<Item> : unknown)[]
          : Name extends 'object'
            ? ObjectOf<Schema>
            : unknown;

type ObjectOf<Schema> = Schema extends { properties: infer Properties }
  ? { [Name in keyof Properties & Required<Schema>]: ValueOf<Properties[Name]> } & {
      [Name in Exclude<keyof Properties, Required<Schema>>]?: ValueOf<Properties[Name]>;
    }
  : JsonObject;

/** The names a schema requires. */
type Required<Schema> = Schema extends { required: readonly (infer Name)[] } ? Name : never;
