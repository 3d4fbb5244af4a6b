import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

export interface Counter {
  /** The next number of a series without gaps; one transaction at a time holds a series. */
  next(name: 'audit' | 'command' | 'event'): Promise<number>;
}

export function counterIn(db: Kysely<Tables>): Counter {
  return {
    async next(name) {
      const row = await db
        .updateTable('counter')
        .set({ value: sql<number>`${sql.ref('value')} + 1` })
        .where('name', '=', name)
        .returning('value')
        .executeTakeFirstOrThrow();
      return Number(row.value);
    },
  };
}
