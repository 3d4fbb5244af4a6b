/** Runs every generator over one reading of the sources; `--check` reports drift of all of them at once. */
import type { ContractSource } from './contract-source.ts';
import { generateAsyncapi } from './generate-asyncapi.ts';
import { generateCatalogue } from './generate-catalogue.ts';
import { generateErrors } from './generate-errors.ts';
import { generateIdentity } from './generate-identity.ts';
import { generateOpenapi } from './generate-openapi.ts';
import { generateOperations } from './generate-operations.ts';
import { generateSchemas } from './generate-schemas.ts';
import { generateTables } from './generate-tables.ts';
import { generateTranslations } from './generate-translations.ts';
import { generateTypes } from './generate-types.ts';
import { generateValidators } from './generate-validators.ts';
import type { GeneratedFiles, Generator } from './generated-files.ts';
import { runGenerator } from './generated-files.ts';

const generators: readonly Generator[] = [
  generateSchemas,
  generateOpenapi,
  generateAsyncapi,
  generateCatalogue,
  generateOperations,
  generateTables,
  generateErrors,
  generateTypes,
  generateValidators,
  generateIdentity,
  generateTranslations,
];

export async function generateAll(source: ContractSource): Promise<GeneratedFiles> {
  const files = new Map<string, string>();
  for (const generate of generators) for (const [path, content] of await generate(source)) files.set(path, content);
  return files;
}

if (import.meta.main) await runGenerator(generateAll);
