/** Parses the bundled AsyncAPI document with the official parser; a diagnostic of warning or error fails. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from '@asyncapi/parser';
import { specRoot } from './generated-files.ts';

/** Severities of the parser, from worst: error 0, warning 1, information 2, hint 3. */
const worstTolerated = 2;

/** One line for each diagnostic of warning or error; empty when the document is clean. */
export async function asyncapiFindings(document: string): Promise<string[]> {
  const diagnostics = await new Parser().validate(document);
  return diagnostics
    .filter(({ severity }) => severity < worstTolerated)
    .map(
      ({ severity, code, path, message }) =>
        `${severity === 0 ? 'error' : 'warning'} ${code} at ${path.join('.')}: ${message}`,
    );
}

if (import.meta.main) {
  const findings = await asyncapiFindings(readFileSync(join(specRoot, 'generated', 'asyncapi.yaml'), 'utf8'));
  if (findings.length === 0) console.log('asyncapi.yaml has no diagnostic of warning or error');
  else console.error(findings.join('\n'));
  process.exitCode = findings.length === 0 ? 0 : 1;
}
