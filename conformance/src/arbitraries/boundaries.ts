/**
 * The accepted side of every limit: values exactly at and one inside each bound, every enum member, only the required
 * members, all of them. Lengths are counted in code points, so each is also made of characters that UTF-16 counts twice.
 */

import { formatTexts } from './formats.ts';
import { valueAt, withValueAt } from './json-pointer.ts';
import { contractDefinitions, type Definitions, type JsonSchema } from './json-schema.ts';
import { distinctItems } from './list-items.ts';
import { patternEdges } from './pattern-edges.ts';
import { judgeOf } from './schema-judge.ts';
import { mapMember, schemaNodes } from './schema-nodes.ts';
import { treeWith } from './trees.ts';

export interface Boundary {
  pointer: string;
  /** Which bound, e.g. `maxLength 500, astral`. */
  label: string;
  /** The whole value, valid. */
  value: unknown;
  isolatedItem: string | null;
}

export interface Boundaries {
  cases: Boundary[];
  /** Bounds that another rule of the same value does not let be reached. */
  notReachable: { pointer: string; label: string }[];
}

export interface BoundaryOptions {
  /** Valid values that together reach every place. */
  bases: readonly unknown[];
  definitions?: Definitions;
}

export function boundaries(
  schema: JsonSchema,
  { bases, definitions = contractDefinitions }: BoundaryOptions,
): Boundaries {
  const judge = judgeOf(definitions);
  const found: Boundaries = { cases: [], notReachable: [] };
  for (const { pointer, schema: own, isolatedItem } of schemaNodes(schema, definitions)) {
    const base = bases.find((candidate) => valueAt(candidate, pointer) !== undefined);
    if (base === undefined) continue;
    for (const { label, edge } of edges(own, valueAt(base, pointer))) {
      const value = withValueAt(base, pointer, edge);
      if (judge.faults(schema, value).length === 0) found.cases.push({ pointer, label, value, isolatedItem });
      else found.notReachable.push({ pointer, label });
    }
  }
  return found;
}

interface Edge {
  label: string;
  edge: unknown;
}

function edges(schema: JsonSchema, sample: unknown): Edge[] {
  if (schema.const !== undefined) return [];
  if (schema.enum) return schema.enum.map((member) => ({ label: `enum ${String(member)}`, edge: member }));
  switch (schema.type) {
    case 'string':
      return textEdges(schema, sample);
    case 'integer':
    case 'number':
      return numberEdges(schema);
    case 'boolean':
      return [true, false].map((edge) => ({ label: String(edge), edge }));
    case 'array':
      return listEdges(schema, sample);
    case 'object':
      return objectEdges(schema, sample);
    default:
      return [];
  }
}

function textEdges(schema: JsonSchema, sample: unknown): Edge[] {
  const { minLength, maxLength, pattern } = schema;
  const formatted = formatTexts(schema.format);
  if (formatted) return formatted.valid.map((edge) => ({ label: `format ${schema.format}: ${edge}`, edge }));
  if (pattern !== undefined) {
    const { shortest, longest } = patternEdges(pattern, String(sample), maxLength);
    return [
      { label: `shortest of ${pattern}`, edge: shortest },
      { label: `longest of ${pattern}`, edge: longest },
    ];
  }
  const lengths = new Map<number, string>();
  if (minLength !== undefined) lengths.set(minLength + 1, 'minLength + 1').set(minLength, 'minLength');
  if (maxLength !== undefined) lengths.set(maxLength - 1, 'maxLength − 1').set(maxLength, 'maxLength');
  return [...lengths].flatMap(([length, label]) => [
    { label: `${label} (${length})`, edge: 'x'.repeat(length) },
    { label: `${label} (${length}), astral`, edge: '😀'.repeat(length) },
  ]);
}

function numberEdges({ type, minimum, maximum }: JsonSchema): Edge[] {
  const found: Edge[] = [];
  if (minimum !== undefined)
    found.push({ label: 'minimum', edge: minimum }, { label: 'minimum + 1', edge: minimum + 1 });
  if (maximum !== undefined)
    found.push({ label: 'maximum − 1', edge: maximum - 1 }, { label: 'maximum', edge: maximum });
  if (type === 'number') found.push({ label: 'a fraction', edge: (minimum ?? 0) + 0.5 });
  return found;
}

function listEdges(schema: JsonSchema, sample: unknown): Edge[] {
  const { minItems = 0, maxItems } = schema;
  const lengths = new Set([minItems, Math.max(1, minItems), ...(maxItems === undefined ? [] : [maxItems])]);
  return [...lengths].map((length) => ({ label: `${length} items`, edge: distinctItems(schema, sample, length) }));
}

function objectEdges(schema: JsonSchema, sample: unknown): Edge[] {
  const bounds = schema['x-tree'];
  const found: Edge[] = [];
  if (schema.properties) {
    const given = Object.entries(sample as object);
    const required = given.filter(([member]) => schema.required?.includes(member));
    found.push({ label: 'only required members', edge: Object.fromEntries(required) });
    found.push({ label: 'all members', edge: sample });
    const nulls = given.map(([member, value]) => [member, schema.required?.includes(member) ? value : null]);
    found.push({ label: 'optional members null', edge: Object.fromEntries(nulls) });
  }
  if (schema.maxProperties !== undefined) {
    const one = Reflect.get(sample as object, mapMember);
    const many = Array.from({ length: schema.maxProperties }, (_, index) => [`member-${index}`, one]);
    found.push({ label: 'no members', edge: {} }, { label: `${many.length} members`, edge: Object.fromEntries(many) });
  }
  if (bounds) {
    const { nodesMax, depthMax } = bounds;
    found.push({ label: `${nodesMax} nodes`, edge: treeWith(sample, bounds, { nodes: nodesMax, depth: 3 }) });
    found.push({ label: `${depthMax} levels`, edge: treeWith(sample, bounds, { nodes: depthMax, depth: depthMax }) });
  }
  return found;
}
