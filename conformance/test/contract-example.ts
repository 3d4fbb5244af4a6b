/** An example of the contract, by its path below `spec/examples/`. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export function contractExample<T extends object>(path: string): T {
  return JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`capsule-contract/examples/${path}`)), 'utf8'));
}
