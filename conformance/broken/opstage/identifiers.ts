/** Ids, secrets and their hashes. */
import { createHash, randomBytes } from 'node:crypto';

let made = 0;

/** Opaque and not to be guessed; later ones sort behind earlier ones, so that equal times have an order. */
export function newId(prefix: string): string {
  made += 1;
  const order = made.toString(36).padStart(8, '0');
  return `${prefix}_${order}${randomBytes(12).toString('hex')}`;
}

export function newSecret(prefix: string): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
