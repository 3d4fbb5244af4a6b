/** Commands by state or agent and audit events by action without reading all the others, of which there are more every day. */
import { type Kysely, sql } from 'kysely';

export const name = '0006-long-lists';

export async function up(db: Kysely<never>): Promise<void> {
  await db.schema.createIndex('commandStatus').on('command').columns(['status', 'createdAt', 'id']).execute();
  await db.schema.createIndex('commandAgent').on('command').columns(['agentId', 'createdAt', 'id']).execute();
  await db.schema.createIndex('auditEventAction').on('auditEvent').columns(['action', 'seq']).execute();
  await db.schema
    .createIndex('commandUncertain')
    .on('command')
    .columns(['createdAt', 'id'])
    .where(sql.ref('outcomeKnown'), '=', 0)
    .where(sql.ref('lateResult'), 'is', null)
    .execute();
}
