import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** One step of the database's history. Once released it is never changed, moved or taken out. */
export interface Migration {
  name: string;
  up(db: Kysely<never>): Promise<void>;
}

/** Thrown when the database was written by a newer program; the message is a sentence for the person starting this one. */
export class DatabaseTooNew extends Error {}

interface MigrationTables {
  migration: { name: string; appliedAt: number };
}

/** Brings the database up to this program, each step in a transaction of its own. */
export async function migrate(database: Kysely<Tables>, migrations: readonly Migration[], now: number): Promise<void> {
  const db = database as unknown as Kysely<MigrationTables>;
  await db.schema
    .createTable('migration')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('appliedAt', 'bigint', (column) => column.notNull())
    .execute();
  const applied = new Set((await db.selectFrom('migration').select('name').execute()).map(({ name }) => name));
  const unknown = [...applied].filter((name) => !migrations.some((migration) => migration.name === name)).sort();
  if (unknown.length > 0) {
    throw new DatabaseTooNew(
      `the database is newer than this program: it has ${unknown.join(', ')}; start a newer Opstage or take another database`,
    );
  }
  for (const migration of migrations) {
    if (applied.has(migration.name)) continue;
    await db.transaction().execute(async (tx) => {
      await migration.up(tx as unknown as Kysely<never>);
      await tx.insertInto('migration').values({ name: migration.name, appliedAt: now }).execute();
    });
  }
}
