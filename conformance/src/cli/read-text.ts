import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileFault } from './file-fault.ts';
import { nearestName } from './nearest-name.ts';
import { UsageError } from './usage-error.ts';

/** The text of a file that the user named; `what` begins the sentence when it cannot be read. */
export function readText(what: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`${what} ${file} cannot be read: ${fileFault(cause)}.${neighbour(file)}`);
  }
}

/** A file of nearly that name in the same folder. */
function neighbour(file: string): string {
  const folder = dirname(file);
  try {
    const name = nearestName(basename(file), readdirSync(folder));
    return name === null || name === basename(file) ? '' : ` Did you mean ${join(folder, name)}?`;
  } catch {
    return '';
  }
}
