/**
 * Rewrites the file references of the sources into references inside one bundled document. The sources refer to types
 * as `…/schemas/Type.yaml` or `./Type.yaml`, and to parameters as `…/parameters.yaml#/Name`; nothing else is a reference.
 */
import { isObject } from './contract-source.ts';

/** Where a document keeps its types, e.g. `#/components/schemas/`. */
export type TypePlace = '#/$defs/' | '#/components/schemas/';

const typeFile = /^(?:\.|(?:\.\.\/)+schemas)\/([A-Za-z][A-Za-z0-9]*)\.yaml$/;
const parameterFile = /^\.\.\/parameters\.yaml#\/([A-Za-z]+)$/;

/** The type a reference of the sources names, or null when it names no type. */
export function typeNamed(ref: string): string | null {
  const match = typeFile.exec(ref);
  return match?.[1] ?? null;
}

function rewriteRef(ref: string, place: TypePlace): string {
  const type = typeNamed(ref);
  if (type) return `${place}${type}`;
  const parameter = parameterFile.exec(ref)?.[1];
  if (parameter) return `#/components/parameters/${parameter}`;
  if (ref.startsWith('#/')) return ref.replace(/^#\/\$defs\//, place);
  throw new Error(`a reference must name a type or a parameter, but this one is ${ref}`);
}

/** A deep copy of `value` with every reference rewritten, discriminator mappings included. */
export function rewriteRefs(value: unknown, place: TypePlace): unknown {
  if (Array.isArray(value)) return value.map((item) => rewriteRefs(item, place));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => {
      if (member === '$ref' && typeof inner === 'string') return [member, rewriteRef(inner, place)];
      if (member === 'discriminator' && isObject(inner) && isObject(inner.mapping)) {
        const mapping = Object.entries(inner.mapping).map(([key, ref]) => [key, rewriteRef(String(ref), place)]);
        return [member, { ...inner, mapping: Object.fromEntries(mapping) }];
      }
      return [member, rewriteRefs(inner, place)];
    }),
  );
}

/** Names of every type a bundled schema or document refers to, directly. */
export function typesReferredTo(value: unknown, place: TypePlace, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) {
    for (const item of value) typesReferredTo(item, place, found);
  } else if (isObject(value)) {
    for (const [member, inner] of Object.entries(value)) {
      if (member === '$ref' && typeof inner === 'string' && inner.startsWith(place))
        found.add(inner.slice(place.length));
      else typesReferredTo(inner, place, found);
    }
  }
  return found;
}

/** Every type reachable from `value`, in name order. */
export function typesReachable(
  value: unknown,
  types: ReadonlyMap<string, unknown>,
  place: TypePlace = '#/$defs/',
): string[] {
  const reached = new Set<string>();
  const open = [...typesReferredTo(value, place)];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    const schema = types.get(name);
    if (schema === undefined) throw new Error(`type ${name} is referred to, but there is no schemas/${name}.yaml`);
    reached.add(name);
    open.push(...typesReferredTo(schema, '#/$defs/'));
  }
  return [...reached].sort();
}
