/** All of PostgreSQL that a process works with: its transactions, and the line that ties it to its peers. */
import type { Peers } from '../app/ports/peers.ts';
import { type Store, StoreUnavailable } from '../app/ports/store.ts';
import type { WakeUps } from '../app/ports/wake-ups.ts';
import { openPostgresLine } from './postgres-line.ts';
import { joinPeers } from './postgres-peers.ts';
import { openPostgresStore, type PostgresOptions } from './postgres-store.ts';
import { type LocalWakeUps, postgresWakeUps } from './postgres-wake-ups.ts';

/** Thrown at start; the message is a sentence for the person starting this process. */
export class DatabaseUnreachable extends Error {}

export interface Database {
  store: Store;
  wakeUps: WakeUps;
  peers: Peers;
}

/** Until `peers.started()` no other process on the same database starts: one migrates and resumes, the others wait. */
export async function openPostgres(options: PostgresOptions, local: LocalWakeUps): Promise<Database> {
  const line = await openPostgresLine(options.url).catch((error) => {
    if (!(error instanceof StoreUnavailable)) throw unusable(options.url, error);
    throw unusable(options.url, error.cause);
  });
  try {
    const peers = await joinPeers(line);
    const store = await openPostgresStore(options);
    const close = async () => {
      await store.close();
      await line.close();
    };
    return { store: { ...store, close }, wakeUps: postgresWakeUps(line, local), peers };
  } catch (error) {
    await line.close();
    throw error;
  }
}

/** Names the server and the database, and never the password. */
function unusable(url: string, reason: unknown): DatabaseUnreachable {
  const { host, pathname } = new URL(url);
  const { message, code } = reason as { message?: string; code?: string };
  const said = message || code || 'no reason given';
  return new DatabaseUnreachable(
    `PostgreSQL at ${host}${pathname} cannot be used: ${said}; check OPSTAGE_DATABASE_URL and whether the server runs`,
  );
}
