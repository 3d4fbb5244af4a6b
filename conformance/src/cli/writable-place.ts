/** Places the user named to write to: one that cannot be written is known before the run, not after it. */
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileFault } from './file-fault.ts';
import { UsageError } from './usage-error.ts';

/** Makes the folder of the file; `what` begins the sentence when it cannot be written. */
export function writableFile(what: string, file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    if (existsSync(file) && statSync(file).isDirectory()) throw new Error('it is a folder');
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
  } catch (cause) {
    throw new UsageError(`${what} ${file} cannot be written: ${fileFault(cause)}.`);
  }
}

/** Makes nothing: the folder may never be needed. */
export function writableFolder(what: string, folder: string): void {
  let there = folder;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  try {
    if (!statSync(there).isDirectory()) throw new Error(`${there} is a file`);
    accessSync(there, constants.W_OK);
  } catch (cause) {
    throw new UsageError(`${what} ${folder} cannot be written: ${fileFault(cause)}.`);
  }
}
