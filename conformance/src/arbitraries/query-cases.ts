/**
 * Near misses and boundaries of query parameters. A query is text: a wrong value may read as a right one (`"1"` for the
 * number 1), so each case is judged again after it was written as text and read back.
 */
import type { OperationParameter } from 'capsule-contract/types';
import { boundaries } from './boundaries.ts';
import { valueAt } from './json-pointer.ts';
import { contractDefinitions, type JsonSchema, resolved } from './json-schema.ts';
import { nearMisses } from './near-miss.ts';
import { judgeOf } from './schema-judge.ts';

export type QueryText = Record<string, string>;

export interface QueryCase {
  /** The parameter the case is about. */
  parameter: string;
  /** The violated keyword, or which bound. */
  label: string;
  query: QueryText;
}

export function queryNearMisses(
  parameters: readonly OperationParameter[],
  options: { base: Readonly<Record<string, unknown>>; perSite: number; seed: number },
): QueryCase[] {
  const schema = querySchema(parameters);
  // More than asked for, because some read as valid once they are text.
  const { cases } = nearMisses(schema, { bases: [options.base], perSite: options.perSite + 4, seed: options.seed });
  const kept = new Map<string, QueryCase[]>();
  for (const { pointer, keyword, value, wrong } of cases) {
    if (pointer === '' || typeof wrong === 'object') continue;
    const query = textOf(value as object);
    const [fault, ...more] = judgeOf(contractDefinitions).faults(schema, readBack(schema, query));
    if (fault?.pointer !== pointer || fault.keyword !== keyword || more.length > 0) continue;
    const site = `${pointer} ${keyword}`;
    const known = kept.get(site) ?? [];
    if (known.length < options.perSite)
      kept.set(site, [...known, { parameter: pointer.slice(1), label: keyword, query }]);
  }
  return [...kept.values()].flat();
}

export function queryBoundaries(
  parameters: readonly OperationParameter[],
  base: Readonly<Record<string, unknown>>,
): QueryCase[] {
  const schema = querySchema(parameters);
  return boundaries(schema, { bases: [base] })
    .cases.filter(({ value }) => Object.values(value as object).every((one) => typeof one !== 'object'))
    .map(({ pointer, label, value }) => ({ parameter: pointer.slice(1), label, query: textOf(value as object) }))
    .filter(({ query }) => judgeOf(contractDefinitions).faults(schema, readBack(schema, query)).length === 0);
}

/** The parameters of an operation as one object. */
export function querySchema(parameters: readonly OperationParameter[]): JsonSchema {
  const properties = parameters.map(({ name, schema }): [string, JsonSchema] => [name, schema as JsonSchema]);
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  return { type: 'object', properties: Object.fromEntries(properties), required };
}

function textOf(values: object): QueryText {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

function readBack(schema: JsonSchema, query: QueryText): Record<string, unknown> {
  const read = Object.entries(query).map(([name, text]): [string, unknown] => {
    const { type } = resolved((valueAt(schema, `/properties/${name}`) ?? {}) as JsonSchema, contractDefinitions);
    return [name, type === 'integer' && /^-?(?:0|[1-9][0-9]*)$/.test(text) ? Number(text) : text];
  });
  return Object.fromEntries(read);
}
