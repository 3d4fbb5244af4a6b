/** What an operation gets: the caller, already authenticated, and a body already valid against its type. */
import type { Answer } from '../answer.ts';
import type { FakeAgent } from '../identity-book.ts';
import type { Memory } from '../memory.ts';

export interface OperationCall<Body> {
  memory: Memory;
  body: Body;
  commandId: string;
  headers: Readonly<Record<string, string>>;
  /** Aborted when the caller's connection is gone. */
  gone: AbortSignal;
}

export interface AgentCall<Body> extends OperationCall<Body> {
  agent: FakeAgent;
}

export type AgentOperation<Body> = (call: AgentCall<Body>) => Answer | Promise<Answer>;
