/**
 * The one set of types both documents, the validators and the TypeScript types are made from: the hand-written schemas
 * with their catalogue enums filled in, plus one envelope type per answer.
 */
import type { ContractSource, JsonObject } from './contract-source.ts';
import { asObject, asText, catalogueEntries } from './contract-source.ts';
import type { SourceOperation } from './operation-table.ts';
import { rewriteRefs, typesReachable } from './rewrite-refs.ts';

/** Schemas by type name, in name order, references as `#/$defs/Type`. */
export type SchemaSet = ReadonlyMap<string, JsonObject>;

/** Which member of a catalogue's entries is the name an enum lists. */
const nameMember: Readonly<Record<string, string>> = {
  errors: 'code',
  'outcome-codes': 'code',
  'audit-actions': 'action',
  'event-types': 'type',
};

export function catalogueNames(source: ContractSource, name: string): string[] {
  const member = nameMember[name] ?? 'name';
  return catalogueEntries(source, name).map((entry) => asText(entry[member], `${member} in catalogue ${name}`));
}

/** Fills `x-catalogue` with the enum and `x-known-values` with the list of values known today. */
function fillFromCatalogues(source: ContractSource, schema: JsonObject): JsonObject {
  const filled = { ...schema };
  if (typeof schema['x-catalogue'] === 'string') filled.enum = catalogueNames(source, schema['x-catalogue']);
  if (typeof schema['x-known-values'] === 'string')
    filled['x-known-values'] = catalogueNames(source, schema['x-known-values']);
  return filled;
}

/** What an envelope says of itself, in both languages; the sentences about its members are in `translations/`. */
export function envelopeDescription({ type, list }: NonNullable<SourceOperation['data']>) {
  return list
    ? { en: `A page of ${type}.`, 'zh-CN': `${type} 列表的一页。` }
    : { en: `A success whose \`data\` is ${type}.`, 'zh-CN': `成功应答，其 \`data\` 为 ${type}。` };
}

function envelope(operation: SourceOperation): [string, JsonObject] | null {
  const { data, response } = operation;
  if (!data || !response) return null;
  const success = { type: 'boolean', const: true, description: 'Always true.' };
  const description = envelopeDescription(data).en;
  const item = { $ref: `#/$defs/${data.type}` };
  if (!data.list) {
    return [
      response,
      {
        title: response,
        description,
        'x-requirements': ['success-envelope'],
        'x-envelope': data.type,
        type: 'object',
        required: ['success', 'data'],
        properties: { success, data: item },
      },
    ];
  }
  return [
    response,
    {
      title: response,
      description,
      'x-requirements': ['success-envelope', 'pagination-stable'],
      'x-envelope': data.type,
      type: 'object',
      required: ['success', 'data', 'pagination'],
      properties: {
        success,
        data: { type: 'array', description: 'The entries of this page.', maxItems: 100, items: item },
        pagination: { $ref: '#/$defs/Pagination' },
      },
    },
  ];
}

export function buildSchemaSet(source: ContractSource, operations: readonly SourceOperation[]): SchemaSet {
  const schemas = new Map<string, JsonObject>();
  for (const [name, schema] of source.schemas) {
    const filled = fillFromCatalogues(source, schema);
    schemas.set(name, asObject(rewriteRefs(filled, '#/$defs/'), `schema ${name}`));
  }
  for (const operation of operations) {
    const made = envelope(operation);
    if (made) schemas.set(...made);
  }
  const sorted = new Map([...schemas].sort(([a], [b]) => (a < b ? -1 : 1)));
  // Proves here, with a sentence, that no reference points nowhere.
  typesReachable([...sorted.values()], sorted);
  return sorted;
}

/** The member of a `$defs` document. */
export function asDefinitions(schemas: SchemaSet): JsonObject {
  return Object.fromEntries(schemas);
}
