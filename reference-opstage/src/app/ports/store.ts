/**
 * What the use cases need of a database. Every repository works inside one transaction; a use case opens exactly one,
 * so that a change and its audit events stand or fall together.
 */
import type { Action } from '../../domain/action.ts';
import type { AuditEvent, UnchainedAuditEvent } from '../../domain/audit-event.ts';
import type { ConfigChange, ConfigItem } from '../../domain/config-item.ts';
import type { Instant } from '../../domain/instant.ts';
import type { OperatorSession } from '../../domain/operator-session.ts';
import type { RegistrationToken } from '../../domain/registration-token.ts';
import type { User } from '../../domain/user.ts';
import type { AgentRepository, AgentTokenRepository } from './agent-store.ts';
import type { Beat } from './beat.ts';
import type { CommandRepository, DeliveryRepository } from './command-store.ts';
import type { EventRepository } from './event-store.ts';
import type { Page, PageOf } from './page.ts';
import type { ServiceRepository } from './service-store.ts';

/** The database could not do what was asked for reasons of its own: it is down, full or overloaded. */
export class StoreUnavailable extends Error {}

export interface Store {
  /** Several reads of one and the same state. */
  read<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * One write transaction; rolled back when `work` throws. When the promise resolves the change survives kill -9, and
   * with `durable` (the default) a power cut too. Signs of life are not worth a disk flush each.
   */
  write<T>(work: (tx: Transaction) => Promise<T>, options?: { durable: boolean }): Promise<T>;
  /**
   * Takes a heartbeat that only says that all goes on; false where there is more to it and the use case has to look.
   * Whoever reads after the promise resolves sees it; kill -9 may lose those of the last second.
   */
  beat(beat: Beat): Promise<boolean>;
  /** Leaves nothing of erased values in the files of the database. */
  scrub(): Promise<void>;
  close(): Promise<void>;
}

export interface Transaction {
  agents: AgentRepository;
  agentTokens: AgentTokenRepository;
  registrationTokens: RegistrationTokenRepository;
  services: ServiceRepository;
  actions: ActionRepository;
  configs: ConfigRepository;
  commands: CommandRepository;
  deliveries: DeliveryRepository;
  users: UserRepository;
  sessions: OperatorSessionRepository;
  audit: AuditRepository;
  events: EventRepository;
  /** Short-lived facts that exist only to recognise something seen before. */
  memory: MemoryRepository;
  /** Runs at the end of this write, still inside it; once for a key, however often it is asked for. */
  beforeCommit(key: string, work: () => Promise<void>): void;
  /** Runs when this write is committed, and never when it is not. */
  afterCommit(work: () => void): void;
}

export interface RegistrationTokenRepository {
  find(id: string): Promise<RegistrationToken | null>;
  findByHash(hash: string): Promise<RegistrationToken | null>;
  insert(token: RegistrationToken): Promise<void>;
  update(token: RegistrationToken): Promise<void>;
  list(filter: { status?: string | undefined }, page: Page, now: Instant): Promise<PageOf<RegistrationToken>>;
}

export interface ActionRepository {
  find(serviceId: string, name: string): Promise<Action | null>;
  list(serviceId: string): Promise<Action[]>;
  page(serviceId: string, page: Page): Promise<PageOf<Action>>;
  /** Makes the stored actions of a service exactly these, touching only those that differ. */
  replace(serviceId: string, known: readonly Action[], next: readonly Action[]): Promise<void>;
}

export interface ConfigRepository {
  list(serviceId: string): Promise<ConfigItem[]>;
  replace(known: readonly ConfigItem[], next: readonly ConfigItem[]): Promise<void>;
  addRevision(revision: ConfigRevision): Promise<void>;
  revisions(serviceId: string, page: Page): Promise<PageOf<ConfigRevision>>;
  /** Keeps the newest `kept` revisions of a service. */
  pruneRevisions(serviceId: string, kept: number): Promise<void>;
}

export interface ConfigRevision {
  serviceId: string;
  configRevision: number;
  changedAt: Instant;
  changes: ConfigChange[];
}

