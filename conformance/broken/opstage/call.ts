/** One call of an operation, as its handler sees it, and what a handler gives back. */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { type ContractError, contractErrors } from 'capsule-contract/errors';
import type { ActorRef, Operation, TargetRef } from 'capsule-contract/types';
import { defect } from './defects.ts';
import type { AgentRecord, SessionRecord, UserRecord } from './state.ts';

/** What an audit record tells of the request that caused it. */
export interface Origin {
  requestId: string;
  ip: string;
  userAgent: string | null;
}

export interface Call {
  readonly operation: Operation;
  readonly origin: Origin;
  readonly headers: IncomingHttpHeaders;
  /** The request target as it came. */
  readonly url: string;
  readonly path: Readonly<Record<string, string>>;
  /** Validated: integers are numbers, defaults are filled in. */
  query: Readonly<Record<string, unknown>>;
  /** Validated, without nulls. */
  body: unknown;
  /** The documents of a body of JSON lines; null when there is none. */
  lines: Record<string, unknown>[] | null;
  /** The path names it and it was asked for with GET or HEAD. */
  readonly isHead: boolean;
  /** Its connection can become a session. */
  readonly canUpgrade: boolean;
  agent: AgentRecord | null;
  user: UserRecord | null;
  session: SessionRecord | null;
  /** What a refusal is about, once it is known. */
  target: TargetRef | null;
  correlationId: string | null;
  /** The process of the agent that speaks, where the call tells. */
  bootId: string | null;
  readonly answerHeaders: Record<string, string>;
  /** Throws what a credential is refused with now; a held claim asks again. */
  authenticate(): void;
  /** Runs when the client has gone away. */
  onGone(listener: () => void): void;
}

export interface Outcome {
  data?: unknown;
  pagination?: { page: number; pageSize: number; total: number };
  /** An export, sent as it is. */
  text?: { contentType: string; content: string };
  /** Takes the response over and goes on writing to it. */
  stream?: (response: ServerResponse) => void;
  /** The connection becomes an agent session. */
  session?: true;
}

export function actorOf(call: Call): ActorRef {
  if (call.agent) return agentActor(call.agent);
  if (call.user) return { type: 'user', id: call.user.id, name: call.user.username };
  return { type: 'anonymous', id: null, name: null };
}

export function agentActor({ id, code }: { id: string; code: string }): ActorRef {
  return { type: 'agent', id, name: code };
}

export const system: ActorRef = { type: 'system', id: null, name: null };

/** Looks something up and remembers it as what the call is about. */
export function found<T extends { id: string }>(
  call: Call,
  record: T | undefined,
  refusal: ContractError,
  targetOf: (record: T) => TargetRef,
): T {
  const id = Object.values(call.path)[0] ?? '';
  if (record === undefined && defect('malformed-id-is-invalid') && !/^[a-z]{3}_[\w-]{16,64}$/.test(id)) {
    throw contractErrors.VALIDATION_FAILED({ details: { issues: [{ path: 'id', message: 'is malformed' }] } });
  }
  if (record === undefined) throw refusal;
  call.target = targetOf(record);
  return record;
}
