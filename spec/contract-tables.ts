/**
 * The shapes of the contract's tables, as the package exports them. Their content is generated from the sources and
 * checked against these shapes by the compiler.
 */
import type {
  ActorType,
  AgentStatus,
  AuditAction,
  AuditResult,
  EffectiveStatus,
  ErrorCode,
  EventType,
  HealthStatus,
  HttpErrorCode,
  LimitName,
  MessageType,
  OperationId,
  OutcomeCodeName,
  ProfileName,
  RequirementId,
  Role,
  TargetType,
  TypeName,
} from './generated/types.ts';

/** The same text in both languages of the contract. */
export interface BilingualText {
  en: string;
  'zh-CN': string;
}

export interface OperationParameter {
  name: string;
  required: boolean;
  /** JSON Schema; a `$ref` is `#/$defs/Type` of `schemas.json`. */
  schema: { readonly [keyword: string]: unknown };
  /** The code that refuses a bad value before validation, where it is not `VALIDATION_FAILED`. */
  refusedBy: ErrorCode | null;
}

export interface Operation {
  operationId: OperationId;
  /** Upper-case HTTP method. */
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Path template with `{name}` segments. */
  path: string;
  api: 'system' | 'agent' | 'operator';
  kind: 'json' | 'sse' | 'websocket' | 'export';
  auth: 'none' | 'agent' | 'operator';
  /** The least role of an operator; null for the other ways to authenticate. */
  role: Role | null;
  csrf: boolean;
  /** Not safe: may change state. */
  mutating: boolean;
  /** `type` is null where the body is lines of `lines`. An absent optional body counts as `{}`. */
  body: { type: TypeName | null; lines: TypeName | null; required: boolean; contentTypes: readonly string[] } | null;
  /** What `data` of a success is; `list` means an array with `pagination` beside it. */
  data: { type: TypeName; list: boolean } | null;
  /** The envelope type of a success. */
  response: TypeName | null;
  /** The type of one line or event where a success is no JSON document. */
  line: TypeName | null;
  /** Media types a success can have. */
  mediaTypes: readonly string[];
  pathParams: readonly OperationParameter[];
  query: readonly OperationParameter[];
  headers: readonly OperationParameter[];
  errors: readonly { code: HttpErrorCode; status: number }[];
  /** Codes that stand in `rejected` of a success, one item each. */
  itemErrors: readonly ErrorCode[];
  requirements: readonly RequirementId[];
  summary: BilingualText;
}

export interface ErrorEntry {
  code: ErrorCode;
  /** The usual HTTP status; null for a code that is never an HTTP answer. */
  status: number | null;
  statuses: readonly number[];
  where: readonly ('http' | 'session' | 'report-item')[];
  retryable: 'never' | 'after-change' | 'after-delay' | 'same-request';
  meaning: BilingualText;
  /** What the client does about it. */
  client: BilingualText;
  requirements: readonly RequirementId[];
}

export interface LimitEntry {
  name: LimitName;
  unit: string;
  default: number;
  min: number;
  max: number;
  /** The environment variable that configures it; null where the contract fixes the value. */
  env: string | null;
  /** The value is never below `factor` × the named limit + `plus`. */
  atLeast?: readonly { of: LimitName; factor: number; plus: number }[];
  requirements: readonly RequirementId[];
  meaning: BilingualText;
}

export interface LifecycleState {
  name: string;
  initial: boolean;
  final: boolean;
  meaning: BilingualText;
}

export interface LifecycleTransition {
  /** Empty: the object comes into being. */
  from: readonly string[];
  to: string;
  actor: ActorType;
  by: { operation?: OperationId; message?: MessageType; timer?: LimitName };
  trigger: BilingualText;
  requirements: readonly RequirementId[];
  audit: AuditAction | null;
  event: EventType | null;
  /** Where the transition ends a command: whether the truth about its execution is known. */
  outcomeKnown?: boolean;
}

export interface IllegalOperation {
  operation: OperationId;
  states: readonly string[];
  error: ErrorCode;
  status: number;
  requirements: readonly RequirementId[];
}

/** A lifecycle of states: every transition that exists, and what an operation answers where none applies. */
export interface StateLifecycle {
  kind: 'states';
  title: BilingualText;
  about: BilingualText;
  states: readonly LifecycleState[];
  transitions: readonly LifecycleTransition[];
  illegal: readonly IllegalOperation[];
}

/** A status judged at read time: the first row whose conditions all hold decides. */
export interface TruthTableLifecycle {
  kind: 'truthTable';
  title: BilingualText;
  about: BilingualText;
  states: readonly { name: string; meaning: BilingualText }[];
  rows: readonly {
    when: {
      agentStatus?: readonly AgentStatus[];
      healthAge?: 'never' | 'overdue' | 'current';
      healthStatus?: readonly HealthStatus[];
    };
    status: EffectiveStatus;
    statusReason: BilingualText;
    requirements: readonly RequirementId[];
  }[];
}

