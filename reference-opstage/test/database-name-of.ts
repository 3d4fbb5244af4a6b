import { createHash } from 'node:crypto';
import { resolve } from 'node:path';

/** The database that stands for a data folder: always the same one for the same folder. */
export function databaseNameOf(folder: string): string {
  return `opstage_${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 16)}`;
}
