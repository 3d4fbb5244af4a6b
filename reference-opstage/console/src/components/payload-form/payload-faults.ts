/**
 * What is wrong with a payload, by JSON pointer, in the operator's language. Patterns are left to Opstage: they come from
 * agents in RE2's syntax, and a browser's engine reads some of them differently and can be made to hang by others.
 */
import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type { Words } from '../../language/en.ts';
import { type InputSchema, pointerTo } from './input-schema.ts';

export type Faults = ReadonlyMap<string, string>;

export function faultsOf(schema: InputSchema, payload: unknown, words: Words): Faults {
  const judged = withoutPatterns(schema);
  const { errors } = new Validator(judged as Schema, '2020-12', false).validate(payload);
  const faults = new Map<string, string>();
  for (const error of errors) {
    // Why each branch of an alternative does not fit says less than that none does.
    if (error.keywordLocation.includes('/anyOf/')) continue;
    for (const [pointer, text] of faultsIn(error, judged, payload, words)) {
      if (!faults.has(pointer)) faults.set(pointer, text);
    }
  }
  return faults;
}

function faultsIn(error: OutputUnit, schema: InputSchema, payload: unknown, words: Words): [string, string][] {
  const place = error.instanceLocation.slice(1);
  const { keyword } = error;
  if (keyword === 'properties' || keyword === 'items' || keyword === 'additionalProperties') return [];
  if (keyword === 'false') return [[place, words.form.unexpected]];
  const bound = at(schema, error.keywordLocation.slice(1));
  if (keyword === 'required') {
    const present = (at(payload, place) ?? {}) as object;
    const missing = (bound as string[]).filter((name) => !Object.hasOwn(present, name));
    return missing.map((name) => [pointerTo(place, name), words.form.required]);
  }
  return [[place, sentenceFor(keyword, bound, words)]];
}

function sentenceFor(keyword: string, bound: unknown, { form }: Words): string {
  if (keyword === 'type') return bound === 'integer' ? form.integer : bound === 'number' ? form.number : form.type;
  if (keyword === 'enum' || keyword === 'const') return form.enum;
  const sentence = (form as Record<string, unknown>)[keyword];
  return typeof sentence === 'function' && typeof bound === 'number' ? sentence(bound) : form.other;
}

/** The value a JSON pointer leads to. */
function at(value: unknown, pointer: string): unknown {
  const names = pointer.split('/').slice(1);
  return names.reduce<unknown>((found, name) => {
    const member = decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~');
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[member] : undefined;
  }, value);
}

function withoutPatterns(schema: InputSchema): InputSchema {
  const { pattern: _pattern, format: _format, ...kept } = schema;
  const { properties, items, anyOf, additionalProperties } = schema;
  return {
    ...kept,
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, member]) => [name, withoutPatterns(member)]),
          ),
        }),
    ...(items === undefined ? {} : { items: withoutPatterns(items) }),
    ...(anyOf === undefined ? {} : { anyOf: anyOf.map(withoutPatterns) }),
    ...(typeof additionalProperties === 'object'
      ? { additionalProperties: withoutPatterns(additionalProperties) }
      : {}),
  };
}
