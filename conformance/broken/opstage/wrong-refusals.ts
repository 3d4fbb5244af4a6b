/** Refusals no contract asks for: what an Opstage does that judges more strictly than it may. */
import schemas from 'capsule-contract/schemas.json' with { type: 'json' };
import type { TypeName } from 'capsule-contract/types';
import { defect } from './defects.ts';

interface Issue {
  path: string;
  message: string;
}

const declared = schemas.$defs as unknown as Readonly<Record<string, { properties?: object }>>;
/** What the contract's limits allow at most. */
const largest: ReadonlySet<number> = new Set([60, 64, 80, 100, 128, 200, 256, 500, 2000, 86_400, 2_592_000]);

export function wrongIssues(type: TypeName, body: unknown): Issue[] {
  const issue = { path: '', message: 'is not accepted' };
  const values = valuesIn({ ...(body as object), services: undefined });
  if (defect('unknown-members-refused')) {
    const names = Object.keys(declared[type]?.properties ?? {});
    if (Object.keys(body as object).some((name) => !names.includes(name))) return [issue];
  }
  if (
    defect('only-plain-texts-taken') &&
    values.some((value) => typeof value === 'string' && /[^\w .:/@+-]/.test(value))
  )
    return [issue];
  if (defect('boot-ids-of-letters-only') && /[^A-Za-z0-9-]/.test(String((body as { bootId?: unknown }).bootId ?? '')))
    return [issue];
  if (
    type === 'CommandResultRequest' &&
    defect('long-values-refused') &&
    values.some((value) => typeof value === 'string' && value.length > 65_536)
  )
    return [issue];
  if (defect('uses-above-a-hundred-refused') && Number((body as { maxUses?: number }).maxUses ?? 1) > 100)
    return [issue];
  if (defect('refused-at-the-limit') && values.some(isAtALimit)) return [issue];
  return [];
}

function isAtALimit(value: unknown): boolean {
  return largest.has(typeof value === 'string' ? [...value].length : Number(value));
}

/** A filter of exactly the length that is allowed. */
export function isLongestFilter(query: object): boolean {
  const longest = Object.values(query).some((value) => typeof value === 'string' && isAtALimit(value));
  return longest && defect('refused-at-the-limit');
}

/** Names and values, at any depth. */
function valuesIn(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null
    ? [...Object.keys(value), ...Object.values(value).flatMap(valuesIn)]
    : [value];
}
