/** One transaction, as the repositories work with it. */
import type { Kysely } from 'kysely';
import { type Form, type Lock, type Statement, statement } from './statement.ts';
import type { Tables } from './tables.ts';

export interface Scope {
  /** For queries whose text differs from call to call. */
  db: Kysely<Tables>;
  lock: Lock;
  /** Whether this transaction may change anything. */
  writes: boolean;
  all<Values extends object, Output>(statement: Statement<Values, Output>, values: Values): Promise<Output[]>;
  first<Values extends object, Output>(
    statement: Statement<Values, Output>,
    values: Values,
  ): Promise<Output | undefined>;
  /** How many rows the statement changed. */
  change<Values extends object>(statement: Statement<Values, unknown>, values: Values): Promise<number>;
  /** From here to the end of the transaction no other transaction is past this point under the same name. */
  alone(name: string): Promise<void>;
  /**
   * Reads a row of an agent with that agent locked. The agent's row is the lock of all it has: its tokens, services,
   * commands and deliveries. Where it is not locked yet, what was read may be old by then and is read once more.
   */
  agentLocked(agentId: string): void;
  ofAgent<Values extends object, Found extends { agentId: string }>(
    statement: Statement<Values, Found>,
    values: Values,
  ): Promise<Found | undefined>;
}

export interface Ran {
  rows: Record<string, unknown>[];
  changes: number;
}

const agentRow = statement((db, { id }: { id: string }, lock) =>
  lock(db.selectFrom('agent').select('id').where('id', '=', id)),
);

/** A scope over whatever runs a text with values. */
export function scopeOver(
  db: Kysely<Tables>,
  form: Form,
  run: (text: ReturnType<Statement<object, unknown>['textIn']>, parameters: unknown[]) => Ran | Promise<Ran>,
  alone: (name: string) => Promise<void>,
): Scope {
  const ran = (statement: Statement<never, unknown>, values: object) => {
    const text = statement.textIn(form);
    return { text, result: run(text, text.fill(values)) };
  };
  const locked = new Set<string>();
  const scope: Scope = {
    db,
    lock: form.lock,
    writes: form.writes,
    async all(statement, values) {
      const { text, result } = ran(statement as never, values);
      const { rows } = await result;
      return rows.map((row) => inCode(row, text.names)) as never;
    },
    async first(statement, values) {
      const { text, result } = ran(statement as never, values);
      const row = (await result).rows[0];
      return (row === undefined ? undefined : inCode(row, text.names)) as never;
    },
    async change(statement, values) {
      return (await ran(statement as never, values).result).changes;
    },
    alone,
    agentLocked: (agentId) => void (form.locks && locked.add(agentId)),
    async ofAgent(what, values) {
      for (;;) {
        const row = await scope.first(what, values);
        if (row === undefined || !form.locks || locked.has(row.agentId)) return row;
        await scope.first(agentRow, { id: row.agentId });
        locked.add(row.agentId);
      }
    },
  };
  return scope;
}

/** The row under the names the code has for its columns. */
function inCode(row: Record<string, unknown>, names: Map<string, string>): Record<string, unknown> {
  const named: Record<string, unknown> = {};
  for (const column in row) {
    let name = names.get(column);
    if (name === undefined) {
      name = column.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
      names.set(column, name);
    }
    named[name] = row[column];
  }
  return named;
}
