/** What several processes on one database have to know of each other's sessions with agents. */
import type { Kysely } from 'kysely';

export const name = '0004-many-processes';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .alterTable('agent')
    .addColumn('session', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema.alterTable('agent').addColumn('sessionHost', 'bigint').execute();
}
