/**
 * In requests a member that is null counts as absent, at any depth, except inside documents that belong to somebody else.
 * A receiver takes the nulls away before it validates; so does whoever judges what a sender sent.
 */

/** Members whose content is somebody else's document and stays as it came. */
export const documentMembers: ReadonlySet<string> = new Set(['payload', 'data', 'inputSchema', 'outputSchema']);

type Container = { [member: string]: unknown } | unknown[];

function isContainer(value: unknown): value is Container {
  return typeof value === 'object' && value !== null;
}

/** Defines a member even where its name is `__proto__`. */
function put(target: Container, member: string, value: unknown): void {
  Object.defineProperty(target, member, { value, writable: true, enumerable: true, configurable: true });
}

/**
 * A copy of a request body without its null members. Items of lists stay: a null there is a value of the wrong type. Walks
 * with a list of its own instead of recursion, because the depth of a body is the client's choice.
 */
export function withoutNulls(value: unknown): unknown {
  if (!isContainer(value)) return value;
  const root: Container = Array.isArray(value) ? [] : {};
  const open: { from: Container; to: Container }[] = [{ from: value, to: root }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { from, to } = next;
    for (const [member, inner] of Object.entries(from)) {
      if (Array.isArray(to)) to.length += 1;
      else if (inner === null) continue;
      if (!isContainer(inner) || (!Array.isArray(to) && documentMembers.has(member))) {
        put(to, member, inner);
        continue;
      }
      const copy: Container = Array.isArray(inner) ? [] : {};
      put(to, member, copy);
      open.push({ from: inner, to: copy });
    }
  }
  return root;
}
