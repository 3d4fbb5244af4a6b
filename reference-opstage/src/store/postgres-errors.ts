/** What PostgreSQL's failures mean for a transaction: do it again, give up for now, or a defect of ours. */
import pg from 'pg';
import { StoreUnavailable } from '../app/ports/store.ts';

/** Two transactions got into each other's way, or one was quicker to add what both wanted to: the next look decides. */
const again = new Set(['40001', '40P01', '23505']);
/** By class: connection, resources, operator intervention, system error; and what a server that only reads says. */
const unavailable = /^(08|53|57|58)|^(25006|55P03|25P03)$/;

export function mayTryAgain(error: unknown): boolean {
  return error instanceof pg.DatabaseError && again.has(error.code ?? '');
}

/** The driver's failures as the port knows them. What does not come from the server is about the connection. */
export function asStoreError(error: unknown): unknown {
  if (error instanceof pg.DatabaseError && !unavailable.test(error.code ?? '')) return error;
  return gone(error);
}

function gone(error: unknown): StoreUnavailable {
  const { message, code } = error as { message?: string; code?: string };
  return new StoreUnavailable(`the database is not available: ${message || code || 'no reason given'}`, {
    cause: error,
  });
}
