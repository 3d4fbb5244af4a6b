/** Reading and changing a JSON value at a pointer. Changes are made on a copy. */

export function pointerTo(parent: string, member: string | number): string {
  return `${parent}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

export function membersOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((member) => member.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

/** The value there, or undefined when there is none. */
export function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const member of membersOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) return undefined;
    value = Reflect.get(value, member);
  }
  return value;
}

/** A copy with the value there replaced, or added to an object that lacks it. The parent must exist. */
export function withValueAt(document: unknown, pointer: string, value: unknown): unknown {
  if (pointer === '') return value;
  const copy = structuredClone(document);
  const member = membersOf(pointer).at(-1) ?? '';
  Reflect.set(containerAt(copy, pointer), member, value);
  return copy;
}

/** A copy without the member there. */
export function withoutMemberAt(document: unknown, pointer: string): unknown {
  const copy = structuredClone(document);
  Reflect.deleteProperty(containerAt(copy, pointer), membersOf(pointer).at(-1) ?? '');
  return copy;
}

function containerAt(document: unknown, pointer: string): object {
  const container = valueAt(document, parentOf(pointer));
  if (typeof container !== 'object' || container === null) throw new Error(`nothing contains ${pointer}`);
  return container;
}
