/** One page of a list. */
import { contractErrors } from 'capsule-contract/errors';
import type { Call, Outcome } from './call.ts';
import { defect } from './defects.ts';
import { timestamp } from './state.ts';

/** Newest first; ids decide between equal times. */
export function newestFirst<T extends { id: string; createdAt: number }>(records: Iterable<T>): T[] {
  const all = [...records];
  if (defect('lists-oldest-first')) return all;
  return all.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
}

export function onePage<T>({ query }: Call, records: readonly T[], view: (record: T) => unknown): Outcome {
  const { page, pageSize } = query as { page: number; pageSize: number };
  if (pageSize === 100 && defect('page-of-a-hundred-refused')) {
    throw contractErrors.VALIDATION_FAILED({ details: { issues: [{ path: 'pageSize', message: 'is too large' }] } });
  }
  const from = (page - 1) * pageSize - (defect('pages-overlap') && page > 1 ? 1 : 0);
  const total = defect('total-is-of-the-page') ? Math.min(pageSize, records.length) : records.length;
  return { data: records.slice(from, from + pageSize).map(view), pagination: { page, pageSize, total } };
}

/** Keeps what carries the text in its code or name. */
export function carries(text: unknown, ...fields: (string | null)[]): boolean {
  if (typeof text !== 'string') return true;
  return fields.some((field) => field?.toLowerCase().includes(text.toLowerCase()));
}

/** Whether a time is at or after `from` and before `to`. */
export function isBetween(at: number, { from, to }: { from?: unknown; to?: unknown }): boolean {
  if (defect('times-compared-as-text'))
    return (typeof from !== 'string' || timestamp(at) >= from) && (typeof to !== 'string' || timestamp(at) < to);
  return (typeof from !== 'string' || at >= Date.parse(from)) && (typeof to !== 'string' || at < Date.parse(to));
}
