/** Writes every catalogue as JSON, for readers in other languages: `entries` is the catalogue as its YAML has it. */
import type { ContractSource } from './contract-source.ts';
import { operationEntries } from './generate-operations.ts';
import type { GeneratedFiles } from './generated-files.ts';
import { jsonFile, runGenerator } from './generated-files.ts';
import { publishedCatalogue } from './requirement-entries.ts';
import { readSessionMessages } from './session-messages.ts';

export function generateCatalogue(source: ContractSource): GeneratedFiles {
  const file = (name: string, entries: unknown): [string, string] => [
    `catalogue/${name}.json`,
    jsonFile('generate-catalogue.ts', { catalogue: name, entries }),
  ];
  return new Map([
    ...[...source.catalogues.keys()].map((name) => file(name, publishedCatalogue(source, name))),
    file('operations', operationEntries(source)),
    file('messages', readSessionMessages(source)),
  ]);
}

if (import.meta.main) await runGenerator(generateCatalogue);
