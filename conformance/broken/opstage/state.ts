/**
 * Everything this Opstage knows, as plain records in memory. Times are milliseconds; what an operator sees of a record is
 * made by the file of its noun.
 */
import type {
  ActionDefinition,
  ActorRef,
  AgentMode,
  AuditEvent,
  Capability,
  CloudEvent,
  CommandProgress,
  CommandResult,
  CommandStatus,
  ConfigItem,
  ConfigRevision,
  DangerLevel,
  Health,
  JsonObject,
  Limits,
  Manifest,
  OpstageProfile,
  OutcomeError,
  RegistrationTokenCreateRequest,
  RejectedService,
  Role,
  Runtime,
  ServiceIdentity,
} from 'capsule-contract/types';

export const allProfiles: readonly OpstageProfile[] = [
  'opstage-core',
  'opstage-session',
  'opstage-events',
  'opstage-audit-chain',
];

export interface UserRecord {
  id: string;
  username: string;
  displayName: string | null;
  role: Role;
  status: 'ACTIVE' | 'DISABLED';
  createdAt: number;
  updatedAt: number;
  lastLoginAt: number | null;
  salt: string;
  passwordHash: string;
}

export interface SessionRecord {
  userId: string;
  /** The role at login; what counts is the user's own. */
  role: Role;
  csrfToken: string;
  expiresAt: number;
}

/** A registration that may be repeated with its key until the agent token it issued is used. */
export interface RegistrationRecord {
  key: string;
  body: string;
  at: number;
  agentId: string;
  tokenHash: string;
  repeated?: boolean;
  services: ServiceIdentity[];
  rejected: RejectedService[];
}

export interface RegistrationTokenRecord {
  id: string;
  /** Never kept: only its hash is. */
  value: string | null;
  options: RegistrationTokenCreateRequest;
  maxUses: number;
  uses: number;
  createdBy: ActorRef;
  createdAt: number;
  expiresAt: number;
  revokedAt: number | null;
  lastUsedAt: number | null;
  registrations: RegistrationRecord[];
}

export interface AgentTokenRecord {
  agentId: string;
  state: 'CURRENT' | 'PENDING' | 'DEAD' | 'REVOKED';
  /** Of a pending token. */
  expiresAt: number;
  used: boolean;
  /** The request that used it beside a pending token. */
  spentBy?: string;
}

export interface AgentRecord {
  id: string;
  code: string;
  name: string | null;
  mode: AgentMode;
  runtime: Runtime | null;
  version: string | null;
  ephemeral: boolean;
  capabilities: Capability[];
  bootId: string | null;
  seenBootIds: Set<string>;
  disconnectedBootIds: Set<string>;
  disconnectReason: string | null;
  lastSeenAt: number;
  /** Set while the agent is absent although it was heard lately: disconnected, or enabled and not heard since. */
  absentSince: number | null;
  decision: 'ACTIVE' | 'DISABLED' | 'REVOKED';
  disabledAt: number | null;
  revokedAt: number | null;
  createdAt: number;
  updatedAt: number;
  tokenHashes: string[];
  eventIds: Set<string>;
  /** By code: the revision rejected last and when it was last asked for. */
  rejectedRevisions: Map<string, { revision: string; askedAt: number }>;
}

export interface ActionRecord {
  id: string;
  definition: ActionDefinition;
  createdAt: number;
  updatedAt: number;
}

export interface ServiceRecord {
  id: string;
  code: string;
  agentId: string;
  ownedSince: number;
  manifest: Manifest;
  /** Every version ever accepted, and who reported it first. */
  versions: Set<string>;
  firstAgentId: string;
  revision: string;
  released: boolean;
  healthId: string | null;
  health: Health | null;
  healthAt: number | null;
  configs: ConfigItem[];
  configRevision: number;
  /** Oldest first. */
  history: ConfigRevision[];
  actions: Map<string, ActionRecord>;
  createdAt: number;
  updatedAt: number;
  reportedAt: number;
}

export interface DeliveryRecord {
  id: string;
  attempt: number;
  bootId: string;
  deliveredAt: number;
  leaseUntil: number;
  /** The `accepted` of its ack. */
  answered: boolean | null;
  /** Made stale by a replacement of the agent. */
  stale: boolean;
}

