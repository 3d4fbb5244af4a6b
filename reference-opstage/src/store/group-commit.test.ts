import Database from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { type GroupCommit, groupCommit } from './group-commit.ts';

let sqlite: Database.Database;
let turns: GroupCommit;
let ran: string[];
let failing: string | null;

beforeEach(() => {
  sqlite = new Database(':memory:');
  sqlite.exec('create table word (text text)');
  ran = [];
  failing = null;
  turns = groupCommit(sqlite, (sql) => {
    ran.push(sql);
    if (sql === failing) throw new Error(`${sql} failed`);
    sqlite.exec(sql);
  });
});

const write = (text: string, after: () => void = () => {}) =>
  turns.write(async () => {
    sqlite.prepare('insert into word values (?)').run(text);
    after();
    return text;
  }, true);
const words = () => sqlite.prepare('select text from word').pluck().all();
const refuse = () => {
  throw new Error('refused');
};

describe('transactions that wait together', () => {
  test('share one commit and keep their order', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map((text) => write(text)))).toEqual(['a', 'b', 'c']);
    expect(words()).toEqual(['a', 'b', 'c']);
    expect(ran.filter((sql) => sql === 'commit')).toHaveLength(1);
  });

  test('stand or fall alone', async () => {
    const [one, two, three] = await Promise.allSettled([write('a'), write('b', refuse), write('c')]);
    expect([one.status, two.status, three.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(words()).toEqual(['a', 'c']);
  });

  test('are answered after the commit, and all fail with it', async () => {
    failing = 'commit';
    const outcomes = await Promise.allSettled([write('a'), write('b', refuse), turns.read(async () => words())]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(words()).toEqual([]);
    failing = null;
    expect(await write('later')).toBe('later');
  });

  test('let a read among them see what went before it, and nothing of what comes after', async () => {
    const [, seen] = await Promise.all([write('a'), turns.read(async () => words()), write('b')]);
    expect(seen).toEqual(['a']);
  });
});

test('a read alone opens no transaction', async () => {
  expect(await turns.read(async () => words())).toEqual([]);
  expect(ran).toEqual([]);
});

test('what must be alone is outside of every transaction', async () => {
  const states: boolean[] = [];
  await Promise.all([write('a'), turns.alone(() => void states.push(sqlite.inTransaction)), write('b')]);
  expect(states).toEqual([false]);
  expect(words()).toEqual(['a', 'b']);
});

describe('what waits to be written by itself', () => {
  let kept: string[];
  let refused: boolean;
  beforeEach(() => {
    kept = [];
    refused = false;
    const run = (sql: string) => void sqlite.exec(sql);
    turns = groupCommit(sqlite, run, {
      get unwritten() {
        return kept.length > 0;
      },
      write() {
        if (refused) throw new Error('the disk is full');
        for (const text of kept.splice(0)) sqlite.prepare('insert into word values (?)').run(text);
      },
      written() {},
      lost: () => kept.splice(0).length > 0,
    });
  });

  test('is there for whoever reads or writes next', async () => {
    kept.push('kept');
    expect(await turns.read(async () => words())).toEqual(['kept']);
    kept.push('more');
    await write('a');
    expect(words()).toEqual(['kept', 'more', 'a']);
    expect(sqlite.inTransaction).toBe(false);
  });

  test('is let go where it cannot be written: a read does without it', async () => {
    kept.push('kept');
    refused = true;
    expect(await turns.read(async () => words())).toEqual([]);
    expect(await write('a')).toBe('a');
    expect(words()).toEqual(['a']);
  });
});
