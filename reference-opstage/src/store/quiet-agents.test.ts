import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Beat } from '../app/ports/beat.ts';
import { type QuietAgents, quietAgents } from './quiet-agents.ts';

const start = 1_000_000;
const beat: Beat = {
  agentId: 'a',
  tokenId: 'token',
  bootId: 'boot',
  session: null,
  at: start,
  heartbeatIntervalSeconds: 30,
  offlineAfterSeconds: 90,
  services: [
    { code: 's', revision: 'r1', health: { status: 'UP', shown: { message: 'first' }, newId: () => 'hlr_new' } },
  ],
};
const later = (seconds: number, changes: Partial<Beat> = {}): Beat => ({
  ...beat,
  at: start + seconds * 1000,
  ...changes,
});
const service = (changes: object) => ({ services: [{ ...beat.services[0], ...changes } as Beat['services'][0]] });

let sqlite: Database.Database;
let quiet: QuietAgents;
let due: number;

beforeEach(() => {
  vi.useFakeTimers();
  sqlite = new Database(':memory:');
  sqlite.exec(`
    create table agent (id text, state text, boot_id text, disconnected_boot_id text, offline_noted_at integer,
      last_seen_at integer, live_until integer);
    create table agent_token (id text, agent_id text);
    create table command (id text, agent_id text);
    create table service (agent_id text, code text, revision text, released integer, health_status text,
      health_received_at integer, health text, health_id text);
    insert into agent values ('a', 'ACTIVE', 'boot', null, null, ${start}, ${start + 90_000});
    insert into agent_token values ('token', 'a'), ('other', 'b');
    insert into command values ('c', 'a'), ('d', 'b');
    insert into service values ('a', 's', 'r1', 0, 'UP', ${start}, '{"message":"first"}', 'hlr_old'),
      ('b', 't', 'r1', 0, 'UP', 0, '{}', 'hlr_b');
  `);
  due = 0;
  quiet = quietAgents(sqlite, () => {
    due += 1;
  });
  quiet.learn(beat);
});
afterEach(() => {
  quiet.stop();
  vi.useRealTimers();
});

describe('a heartbeat as the one before', () => {
  test('is taken without a look at the database, and is due to be written within a second', () => {
    expect(quiet.takes(later(30))).toBe(true);
    expect([quiet.unwritten, due]).toEqual([true, 0]);
    vi.advanceTimersByTime(1_000);
    expect(due).toBe(1);
  });

  test('is written with its time and its health, whose id changes with its content', () => {
    quiet.takes(later(30));
    quiet.write();
    quiet.written();
    expect(quiet.unwritten).toBe(false);
    const agent = sqlite.prepare('select last_seen_at, live_until from agent').get();
    expect(agent).toEqual({ last_seen_at: start + 30_000, live_until: start + 120_000 });
    const found = () => sqlite.prepare("select health_received_at, health_id from service where code = 's'").get();
    expect(found()).toEqual({ health_received_at: start + 30_000, health_id: 'hlr_old' });
    const health = { status: 'UP' as const, shown: { message: 'second' }, newId: () => 'hlr_new' };
    quiet.takes(later(60, service({ health })));
    quiet.write();
    expect(found()).toEqual({ health_received_at: start + 60_000, health_id: 'hlr_new' });
  });

  test('is taken on and on', () => {
    for (let turn = 1; turn <= 10; turn += 1) expect(quiet.takes(later(turn * 80))).toBe(true);
  });

  test('is not written over a goodbye that came after it', () => {
    quiet.takes(later(30));
    sqlite.exec("update agent set disconnected_boot_id = 'boot', live_until = 0");
    quiet.write();
    expect(sqlite.prepare('select live_until from agent').pluck().get()).toBe(0);
  });

  test('is lost with its transaction, and the next one is for the database', () => {
    quiet.takes(later(30));
    quiet.write();
    expect(quiet.lost()).toBe(true);
    expect(quiet.lost()).toBe(false);
    expect(quiet.takes(later(60))).toBe(false);
  });
});

describe('the database is asked', () => {
  test.each<[string, Beat]>([
    ['of another agent', later(1, { agentId: 'b' })],
    ['with another token', later(1, { tokenId: 'other' })],
    ['of another process', later(1, { bootId: 'boot2' })],
    ['on a session', later(1, { session: 1 })],
    ['to be told another interval', later(1, { heartbeatIntervalSeconds: 10 })],
    ['to be told another silence', later(1, { offlineAfterSeconds: 60 })],
    ['after silence', later(90)],
    ['before the one before', later(-1)],
    ['of another service', later(1, service({ code: 't' }))],
    ['of another revision', later(1, service({ revision: 'r2' }))],
    ['of another health', later(1, service({ health: { status: 'DOWN', shown: {}, newId: () => '' } }))],
  ])('about a heartbeat %s', (_title, other) => {
    expect(quiet.takes(other)).toBe(false);
  });

  test.each([
    "update agent set state = 'REVOKED' where id = 'a'",
    "delete from agent_token where agent_id = 'a'",
    "update agent_token set id = 'x' where agent_id = 'a'",
    "insert into agent_token values ('pending', 'a')",
    "update command set id = 'x' where agent_id = 'a'",
    "insert into command values ('new', 'a')",
    "update service set agent_id = 'b' where code = 's'",
    "update service set agent_id = 'a' where code = 't'",
    "delete from service where code = 's'",
  ])('after %s', (change) => {
    sqlite.exec(change);
    expect(quiet.takes(later(30))).toBe(false);
  });

  test.each([
    "update agent_token set id = 'x' where agent_id = 'b'",
    "insert into command values ('new', 'b')",
    "update service set health = '{}' where code = 't'",
  ])('by nobody else: not after %s', (change) => {
    sqlite.exec(change);
    expect(quiet.takes(later(30))).toBe(true);
  });
});
