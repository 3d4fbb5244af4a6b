/** Passwords, kept as salted scrypt hashes; cheap ones, for nothing here outlives the process. */
import { randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

const cost = { N: 1024 };

export function hashPassword(password: string): { salt: string; passwordHash: string } {
  const salt = randomBytes(16).toString('hex');
  return { salt, passwordHash: scryptSync(password, salt, 32, cost).toString('hex') };
}

const nobody = hashPassword(randomBytes(16).toString('hex'));

/** Takes the same time for a user that does not exist. */
export function isPassword(password: string, user: { salt: string; passwordHash: string } | undefined): boolean {
  const { salt, passwordHash } = user ?? nobody;
  const given = scryptSync(password, salt, 32, cost);
  return timingSafeEqual(given, Buffer.from(passwordHash, 'hex')) && user !== undefined;
}
