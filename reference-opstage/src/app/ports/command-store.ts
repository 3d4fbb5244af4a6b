import type { Command, CommandStatus, Delivery } from '../../domain/command.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Page, PageOf } from './page.ts';

export interface CommandFilter {
  status?: string | undefined;
  agentId?: string | undefined;
  serviceId?: string | undefined;
  from?: Instant | undefined;
  to?: Instant | undefined;
}

export interface CommandRepository {
  find(id: string): Promise<Command | null>;
  /** The command gets its place in the order of creation. */
  insert(command: Command): Promise<void>;
  update(command: Command): Promise<void>;
  list(filter: CommandFilter, page: Page, now: Instant): Promise<PageOf<Command>>;
  countByStatus(now: Instant): Promise<Partial<Record<CommandStatus, number>>>;
  /** PENDING commands no unanswered delivery holds back, in the order of creation. */
  claimable(agentId: string, now: Instant, limit: number): Promise<Command[]>;
  /** What a process was handed and has not finished: delivered within the lease, or running. */
  countHeldBy(agentId: string, bootId: string, now: Instant): Promise<number>;
  /** When the next delivery that nobody answered may be repeated; null when there is none. */
  nextRedelivery(agentId: string, now: Instant): Promise<Instant | null>;
  /** PENDING and RUNNING commands of an agent as stored. */
  open(agentId: string): Promise<Command[]>;
  running(agentId: string): Promise<Command[]>;
  /** Stored as open though a deadline has passed, earliest deadline first. */
  overdue(now: Instant, limit: number): Promise<Command[]>;
  /** Ended with an unknown outcome, newest first. */
  uncertain(now: Instant, limit: number): Promise<Command[]>;
  /** Gives every running command its full lease again. */
  extendLeases(leaseUntil: Instant): Promise<void>;
}

export interface DeliveryRepository {
  find(id: string): Promise<Delivery | null>;
  newest(commandId: string): Promise<Delivery | null>;
  insert(delivery: Delivery): Promise<void>;
  update(delivery: Delivery): Promise<void>;
  /** Makes every delivery of an agent that nobody answered stale. */
  voidOpen(agentId: string): Promise<void>;
}
