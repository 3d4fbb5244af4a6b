/** Writes the bundled AsyncAPI document as JSON and as YAML. */
import { buildAsyncapi } from './asyncapi-document.ts';
import type { ContractSource } from './contract-source.ts';
import type { GeneratedFiles } from './generated-files.ts';
import { header, runGenerator } from './generated-files.ts';
import { yamlText } from './yaml-text.ts';

const script = 'generate-asyncapi.ts';

export function generateAsyncapi(source: ContractSource): GeneratedFiles {
  const document = buildAsyncapi(source);
  return new Map([
    ['asyncapi.json', `${JSON.stringify({ 'x-generated': header(script), ...document }, null, 2)}\n`],
    ['asyncapi.yaml', `# ${header(script)}\n${yamlText(document)}`],
  ]);
}

if (import.meta.main) await runGenerator(generateAsyncapi);
