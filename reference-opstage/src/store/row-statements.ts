import type { Kysely } from 'kysely';
import { type Statement, statement } from './statement.ts';
import type { Tables } from './tables.ts';

/** Any table, its name hidden from the compiler: what columns there are is checked by `Columns`. */
type Untyped = Kysely<{ table: { id: string; [column: string]: unknown } }>;
type Columns<Table extends keyof Tables> = readonly (keyof Tables[Table] & string)[];

const untyped = (db: Kysely<Tables>) => db as unknown as Untyped;
const pick = (columns: readonly string[], value: object) =>
  Object.fromEntries(columns.map((name) => [name, value[name as never]])) as never;

/** Inserts one row with these columns. */
export function insertion<Table extends keyof Tables>(
  table: Table,
  columns: Columns<Table>,
): Statement<Tables[Table], unknown> {
  return statement((db, value) =>
    untyped(db)
      .insertInto(table as 'table')
      .values(pick(columns, value)),
  );
}

/** Sets these columns of the row with the same `id`. */
export function update<Table extends keyof Tables>(
  table: Table,
  columns: Columns<Table>,
): Statement<Partial<Tables[Table]> & { id: string }, unknown> {
  const changed = columns.filter((name) => name !== 'id');
  return statement((db, value) =>
    untyped(db)
      .updateTable(table as 'table')
      .set(pick(changed, value))
      .where('id', '=', value.id),
  );
}

/** Inserts one row with these columns, or takes the place of the one with the same key. */
export function upsert<Table extends keyof Tables>(
  table: Table,
  columns: Columns<Table>,
  key: Columns<Table>,
): Statement<Tables[Table], unknown> {
  const changed = columns.filter((name) => !key.includes(name));
  return statement((db, value) =>
    untyped(db)
      .insertInto(table as 'table')
      .values(pick(columns, value))
      .onConflict((conflict) => conflict.columns([...key]).doUpdateSet(pick(changed, value))),
  );
}
