/**
 * Payloads with secrets in a table of their own. It holds only those of open commands, so it is always small enough to
 * be written anew when one is erased: on some databases only that leaves nothing of a row in the files.
 */
import type { Kysely } from 'kysely';

export const name = '0005-command-secrets';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable('commandSecret')
    .addColumn('commandId', 'text', (column) => column.primaryKey())
    .addColumn('payload', 'text', (column) => column.notNull())
    .execute();
  const tables = db as unknown as Kysely<{
    command: { id: string; secretPayload: string | null };
    commandSecret: { commandId: string; payload: string };
  }>;
  const rows = await tables
    .selectFrom('command')
    .select(['id', 'secretPayload'])
    .where('secretPayload', 'is not', null)
    .execute();
  for (const { id, secretPayload } of rows) {
    if (secretPayload === null) continue;
    await tables.insertInto('commandSecret').values({ commandId: id, payload: secretPayload }).execute();
    await tables.updateTable('command').set({ secretPayload: 'apart' }).where('id', '=', id).execute();
  }
}
