/** The part of a driver that those who speak through it need: send a call, insist on its success, note a secret. */
import type { OperationId } from 'capsule-contract/types';
import type { CallOptions, DataOf } from './contract-call.ts';
import type { HttpReply } from './http-client.ts';

/** An answer together with the operation it answers, so that expectations know its type. */
export interface Reply<Op extends OperationId | null = OperationId | null> extends HttpReply {
  operationId: Op;
}

export interface Caller {
  send<Op extends OperationId>(operationId: Op, options?: CallOptions): Promise<Reply<Op>>;
  /** The data of a preparing call; PrerequisiteMissing unless it is a success valid against the contract. */
  must<Op extends OperationId>(reply: Reply<Op>): DataOf<Op>;
  /** As `must`, asking only for status and envelope. */
  leniently<Op extends OperationId>(reply: Reply<Op>): DataOf<Op>;
  /** Remembers a secret, so that it is masked in reports and searched where it must not be. */
  register(value: string, name: string): void;
}
