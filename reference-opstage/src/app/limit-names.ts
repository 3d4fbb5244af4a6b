/** Finds which advertised limit a validation issue is about, by the marks the contract's schemas carry. */
import schemas from 'capsule-contract/schemas.json' with { type: 'json' };
import type { Limits, TypeName } from 'capsule-contract/types';
import type { Issue } from 'capsule-contract/validators';

type Schema = { readonly [keyword: string]: unknown };

const definitions: Readonly<Record<string, Schema>> = schemas.$defs;
const upperBounds = new Set(['maxItems', 'maxLength', 'maximum', 'maxProperties', 'pattern', 'x-tree']);

/** The limit the first issue about one passed; undefined when none is about a limit. */
export function limitOf(
  type: TypeName,
  value: unknown,
  issues: readonly Issue[],
  limits: Limits,
): { limit: string; limitValue: number } | undefined {
  for (const issue of issues) {
    if (!upperBounds.has(issue.keyword)) continue;
    const schema = schemaAt({ $ref: `#/$defs/${type}` }, issue.path);
    const name = issue.keyword === 'x-tree' ? treeLimit(valueAt(value, issue.path), limits) : schema?.['x-limit'];
    if (typeof name === 'string' && Object.hasOwn(limits, name)) {
      return { limit: name, limitValue: limits[name as keyof Limits] };
    }
  }
  return undefined;
}

/** A tree that is not too deep has too many nodes. */
function treeLimit(tree: unknown, limits: Limits): keyof Limits {
  return depthExceeds(tree, limits.healthDepthMax) ? 'healthDepthMax' : 'healthNodesMax';
}

function depthExceeds(node: unknown, levels: number): boolean {
  if (levels === 0) return true;
  const children = typeof node === 'object' && node !== null ? Reflect.get(node, 'checks') : undefined;
  return Array.isArray(children) && children.some((child) => depthExceeds(child, levels - 1));
}

function valueAt(value: unknown, pointer: string): unknown {
  let at = value;
  for (const token of pointer.split('/').slice(1)) {
    at = typeof at === 'object' && at !== null ? Reflect.get(at, token) : undefined;
  }
  return at;
}

/** The sub-schema a JSON pointer into a value leads to. */
function schemaAt(root: Schema, pointer: string): Schema | undefined {
  let schema: Schema | undefined = resolved(root);
  for (const token of pointer.split('/').slice(1)) {
    const properties = schema?.properties as Readonly<Record<string, Schema>> | undefined;
    const next = properties?.[token] ?? (schema?.items as Schema | undefined);
    if (next === undefined) return undefined;
    schema = resolved(next);
  }
  return schema;
}

function resolved(schema: Schema): Schema {
  const reference = schema.$ref;
  if (typeof reference !== 'string') return schema;
  const target = definitions[reference.slice('#/$defs/'.length)] ?? {};
  return { ...resolved(target), ...schema };
}
