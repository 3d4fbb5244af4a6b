import { createHash } from 'node:crypto';
import { isRecord } from './answer.ts';

/** A short string, equal for equal content whatever the order of members. */
export function revisionOf(content: unknown): string {
  return createHash('sha256').update(stableJson(content)).digest('hex').slice(0, 32);
}

function stableJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => stableJson(item ?? null)).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${stableJson(value[name])}`);
  return `{${members.join(',')}}`;
}
