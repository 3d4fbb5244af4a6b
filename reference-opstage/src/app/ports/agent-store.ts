import type { Agent, AgentStatus } from '../../domain/agent.ts';
import type { AgentToken, AgentTokenState } from '../../domain/agent-token.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Page, PageOf } from './page.ts';

export interface AgentFilter {
  status?: string | undefined;
  q?: string | undefined;
}

export interface AgentRepository {
  find(id: string): Promise<Agent | null>;
  findByCode(code: string): Promise<Agent | null>;
  insert(agent: Agent): Promise<void>;
  update(agent: Agent): Promise<void>;
  list(filter: AgentFilter, page: Page, now: Instant): Promise<PageOf<Agent>>;
  countByStatus(now: Instant): Promise<Partial<Record<AgentStatus, number>>>;
  /** Agents that are not ONLINE though nobody decided so, longest silent first. */
  offline(now: Instant, limit: number): Promise<Agent[]>;
  /** Active ephemeral agents silent since `silentSince` or longer. */
  ephemeralSilentSince(silentSince: Instant, limit: number): Promise<Agent[]>;
  /** Gives every agent that counted as live when Opstage stopped its full time again. */
  extendLiveness(startedAt: Instant): Promise<void>;
  /** Takes the sessions that processes other than these held for closed. */
  forgetSessions(living: readonly number[]): Promise<void>;
  /** Agents whose status is not the one the feed told last. */
  unnoted(now: Instant, limit: number): Promise<Agent[]>;
}

export interface AgentTokenRepository {
  find(id: string): Promise<AgentToken | null>;
  findByHash(hash: string): Promise<AgentToken | null>;
  /** The tokens of an agent that are CURRENT or PENDING. */
  living(agentId: string): Promise<AgentToken[]>;
  insert(token: AgentToken): Promise<void>;
  update(token: AgentToken): Promise<void>;
  /** Ends every living token of an agent. */
  endAll(agentId: string, state: AgentTokenState): Promise<void>;
}
