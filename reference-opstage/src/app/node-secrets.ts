import { createHmac, hash as hashOnce, randomBytes, timingSafeEqual } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { nanoid } from 'nanoid';
import type { Secrets } from './ports/secrets.ts';

/** 128 bits and more: nobody guesses an id, and two never meet. */
const idLength = 22;
const secretBytes = 32;
/** Argon2id, the library's own choice of algorithm, as OWASP recommends it: 19 MiB, two passes, one lane. */
const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Secrets as the machine makes them. Argon2id runs on the thread pool; the event loop is not held up. */
export async function createNodeSecrets(): Promise<Secrets> {
  // Compared with when there is no user, so that time does not tell who exists.
  const nobody = await hash(randomBytes(secretBytes).toString('hex'), argon2id);
  return {
    newId: (prefix) => `${prefix}${nanoid(idLength)}`,
    newSecret: (prefix) => `${prefix}${randomBytes(secretBytes).toString('base64url')}`,
    sha256: (text) => hashOnce('sha256', text),
    derive: (secret, purpose) => createHmac('sha256', secret).update(purpose).digest('base64url'),
    sameSecret(a, b) {
      const [left, right] = [Buffer.from(a), Buffer.from(b)];
      return left.length === right.length && timingSafeEqual(left, right);
    },
    hashPassword: (password) => hash(password, argon2id),
    async verifyPassword(known, password) {
      const same = await verify(known ?? nobody, password);
      return known !== null && same;
    },
  };
}
