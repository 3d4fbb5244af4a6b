/**
 * What chance may do. An agent that waits random times is judged by how close together those are; the thresholds are chosen
 * so that one that keeps the rule is called wrong less than once in a million runs, however slow the machine: lateness of
 * messages spreads what is measured, and never gathers it.
 */

/** How many of the values the fullest window of this width holds. */
export function gathered(values: readonly number[], width: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.max(0, ...sorted.map((from, at) => sorted.slice(at).filter((value) => value - from <= width).length));
}

/**
 * A bound of the probability that some `gathered` of `drawn` independent values stand within `share` of the width they are
 * drawn from uniformly: over all choices of those and of the lowest among them, the others fall above it within the share.
 */
export function chanceGathered(drawn: number, within: number, share: number): number {
  return choose(drawn, within) * within * share ** (within - 1);
}

function choose(from: number, count: number): number {
  let ways = 1;
  for (let taken = 1; taken <= count; taken += 1) ways = (ways * (from - count + taken)) / taken;
  return ways;
}
