/** Reads and changes a JSON document at a pointer, without touching the original. */
export function valueAt(document: unknown, pointer: string): unknown {
  return partsOf(pointer).reduce<unknown>((value, name) => (value as Record<string, unknown>)?.[name], document);
}

export function withValueAt(document: unknown, pointer: string, value: unknown): unknown {
  return changed(document, partsOf(pointer), (holder, name) => {
    Reflect.set(holder, name, value);
  });
}

export function withoutValueAt(document: unknown, pointer: string): unknown {
  return changed(document, partsOf(pointer), (holder, name) => {
    if (Array.isArray(holder)) holder.splice(Number(name), 1);
    else Reflect.deleteProperty(holder, name);
  });
}

function changed(document: unknown, parts: readonly string[], change: (holder: object, name: string) => void): unknown {
  const copy: unknown = structuredClone(document);
  const name = parts.at(-1);
  const holder = parts.slice(0, -1).reduce<unknown>((value, part) => (value as Record<string, unknown>)?.[part], copy);
  if (name !== undefined && typeof holder === 'object' && holder !== null) change(holder, name);
  return copy;
}

function partsOf(pointer: string): string[] {
  const parts = pointer.split('/').slice(1);
  return parts.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