export interface UserRepository {
  find(id: string): Promise<User | null>;
  findByUsername(username: string): Promise<User | null>;
  insert(user: User): Promise<void>;
  update(user: User): Promise<void>;
  list(page: Page): Promise<PageOf<User>>;
  count(): Promise<number>;
  countActiveOwners(): Promise<number>;
}

export interface OperatorSessionRepository {
  find(id: string): Promise<OperatorSession | null>;
  findByHash(hash: string): Promise<OperatorSession | null>;
  insert(session: OperatorSession): Promise<void>;
  end(id: string): Promise<void>;
  endOfUser(userId: string): Promise<void>;
  pruneExpired(now: Instant): Promise<void>;
}

export interface AuditFilter {
  action?: string | undefined;
  result?: string | undefined;
  actorId?: string | undefined;
  targetId?: string | undefined;
  correlationId?: string | undefined;
  from?: Instant | undefined;
  to?: Instant | undefined;
  /** Only events after this place in the log, oldest first. */
  after?: number | undefined;
  /** Only events up to this place in the log. */
  through?: number | undefined;
}

export interface AuditRepository {
  /**
   * Gives the event the next place in the log when the transaction ends; `hashOf` names its hash, given that of the
   * event before.
   */
  append(
    event: Omit<UnchainedAuditEvent, 'seq'>,
    hashOf: (event: UnchainedAuditEvent, prevHash: string | null) => { prevHash: string; hash: string },
  ): Promise<void>;
  find(id: string): Promise<AuditEvent | null>;
  list(filter: AuditFilter, page: Page): Promise<PageOf<AuditEvent>>;
  /** The events after `filter.after` in the order of the log. */
  slice(filter: AuditFilter, limit: number): Promise<AuditEvent[]>;
  /** The newest event. A writer that asks, for this or its hash, is from then on the only one. */
  head(): Promise<number>;
  /** The hash of the newest event; null when there is none. */
  headHash(): Promise<string | null>;
  /** The last event at or before `at`; null when there is none. */
  lastBefore(at: Instant): Promise<AuditEvent | null>;
  /** The newest event at or before `seq` that marks a pruning; null when there is none. */
  lastMarker(seq: number): Promise<AuditEvent | null>;
  removeThrough(seq: number): Promise<void>;
}

export interface IdempotencyRecord {
  /** Who, which operation, which target and which key, as one text. */
  scope: string;
  bodyDigest: string;
  commandId: string;
  createdAt: Instant;
}

export interface RegisterAttempt {
  registrationTokenId: string;
  key: string;
  bodyDigest: string;
  agentId: string;
  agentTokenId: string;
  at: Instant;
}

export interface RejectedRevision {
  agentId: string;
  code: string;
  revision: string;
  askedAt: Instant;
}

export interface MemoryRepository {
  findIdempotency(scope: string): Promise<IdempotencyRecord | null>;
  rememberIdempotency(record: IdempotencyRecord): Promise<void>;
  pruneIdempotency(before: Instant): Promise<void>;

  findRegisterAttempt(registrationTokenId: string, key: string): Promise<RegisterAttempt | null>;
  rememberRegisterAttempt(attempt: RegisterAttempt): Promise<void>;
  pruneRegisterAttempts(before: Instant): Promise<void>;

  rejectedRevisions(agentId: string): Promise<RejectedRevision[]>;
  rememberRejectedRevision(rejected: RejectedRevision): Promise<void>;
  forgetRejectedRevisions(agentId: string, code: string): Promise<void>;

  /** True the first time this agent names this event. */
  rememberServiceEvent(agentId: string, eventId: string, at: Instant): Promise<boolean>;

  /** True when no equal refusal was noted since `since`; it is noted then. */
  noteRefusal(key: string, at: Instant, since: Instant): Promise<boolean>;
  pruneRefusals(before: Instant): Promise<void>;

  /** `subject` is an account name or an address, hashed. */
  countLoginFailures(subject: string, since: Instant): Promise<{ count: number; oldest: Instant | null }>;
  addLoginFailure(id: string, subject: string, at: Instant): Promise<void>;
  removeLoginFailure(id: string): Promise<void>;
  clearLoginFailures(subject: string): Promise<void>;
  pruneLoginFailures(before: Instant): Promise<void>;
}
