import { sql } from 'kysely';
import type { Scope } from './scope.ts';
import { statement } from './statement.ts';

type Series = 'audit' | 'command' | 'event';

export interface Counter {
  /** The first of the next `count` numbers of a series without gaps; one transaction at a time holds a series. */
  next(name: Series, count?: number): Promise<number>;
  /** Holds the series until the end of this transaction. */
  hold(name: Series): Promise<void>;
  /** Whether any number was given out. */
  advanced(): boolean;
}

const advance = statement((db, { name, count }: { name: Series; count: number }) =>
  db
    .updateTable('counter')
    .set({ value: sql<number>`${sql.ref('value')} + ${count}` })
    .where('name', '=', name)
    .returning('value'),
);
const row = statement((db, { name }: { name: Series }, lock) =>
  lock(db.selectFrom('counter').select('value').where('name', '=', name)),
);

export function counterIn(scope: Scope): Counter {
  let some = false;
  return {
    async next(name, count = 1) {
      some = true;
      const advanced = await scope.first(advance, { name, count });
      if (advanced === undefined) throw new Error(`there is no counter ${name}`);
      return advanced.value - count + 1;
    },
    async hold(name) {
      await scope.first(row, { name });
    },
    advanced: () => some,
  };
}
