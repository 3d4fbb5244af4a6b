import type { Agent } from '../../domain/agent.ts';
import type { Instant } from '../../domain/instant.ts';
import type { EffectiveStatus, Service } from '../../domain/service.ts';
import type { Page, PageOf } from './page.ts';

export interface ServiceFilter {
  status?: string | undefined;
  agentId?: string | undefined;
  q?: string | undefined;
}

/** A service with the agent its status depends on. */
export interface ServiceWithAgent {
  service: Service;
  agent: Agent;
}

export interface ServiceRepository {
  find(id: string): Promise<ServiceWithAgent | null>;
  findByCode(code: string): Promise<ServiceWithAgent | null>;
  /** All services of an agent, released ones too. */
  of(agentId: string): Promise<Service[]>;
  /** What an agent holds: not released. */
  heldBy(agentId: string): Promise<Service[]>;
  countHeldBy(agentIds: readonly string[]): Promise<Map<string, number>>;
  insert(service: Service): Promise<void>;
  update(service: Service): Promise<void>;
  list(filter: ServiceFilter, page: Page, now: Instant): Promise<PageOf<ServiceWithAgent>>;
  countByEffectiveStatus(now: Instant): Promise<Partial<Record<EffectiveStatus, number>>>;
  /** Services whose effective status is not the one the feed told last. */
  unnoted(now: Instant, limit: number): Promise<ServiceWithAgent[]>;
  /** Services of live agents that are not well, oldest trouble first. */
  unwell(now: Instant, limit: number): Promise<ServiceWithAgent[]>;
}
