/** What an answer is worth: it counts only with `Capsule-Contract` and a valid envelope. */
import type { IncomingHttpHeaders } from 'node:http';
import { defect } from './defects.ts';

export interface Answer {
  /** HTTP status of a contract answer; null when there was none. */
  status: number | null;
  code: string | null;
  data: Record<string, unknown>;
  retryAfterMs: number;
}

export const noAnswer = { status: null, code: null, data: {} } as const;

export function judged(status: number, headers: IncomingHttpHeaders, text: string): Answer {
  const isOpstages = headers['capsule-contract'] !== undefined;
  const seconds = defect('retry-after-ignored') ? 0 : Number(headers['retry-after'] ?? 0);
  const obeyed = isOpstages || !defect('retry-after-of-opstage-only');
  const retryAfterMs = Number.isFinite(seconds) && seconds > 0 && obeyed ? seconds * 1_000 : 0;
  if (status === 413) return { ...noAnswer, status, retryAfterMs };
  const envelope = parsed(text);
  if (defect('envelope-not-looked-at') && isOpstages && status === 200 && envelope !== null) {
    return { status, code: null, data: isObject(envelope.data) ? envelope.data : {}, retryAfterMs };
  }
  if (
    (defect('cut-body-counts') || defect('first-piece-counts')) &&
    isOpstages &&
    status === 200 &&
    envelope === null
  ) {
    return { status, code: null, data: {}, retryAfterMs };
  }
  if (defect('any-409-counts') && status === 409) return { ...noAnswer, status, retryAfterMs };
  if (defect('foreign-401-counts') && status === 401 && isObject(envelope?.error)) {
    return { status, code: String(envelope.error.code), data: {}, retryAfterMs };
  }
  if (defect('dies-on-a-page-of-html') && envelope === null && status >= 500) {
    process.exit(70);
  }
  if (defect('any-2xx-counts') && status === 200) {
    const data = (envelope?.data ?? {}) as Record<string, unknown>;
    return { status, code: null, data, retryAfterMs };
  }
  if (defect('any-404-counts') && status === 404) return { ...noAnswer, status, retryAfterMs };
  if (defect('stranger-rotates-the-token') && isObject(envelope?.data) && 'agentToken' in envelope.data) {
    return { status, code: null, data: envelope.data, retryAfterMs };
  }
  if (!isOpstages && !defect('header-not-looked-at')) return { ...noAnswer, retryAfterMs };
  if (envelope === null) return { ...noAnswer, retryAfterMs };
  if (status === 200 && envelope.success === true && isObject(envelope.data)) {
    if (defect('chokes-on-unknown-members') && Object.keys(envelope).length > 2) return { ...noAnswer, retryAfterMs };
    return { status, code: null, data: envelope.data, retryAfterMs };
  }
  if (status !== 200 && envelope.success === false && isObject(envelope.error)) {
    return { status, code: String(envelope.error.code), data: {}, retryAfterMs };
  }
  return { ...noAnswer, retryAfterMs };
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
