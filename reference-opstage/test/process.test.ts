/** What only a real process can show. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import { call, launch, login, type OpstageProcess, scratchFolder, startProcess } from './opstage-process.ts';
import { actionOf, manifestOf } from './test-agent.ts';

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

function newFolder(): string {
  const { folder, remove } = scratchFolder();
  cleanups.push(remove);
  return folder;
}

async function start(folder: string, environment: Record<string, string> = {}): Promise<OpstageProcess> {
  const opstage = await startProcess(folder, environment);
  cleanups.unshift(() => opstage.child.kill('SIGKILL'));
  return opstage;
}

interface AuditLine {
  seq: number;
  action: string;
  target: { id: string | null };
}

async function auditLog(url: string, session: object): Promise<AuditLine[]> {
  const lines: AuditLine[] = [];
  for (let after = 0; ; after = lines.at(-1)?.seq ?? 0) {
    const path = `/api/admin/audit-events?pageSize=100&after=${after}`;
    const { data } = await call(url, 'GET', path, undefined, session);
    if ((data as AuditLine[]).length === 0) return lines;
    lines.push(...(data as AuditLine[]));
  }
}

describe('kill -9', () => {
  test('every acknowledged write is there, with its audit event, and seq has no gap', async () => {
    const folder = newFolder();
    const acknowledged: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const opstage = await start(folder);
      const session = await login(opstage.url);
      for (const id of acknowledged) {
        const path = `/api/admin/registration-tokens/${id}`;
        expect((await call(opstage.url, 'GET', path, undefined, session)).status).toBe(200);
      }
      const log = await auditLog(opstage.url, session);
      expect(log.map(({ seq }) => seq)).toEqual(log.map((_event, index) => index + 1));
      const created = log.filter(({ action }) => action === 'registrationToken.created').map(({ target }) => target.id);
      expect(created).toEqual(expect.arrayContaining(acknowledged));

      // Writers that never stop; the process is killed under them.
      let killed = false;
      const writer = async () => {
        while (!killed) {
          const answer = await call(opstage.url, 'POST', '/api/admin/registration-tokens', {}, session).catch(
            () => null,
          );
          if (answer?.status === 200) acknowledged.push((answer.data as { id: string }).id);
        }
      };
      const writers = Array.from({ length: 4 }, writer);
      const enough = acknowledged.length + 12 + round;
      while (acknowledged.length < enough) await new Promise((resolve) => setTimeout(resolve, 5));
      opstage.child.kill('SIGKILL');
      await opstage.exited;
      killed = true;
      await Promise.all(writers);
    }
  });
});

describe('SIGTERM', () => {
  test('ends held claims with an answer and exits 0', async () => {
    const opstage = await start(newFolder());
    const session = await login(opstage.url);
    const agent = await enrolled(opstage.url, session);
    const seen = async () => {
      const { data } = await call(opstage.url, 'GET', `/api/admin/agents/${agent.agentId}`, undefined, session);
      return (data as { lastSeenAt: string }).lastSeenAt;
    };
    const before = await seen();
    const body = { bootId: 'boot-0000-0001', max: 1, waitSeconds: 60 };
    const held = call(opstage.url, 'POST', `/api/agents/${agent.agentId}/commands/claim`, body, agent);
    // The first look of a claim is a sign of life; after it the claim is held.
    while ((await seen()) === before) await new Promise((resolve) => setTimeout(resolve, 10));
    opstage.child.kill('SIGTERM');
    expect(await held).toMatchObject({ status: 200, data: { commands: [] } });
    expect(await opstage.exited).toBe(0);
  });
});

describe('start', () => {
  const refused: [string, Record<string, string>, RegExp][] = [
    ['an empty database without an owner password', {}, /OPSTAGE_OWNER_PASSWORD is not set/],
    ['an owner password that is too short', { OPSTAGE_OWNER_PASSWORD: 'short' }, /8 to 256 characters/],
    ['a duration out of range', { OPSTAGE_SWEEP_SECONDS: '0' }, /OPSTAGE_SWEEP_SECONDS is 0: .* 1 to 60/],
    ['a duration that is no number', { OPSTAGE_ACK_LEASE_SECONDS: 'x' }, /OPSTAGE_ACK_LEASE_SECONDS is x/],
    ['an offline time too short for the heartbeat', { OPSTAGE_OFFLINE_AFTER_SECONDS: '60' }, /it takes 72 to 86400/],
    ['a port out of range', { OPSTAGE_PORT: '70000' }, /OPSTAGE_PORT is 70000/],
  ];
  test.each(refused)('%s is refused with a sentence and exit code 2', async (_title, environment, sentence) => {
    const started = launch({ OPSTAGE_DATA: newFolder(), OPSTAGE_PORT: '0', ...environment });
    expect(await started.exited).toBe(2);
    expect(started.output()).toMatch(sentence);
    expect(started.output().trim().split('\n')).toHaveLength(1);
  });

  test('--help names every variable and --version the contract', async () => {
    const help = launch({}, '--help');
    expect(await help.exited).toBe(0);
    expect(help.output()).toContain('OPSTAGE_CANCEL_GRACE_SECONDS=60');
    const version = launch({}, '--version');
    await version.exited;
    expect(version.output()).toMatch(/^capsule-opstage \d+\.\d+\.\d+, contract 1\.0\.0\n$/);
    expect(await launch({}, '--wrong').exited).toBe(2);
  });

  test('a second process on the same folder is refused', async () => {
    const folder = newFolder();
    await start(folder);
    const second = launch({ OPSTAGE_DATA: folder, OPSTAGE_PORT: '0' });
    expect(await second.exited).toBe(1);
    expect(second.output()).toContain('another process uses the data folder');
  });

  test('a database that a newer program wrote is refused and left alone', async () => {
    const folder = newFolder();
    const first = await start(folder);
    first.child.kill('SIGTERM');
    await first.exited;
    const file = join(folder, 'opstage.sqlite');
    const database = new Database(file);
    database.prepare("insert into migration (name, applied_at) values ('9999-future', 0)").run();
    database.close();
    const second = launch({ OPSTAGE_DATA: folder, OPSTAGE_PORT: '0' });
    expect(await second.exited).toBe(1);
    expect(second.output()).toMatch(/newer than this program: it has 9999-future/);
  });
});

describe('secrets', () => {
  test('no token, password or cookie value is in the data folder or the log', async () => {
    const folder = newFolder();
    const opstage = await start(folder, { OPSTAGE_SWEEP_SECONDS: '1' });
    const session = await login(opstage.url);
    const agent = await enrolled(opstage.url, session);
    const secrets = [
      'correct horse battery',
      agent.bearer,
      agent.registrationToken,
      session.csrf ?? '',
      session.cookie?.split('=')[1] ?? '',
    ];
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const written = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(8);
      expect(written.some((content) => content.includes(secret))).toBe(false);
      expect(opstage.output()).not.toContain(secret);
    }
  });
});

async function enrolled(url: string, session: object) {
  const issued = await call(url, 'POST', '/api/admin/registration-tokens', {}, session);
  const { token } = issued.data as { token: string };
  const services = [{ manifest: manifestOf('otp-reader'), revision: 'r1', actions: [actionOf('echo')] }];
  const agent = { code: 'process-agent', mode: 'external' };
  const body = { registrationToken: token, agent, bootId: 'boot-0000-0001', capabilities: [], services };
  const { data } = await call(url, 'POST', '/api/agents/register', body);
  const { agentId, agentToken } = data as { agentId: string; agentToken: string };
  return { agentId, bearer: agentToken, registrationToken: token };
}
