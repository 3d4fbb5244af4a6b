/** How this program talks to PostgreSQL: the driver's settings, and one client with what a transaction needs of it. */
import { CamelCasePlugin, Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import { asStoreError } from './postgres-errors.ts';
import { readText, storedText } from './postgres-text.ts';
import type { Tables } from './tables.ts';

const { INT8, NUMERIC, TEXT, VARCHAR } = pg.types.builtins;
const int8 = Number;

/** Every time and number of this program is a safe integer. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8 || oid === NUMERIC) return int8;
    if (oid === TEXT || oid === VARCHAR) return readText;
    return pg.types.getTypeParser(oid, format as 'text');
  },
} as pg.CustomTypesConfig;

/** A connection is given up after so long; a database that is only slow is waited for by whoever asks. */
const connectMs = 5_000;

export function connectionSettings(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'capsule-opstage',
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    // A process that stops in the middle of a transaction must not keep the others out of it for ever.
    idle_in_transaction_session_timeout: 30_000,
    lock_timeout: 15_000,
    statement_timeout: 60_000,
    types,
  };
}

/** One client of the pool. */
export interface Connection {
  /** For queries built anew, on this client alone. */
  db: Kysely<Tables>;
  /** What has no values. Returns the server's word for what it did. */
  simple(sql: string): Promise<string>;
  run(text: { name: string; sql: string }, parameters: unknown[]): Promise<pg.QueryResult>;
}

const known = new WeakMap<pg.ClientBase, Connection>();

export function connectionOver(client: pg.ClientBase): Connection {
  const made = known.get(client) ?? connection(client);
  known.set(client, made);
  return made;
}

function connection(client: pg.ClientBase): Connection {
  const guarded = <T>(asked: Promise<T>): Promise<T> =>
    asked.catch((error: unknown) => {
      throw asStoreError(error);
    });
  const only = {
    query: (sql: string, parameters: readonly unknown[]) =>
      guarded(client.query(sql, stored(parameters))) as Promise<never>,
    release: () => {},
  };
  return {
    db: new Kysely<Tables>({
      dialect: new PostgresDialect({
        pool: { connect: async () => only as never, end: async () => {} } as unknown as PostgresPool,
      }),
      plugins: [new CamelCasePlugin()],
    }),
    simple: async (sql) => (await guarded(client.query(sql))).command,
    run: ({ name, sql }, parameters) => guarded(client.query({ name, text: sql, values: stored(parameters) })),
  };
}

function stored(parameters: readonly unknown[]): unknown[] {
  return parameters.map((value) => (typeof value === 'string' ? storedText(value) : value));
}