export interface Lifecycles {
  agent: StateLifecycle;
  registrationToken: StateLifecycle;
  agentToken: StateLifecycle;
  serviceEffectiveStatus: TruthTableLifecycle;
  command: StateLifecycle;
}

export interface AuditActionEntry {
  action: AuditAction;
  results: readonly AuditResult[];
  actors: readonly ActorType[];
  /** Kind of its target, or the kinds it can have. */
  target: TargetType | readonly TargetType[];
  /** Equal events of one identified actor within `refusalDedupSeconds` are written once. */
  once: boolean;
  requirements: readonly RequirementId[];
  meaning: BilingualText;
}

export interface AuditMatrixEvent {
  action: AuditAction;
  result: AuditResult;
  actor: ActorType;
  target: TargetType;
}

/** One outcome and exactly the audit events it writes. */
export interface AuditOutcome {
  outcome: string;
  /** `SUCCESS`, or the error code of the refusal; absent for the outcome of one item. */
  answer?: 'SUCCESS' | ErrorCode;
  when: BilingualText;
  events: readonly AuditMatrixEvent[];
  /** Named tables of `AuditMatrix.items` that add their events once an item. */
  items?: readonly string[];
}

export interface AuditTimer {
  timer: string;
  limit: LimitName | null;
  when: BilingualText;
  events: readonly AuditMatrixEvent[];
  items?: readonly string[];
}

export interface AuditMatrix {
  /** Refusals common to every operation with that authentication. */
  common: Readonly<Record<'operator' | 'agent', readonly AuditOutcome[]>>;
  items: Readonly<Record<string, readonly AuditOutcome[]>>;
  operations: Readonly<Record<OperationId, readonly AuditOutcome[]>>;
  /** A session message writes what its HTTP twin writes. */
  messages: Readonly<Partial<Record<MessageType, OperationId>>>;
  timers: readonly AuditTimer[];
}

export interface OutcomeCodeEntry {
  code: OutcomeCodeName;
  /** Who sets it. */
  by: 'agent' | 'opstage';
  when: readonly string[];
  /** Whether the truth about the execution is known with it. */
  outcomeKnown: boolean;
  requirements: readonly RequirementId[];
  meaning: BilingualText;
}

export interface EventTypeEntry {
  type: EventType;
  /** Kind of object the event is about. */
  subject: string;
  /** Members of `data` it carries. */
  data: readonly string[];
  meaning: BilingualText;
}

export interface RequirementPart {
  id: string;
  level: 'MUST' | 'SHOULD';
  binds: readonly ('agent' | 'opstage')[];
  sentence: BilingualText;
}

export interface RequirementEntry {
  id: RequirementId;
  level: 'MUST' | 'SHOULD';
  /** Whom it binds, and in which profile of each. */
  binds: { readonly agent?: ProfileName; readonly opstage?: ProfileName };
  section: string;
  sentence: BilingualText;
  /** Parts with a level or a bound role of their own. */
  parts?: readonly RequirementPart[];
  rationale: BilingualText;
  operations: readonly OperationId[];
  messages: readonly MessageType[];
  errors: readonly ErrorCode[];
  /** Why no check can prove it. */
  excluded?: { reason: BilingualText };
}

export interface RequirementSection {
  /** Place in the contract. */
  number: number;
  section: string;
  title: BilingualText;
  about: BilingualText;
}

export interface ProfileEntry {
  name: ProfileName;
  role: 'agent' | 'opstage';
  /** Every implementation of the role claims it. */
  always: boolean;
  /** What an agent of the profile announces. */
  capabilities: readonly string[];
  /** Operations that exist only where the profile is served. */
  operations: readonly OperationId[];
  meaning: BilingualText;
}

export interface GlossaryEntry {
  id: string;
  term: BilingualText;
  definition: BilingualText;
  /** Related entries, by id. */
  see?: readonly string[];
  /** The type that describes it. */
  type?: TypeName;
}

/** A message of the agent session. */
export interface SessionMessage {
  type: MessageType;
  direction: 'agent-to-opstage' | 'opstage-to-agent' | 'both';
  /** Type of the whole frame. */
  frame: TypeName;
  dataType: TypeName;
  /** Types of the frames that can answer it; empty when nothing does. */
  replies: readonly MessageType[];
  /** The operation with the same effect over HTTP. */
  httpTwin: OperationId | null;
  /** What `data` of its `ack` is. */
  ackData: TypeName | null;
}

export interface ContractIdentity {
  version: '1.0.0';
  wireVersion: '1';
  /** SHA-256 over both documents, the types and the catalogues. */
  hash: string;
}
