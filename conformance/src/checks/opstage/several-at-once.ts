/** Runs `one` for every item, so many at once, and gives the results in the order of the items. */
export async function severalAtOnce<Item, Result>(
  items: readonly Item[],
  width: number,
  one: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length);
  const queue = items.map((item, index) => ({ item, index }));
  const lanes = Array.from({ length: Math.min(width, queue.length) }, async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      results[next.index] = await one(next.item, next.index);
    }
  });
  await Promise.all(lanes);
  return results;
}
