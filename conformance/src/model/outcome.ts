/**
 * What may follow a step: the request it becomes, and every outcome the contract allows, each with its tag, the requirement
 * it is about, what the answer shows, exactly which audit events it writes, and how the state goes on.
 *
 * Answers and events are looked up in the contract's audit matrix by the outcome's name; none is retyped here.
 */
import { auditActions, auditMatrix, errors, operations } from 'capsule-contract';
import type {
  AuditMatrixEvent,
  AuditOutcome,
  ErrorCode,
  OperationId,
  RequirementId,
  TargetType,
} from 'capsule-contract/types';
import { boundRequirement } from './lifecycle.ts';
import type { ModelState } from './model-state.ts';

/** Stands for an id or a secret that is only known while the program runs. */
export interface Ref {
  ref:
    | 'agent'
    | 'agentToken'
    | 'service'
    | 'command'
    | 'delivery'
    | 'registrationToken'
    | 'registrationSecret'
    | 'user';
  of: number;
}

export const given = { given: true } as const;

/** Something an answer must show. */
export interface Fact {
  /** The element of the answer's list whose id this is; the answer itself when absent. */
  item?: Ref;
  /** Member names from there, separated by dots; `length` of a list. */
  at: string;
  /** Refs stand for their ids; `given` for anything but null; a `set` is a list in any order. */
  is: unknown;
  set?: boolean;
  /** The outcome's own unless said. */
  requirement?: RequirementId;
}

export interface ExpectedEvent extends Omit<AuditMatrixEvent, 'target' | 'actor'> {
  /** A ref, or the actor's type when it has no id. */
  actor: Ref | 'system' | 'anonymous';
  target: Ref | null;
  /** May have been written for an equal refusal of another program already. */
  optional?: true;
}

export interface Outcome {
  /** `<operation>/<outcome>`; every tag of the model is reached by a run, or its requirement is not proven. */
  tag: string;
  requirement: RequirementId;
  answer: 'SUCCESS' | ErrorCode;
  facts: Fact[];
  /** Where the answer names something new. */
  binds: { at: string; to: Ref }[];
  events: ExpectedEvent[];
  /** Carries the state on, in place. */
  effect: (draft: ModelState) => void;
}

export interface ModelRequest {
  operationId: OperationId;
  /** A user by number, an agent under one of its tokens, or nobody. */
  as: { user: number } | { agent: number; token: number } | 'anonymous';
  path?: Readonly<Record<string, string | Ref>>;
  query?: Readonly<Record<string, string | number | Ref>>;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** A pause for a duration the Opstage counts, instead of a request. */
export interface ModelPause {
  pause: 'startBy' | 'ackLease';
}

export interface Plan {
  send: ModelRequest | ModelPause;
  allow: [Outcome, ...Outcome[]];
}

export const ref = (kind: Ref['ref'], of: number): Ref => ({ ref: kind, of });

export function isRef(value: unknown): value is Ref {
  return typeof value === 'object' && value !== null && 'ref' in value && 'of' in value;
}

/** Who did it and what it is about. */
export interface Involved {
  by: Ref | 'anonymous';
  about?: Partial<Record<TargetType, Ref>>;
}

interface OutcomeFacts extends Involved {
  requirement?: RequirementId;
  facts?: Fact[];
  binds?: Outcome['binds'];
  /** Events of its items, beside its own. */
  events?: ExpectedEvent[];
  effect?: Outcome['effect'];
}

/** An outcome of the audit matrix, by its name. */
export function outcome(state: ModelState, operationId: OperationId, name: string, more: OutcomeFacts): Outcome {
  const { auth } = operations[operationId];
  const common = auth === 'none' ? [] : auditMatrix.common[auth];
  const row = [...auditMatrix.operations[operationId], ...common].find((one) => one.outcome === name);
  if (!row?.answer) throw new Error(`the audit matrix has no outcome ${name} of ${operationId}`);
  const { answer } = row;
  return withEvents(state, operationId, { ...more, name, answer, row });
}

/** A refusal that writes nothing and has no row: an ordinary race, an unknown target. */
export function refusal(operationId: OperationId, code: ErrorCode, requirement?: RequirementId): Outcome {
  return {
    tag: `${operationId}/${code}`,
    requirement: requirement ?? requirementOf(code),
    answer: code,
    facts: [],
    binds: [],
    events: [],
    effect: () => {},
  };
}

function withEvents(
  state: ModelState,
  operationId: OperationId,
  { name, answer, row, ...more }: OutcomeFacts & { name: string; answer: 'SUCCESS' | ErrorCode; row: AuditOutcome },
): Outcome {
  const written = row.events.map((event) => expectedEvent(event, more));
  const equal = written.map((event) =>
    [operationId, answer, event.action, event.actor, event.target].map(text).join(' '),
  );
  const isOnce = row.events.some(({ action, result }) => auditActions[action].once && result === 'REFUSED');
  const repeats = isOnce && equal.every((one) => state.refusals.includes(one));
  // What a shared user may not do at all may have been refused to it in another program.
  const isShared = row.events.some(({ action }) => action === 'access.refused');
  const own = repeats ? [] : written.map((event) => (isShared ? { ...event, optional: true as const } : event));
  return {
    tag: `${operationId}/${name}`,
    requirement: more.requirement ?? (answer === 'SUCCESS' ? 'audit-complete' : requirementOf(answer)),
    answer,
    facts: more.facts ?? [],
    binds: more.binds ?? [],
    events: [...own, ...(more.events ?? [])],
    effect: (draft) => {
      if (isOnce && !repeats) draft.refusals.push(...equal);
      more.effect?.(draft);
    },
  };
}

/** The events of one item of a table of the audit matrix. */
export function itemEvents(table: string, name: string, involved: Involved): ExpectedEvent[] {
  const row = auditMatrix.items[table]?.find((one) => one.outcome === name);
  if (!row) throw new Error(`the audit matrix has no item ${table}/${name}`);
  return row.events.map((event) => expectedEvent(event, involved));
}

function expectedEvent(event: AuditMatrixEvent, { by, about = {} }: Involved): ExpectedEvent {
  const { action, result, actor, target } = event;
  return {
    action,
    result,
    actor: actor === 'system' || actor === 'anonymous' ? actor : by,
    target: about[target] ?? null,
  };
}

function requirementOf(code: ErrorCode): RequirementId {
  return boundRequirement(errors[code].requirements);
}

const text = (value: unknown): string => JSON.stringify(value);
