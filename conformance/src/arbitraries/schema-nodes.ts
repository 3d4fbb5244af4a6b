/**
 * Every place of a type where something can be wrong: its root, each member, the first item of each array, one value of
 * each map. Everything else iterates over these, so a new member of the contract is covered by existing.
 */
import { pointerTo } from './json-pointer.ts';
import { contractDefinitions, type Definitions, type JsonSchema, resolved, typeNameOf } from './json-schema.ts';

export interface SchemaNode {
  /** Where it stands in a complete value: items under `/0`, values of a map under the name `mapMember`. */
  pointer: string;
  /** Without references. */
  schema: JsonSchema;
  /** Pointer of the enclosing item of an `x-isolated` array, when there is one. */
  isolatedItem: string | null;
}

/** The member that stands for every member of a map. */
export const mapMember = 'any';

/** A type that contains itself is entered once on each path. */
export function schemaNodes(schema: JsonSchema, definitions: Definitions = contractDefinitions): SchemaNode[] {
  const nodes: SchemaNode[] = [];
  visit(schema, '', null, []);
  return nodes;

  function visit(reference: JsonSchema, pointer: string, isolatedItem: string | null, within: readonly string[]): void {
    const own = resolved(reference, definitions);
    nodes.push({ pointer, schema: own, isolatedItem });
    const name = typeNameOf(reference);
    if (name !== null && within.includes(name)) return;
    const inside = name === null ? within : [...within, name];
    for (const [member, child] of Object.entries(own.properties ?? {})) {
      visit(child, pointerTo(pointer, member), isolatedItem, inside);
    }
    if (own.items) {
      const item = pointerTo(pointer, 0);
      visit(own.items, item, isolatedItem ?? (own['x-isolated'] ? item : null), inside);
    }
    if (typeof own.additionalProperties === 'object') {
      visit(own.additionalProperties, pointerTo(pointer, mapMember), isolatedItem, inside);
    }
  }
}
