/**
 * Nothing a client sends or is given in confidence is in the log at its most talkative, nor in the data folder. Every
 * operation is called with a canary in every place a request has, by everybody who can call.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { operations } from 'capsule-contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { call, login, type OpstageProcess, type Session, scratchFolder, startProcess } from './opstage-process.ts';
import { actionOf, manifestOf } from './test-agent.ts';

const canary = `canary-${randomBytes(8).toString('hex')}`;
const { folder, remove } = scratchFolder();
let opstage: OpstageProcess;
let session: Session;
let agent: { agentId: string; bearer: string };
const issued: string[] = ['correct horse battery'];
const requestIds: string[] = [];

beforeAll(async () => {
  opstage = await startProcess(folder, { OPSTAGE_LOG_LEVEL: 'trace', OPSTAGE_SWEEP_SECONDS: '1' });
  session = await login(opstage.url);
  agent = await enrolled();
  issued.push(agent.bearer, session.csrf ?? '', session.cookie?.split('=')[1] ?? '');
});
afterAll(() => {
  opstage.child.kill('SIGKILL');
  remove();
});

async function enrolled() {
  const { data } = await call(opstage.url, 'POST', '/api/admin/registration-tokens', {}, session);
  const { token } = data as { token: string };
  issued.push(token);
  const configs = [{ key: 'k', type: 'string', editable: false, sensitive: true, valuePreview: canary }];
  const inputSchema = { type: 'object', properties: { word: { type: 'string', writeOnly: true } } };
  const actions = [actionOf('echo', { inputSchema })];
  const health = { status: 'UP', details: { password: canary } };
  const services = [{ manifest: manifestOf('otp-reader'), revision: 'r1', configs, actions, health }];
  const body = {
    registrationToken: token,
    agent: { code: 'secretive', mode: 'external' },
    bootId: 'boot-0000-0001',
    capabilities: ['session.ws'],
    services,
  };
  const registered = (await call(opstage.url, 'POST', '/api/agents/register', body)).data as {
    agentId: string;
    agentToken: string;
    services: { id: string }[];
  };
  const path = `/api/admin/capsule-services/${registered.services[0]?.id}/actions/echo`;
  const created = await call(opstage.url, 'POST', path, { payload: { word: canary, token: canary } }, session);
  if (created.status !== 200) throw new Error(`no command: ${created.status}`);
  return { agentId: registered.agentId, bearer: registered.agentToken };
}

/** A canary wherever a request has room for one. */
async function send(operation: (typeof operations)[keyof typeof operations], headers: Record<string, string>) {
  const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) =>
    name === 'agentId' && operation.auth === 'agent' ? agent.agentId : `${name}-${canary}`,
  );
  const body = {
    password: canary,
    username: canary,
    registrationToken: canary,
    payload: { a: canary },
    [canary]: canary,
  };
  const content = operation.method === 'GET' ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${opstage.url}${path}?token=${canary}&after=${canary}`, {
    method: operation.method,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': canary,
      'last-event-id': canary,
      'user-agent': canary,
      'x-request-id': canary,
      referer: `http://${canary}/`,
      ...headers,
    },
    ...content,
  });
  await response.body?.cancel();
  requestIds.push(response.headers.get('x-request-id') ?? 'no request id');
}

describe('a log at trace level', () => {
  test('has a line for every request and nothing any of them said', async () => {
    const { cookie = '', csrf = '' } = session;
    const callers: Record<string, string>[] = [
      {},
      { authorization: `Bearer ${canary}`, cookie: `opstage_session=${canary}`, 'x-csrf-token': canary },
      { cookie, 'x-csrf-token': csrf },
      { authorization: `Bearer ${agent.bearer}` },
    ];
    for (const headers of callers) {
      for (const operation of Object.values(operations)) {
        // Ending the session here would leave the rest without anybody who may call.
        if (operation.operationId === 'operatorLogout' && headers.cookie === cookie) continue;
        if (operation.kind === 'sse' && headers.cookie === cookie) continue;
        await send(operation, headers);
      }
    }
    await raw(`GET /${canary} HTTP/1.1\r\nHost: ${canary}\r\n${canary}\r\n\r\n`);
    await raw(`POST /api/admin/auth/login?${canary} HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n{"${canary}`);
    await frames([canary, JSON.stringify({ v: 1, type: canary, id: canary, ts: canary, data: { canary } })]);
    expect((await call(opstage.url, 'GET', `/${canary}`)).status).toBe(404);

    const log = opstage.output();
    expect(requestIds.filter((requestId) => !log.includes(requestId))).toEqual([]);
    expect(log).not.toContain(canary);
    for (const secret of issued) expect(log).not.toContain(secret);
    // And nothing a client can do is an error of this program.
    expect(log.split('\n').filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});

describe('the data folder', () => {
  test('has no token, password or cookie value', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const written = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    for (const secret of issued) {
      expect(secret.length).toBeGreaterThan(8);
      expect(written.some((content) => content.includes(secret))).toBe(false);
    }
  });
});

/** Sends text as it is and leaves. */
function raw(text: string): Promise<void> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(opstage.url);
    const socket = connect(Number(port), hostname, () =>
      socket.write(text, () => setTimeout(() => socket.destroy(), 50)),
    );
    socket.on('error', () => {});
    socket.on('close', () => resolve());
  });
}

/** Says hello on a session, then each text, and leaves. */
function frames(texts: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const url = `${opstage.url.replace('http', 'ws')}/api/agents/${agent.agentId}/session`;
    const socket = new WebSocket(url, 'capsule.session.v1', { headers: { authorization: `Bearer ${agent.bearer}` } });
    const hello = { bootId: 'boot-0000-0001', capabilities: [canary] };
    const ts = new Date().toISOString();
    socket.on('open', () => {
      socket.send(JSON.stringify({ v: 1, type: 'hello', id: 'frm_0000000000000001', ts, data: hello }));
      for (const text of texts) socket.send(text);
    });
    socket.on('message', (bytes) => {
      if (String(bytes).includes('"error"')) socket.close();
    });
    socket.on('close', () => resolve());
    socket.on('error', reject);
  });
}
