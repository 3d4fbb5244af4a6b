/**
 * PostgreSQL for any number of Opstage processes. Transactions run beside each other, so what a use case reads it locks:
 * the row of an agent is the lock of all that agent has, other rows lock themselves, and the audit log and the feed are
 * written last, where their counters let one transaction through at a time. That keeps both without gaps and in the
 * order of their commits. Repeatable read or serializable would have every pair of writers fail on those counters.
 */
import { setTimeout as delay } from 'node:timers/promises';
import {
  CamelCasePlugin,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import pg from 'pg';
import { type Store, StoreUnavailable } from '../app/ports/store.ts';
import type { EffectiveStatusRow } from '../domain/effective-status.ts';
import { beatBatches } from './beat-batches.ts';
import { takeBeat } from './beat-taking.ts';
import { type Migration, migrate } from './migrate.ts';
import { type Connection, connectionOver, connectionSettings } from './postgres-connection.ts';
import { asStoreError, mayTryAgain } from './postgres-errors.ts';
import { type Scope, scopeOver } from './scope.ts';
import type { Form } from './statement.ts';
import type { Tables } from './tables.ts';
import { openTransaction } from './transaction.ts';

export interface PostgresOptions {
  url: string;
  now: number;
  migrations: readonly Migration[];
  effectiveStatusRows: readonly EffectiveStatusRow[];
}

/** Connections of one process; what is beyond them waits for its turn. */
const connectionsMax = 10;
const attemptsMax = 8;
const pauseMs = 25;
const beginDurable = 'begin isolation level read committed';
const beginFast = `${beginDurable}; set local synchronous_commit = off`;
const slowAgain = 'set local synchronous_commit = on';
const olderWaitMs = 5_000;
const olderLookMs = 20;

export async function openPostgresStore(options: PostgresOptions): Promise<Store> {
  const pool = new pg.Pool({ ...connectionSettings(options.url), max: connectionsMax });
  // A connection that breaks while nobody uses it is replaced with the next use.
  pool.on('error', () => {});

  const withConnection = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    const client = await pool.connect().catch((error: unknown) => {
      throw asStoreError(error);
    });
    const broken = () => {};
    client.on('error', broken);
    let failure: unknown;
    try {
      return await work(connectionOver(client));
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      client.off('error', broken);
      client.release(failure instanceof StoreUnavailable);
    }
  };

  try {
    await withConnection(async ({ db }) => migrate(db, options.migrations, options.now));
  } catch (error) {
    await pool.end();
    throw error;
  }

  const inTransaction = <T>(
    begin: string,
    form: Form,
    work: (scope: Scope, run: (text: string) => Promise<unknown>) => Promise<T>,
  ): Promise<T> =>
    withConnection(async (connection) => {
      await connection.simple(begin);
      try {
        const answer = await work(scopeOn(connection, form), connection.simple);
        // A transaction with a failed statement in it ends as if it had never been.
        if ((await connection.simple('commit')) !== 'COMMIT') throw new Error('a transaction was not committed');
        return answer;
      } catch (error) {
        // A lost connection has ended the transaction already.
        if (!(error instanceof StoreUnavailable)) await connection.simple('rollback');
        throw error;
      }
    });

  const retried = async <T>(attempt: () => Promise<T>): Promise<T> => {
    for (let number = 1; ; number += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (!mayTryAgain(error) || number >= attemptsMax) throw error;
        await delay(Math.random() * pauseMs * number);
      }
    }
  };

  return {
    read: (work) =>
      inTransaction('begin isolation level repeatable read read only', reading, (scope) =>
        work(openTransaction(scope, options.effectiveStatusRows).tx),
      ),
    async write(work, { durable } = { durable: true }) {
      const { answer, committed } = await retried(() =>
        inTransaction(durable ? beginDurable : beginFast, writing, async (scope, run) => {
          const open = openTransaction(scope, options.effectiveStatusRows);
          const done = await work(open.tx);
          await open.finish();
          // A server that breaks down forgets its last fast commits, and a stream may have told of one by then.
          if (!durable && open.tells()) await run(slowAgain);
          return { answer: done, committed: open.committed };
        }),
      );
      committed();
      return answer;
    },
    beat: beatBatches((beats) =>
      retried(() =>
        inTransaction(beginFast, writing, async (scope) => {
          const taken: boolean[] = [];
          for (const beat of beats) taken.push(await takeBeat(scope, options.effectiveStatusRows, beat));
          return taken;
        }),
      ),
    ),
    async scrub() {
      await withConnection(scrub);
    },
    async close() {
      await pool.end();
    },
  };
}

/**
 * Writes the small table anew that erased values lay in. A transaction that began before may still be entitled to see
 * them, so those are waited for, up to a bound.
 */
async function scrub({ simple, run }: Connection): Promise<void> {
  const { rows } = await run({ name: 'opstage_now', sql: 'select pg_current_xact_id()::xid as now' }, []);
  const sql = `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
    and age(backend_xmin) >= age($1::xid) limit 1`;
  for (let waited = 0; waited < olderWaitMs; waited += olderLookMs) {
    const older = await run({ name: 'opstage_older', sql }, [rows[0].now]);
    if (older.rows.length === 0) break;
    await delay(olderLookMs);
  }
  await simple('vacuum full command_secret');
}

const builder = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
  plugins: [new CamelCasePlugin()],
});

interface Lockable {
  forUpdate(): Lockable & { skipLocked(): Lockable };
}

const reading: Form = { builder, writes: false, locks: false, lock: (query) => query };
const writing: Form = {
  builder,
  writes: true,
  locks: true,
  lock(query, option) {
    const locked = (query as Lockable).forUpdate();
    return (option === 'skip' ? locked.skipLocked() : locked) as typeof query;
  },
};

function scopeOn({ db, run }: Connection, form: Form): Scope {
  const suffix = form.locks ? 'w' : 'r';
  return scopeOver(
    db,
    form,
    async ({ name, sql }, parameters) => {
      const { rows, rowCount } = await run({ name: `${name}${suffix}`, sql }, parameters);
      return { rows, changes: rowCount ?? 0 };
    },
    async (name) => {
      if (!form.writes) return;
      const sql = 'select pg_advisory_xact_lock(hashtextextended($1, 0))';
      await run({ name: 'opstage_alone', sql }, [name]);
    },
  );
}
