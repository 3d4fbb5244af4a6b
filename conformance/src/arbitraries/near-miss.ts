/**
 * Near misses: values that violate exactly one keyword at exactly one place, proven by Ajv on the value as it arrives. A
 * refusal of one can therefore only be about that keyword, and an acceptance is a hole with an address.
 *
 * A pair of place and keyword for which no single violation exists (a `minLength` under a stricter `pattern`) is reported
 * as not isolatable instead of being counted as covered.
 */
import fc from 'fast-check';
import { valueAt, withValueAt } from './json-pointer.ts';
import { contractDefinitions, type Definitions, type JsonSchema } from './json-schema.ts';
import { type Mutation, mutations } from './mutations.ts';
import { type Fault, judgeOf, pointersOf, type SchemaJudge } from './schema-judge.ts';
import { type SchemaNode, schemaNodes } from './schema-nodes.ts';

export interface NearMiss extends Fault {
  /** The whole value, wrong in this one thing. */
  value: unknown;
  /** What was put at the pointer. */
  wrong: unknown;
  /** Pointers a report of the fault may name. */
  pointers: readonly string[];
  /** Pointer of the enclosing item of an `x-isolated` array: only that item is refused. */
  isolatedItem: string | null;
  /** Name of the advertised limit it passes, where there is one. */
  limit: string | null;
}

export interface NotIsolatable {
  pointer: string;
  keyword: string;
}

export interface NearMisses {
  cases: NearMiss[];
  notIsolatable: NotIsolatable[];
  /** Places no base value reaches. */
  unreached: string[];
}

export interface NearMissOptions {
  /** Valid values that together reach every place. */
  bases: readonly unknown[];
  /** At most so many values for each place and keyword. */
  perSite: number;
  seed: number;
  definitions?: Definitions;
}

export function nearMisses(schema: JsonSchema, options: NearMissOptions): NearMisses {
  const { bases, perSite, seed, definitions = contractDefinitions } = options;
  const judge = judgeOf(definitions);
  const found: NearMisses = { cases: [], notIsolatable: [], unreached: [] };
  for (const node of schemaNodes(schema, definitions)) {
    const base = bases.find((candidate) => valueAt(candidate, node.pointer) !== undefined);
    if (base === undefined) {
      found.unreached.push(node.pointer);
      continue;
    }
    for (const [keyword, candidates] of bySite(mutations(node.schema, valueAt(base, node.pointer)))) {
      const proven = chosen(candidates, seed, (mutation) => proof(judge, schema, { node, base, mutation }), perSite);
      found.cases.push(...proven);
      if (proven.length === 0) found.notIsolatable.push({ pointer: node.pointer, keyword });
    }
  }
  return found;
}

/** Mutations grouped by keyword, each missing member on its own. */
function bySite(all: readonly Mutation[]): Map<string, Mutation[]> {
  const sites = new Map<string, Mutation[]>();
  for (const mutation of all) {
    const site = mutation.member === null ? mutation.keyword : `${mutation.keyword} ${mutation.member}`;
    sites.set(site, [...(sites.get(site) ?? []), mutation]);
  }
  return sites;
}

/** Half of them the nearest candidates, the rest in an order the seed decides; each is proven before it counts. */
function chosen(
  candidates: readonly Mutation[],
  seed: number,
  prove: (mutation: Mutation) => NearMiss | null,
  count: number,
): NearMiss[] {
  const nearest = candidates.slice(0, Math.ceil(count / 2));
  const others = candidates.slice(nearest.length);
  const [shuffled = []] = fc.sample(fc.shuffledSubarray(others, { minLength: others.length }), { seed, numRuns: 1 });
  const proven: NearMiss[] = [];
  for (const mutation of [...nearest, ...shuffled]) {
    if (proven.length >= count) break;
    const nearMiss = prove(mutation);
    if (nearMiss) proven.push(nearMiss);
  }
  return proven;
}

const upperBounds = new Set(['maxLength', 'maxItems', 'maximum']);

interface Attempt {
  node: SchemaNode;
  base: unknown;
  mutation: Mutation;
}

function proof(judge: SchemaJudge, schema: JsonSchema, { node, base, mutation }: Attempt): NearMiss | null {
  const value = withValueAt(base, node.pointer, mutation.value);
  const [fault, ...more] = judge.faults(schema, value);
  if (!fault || more.length > 0) return null;
  const intended =
    fault.keyword === mutation.keyword && fault.pointer === node.pointer && fault.member === mutation.member;
  if (!intended) return null;
  // An item that is no object at all is refused with the whole array: it cannot be judged as an item.
  const wholeArray = node.isolatedItem === node.pointer && mutation.keyword === 'type';
  return {
    ...fault,
    value,
    wrong: mutation.value,
    pointers: pointersOf(fault),
    isolatedItem: wholeArray ? null : node.isolatedItem,
    limit: upperBounds.has(mutation.keyword) ? (node.schema['x-limit'] ?? null) : null,
  };
}
