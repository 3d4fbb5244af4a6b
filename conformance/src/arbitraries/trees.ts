/** Recursive values of an exact size, for the bounds a schema sets on a whole tree. */
import type { TreeBounds } from './json-schema.ts';

/** As `root`, with exactly so many nodes and levels, its root included; no list in it holds more than 40 children. */
export function treeWith(root: unknown, { member }: TreeBounds, size: { nodes: number; depth: number }): object {
  const children: object[] = [];
  let left = size.nodes - 1;
  // One branch as deep as asked, then branches of two levels, so that no single list grows too long.
  let deepest: object[] = children;
  for (let level = 2; level <= size.depth && left > 0; level += 1) {
    const node = { ...leaf(`level-${level}`), [member]: [] as object[] };
    deepest.push(node);
    deepest = node[member] as object[];
    left -= 1;
  }
  for (let branch = 0; left > 0; branch += 1) {
    const node: Record<string, unknown> = leaf(`branch-${branch}`);
    children.push(node);
    left -= 1;
    const twigs = size.depth > 2 ? Math.min(left, 20) : 0;
    if (twigs > 0) node[member] = Array.from({ length: twigs }, (_, index) => leaf(`twig-${branch}-${index}`));
    left -= twigs;
  }
  return { ...(root as object), [member]: children };
}

function leaf(name: string): Record<string, unknown> {
  return { name, status: 'UP' };
}
