/**
 * A request as an Opstage reads it: a null member is an absent one, at any depth, except inside the documents of
 * others, which are nobody's to change.
 */
const documents = new Set(['payload', 'data', 'inputSchema', 'outputSchema']);

export function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, documents.has(name) ? member : dropNulls(member)]),
  );
}
