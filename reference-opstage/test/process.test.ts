/** What only a real process can show. */
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
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

describe('SIGTERM under load', () => {
  test('every request taken in is answered: what was written and what was acknowledged are the same', async () => {
    const folder = newFolder();
    const opstage = await start(folder);
    const session = await login(opstage.url);
    const acknowledged: string[] = [];
    let refused = 0;
    let gone = false;
    const writer = async () => {
      while (!gone) {
        const answer = await call(opstage.url, 'POST', '/api/admin/registration-tokens', {}, session).catch(() => {
          gone = true;
          return null;
        });
        if (answer?.status === 200) acknowledged.push((answer.data as { id: string }).id);
        else if (answer !== null) refused += 1;
      }
    };
    const writers = Array.from({ length: 12 }, writer);
    while (acknowledged.length < 60) await new Promise((resolve) => setTimeout(resolve, 5));
    opstage.child.kill('SIGTERM');
    expect(await opstage.exited).toBe(0);
    await Promise.all(writers);
    expect(refused).toBe(0);

    const again = await start(folder);
    const log = await auditLog(again.url, await login(again.url));
    const created = log.filter(({ action }) => action === 'registrationToken.created').map(({ target }) => target.id);
    expect(created.sort()).toEqual(acknowledged.sort());
    expect(log.map(({ seq }) => seq)).toEqual(log.map((_event, index) => index + 1));
  });

  test('a request whose head came before the stop is answered, though its body comes after it', async () => {
    const opstage = await start(newFolder());
    const { cookie = '', csrf = '' } = await login(opstage.url);
    const { hostname, port } = new URL(opstage.url);
    const head = [
      'POST /api/admin/registration-tokens HTTP/1.1',
      ...['Host: x', 'Content-Type: application/json', 'Content-Length: 2', 'Expect: 100-continue'],
      ...[`Cookie: ${cookie}`, `X-CSRF-Token: ${csrf}`],
    ];
    const clients = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const socket = connect(Number(port), hostname);
        let text = '';
        const closed = new Promise((resolve) => socket.once('close', resolve));
        await new Promise<void>((resolve) => {
          socket.on('data', (chunk) => {
            text += chunk;
            if (text.startsWith('HTTP/1.1 100')) resolve();
          });
          socket.write(`${head.join('\r\n')}\r\n\r\n`);
        });
        return { socket, closed, text: () => text };
      }),
    );
    opstage.child.kill('SIGTERM');
    // The stop has begun once nobody new is let in.
    while ((await call(opstage.url, 'GET', '/api/system/health').catch(() => null)) !== null);
    for (const { socket } of clients) socket.write('{}');
    await Promise.all(clients.map(({ closed }) => closed));
    for (const { text } of clients) expect(text()).toMatch(/HTTP\/1\.1 200 OK.*connection: close.*"success":true/is);
    expect(await opstage.exited).toBe(0);
  });

  test('a client that never ends its request holds nobody up for ever', async () => {
    const opstage = await start(newFolder(), { OPSTAGE_DRAIN_SECONDS: '1' });
    const { hostname, port } = new URL(opstage.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const head = 'POST /api/admin/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    await new Promise((resolve) => socket.write(`${head}Content-Length: 100\r\n\r\n{`, resolve));
    // Taken in before the stop begins.
    await call(opstage.url, 'GET', '/api/system/health');
    opstage.child.kill('SIGTERM');
    expect(await opstage.exited).toBe(0);
    await closed;
  });
});

describe('start', () => {
  const refused: [string, Record<string, string>, RegExp][] = [
    ['an empty database without an owner password', {}, /OPSTAGE_OWNER_PASSWORD is not set/],
    ['an owner password that is too short', { OPSTAGE_OWNER_PASSWORD: 'short' }, /8 to 256 characters/],
    [
      'a duration out of range',
      { OPSTAGE_SWEEP_SECONDS: '0' },
      /OPSTAGE_SWEEP_SECONDS is 0: .* 1 to 60\n {4}corrected: OPSTAGE_SWEEP_SECONDS=1\n/,
    ],
    ['a duration that is no number', { OPSTAGE_ACK_LEASE_SECONDS: 'x' }, /OPSTAGE_ACK_LEASE_SECONDS is x/],
    [
      'an offline time too short for the heartbeat',
      { OPSTAGE_OFFLINE_AFTER_SECONDS: '60' },
      /it takes a whole number from 72 to 86400/,
    ],
    ['a port out of range', { OPSTAGE_PORT: '70000' }, /OPSTAGE_PORT is 70000/],
  ];
  test.each(refused)(
    '%s is refused with a sentence, the line that would do and exit code 2',
    async (_title, environment, sentence) => {
      const started = launch({ OPSTAGE_DATA: newFolder(), OPSTAGE_PORT: '0', ...environment });
      expect(await started.exited).toBe(2);
      expect(started.output()).toMatch(sentence);
      expect(started.output()).toMatch(/^opstage: [^\n]*\n( {4}corrected: [^\n]*\n)?$/);
    },
  );

  test('--help names every variable and --version the contract', async () => {
    const help = launch({}, '--help');
    expect(await help.exited).toBe(0);
    expect(help.output()).toContain('OPSTAGE_CANCEL_GRACE_SECONDS=60');
    const version = launch({}, '--version');
    await version.exited;
    expect(version.output()).toMatch(/^capsule-opstage \d+\.\d+\.\d+, contract 1\.0\.0\n$/);
    expect(await launch({}, '--wrong').exited).toBe(2);
  });

  test('--config reads a file, and --check judges without starting', async () => {
    const folder = newFolder();
    const file = join(folder, 'opstage.yaml');
    writeFileSync(file, 'port: 0\nsweepSecond: 2\n');
    const wrong = launch({}, '--check', '--config', file);
    expect(await wrong.exited).toBe(2);
    expect(wrong.output()).toContain(`${file}:2: sweepSecond is no setting. Did you mean sweepSeconds?`);
    writeFileSync(file, 'port: 0\nsweepSeconds: 2\n');
    const right = launch({ OPSTAGE_CONFIG: file, OPSTAGE_DATA: join(folder, 'untouched') }, '--check');
    expect(await right.exited).toBe(0);
    const opstage = await start(newFolder(), { OPSTAGE_CONFIG: file });
    const { data } = await call(opstage.url, 'GET', '/api/system/version');
    expect((data as { limits: object }).limits).toMatchObject({ sweepSeconds: 2 });
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
