/** What every generator works on: the sources with the operation table and the schema set made from them. */
import type { ContractSource } from './contract-source.ts';
import type { SourceOperation } from './operation-table.ts';
import { readOperations } from './operation-table.ts';
import type { SchemaSet } from './schema-set.ts';
import { buildSchemaSet } from './schema-set.ts';

export interface Contract {
  operations: readonly SourceOperation[];
  schemas: SchemaSet;
}

const made = new WeakMap<ContractSource, Contract>();

/** Made once per reading; the generators of one run share it. */
export function contractOf(source: ContractSource): Contract {
  const known = made.get(source);
  if (known) return known;
  const operations = readOperations(source);
  const contract = { operations, schemas: buildSchemaSet(source, operations) };
  made.set(source, contract);
  return contract;
}
