/**
 * A statement whose text is built once and then only filled with values. Building a query and having it planned costs
 * many times what running it does, and almost everything Opstage asks is asked over and over in the same words.
 */
import type { Compilable, Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * Locks the rows a query finds until the end of the transaction, where the database knows such locks; with `skip` those
 * that are locked already are left out.
 */
export type Lock = <Query>(query: Query, option?: 'skip') => Query;

/** What a text depends on besides its statement: the dialect, and whether rows are locked. */
export interface Form {
  /** Builds and never runs. */
  builder: Kysely<Tables>;
  writes: boolean;
  /** Whether `lock` does anything: transactions run beside each other, and this one writes. */
  locks: boolean;
  lock: Lock;
}

export interface StatementText {
  /** The same for the same statement in every form: a name for it within one connection is made of both. */
  name: string;
  sql: string;
  /** What a row's columns are called in the code, by their name in the database; filled by the first row. */
  names: Map<string, string>;
  fill(values: object): unknown[];
}

export interface Statement<Values extends object, Output> {
  textIn(form: Form): StatementText;
  /** Never set: carries the types of what goes in and comes out. */
  types?: { values: Values; output: Output };
}

/** Stands in a text for a value that each run brings along. */
class StandIn {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

let made = 0;

/**
 * `build` is given a stand-in under every name of `Values`. It must build the same text whatever the values will be: a
 * condition that only sometimes applies belongs into a query built anew.
 */
export function statement<Values extends object, Output>(
  build: (db: Kysely<Tables>, value: Values, lock: Lock) => Compilable<Output>,
): Statement<Values, Output> {
  made += 1;
  const name = `opstage_${made}`;
  const texts = new WeakMap<Form, StatementText>();
  return {
    textIn(form) {
      const known = texts.get(form);
      if (known !== undefined) return known;
      const text = compile(name, form, build);
      texts.set(form, text);
      return text;
    },
  };
}

function compile<Values extends object>(
  name: string,
  form: Form,
  build: (db: Kysely<Tables>, value: Values, lock: Lock) => Compilable<unknown>,
): StatementText {
  const standIns = new Map<string, StandIn>();
  const value = new Proxy({} as Values, {
    get(_target, member) {
      const standIn = standIns.get(String(member)) ?? new StandIn(String(member));
      standIns.set(standIn.name, standIn);
      return standIn;
    },
  });
  const { sql, parameters } = build(form.builder, value, form.lock).compile();
  return {
    name,
    sql,
    names: new Map(),
    fill(values) {
      const source = values as Record<string, unknown>;
      return parameters.map((parameter) => (parameter instanceof StandIn ? source[parameter.name] : parameter));
    },
  };
}
