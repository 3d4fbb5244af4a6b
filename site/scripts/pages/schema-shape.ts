/** A schema in words: its type as a link or a name, its bounds, its description. */
import { linkTo } from '../addresses.ts';
import { said } from '../contract-text.ts';
import { definitions, type JsonSchema, referencedType } from '../json-schema.ts';
import type { Language } from '../page.ts';

/** `array of Capability`, `string or null`, `AgentId` */
export function shape(schema: JsonSchema): string {
  const named = referencedType(schema);
  if (named !== null) return linkTo.schema(named);
  const either = schema.anyOf ?? schema.oneOf;
  if (either !== undefined) return either.map(shape).join(' | ');
  if (schema.type === 'array') return `[ ${schema.items === undefined ? 'any' : shape(schema.items)} ]`;
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (typeof schema.additionalProperties === 'object') return `{ … : ${shape(schema.additionalProperties)} }`;
  const types = schema.type === undefined ? ['any'] : [schema.type].flat();
  return types.join(' | ');
}

/** `1 to 200 characters`-like bounds in the words of JSON Schema, which are the same in every language. */
export function bounds(schema: JsonSchema): string {
  const keys = [
    'format',
    'pattern',
    'minLength',
    'maxLength',
    'minimum',
    'exclusiveMinimum',
    'maximum',
    'minItems',
    'maxItems',
    'uniqueItems',
    'minProperties',
    'maxProperties',
    'default',
  ] as const;
  const own = keys.flatMap((key) =>
    schema[key] === undefined
      ? []
      : [`\`${key}: ${typeof schema[key] === 'string' ? schema[key] : JSON.stringify(schema[key])}\``],
  );
  const values = schema.enum === undefined ? [] : [schema.enum.map((value) => `\`${String(value)}\``).join(' · ')];
  const limit = typeof schema['x-limit'] === 'string' ? [linkTo.limit(schema['x-limit'])] : [];
  return [...values, ...own, ...limit].join(', ');
}

/** What the schema says about itself, or else what its type says, and its bounds. */
export function describe(schema: JsonSchema, language: Language): string {
  const own = schema.description ?? definitions[referencedType(schema) ?? '']?.description;
  return [said(own, language), bounds(schema)].filter((part) => part !== '').join(' ');
}
