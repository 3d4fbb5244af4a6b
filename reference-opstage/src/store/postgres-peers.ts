/**
 * The processes on one PostgreSQL database know each other by locks that live as long as the process: one under its own
 * number, one for whoever leads, one for each place that is counted over all of them.
 */
import { createHash, randomInt } from 'node:crypto';
import type { Peers } from '../app/ports/peers.ts';
import { StoreUnavailable } from '../app/ports/store.ts';
import type { LockKey, PostgresLine } from './postgres-line.ts';

/** First halves of the keys; arbitrary, and the same in every version. */
const kinds = { starting: 5_190_001, process: 5_190_002, leading: 5_190_003 } as const;
const starting: LockKey = [kinds.starting, 0];
const leading: LockKey = [kinds.leading, 0];

/** Waits until no other process is starting; from here to `started` this one is. */
export async function joinPeers(line: PostgresLine): Promise<Peers> {
  await line.lock(starting);
  let own = randomInt(1, 2 ** 31);
  while (!(await line.tryLock([kinds.process, own]))) own = randomInt(1, 2 ** 31);
  // The line's locks know no names: which places are this process's own has to be remembered.
  const taken = new Set<string>();
  return {
    own,
    async living() {
      const sql = `select objid::bigint as number from pg_locks
        where locktype = 'advisory' and classid = $1 and objsubid = 2 and granted
        and database = (select oid from pg_database where datname = current_database())`;
      const rows = await line.query<{ number: number }>(sql, [kinds.process]);
      return [...new Set([own, ...rows.map(({ number }) => number)])];
    },
    async leads() {
      try {
        // After a broken line the server may have kept the old one's locks for a while.
        await line.tryLock([kinds.process, own]);
        return await line.tryLock(leading);
      } catch (error) {
        if (error instanceof StoreUnavailable) return false;
        throw error;
      }
    },
    async takePlace(name, max) {
      const kind = createHash('sha256').update(name).digest().readInt32BE();
      for (let place = 0; place < max; place += 1) {
        const id = `${name} ${place}`;
        if (taken.has(id)) continue;
        taken.add(id);
        const got = await line.tryLock([kind, place]).catch((error) => {
          taken.delete(id);
          throw error;
        });
        if (!got) {
          taken.delete(id);
          continue;
        }
        return () => {
          if (!taken.delete(id)) return;
          void line.unlock([kind, place]).catch(() => {});
        };
      }
      return null;
    },
    started: () => line.unlock(starting),
  };
}
