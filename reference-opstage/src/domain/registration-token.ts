import type { ActorRef } from './actor-ref.ts';
import { hasPassed, type Instant } from './instant.ts';

export type RegistrationTokenStatus = 'ACTIVE' | 'USED' | 'EXPIRED' | 'REVOKED';

export interface RegistrationToken {
  id: string;
  hash: string;
  label: string | null;
  maxUses: number;
  uses: number;
  ephemeral: boolean;
  agentCode: string | null;
  replaceAgentId: string | null;
  createdBy: ActorRef;
  createdAt: Instant;
  expiresAt: Instant;
  revokedAt: Instant | null;
  lastUsedAt: Instant | null;
}

/** REVOKED and EXPIRED outrank USED: no registration succeeds with such a token, not even a repeated one. */
export function registrationTokenStatus(token: RegistrationToken, now: Instant): RegistrationTokenStatus {
  if (token.revokedAt !== null) return 'REVOKED';
  if (hasPassed(token.expiresAt, now)) return 'EXPIRED';
  return token.uses >= token.maxUses ? 'USED' : 'ACTIVE';
}

/** Whether the token may register `code`; null is a registration without a code. */
export function isInScope(token: RegistrationToken, code: string | null, replacedCode: string | null): boolean {
  const bound = token.agentCode ?? replacedCode;
  return bound === null || code === null || code === bound;
}
