/**
 * The connection a process keeps for itself, beside those its transactions share: it hears what the others say, and what
 * it has locked is free again as soon as the process is gone. When it breaks it is opened anew, with the same locks.
 */
import pg from 'pg';
import { connectionSettings } from './postgres-connection.ts';
import { asStoreError } from './postgres-errors.ts';

export interface PostgresLine {
  /** Says it to every other process; nobody waits for that. */
  say(word: string): void;
  /** `reopened` is called when words may have been missed. */
  listen(heard: (word: string) => void, reopened: () => void): void;
  readonly open: boolean;
  /** Locks `key` for as long as the line is open, unless another process has it. */
  tryLock(key: LockKey): Promise<boolean>;
  /** Waits until it has the lock. */
  lock(key: LockKey): Promise<void>;
  unlock(key: LockKey): Promise<void>;
  query<Row extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** A kind and a number; both are 32-bit integers. */
export type LockKey = readonly [kind: number, number: number];

/** Where all of this program's processes meet. */
const channel = 'capsule_opstage';
/** A notification holds less than 8,000 bytes. */
const wordsMax = 100;
const reopenAfterMs = 500;

export async function openPostgresLine(url: string): Promise<PostgresLine> {
  let client: pg.Client | null = null;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;
  let heard: (word: string) => void = () => {};
  let reopened = () => {};
  const held = new Map<string, LockKey>();
  const unsaid = new Set<string>();
  let saying = false;

  const open = async () => {
    // Waits for locks as long as it takes.
    const next = new pg.Client({ ...connectionSettings(url), statement_timeout: 0, lock_timeout: 0 });
    const lost = () => {
      if (client !== next) return;
      client = null;
      void next.end().catch(() => {});
      reopened();
      reopen();
    };
    next.on('error', lost);
    next.on('end', lost);
    next.on('notification', ({ payload = '', processId }) => {
      if (processId === own(next)) return;
      for (const word of payload.split('\n')) heard(word);
    });
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
      for (const [name, key] of held) {
        const { rows } = await next.query('select pg_try_advisory_lock($1, $2) as got', [...key]);
        if (!rows[0].got) held.delete(name);
      }
    } catch (error) {
      await next.end().catch(() => {});
      throw asStoreError(error);
    }
    client = next;
    reopened();
  };
  const reopen = () => {
    if (closed) return;
    retry = setTimeout(() => open().catch(reopen), reopenAfterMs);
  };
  let before: Promise<unknown> = Promise.resolve();
  const query = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[]): Promise<Row[]> => {
    // One after another: the driver does not take a question while it waits for an answer.
    const asked = before.then(async () => {
      if (client === null) throw new Error('the connection is being opened anew');
      return (await client.query<Row>(sql, values)).rows;
    });
    before = asked.catch(() => {});
    try {
      return await asked;
    } catch (error) {
      throw asStoreError(error);
    }
  };
  const sayNext = async (): Promise<void> => {
    while (unsaid.size > 0 && client !== null) {
      const words = [...unsaid].slice(0, wordsMax);
      for (const word of words) unsaid.delete(word);
      // Lost with the connection: whoever waits looks again by himself after a while.
      await query('select pg_notify($1, $2)', [channel, words.join('\n')]).catch(() => {});
    }
    saying = false;
  };

  await open();
  return {
    say(word) {
      if (client === null) return;
      unsaid.add(word);
      if (saying) return;
      saying = true;
      void sayNext();
    },
    listen(nextHeard, nextReopened) {
      heard = nextHeard;
      reopened = nextReopened;
    },
    get open() {
      return client !== null;
    },
    async tryLock(key) {
      const name = key.join(' ');
      if (held.has(name)) return client !== null;
      const [row] = await query<{ got: boolean }>('select pg_try_advisory_lock($1, $2) as got', [...key]);
      if (row?.got !== true) return false;
      held.set(name, key);
      return true;
    },
    async lock(key) {
      await query('select pg_advisory_lock($1, $2)', [...key]);
      held.set(key.join(' '), key);
    },
    async unlock(key) {
      if (!held.delete(key.join(' '))) return;
      await query('select pg_advisory_unlock($1, $2)', [...key]);
    },
    query,
    async close() {
      closed = true;
      clearTimeout(retry);
      const last = client;
      client = null;
      await last?.end().catch(() => {});
    },
  };
}

function own(client: pg.Client): number | null {
  return (client as unknown as { processID: number | null }).processID;
}
