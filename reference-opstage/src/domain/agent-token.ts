import { hasPassed, type Instant } from './instant.ts';

/** How a token died decides how its bearer is answered: REVOKED ends an identity, the others are merely unknown. */
export type AgentTokenState = 'CURRENT' | 'PENDING' | 'REPLACED' | 'REVOKED';

export interface AgentToken {
  id: string;
  agentId: string;
  /** SHA-256 of the token; the token itself is never stored. */
  hash: string;
  state: AgentTokenState;
  createdAt: Instant;
  /** A pending token unused by then is dead. */
  pendingExpiresAt: Instant | null;
  firstUsedAt: Instant | null;
}

export type AgentTokenVerdict = 'usable' | 'first-use-of-pending' | 'AGENT_TOKEN_INVALID' | 'AGENT_TOKEN_REVOKED';

export function judgeAgentToken(token: AgentToken | null, now: Instant): AgentTokenVerdict {
  if (token === null || token.state === 'REPLACED') return 'AGENT_TOKEN_INVALID';
  if (token.state === 'REVOKED') return 'AGENT_TOKEN_REVOKED';
  if (token.state === 'CURRENT') return 'usable';
  return token.pendingExpiresAt !== null && hasPassed(token.pendingExpiresAt, now)
    ? 'AGENT_TOKEN_INVALID'
    : 'first-use-of-pending';
}
