/** The first `codePointsMax` code points: what the contract counts, never half of a surrogate pair. */
export function clip(text: string, codePointsMax: number): string {
  // A string has at most as many code points as UTF-16 units, so most need no look.
  if (text.length <= codePointsMax) return text;
  const points = Array.from(text.slice(0, codePointsMax * 2));
  return points.length <= codePointsMax && points.join('') === text ? text : points.slice(0, codePointsMax).join('');
}

/** Longest `message` anywhere in the contract. */
export const MESSAGE_CODE_POINTS_MAX = 500;

/** An error's message, without its stack, short enough to send. */
export function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return clip(text, MESSAGE_CODE_POINTS_MAX);
}
