/**
 * The hash chain over the audit log. Every event carries the hash of the one before and its own; whoever changes, adds
 * or removes one afterwards breaks the chain there, in the database as well as in an exported file.
 */
import type { AuditVerification } from 'capsule-contract/types';
import type { UnchainedAuditEvent } from '../domain/audit-event.ts';
import { isJsonObject, type Json, type JsonObject } from '../domain/json.ts';
import { auditEventView } from './audit-event-view.ts';
import { digestOf } from './digest.ts';
import type { Secrets } from './ports/secrets.ts';

/** Stands where the first event of all would name the one before it. */
export const noHash = '0'.repeat(64);

/** The hash an event gets when it is written. */
export function chainedHash(secrets: Secrets, event: UnchainedAuditEvent, prevHash: string): string {
  const { hash: _hash, prevHash: _prevHash, ...exported } = auditEventView({ ...event, prevHash, hash: '' });
  return digestOf(secrets, exported as unknown as JsonObject, prevHash);
}

/** Follows a log from its beginning, event by event. */
export interface ChainReader {
  /** False once the chain is broken; what comes after that is not looked at. */
  next(event: Json): boolean;
  verdict(): AuditVerification;
}

export function chainReader(secrets: Secrets): ChainReader {
  let checked = 0;
  let last: { seq: number; hash: string } | null = null;
  let fault: { seq: number | null; reason: string } | null = null;

  return {
    next(event) {
      if (fault !== null) return false;
      checked += 1;
      const read = isJsonObject(event) ? event : {};
      const seq = readSeq(read.seq);
      const reason = seq === null ? 'an event has no readable seq' : faultOf(secrets, read, seq, last);
      if (reason !== null || seq === null) {
        fault = { seq, reason: reason ?? '' };
        return false;
      }
      last = { seq, hash: String(read.hash) };
      return true;
    },
    verdict: () => ({
      valid: fault === null,
      checked,
      firstBrokenSeq: fault?.seq ?? null,
      reason: fault?.reason ?? null,
      head: fault === null ? last : null,
    }),
  };
}

function readSeq(seq: Json | undefined): number | null {
  return typeof seq === 'number' && Number.isSafeInteger(seq) && seq >= 1 ? seq : null;
}

/** What does not fit about an event, given the one before it; null when all does. */
function faultOf(
  secrets: Secrets,
  event: JsonObject,
  seq: number,
  last: { seq: number; hash: string } | null,
): string | null {
  const { hash, prevHash, ...exported } = event;
  if (!isHash(hash) || !isHash(prevHash)) return 'hash or prevHash is missing';
  if (last === null) {
    const begins = seq === 1 ? prevHash === noHash : marksPruning(event, seq, prevHash);
    if (!begins) return 'the log begins neither with its first event nor with the mark of a pruning';
  } else {
    if (seq !== last.seq + 1) return 'seq does not follow the event before';
    if (prevHash !== last.hash) return 'prevHash is not the hash of the event before';
  }
  return digestOf(secrets, exported, prevHash) === hash ? null : 'hash does not match the event';
}

function isHash(value: Json | undefined): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

/** A pruned log begins with the event that names what went before it. */
function marksPruning(event: JsonObject, seq: number, prevHash: string): boolean {
  const details = isJsonObject(event.details) ? event.details : {};
  return event.action === 'audit.pruned' && details.throughSeq === seq - 1 && details.throughHash === prevHash;
}
