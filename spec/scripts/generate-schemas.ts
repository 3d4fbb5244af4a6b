/** Writes `schemas.json`: every type of the contract in one JSON Schema document. */
import { contractOf } from './contract.ts';
import type { ContractSource } from './contract-source.ts';
import type { GeneratedFiles } from './generated-files.ts';
import { jsonFile, runGenerator } from './generated-files.ts';
import { asDefinitions } from './schema-set.ts';

export function generateSchemas(source: ContractSource): GeneratedFiles {
  const { schemas } = contractOf(source);
  const document = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Types of the Capsule Management Contract 1.0',
    $defs: asDefinitions(schemas),
  };
  return new Map([['schemas.json', jsonFile('generate-schemas.ts', document)]]);
}

if (import.meta.main) await runGenerator(generateSchemas);
