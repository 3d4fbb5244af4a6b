import type { Row } from './tables.ts';

export interface Codec<E> {
  /** Every column of the entity. */
  columns: readonly (keyof E & string)[];
  encode(entity: E): Row<E>;
  decode(row: Row<E>): E;
}

type KeyOf<E> = Extract<keyof E, string>;

/**
 * Translates between an entity and its row. `columns` names every column, so that nothing else an object may carry
 * reaches the database.
 */
export function codec<E extends object>(shape: {
  plain: readonly KeyOf<E>[];
  booleans?: readonly KeyOf<E>[];
  documents?: readonly KeyOf<E>[];
}): Codec<E> {
  const booleans = shape.booleans ?? [];
  const documents = shape.documents ?? [];
  return {
    columns: [...shape.plain, ...booleans, ...documents],
    encode(entity) {
      const source = entity as Record<string, unknown>;
      const row: Record<string, unknown> = {};
      for (const name of shape.plain) row[name] = source[name];
      for (const name of booleans) row[name] = source[name] === null ? null : Number(source[name]);
      for (const name of documents) row[name] = source[name] === null ? null : JSON.stringify(source[name]);
      return row as Row<E>;
    },
    decode(row) {
      const source = row as Record<string, unknown>;
      const entity: Record<string, unknown> = {};
      for (const name of shape.plain) entity[name] = source[name];
      for (const name of booleans) entity[name] = source[name] === null ? null : source[name] === 1;
      for (const name of documents) {
        const text = source[name];
        entity[name] = typeof text === 'string' ? JSON.parse(text) : null;
      }
      return entity as E;
    },
  };
}
