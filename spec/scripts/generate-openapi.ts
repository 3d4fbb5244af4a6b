/** Writes the bundled OpenAPI document as JSON and as YAML. */
import type { ContractSource } from './contract-source.ts';
import type { GeneratedFiles } from './generated-files.ts';
import { header, runGenerator } from './generated-files.ts';
import { buildOpenapi } from './openapi-document.ts';
import { yamlText } from './yaml-text.ts';

const script = 'generate-openapi.ts';

export function generateOpenapi(source: ContractSource): GeneratedFiles {
  const document = buildOpenapi(source);
  // OpenAPI knows no `$comment` at its root, so the JSON form says its origin in an extension.
  const json = `${JSON.stringify({ 'x-generated': header(script), ...document }, null, 2)}\n`;
  const yaml = `# ${header(script)}\n${yamlText(document)}`;
  return new Map([
    ['openapi.json', json],
    ['openapi.yaml', yaml],
  ]);
}

if (import.meta.main) await runGenerator(generateOpenapi);
