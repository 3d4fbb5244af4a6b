/** An Opstage that says more than the contract asks: members nobody knows in every object it makes, and headers of its own. */
import { documentMembers } from 'capsule-contract/without-nulls';
import type { State } from './state.ts';

interface Answered {
  status: number;
  headers: Record<string, string>;
  content: string;
}

const extra = { xNoteOfThisOpstage: { of: 'no concern' } };

export const withExtraMembers: State['altered'] = (what, message) => {
  if (what === 'event' || what.startsWith('frame ')) return richer(message) as typeof message;
  const { headers, content, ...rest } = message as unknown as Answered;
  const own = { ...headers, 'X-Served-By': 'a stranger', Server: 'stranger/1.0', Vary: 'Accept' };
  const isJson = headers['Content-Type']?.startsWith('application/json');
  const text = isJson ? JSON.stringify(richer(JSON.parse(content))) : content;
  return { ...rest, headers: own, content: text } as typeof message;
};

/** Members that belong to others, or in which every member has one type. */
const foreign: ReadonlySet<string> = new Set([...documentMembers, 'details', 'labels', 'manifest']);

function richer(value: unknown, isTop = true): unknown {
  if (Array.isArray(value)) return value.map((item) => richer(item, false));
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, inner]) => {
    const isOwn = isTop && name === 'data';
    return [name, foreign.has(name) && !isOwn ? inner : richer(inner, false)];
  });
  return { ...Object.fromEntries(members), ...extra };
}
