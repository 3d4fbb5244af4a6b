/**
 * What a use case is given. It is the same whether the request came by HTTP or, later, as a message of a session: one
 * function serves both.
 */

import type { OperationBody, OperationData, OperationId, OperationQuery } from 'capsule-contract/types';
import type { Issue } from 'capsule-contract/validators';
import type { User } from '../domain/user.ts';
import type { AuditExport } from './audit-export.ts';
import type { PageOf } from './ports/page.ts';

/** Operations of profiles this Opstage does not serve; their routes do not exist. */
export type UnservedOperationId = 'agentSession' | 'eventList' | 'eventStream' | 'auditVerify';
export type ServedOperationId = Exclude<OperationId, UnservedOperationId>;

export type OpenOperationId = 'systemHealth' | 'systemVersion' | 'agentRegister' | 'operatorLogin';
export type AgentOperationId =
  | 'agentHeartbeat'
  | 'agentDisconnect'
  | 'agentTokenRotate'
  | 'serviceReport'
  | 'commandClaim'
  | 'commandAck'
  | 'commandProgress'
  | 'commandResult';
export type OperatorOperationId = Exclude<ServedOperationId, OpenOperationId | AgentOperationId>;

/** Where a request came from, as the audit log keeps it. */
export interface Origin {
  operationId: OperationId;
  requestId: string;
  ip: string | null;
  userAgent: string | null;
}

/** An agent whose token was accepted; use cases confirm it again inside their transaction. */
export interface AgentPrincipal {
  agentId: string;
  code: string;
  tokenId: string;
}

/** A user with a living session. */
export interface OperatorPrincipal {
  sessionId: string;
  user: User;
  csrfToken: string;
  expiresAt: number;
}

interface Request<Id extends ServedOperationId> {
  origin: Origin;
  /** Parameters of the path by name; one the operation has is always there. */
  path: { readonly [name: string]: string };
  query: OperationQuery[Id];
  body: OperationBody[Id];
  idempotencyKey: string | null;
  /** What is wrong with single items of an array whose items are judged alone, by index. */
  itemIssues: ReadonlyMap<number, Issue[]>;
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal;
}

export type OpenCall<Id extends OpenOperationId> = Request<Id>;
export type AgentCall<Id extends AgentOperationId = AgentOperationId> = Request<Id> & { agent: AgentPrincipal };
export type OperatorCall<Id extends OperatorOperationId = OperatorOperationId> = Request<Id> & {
  operator: OperatorPrincipal;
};

export type CallOf<Id extends ServedOperationId> = Id extends OpenOperationId
  ? OpenCall<Id>
  : Id extends AgentOperationId
    ? AgentCall<Id>
    : Id extends OperatorOperationId
      ? OperatorCall<Id>
      : never;

/** Answers that are more than their data. */
interface SpecialAnswers {
  operatorLogin: { session: OperationData['operatorLogin']; cookie: string; expiresAt: number };
  auditExport: AuditExport;
}

export type AnswerOf<Id extends ServedOperationId> = Id extends keyof SpecialAnswers
  ? SpecialAnswers[Id]
  : OperationData[Id] extends (infer Item)[]
    ? PageOf<Item>
    : OperationData[Id];

/** Every served operation as a function of the same name. */
export type UseCases = { [Id in ServedOperationId]: (call: CallOf<Id>) => Promise<AnswerOf<Id>> };

/** The value of a path parameter. */
export function pathParameter(call: { path: { readonly [name: string]: string } }, name: string): string {
  const value = call.path[name];
  if (value === undefined) throw new Error(`the operation has no path parameter ${name}`);
  return value;
}
