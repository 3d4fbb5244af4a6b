/**
 * The owner's password as what must not be seen: as it is, and as it looks inside JSON, a URL or base64. The other
 * secrets of a run are tokens, which look the same everywhere; a password may have quotes, spaces and umlauts in it.
 */
import type { SecretRegister } from './secret-register.ts';

export function registerOwner(secrets: SecretRegister, { username, password }: { username: string; password: string }) {
  const bytes = Buffer.from(password, 'utf8');
  const inJson = JSON.stringify(password).slice(1, -1);
  const forms = [
    inJson,
    // An answer that quotes a request has JSON inside of JSON.
    JSON.stringify(inJson).slice(1, -1),
    encodeURIComponent(password),
    encodeURIComponent(password).replaceAll('%20', '+'),
    bytes.toString('base64'),
    bytes.toString('base64url'),
    password,
  ];
  for (const form of forms) secrets.add(form, `password of ${username}`);
}
