import type { Instant } from './instant.ts';

export interface OperatorSession {
  id: string;
  userId: string;
  /** SHA-256 of the cookie's value. */
  hash: string;
  createdAt: Instant;
  expiresAt: Instant;
}
