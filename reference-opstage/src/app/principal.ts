import type { User } from '../domain/user.ts';

/** An agent whose token was accepted; use cases confirm it again inside their transaction. */
export interface AgentPrincipal {
  agentId: string;
  code: string;
  tokenId: string;
  /** The session it speaks on; absent where it speaks by HTTP. */
  session?: number;
}

/** A user with a living session. */
export interface OperatorPrincipal {
  sessionId: string;
  user: User;
  csrfToken: string;
  expiresAt: number;
}
