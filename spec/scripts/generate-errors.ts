/** Writes one error constructor for each code of the catalogue. */
import type { ContractSource } from './contract-source.ts';
import { asObject, catalogueEntries } from './contract-source.ts';
import type { GeneratedFiles } from './generated-files.ts';
import { header, runGenerator } from './generated-files.ts';

const script = 'generate-errors.ts';

export function generateErrors(source: ContractSource): GeneratedFiles {
  const constructors = catalogueEntries(source, 'errors').map((entry) => {
    const code = JSON.stringify(entry.code);
    const message = JSON.stringify(asObject(entry.meaning, `meaning of ${code}`).en);
    return `  ${String(entry.code)}: (options?: ContractErrorOptions) =>\n    new ContractError(${code}, ${String(entry.status)}, ${message}, options),`;
  });
  const content = [
    `// ${header(script)}`,
    "import type { ContractErrorOptions } from '../contract-error.ts';",
    "import { ContractError } from '../contract-error.ts';",
    '',
    '/** One constructor for each error code; the public message is the catalogue’s meaning unless another is given. */',
    'export const contractErrors = {',
    ...constructors,
    '} as const;',
    '',
  ].join('\n');
  return new Map([['contract-errors.ts', content]]);
}

if (import.meta.main) await runGenerator(generateErrors);
