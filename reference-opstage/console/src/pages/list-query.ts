/** The part of a page's address that an operation takes as its query: the filters it knows, and the page. */
export function listQuery<Name extends string>(
  query: Readonly<Record<string, string>>,
  names: readonly Name[],
): Partial<Record<Name, string>> & { page: number } {
  const given = names.flatMap((name) => (query[name] ? [[name, query[name]] as const] : []));
  const page = Number(query.page);
  return {
    ...(Object.fromEntries(given) as Partial<Record<Name, string>>),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
}