export interface CommandRecord {
  id: string;
  serviceId: string;
  serviceCode: string;
  agentId: string;
  actionName: string;
  /** As the agent gets it; redacted once the command is final. */
  payload: JsonObject;
  payloadErased: boolean;
  status: CommandStatus;
  dangerLevel: DangerLevel;
  idempotent: boolean;
  cancellable: boolean;
  outputSchema: JsonObject | undefined;
  timeoutSeconds: number;
  queue: boolean;
  startBy: number;
  expiresAt: number;
  createdAt: number;
  createdBy: ActorRef;
  deliveries: DeliveryRecord[];
  acknowledgedAt: number | null;
  leaseExpiresAt: number | null;
  cancelRequestedAt: number | null;
  finishedAt: number | null;
  progress: CommandProgress | null;
  outcomeKnown: boolean | null;
  result: CommandResult | null;
  /** Hash of the recorded result's form as it was sent. */
  resultForm: string | null;
  error: OutcomeError | null;
  lateResult: CommandResult | null;
  lateForm: string | null;
  retryOf: string | null;
}

/** A claim that waits for a command. */
export interface WaiterRecord {
  agentId: string;
  wake(): void;
}

export interface State {
  readonly limits: Limits;
  readonly now: () => number;
  readonly users: Map<string, UserRecord>;
  /** By hash of the cookie's value. */
  readonly sessions: Map<string, SessionRecord>;
  /** By what they are counted for: times of failed logins. */
  readonly loginFailures: Map<string, number[]>;
  readonly registrationTokens: Map<string, RegistrationTokenRecord>;
  /** By hash of the token. */
  readonly registrationTokenHashes: Map<string, RegistrationTokenRecord>;
  readonly agents: Map<string, AgentRecord>;
  readonly agentCodes: Map<string, AgentRecord>;
  /** By hash of the token. */
  readonly agentTokens: Map<string, AgentTokenRecord>;
  readonly services: Map<string, ServiceRecord>;
  readonly serviceCodes: Map<string, ServiceRecord>;
  readonly commands: Map<string, CommandRecord>;
  /** Not final yet, in order of creation. */
  readonly openCommands: Set<CommandRecord>;
  readonly waiters: Set<WaiterRecord>;
  readonly idempotencyKeys: Map<string, { body: string; commandId: string; at: number }>;
  /** Oldest first; `seq` is the place, counted from 1. */
  readonly audit: AuditEvent[];
  /** When a refusal was last audited, by what makes it equal. */
  readonly refusals: Map<string, number>;
  /** Oldest first. */
  readonly feed: CloudEvent[];
  readonly feedListeners: Set<() => void>;
  /** By id of agent, service or command: the status the feed told last. */
  readonly told: Map<string, string>;
  readonly streams: Set<StreamRecord>;
  /** The newest session of each agent. */
  readonly sessionsOfAgents: Map<string, SessionPeer>;
  readonly profiles: readonly OpstageProfile[];
  /** Paths of what nobody has written yet; null: all is there. */
  readonly unbuilt: RegExp | null;
  /** When this process began. */
  readonly startedAt: number;
  /** What is sent instead of an answer, a frame or an event; itself, unless a self-test wants to see a lie noticed. */
  readonly altered: <T>(what: string, message: T) => T;
  /** Called before a change is answered. */
  readonly keep: (why: Kept) => void;
  readonly log: (line: string) => void;
}

/** A stream of events, ended with the right to it. */
export interface StreamRecord {
  userId: string;
  /** Throws when the session is gone. */
  authenticate(): void;
  end(): void;
}

/** An agent session, as others see it. */
export interface SessionPeer {
  readonly isOpen: boolean;
  close(code: number): void;
  drain(): void;
}

/** What a change was made of, for those who keep more than they should. */
export interface Kept {
  operationId: string;
  body: unknown;
  answer: unknown;
}

export interface StateOptions {
  profiles?: readonly OpstageProfile[];
  unbuilt?: State['unbuilt'];
  altered?: State['altered'];
  keep?: State['keep'];
  log?: State['log'];
}

export function emptyState(limits: Limits, now: () => number, options: StateOptions = {}): State {
  return {
    limits,
    now,
    users: new Map(),
    sessions: new Map(),
    loginFailures: new Map(),
    registrationTokens: new Map(),
    registrationTokenHashes: new Map(),
    agents: new Map(),
    agentCodes: new Map(),
    agentTokens: new Map(),
    services: new Map(),
    serviceCodes: new Map(),
    commands: new Map(),
    openCommands: new Set(),
    waiters: new Set(),
    idempotencyKeys: new Map(),
    audit: [],
    refusals: new Map(),
    feed: [],
    feedListeners: new Set(),
    told: new Map(),
    streams: new Set(),
    sessionsOfAgents: new Map(),
    profiles: options.profiles ?? allProfiles,
    unbuilt: options.unbuilt ?? null,
    startedAt: now(),
    altered: options.altered ?? ((_, message) => message),
    keep: options.keep ?? (() => {}),
    log: options.log ?? (() => {}),
  };
}

export function timestamp(ms: number): string {
  return new Date(ms).toISOString();
}

export function timestampOrNull(ms: number | null): string | null {
  return ms === null ? null : timestamp(ms);
}
