import { createHmac } from 'node:crypto';

/**
 * HMAC-SHA-256 under the random key of the state folder. The name goes in too, so that equal values of two items do not
 * show as equal.
 */
export function fingerprint(key: Buffer, name: string, value: string): string {
  return createHmac('sha256', key).update(`${name}\0${value}`).digest('hex');
}
