import type { Page, PageOf } from '../app/ports/page.ts';

interface Pageable<Output> {
  limit(limit: number): Pageable<Output>;
  offset(offset: number): Pageable<Output>;
  execute(): Promise<Output[]>;
}

/** One page of an ordered query, and how many rows the same filters have in all. */
export async function pageOf<Output, Entity>(
  query: Pageable<Output>,
  counted: { executeTakeFirstOrThrow(): Promise<{ count: number | bigint | string }> },
  page: Page,
  decode: (row: Output) => Entity,
): Promise<PageOf<Entity>> {
  const { count } = await counted.executeTakeFirstOrThrow();
  const rows = await query
    .limit(page.pageSize)
    .offset((page.page - 1) * page.pageSize)
    .execute();
  return { items: rows.map(decode), total: Number(count) };
}
