import canonicalize from 'canonicalize';
import type { Json } from '../domain/json.ts';
import type { Secrets } from './ports/secrets.ts';

/** SHA-256 over the RFC 8785 form, after `prefix`: equal for equal JSON, however it was written. */
export function digestOf(secrets: Secrets, value: Json, prefix = ''): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('only JSON values have a canonical form');
  return secrets.sha256(`${prefix}${text}`);
}
