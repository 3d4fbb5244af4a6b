import type { ActorRef } from './actor-ref.ts';
import type { Instant } from './instant.ts';
import type { JsonObject } from './json.ts';

export interface TargetRef {
  type: 'user' | 'agent' | 'service' | 'command' | 'registrationToken' | 'session' | 'audit' | 'system';
  id: string | null;
  /** Code, username or name at that time. */
  code: string | null;
}

export interface AuditEvent {
  id: string;
  /** Place in the log: 1 for the first, then without a gap. */
  seq: number;
  at: Instant;
  action: string;
  result: 'SUCCESS' | 'REFUSED';
  actor: ActorRef;
  target: TargetRef;
  errorCode: string | null;
  requestId: string | null;
  correlationId: string | null;
  ip: string | null;
  userAgent: string | null;
  details: JsonObject;
  /** Hash of the event before. */
  prevHash: string;
  hash: string;
}

/** An event before it got its place in the hash chain. */
export type UnchainedAuditEvent = Omit<AuditEvent, 'prevHash' | 'hash'>;
