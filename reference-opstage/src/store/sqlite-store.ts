/**
 * One SQLite file, one connection, one process. The connection is the lock: transactions run one after another, so a
 * use case never sees half of another's change. WAL keeps commits to one append; how far a commit is flushed is chosen
 * per transaction, because a heartbeat lost in a power cut costs nothing and a command would.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database, { type Statement as Prepared } from 'better-sqlite3';
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import { type Store, StoreUnavailable } from '../app/ports/store.ts';
import type { EffectiveStatusRow } from '../domain/effective-status.ts';
import { takeBeat } from './beat-taking.ts';
import { type GroupCommit, groupCommit } from './group-commit.ts';
import { type Migration, migrate } from './migrate.ts';
import { quietAgents } from './quiet-agents.ts';
import { scopeOver } from './scope.ts';
import type { Form } from './statement.ts';
import type { Tables } from './tables.ts';
import { openTransaction } from './transaction.ts';

/** Thrown when another process holds the file; the message is a sentence for the person starting this one. */
export class DatabaseInUse extends Error {}

export interface SqliteOptions {
  /** The folder the file lies in; made when missing. */
  folder: string;
  now: number;
  migrations: readonly Migration[];
  effectiveStatusRows: readonly EffectiveStatusRow[];
}

/** Texts kept prepared; those of filtered lists differ without end. */
const preparedMax = 500;

export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const sqlite = openFile(options.folder);
  const prepare = preparing(sqlite);
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: { prepare, close: () => sqlite.close() } }),
    plugins: [new CamelCasePlugin()],
  });
  try {
    await migrate(db, options.migrations, options.now);
  } catch (error) {
    await db.destroy();
    throw error;
  }

  // Nobody else is there to lock anything from.
  const form: Form = { builder: db, writes: true, locks: false, lock: (query) => query };
  const runText = ({ sql }: { sql: string }, parameters: unknown[]) => {
    const prepared = prepare(sql);
    if (prepared.reader) return { rows: prepared.all(parameters) as Record<string, unknown>[], changes: 0 };
    return { rows: [], changes: prepared.run(parameters).changes };
  };
  const open = () =>
    openTransaction(
      scopeOver(db, form, runText, async () => {}),
      options.effectiveStatusRows,
    );

  // What cannot be written then is lost, and whoever beats next is told so by the database itself.
  const quiet = quietAgents(sqlite, () => void writeQuiet().catch(() => {}));
  const turns: GroupCommit = groupCommit(sqlite, (sql) => void prepare(sql).run(), quiet);
  const writeQuiet = () => turns.write(async () => {}, false);
  return {
    // Nothing else runs until it ends, so it needs no transaction to see one and the same state.
    read: (work) => turns.read(() => work(open().tx)).catch(failed),
    write: (work, { durable } = { durable: true }) =>
      turns
        .write(async () => {
          const { tx, finish, committed } = open();
          const answer = await work(tx);
          await finish();
          return { answer, committed };
        }, durable)
        .then(({ answer, committed }) => {
          committed();
          return answer;
        }, failed),
    async beat(beat) {
      if (quiet.takes(beat)) return true;
      const look = async () => {
        const scope = scopeOver(db, form, runText, async () => {});
        const goesOn = await takeBeat(scope, options.effectiveStatusRows, beat);
        if (goesOn) quiet.learn(beat);
        return goesOn;
      };
      return turns.write(look, false).catch(failed);
    },
    async scrub() {
      await turns.alone(() => sqlite.pragma('wal_checkpoint(TRUNCATE)'));
    },
    async close() {
      await writeQuiet().catch(() => {});
      quiet.stop();
      await turns.alone(() => db.destroy());
    },
  };
}

function openFile(folder: string): Database.Database {
  const sqlite = new Database(join(folder, 'opstage.sqlite'), { timeout: 0 });
  try {
    // Exclusive: a second Opstage on the same folder is refused instead of corrupting deadlines and wake-ups.
    sqlite.pragma('locking_mode = EXCLUSIVE');
    sqlite.pragma('journal_mode = WAL');
    // Deleted values are overwritten, so that erased payloads do not linger in free pages.
    sqlite.pragma('secure_delete = ON');
    sqlite.exec('BEGIN IMMEDIATE; COMMIT');
    return sqlite;
  } catch (error) {
    sqlite.close();
    if (codeOf(error).startsWith('SQLITE_BUSY')) {
      throw new DatabaseInUse(`another process uses the data folder ${folder}`);
    }
    throw error;
  }
}

function preparing(sqlite: Database.Database): (sql: string) => Prepared<unknown[]> {
  const known = new Map<string, Prepared<unknown[]>>();
  return (sql) => {
    const prepared = known.get(sql) ?? sqlite.prepare<unknown[]>(sql);
    if (known.size >= preparedMax) known.clear();
    known.set(sql, prepared);
    return prepared;
  };
}

function failed(error: unknown): never {
  const code = codeOf(error);
  if (!code.startsWith('SQLITE_') || code.startsWith('SQLITE_CONSTRAINT')) throw error;
  throw new StoreUnavailable(`the database failed: ${code}`, { cause: error });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
