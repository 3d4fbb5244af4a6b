/**
 * The stores as a test can have them: as many Opstage processes as share one database. Two on PostgreSQL, each with
 * connections of its own; on SQLite one, which then plays both parts.
 */
import { randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrations } from '../migrations/migrations.ts';
import { effectiveStatusRows } from '../src/app/effective-status-rows.ts';
import { inProcessWakeUps } from '../src/app/in-process-wake-ups.ts';
import { noPeers } from '../src/app/no-peers.ts';
import type { Migration } from '../src/store/migrate.ts';
import { type Database, openPostgres } from '../src/store/postgres-database.ts';
import { openSqliteStore } from '../src/store/sqlite-store.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

export interface StoreKind {
  name: string;
  /** What all tests of a file share. */
  begin(): Promise<void>;
  end(): Promise<void>;
  newPlace(): Promise<Place>;
}

/** Where one database is. */
export interface Place {
  /** Opens it as a process does; two opened at once are two processes where that is possible, else the same. */
  open(steps?: readonly Migration[]): Promise<Database>;
  /** The bytes of its files. */
  files(): Promise<Buffer>;
  remove(): Promise<void>;
}

const common = { now: 1_000_000, effectiveStatusRows };

async function openSqlite(folder: string, steps: readonly Migration[]): Promise<Database> {
  const store = await openSqliteStore({ folder, migrations: steps, ...common });
  return { store, wakeUps: inProcessWakeUps(), peers: noPeers(randomInt(2 ** 31)) };
}

export function sqliteKind(): StoreKind {
  return {
    name: 'SQLite',
    begin: async () => {},
    end: async () => {},
    async newPlace() {
      const folder = mkdtempSync(join(tmpdir(), 'opstage-store-'));
      let opened: { database: Promise<Database>; users: number } | null = null;
      return {
        async open(steps = migrations) {
          opened ??= { database: openSqlite(folder, steps), users: 0 };
          const current = opened;
          current.users += 1;
          const close = async () => {
            current.users -= 1;
            if (current.users > 0) return;
            opened = null;
            await (await current.database).store.close();
          };
          try {
            const database = await current.database;
            return { ...database, store: { ...database.store, close } };
          } catch (error) {
            opened = null;
            throw error;
          }
        },
        files: async () => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name)))),
        remove: async () => rmSync(folder, { recursive: true, force: true }),
      };
    },
  };
}

/** What the tables' files hold. The write-ahead log is not looked at: it forgets in its own time. */
async function filesOf(url: string): Promise<Buffer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('checkpoint');
  const { rows } = await client.query<{ bytes: Buffer }>(
    `select pg_read_binary_file(pg_relation_filepath(oid)) as bytes from pg_class where relkind in ('r', 't', 'i')
     and not relisshared and pg_relation_filepath(oid) is not null`,
  );
  await client.end();
  return Buffer.concat(rows.map(({ bytes }) => bytes));
}

export function postgresKind(): StoreKind {
  let server: PostgresServer | undefined;
  return {
    name: 'PostgreSQL',
    async begin() {
      server = await startPostgres();
    },
    end: async () => server?.stop(),
    async newPlace() {
      if (server === undefined) throw new Error('the server was not started');
      const url = await server.newDatabase();
      return {
        files: () => filesOf(url),
        async open(steps = migrations) {
          const database = await openPostgres({ url, migrations: steps, ...common }, inProcessWakeUps());
          await database.peers.started();
          return database;
        },
        remove: async () => {},
      };
    },
  };
}
