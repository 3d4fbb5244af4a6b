/** Lists of an exact length whose items are told apart by whatever names them, because equal names are a fault of their own. */
import { valueAt, withValueAt } from './json-pointer.ts';
import type { JsonSchema } from './json-schema.ts';

/** Members by which the contract identifies an item of a list, the outermost first. */
const identities = ['/manifest/code', '/code', '/key', '/id', '/name'];

/** `count` items like the sample's first one; more than one are kept light, without lists of their own. */
export function distinctItems(schema: JsonSchema, sample: unknown, count: number): unknown[] {
  const first: unknown = Array.isArray(sample) ? sample[0] : undefined;
  if (first === undefined && count > 0)
    throw new Error(`no sample to make ${count} items of a ${String(schema.type)} from`);
  const item = count > 1 ? withoutLists(first) : first;
  return Array.from({ length: count }, (_, index) => distinctItem(item, index));
}

function withoutLists(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  return Object.fromEntries(Object.entries(item).filter(([, value]) => !Array.isArray(value)));
}

/** The item under another name. */
export function distinctItem(item: unknown, index: number): unknown {
  if (typeof item === 'string') return `${item}-${index}`;
  const identity = identities.find((pointer) => typeof valueAt(item, pointer) === 'string');
  if (identity === undefined) return item;
  return withValueAt(item, identity, `${String(valueAt(item, identity))}-${index}`);
}
