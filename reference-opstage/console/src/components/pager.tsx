import type { Pagination } from 'capsule-contract/types';
import { t } from '../language/language.ts';

interface PagerProps {
  pagination: Pagination | null;
  /** The address of a page. */
  to(page: number): string;
}

export function Pager({ pagination, to }: PagerProps) {
  if (pagination === null || pagination.total <= pagination.pageSize) return null;
  const { page, pageSize, total } = pagination;
  const last = Math.ceil(total / pageSize);
  const words = t().list;
  return (
    <nav class="pager" aria-label={words.pages}>
      {page > 1 ? <a href={to(page - 1)}>{words.earlier}</a> : <span aria-hidden="true">{words.earlier}</span>}
      <span class="number">{words.range((page - 1) * pageSize + 1, Math.min(page * pageSize, total), total)}</span>
      {page < last ? <a href={to(page + 1)}>{words.later}</a> : <span aria-hidden="true">{words.later}</span>}
    </nav>
  );
}
