/**
 * Whether a recursive value keeps within a number of nodes and levels, its root included. JSON Schema cannot say this of a
 * recursive type, so the compiled validators call it where a schema says `x-tree`. It stops at the first excess: the cost
 * is bounded by the limits, not by the value.
 */
export function treeFits(root: unknown, member: string, nodesMax: number, depthMax: number): boolean {
  const open: { node: unknown; depth: number }[] = [{ node: root, depth: 1 }];
  let nodes = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    nodes += 1;
    if (nodes > nodesMax || next.depth > depthMax) return false;
    if (typeof next.node !== 'object' || next.node === null) continue;
    const children: unknown = Reflect.get(next.node, member);
    if (!Array.isArray(children)) continue;
    if (nodes + open.length + children.length > nodesMax) return false;
    for (const node of children) open.push({ node, depth: next.depth + 1 });
  }
  return true;
}
