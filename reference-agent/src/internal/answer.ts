/**
 * What came back from one call, sorted by what the contract lets an agent conclude from it.
 *
 * An answer counts only with `Capsule-Contract` and a valid envelope that agrees with its status; a proxy's page, a captive
 * portal's 200 or a cut body is a failure of the transport. Two things are taken from anyone: `Retry-After`, and a 413.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { retryAfterMs } from './retry-after.ts';

export type Answer =
  | { kind: 'success'; data: JsonRecord }
  | { kind: 'refusal'; status: number; code: string; message: string; retryAfterMs: number }
  | { kind: 'failure'; reason: string; retryAfterMs: number };

export type Success = Extract<Answer, { kind: 'success' }>;
export type Refusal = Extract<Answer, { kind: 'refusal' }>;
export type Failure = Extract<Answer, { kind: 'failure' }>;

export type JsonRecord = { [name: string]: unknown };

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readAnswer(status: number, headers: IncomingHttpHeaders, text: string, nowMs: number): Answer {
  const waitMs = retryAfterMs(headers['retry-after'], nowMs);
  const envelope = headers['capsule-contract'] === '1' ? parseEnvelope(status, text) : null;
  if (envelope?.kind === 'success') return envelope;
  if (envelope?.kind === 'refusal') return { ...envelope, retryAfterMs: waitMs };
  if (status === 413) {
    return { kind: 'refusal', status, code: 'BODY_TOO_LARGE', message: 'the body is too large', retryAfterMs: waitMs };
  }
  return { kind: 'failure', reason: `HTTP ${status} that is no answer of the contract`, retryAfterMs: waitMs };
}

function parseEnvelope(status: number, text: string): Success | Refusal | null {
  let envelope: unknown;
  try {
    envelope = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(envelope)) return null;
  if (status >= 200 && status < 300 && envelope.success === true && isRecord(envelope.data)) {
    return { kind: 'success', data: envelope.data };
  }
  const { error } = envelope;
  if (status < 400 || envelope.success !== false || !isRecord(error)) return null;
  const { code, message, requestId } = error;
  if (typeof code !== 'string' || typeof message !== 'string' || typeof requestId !== 'string') return null;
  return { kind: 'refusal', status, code, message, retryAfterMs: 0 };
}

/** Whether the very same request may be sent again, later. */
export function isRetryable(answer: Refusal | Failure): boolean {
  return answer.kind === 'failure' || answer.status === 408 || answer.status === 429 || answer.status >= 500;
}

/** A refusal of who we are rather than of what we asked. */
export function isAuthRefusal(answer: Answer): boolean {
  return answer.kind === 'refusal' && (answer.status === 401 || answer.status === 403);
}

/** One line for the log. */
export function describe(answer: Refusal | Failure): string {
  return answer.kind === 'failure' ? answer.reason : `${answer.status} ${answer.code}: ${answer.message}`;
}
