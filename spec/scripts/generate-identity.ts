/**
 * Writes what a report or a peer names the contract by: version, wire version and a hash over everything normative. The
 * hash is taken over the generated documents, so it changes exactly when one of them does.
 */
import { createHash } from 'node:crypto';
import type { ContractSource } from './contract-source.ts';
import { asObject, asText } from './contract-source.ts';
import { generateAsyncapi } from './generate-asyncapi.ts';
import { generateCatalogue } from './generate-catalogue.ts';
import { generateOpenapi } from './generate-openapi.ts';
import { generateSchemas } from './generate-schemas.ts';
import type { GeneratedFiles } from './generated-files.ts';
import { runGenerator } from './generated-files.ts';
import { constantsModule } from './typescript-module.ts';

export function contractHash(source: ContractSource): string {
  const documents = [generateOpenapi, generateAsyncapi, generateSchemas, generateCatalogue].flatMap((generate) => [
    ...generate(source),
  ]);
  const hash = createHash('sha256');
  for (const [path, content] of documents.sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (path.endsWith('.json')) hash.update(`${path}\n${content}`);
  }
  return hash.digest('hex');
}

export function generateIdentity(source: ContractSource): GeneratedFiles {
  const version = asText(asObject(source.openapi.root.info, 'info').version, 'info.version');
  const content = constantsModule(
    'generate-identity.ts',
    '../types.ts',
    ['ContractIdentity'],
    [
      {
        name: 'contract',
        type: 'ContractIdentity',
        description: 'What this contract is called.',
        value: { version, wireVersion: version.split('.')[0], hash: contractHash(source) },
      },
    ],
  );
  return new Map([['contract-identity.ts', content]]);
}

if (import.meta.main) await runGenerator(generateIdentity);
