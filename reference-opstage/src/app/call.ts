/**
 * What a use case is given. It is the same whether the request came by HTTP or as a message of a session: one
 * function serves both.
 */

import type { OperationBody, OperationData, OperationId, OperationQuery } from 'capsule-contract/types';
import type { Issue } from 'capsule-contract/validators';
import type { JsonObject } from '../domain/json.ts';
import type { AuditExport } from './audit-export.ts';
import type { EventStream } from './event-stream.ts';
import type { PageOf } from './ports/page.ts';
import type { AgentPrincipal, OperatorPrincipal } from './principal.ts';
import type { SessionSeat } from './session-seat.ts';

export type OpenOperationId = 'systemHealth' | 'systemVersion' | 'agentRegister' | 'operatorLogin';
export type AgentOperationId =
  | 'agentHeartbeat'
  | 'agentDisconnect'
  | 'agentTokenRotate'
  | 'serviceReport'
  | 'commandClaim'
  | 'commandAck'
  | 'commandProgress'
  | 'commandResult'
  | 'agentSession';
export type OperatorOperationId = Exclude<OperationId, OpenOperationId | AgentOperationId>;

/** Where a request came from, as the audit log keeps it. */
export interface Origin {
  operationId: OperationId;
  requestId: string;
  ip: string | null;
  userAgent: string | null;
}

interface Request<Id extends OperationId> {
  origin: Origin;
  /** Parameters of the path by name; one the operation has is always there. */
  path: { readonly [name: string]: string };
  query: OperationQuery[Id];
  body: OperationBody[Id];
  /** The documents of a body of JSON lines; null when there is no such body. */
  lines: readonly JsonObject[] | null;
  idempotencyKey: string | null;
  /** The header `Last-Event-ID` of an operation that has it. */
  lastEventId: string | null;
  /** What is wrong with single items of an array whose items are judged alone, by index. */
  itemIssues: ReadonlyMap<number, Issue[]>;
  /** Whether the connection of this request can become a WebSocket. */
  upgrade: boolean;
  /** Aborts when nobody waits for the answer any more. */
  signal: AbortSignal;
}

export type OpenCall<Id extends OpenOperationId> = Request<Id>;
export type AgentCall<Id extends AgentOperationId = AgentOperationId> = Request<Id> & { agent: AgentPrincipal };
export type OperatorCall<Id extends OperatorOperationId = OperatorOperationId> = Request<Id> & {
  operator: OperatorPrincipal;
};

export type CallOf<Id extends OperationId> = Id extends OpenOperationId
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
  eventStream: EventStream;
  agentSession: SessionSeat;
}

export type AnswerOf<Id extends OperationId> = Id extends keyof SpecialAnswers
  ? SpecialAnswers[Id]
  : OperationData[Id] extends (infer Item)[]
    ? PageOf<Item>
    : OperationData[Id];

/** Every operation as a function of the same name. */
export type UseCases = { [Id in OperationId]: (call: CallOf<Id>) => Promise<AnswerOf<Id>> };

/** The value of a path parameter. */
export function pathParameter(call: { path: { readonly [name: string]: string } }, name: string): string {
  const value = call.path[name];
  if (value === undefined) throw new Error(`the operation has no path parameter ${name}`);
  return value;
}
