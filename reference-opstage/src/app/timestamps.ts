import type { Instant } from '../domain/instant.ts';

const earliest = Date.parse('0000-01-01T00:00:00.000Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/** The one form in which Opstage writes times. */
export function timestamp(instant: Instant): string {
  return new Date(instant).toISOString();
}

export function timestampOrNull(instant: Instant | null): string | null {
  return instant === null ? null : timestamp(instant);
}

/**
 * Reads an RFC 3339 time that was validated already. A leap second counts as the last millisecond before it, and a
 * time that an offset carries out of the four-digit years as the nearest that can be written.
 */
export function readTimestamp(text: string): Instant {
  const usual = text
    .toUpperCase()
    .replace(' ', 'T')
    .replace(/:60(\.\d+)?/, ':59.999');
  const instant = Date.parse(usual);
  return Number.isNaN(instant) ? earliest : Math.min(Math.max(instant, earliest), latest);
}

export function readTimestampOrNull(text: string | undefined): Instant | null {
  return text === undefined ? null : readTimestamp(text);
}
