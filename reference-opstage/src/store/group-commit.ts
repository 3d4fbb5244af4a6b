/**
 * Transactions of one connection, one after another in the order they came. Those that wait at the same time are
 * committed together: writing pages and waiting for the disk costs as much for one as for fifty. Each has a savepoint,
 * so that it stands or falls alone, and none is answered before the commit, so that nobody hears of what may yet be lost.
 */
import type Database from 'better-sqlite3';

/** Kept in memory and written with whatever comes next, before it; nobody waits for it. */
export interface Unwritten {
  readonly unwritten: boolean;
  write(): void;
  /** The transaction it was written in is committed. */
  written(): void;
  /** It is not. True when there was anything to lose. */
  lost(): boolean;
}

export interface GroupCommit {
  read<T>(work: () => Promise<T>): Promise<T>;
  write<T>(work: () => Promise<T>, durable: boolean): Promise<T>;
  /** Outside of any transaction. */
  alone<T>(work: () => T | Promise<T>): Promise<T>;
}

interface Turn {
  kind: 'read' | 'write' | 'alone';
  durable: boolean;
  work(): Promise<unknown>;
  resolve(value: never): void;
  reject(error: unknown): void;
}

/** As many as share a commit: the first of them waits for the last. */
const groupMax = 64;

export function groupCommit(
  sqlite: Database.Database,
  run: (sql: string) => void,
  beforehand?: Unwritten,
): GroupCommit {
  const waiting: Turn[] = [];
  let busy = false;
  let synchronous = '';

  const take = <T>(kind: Turn['kind'], durable: boolean, work: () => T | Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      waiting.push({ kind, durable, work: async () => work(), resolve, reject });
      if (busy) return;
      busy = true;
      // What other connections have sent by now is heard first, and shares the commit.
      if (kind === 'write') setImmediate(go);
      else go();
    });

  const go = async () => {
    for (let turn = waiting[0]; turn !== undefined; turn = waiting[0]) {
      if (turn.kind === 'alone') await settle([waiting.shift() as Turn]);
      else if (beforehand?.unwritten || waiting.some(({ kind }) => kind === 'write')) await commitGroup();
      else await settle([waiting.shift() as Turn]);
    }
    busy = false;
  };

  /** Runs turns that need no transaction: nothing else happens between their first and their last read. */
  const settle = async (turns: readonly Turn[]) => {
    for (const { work, resolve, reject } of turns) await work().then((value) => resolve(value as never), reject);
  };

  const commitGroup = async () => {
    const durable = waiting.slice(0, groupMax).some((turn) => turn.durable);
    const tell: (() => void)[] = [];
    const turns: Turn[] = [];
    try {
      flushAs(durable ? 'FULL' : 'NORMAL');
      run('begin immediate');
      for (let next = waiting[0]; joins(next, durable, turns.length); next = waiting[0]) {
        if (beforehand?.unwritten) beforehand.write();
        turns.push(waiting.shift() as Turn);
        tell.push(await inSavepoint(next));
      }
      run('commit');
      beforehand?.written();
    } catch (error) {
      // A full disk ends the transaction by itself; whoever was in it, nothing of what he did is there.
      if (sqlite.inTransaction) run('rollback');
      // Where only what came beforehand could not be written, whoever waits may still be able to do without it.
      const withoutIt = beforehand?.lost() && turns.length === 0;
      if (turns.length === 0 && !withoutIt) turns.push(waiting.shift() as Turn);
      for (const { reject } of turns) reject(error);
      return;
    }
    for (const outcome of tell) outcome();
  };

  /** What is to be told after the commit. Throws only when the whole transaction is lost. */
  const inSavepoint = async ({ kind, work, resolve, reject }: Turn): Promise<() => void> => {
    const writes = kind === 'write';
    if (writes) run('savepoint one');
    try {
      const value = await work();
      if (writes) run('release one');
      return () => resolve(value as never);
    } catch (error) {
      if (!sqlite.inTransaction) throw error;
      if (writes) {
        run('rollback to one');
        run('release one');
      }
      return () => reject(error);
    }
  };

  /** How far a commit is flushed cannot be changed inside a transaction. */
  const flushAs = (wanted: 'FULL' | 'NORMAL') => {
    if (synchronous !== wanted) sqlite.pragma(`synchronous = ${wanted}`);
    synchronous = wanted;
  };

  return {
    read: (work) => take('read', false, work),
    write: (work, durable) => take('write', durable, work),
    alone: (work) => take('alone', false, work),
  };
}

function joins(turn: Turn | undefined, durable: boolean, before: number): turn is Turn {
  return turn !== undefined && turn.kind !== 'alone' && before < groupMax && (durable || !turn.durable);
}
