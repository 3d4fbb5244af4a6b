/** Longer than a timer may be set for is treated as a day. */
const CEILING_MS = 24 * 3_600_000;

/** Milliseconds of a `Retry-After` header, in seconds or as an HTTP date; 0 where there is none to obey. */
export function retryAfterMs(header: string | undefined, nowMs: number): number {
  if (header === undefined) return 0;
  const text = header.trim();
  const delay = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs;
  return delay > 0 ? Math.min(delay, CEILING_MS) : 0;
}
