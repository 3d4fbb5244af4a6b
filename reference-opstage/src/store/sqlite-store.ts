/**
 * One SQLite file, one connection, one process. The connection is the lock: transactions run one after another, so a
 * use case never sees half of another's change. WAL keeps commits to one append; how far a commit is flushed is chosen
 * per transaction, because a heartbeat lost in a power cut costs nothing and a command would.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import type { Store, Transaction } from '../app/ports/store.ts';
import type { EffectiveStatusRow } from '../domain/effective-status.ts';
import { type Migration, migrate } from './migrate.ts';
import type { Tables } from './tables.ts';
import { repositoriesOver } from './transaction.ts';

/** Thrown when another process holds the file; the message is a sentence for the person starting this one. */
export class DatabaseInUse extends Error {}

export interface SqliteOptions {
  /** The folder the file lies in; made when missing. */
  folder: string;
  now: number;
  migrations: readonly Migration[];
  effectiveStatusRows: readonly EffectiveStatusRow[];
}

export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const file = join(options.folder, 'opstage.sqlite');
  const sqlite = new Database(file, { timeout: 0 });
  try {
    // Exclusive: a second Opstage on the same folder is refused instead of corrupting deadlines and wake-ups.
    sqlite.pragma('locking_mode = EXCLUSIVE');
    sqlite.pragma('journal_mode = WAL');
    // Deleted values are overwritten, so that erased payloads do not linger in free pages.
    sqlite.pragma('secure_delete = ON');
    sqlite.exec('BEGIN IMMEDIATE; COMMIT');
  } catch (error) {
    sqlite.close();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) {
      throw new DatabaseInUse(`another process uses the data folder ${options.folder}`);
    }
    throw error;
  }
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: sqlite }),
    plugins: [new CamelCasePlugin()],
  });
  try {
    await migrate(db, options.migrations, options.now);
  } catch (error) {
    await db.destroy();
    throw error;
  }

  const run = async <T>(flush: 'FULL' | 'NORMAL', work: (tx: Transaction) => Promise<T>): Promise<T> => {
    const last = new Map<string, () => Promise<void>>();
    const afterwards: (() => void)[] = [];
    const answer = await db.connection().execute((connection) => {
      // Cannot be changed inside a transaction; the connection is ours until this one ends.
      sqlite.pragma(`synchronous = ${flush}`);
      return connection.transaction().execute(async (tx) => {
        const result = await work({
          ...repositoriesOver(tx, options.effectiveStatusRows),
          beforeCommit: (key, step) => void last.set(key, step),
          afterCommit: (step) => void afterwards.push(step),
        });
        for (const step of last.values()) await step();
        return result;
      });
    });
    for (const step of afterwards) step();
    return answer;
  };

  return {
    read: (work) => run('NORMAL', work),
    write: (work, { durable } = { durable: true }) => run(durable ? 'FULL' : 'NORMAL', work),
    async scrub() {
      await db.connection().execute(async () => {
        sqlite.pragma('wal_checkpoint(TRUNCATE)');
      });
    },
    async close() {
      await db.destroy();
    },
  };
}
