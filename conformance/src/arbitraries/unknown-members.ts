/** A value with a member nobody knows in every object of it, except inside documents that belong to somebody else. */
import { documentMembers } from 'capsule-contract/without-nulls';
import { contractDefinitions, type Definitions, type JsonSchema, resolved } from './json-schema.ts';

export const unknownMember = 'xUnknownToVersion1';

export function withUnknownMembers(
  schema: JsonSchema,
  value: unknown,
  definitions: Definitions = contractDefinitions,
): unknown {
  const own = resolved(schema, definitions);
  if (Array.isArray(value)) return value.map((item) => withUnknownMembers(own.items ?? {}, item, definitions));
  if (typeof value !== 'object' || value === null || !own.properties) return value;
  const known = Object.entries(value).map(([member, inner]) => {
    const child = own.properties?.[member];
    return [member, child && !documentMembers.has(member) ? withUnknownMembers(child, inner, definitions) : inner];
  });
  return { ...Object.fromEntries(known), [unknownMember]: { nested: [1, 'two', null] } };
}
