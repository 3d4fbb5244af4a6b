/** The operator feed, and for each agent and service the status the feed told last. */
import { type Kysely, sql } from 'kysely';

export const name = '0003-event-feed';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('feedEvent')
    .addColumn('position', 'bigint', (column) => column.primaryKey())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('writtenAt', 'bigint', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('data', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('feedEvent_id').on('feedEvent').column('id').unique().execute();
  await db.schema.createIndex('feedEvent_writtenAt').on('feedEvent').column('writtenAt').execute();
  const tables = db as unknown as Kysely<{
    counter: { name: string; value: number };
    agent: { notedStatus: string; state: string; offlineNotedAt: number | null };
  }>;
  await tables.insertInto('counter').values({ name: 'event', value: 0 }).execute();
  // Null: nothing was told yet, and what is true by then is taken as known.
  await db.schema.alterTable('service').addColumn('notedStatus', 'text').execute();
  await db.schema.alterTable('agent').addColumn('notedStatus', 'text').execute();
  const [state, offlineNotedAt] = [sql.ref('state'), sql.ref('offlineNotedAt')];
  const known = sql<string>`case
    when ${state} <> 'ACTIVE' then ${state}
    when ${offlineNotedAt} is null then 'ONLINE'
    else 'OFFLINE' end`;
  await tables.updateTable('agent').set({ notedStatus: known }).execute();
}
