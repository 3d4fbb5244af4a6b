/**
 * Writes `translations.json`: the descriptions in other languages by their English sentence, for whoever shows the contract
 * to people. It is no part of the documents, so they, and the hash over them, are the same whatever is translated.
 */
import { contractOf } from './contract.ts';
import type { ContractSource } from './contract-source.ts';
import type { GeneratedFiles } from './generated-files.ts';
import { jsonFile, runGenerator } from './generated-files.ts';
import { envelopeDescription } from './schema-set.ts';

export function generateTranslations(source: ContractSource): GeneratedFiles {
  const envelopes = contractOf(source).operations.flatMap(({ data }) => {
    if (data === null) return [];
    const description = envelopeDescription(data);
    return [[description.en, description['zh-CN']] as const];
  });
  const content = { 'zh-CN': Object.fromEntries([...source.chinese, ...envelopes]) };
  return new Map([['translations.json', jsonFile('generate-translations.ts', content)]]);
}

if (import.meta.main) await runGenerator(generateTranslations);
