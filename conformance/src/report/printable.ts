/**
 * A copy in which every control character but line end and tab is spelt out (`\u001b`), in every text however deep. What
 * a subject sends must not move the cursor of a terminal, and XML cannot hold most of these characters at all.
 */
export function printable<T>(value: T): T {
  if (typeof value === 'string') return spelt(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => printable(one)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, printable(one)])) as T;
}

function spelt(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, (one) =>
      one === '\n' || one === '\t' ? one : `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
