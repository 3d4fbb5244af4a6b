/** The agent session: every rule of its section, over real sockets. */
import { limits as limitEntries } from 'capsule-contract';
import { validate } from 'capsule-contract/validators';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { address, connect, hello, openSession, type SessionClient } from './session-client.ts';
import {
  actionOf,
  auditActions,
  bootId,
  commandNow,
  enrol,
  execute,
  manifestOf,
  type TestAgent,
} from './test-agent.ts';
import { startTestOpstage, type TestOpstage } from './test-opstage.ts';

let opstage: TestOpstage;
beforeAll(async () => {
  opstage = await startTestOpstage({ helloSeconds: 1, pingSeconds: 1 });
  await address(opstage);
});
afterAll(() => opstage.stop());

const newAgent = () => enrol(opstage, [actionOf('echo', { cancellable: true })]);
const beat = (agent: TestAgent) => ({
  bootId,
  services: [{ code: agent.serviceCode, revision: 'r1', health: { status: 'UP' } }],
  running: [],
});

describe('before the upgrade', () => {
  /** What a client that asks for an upgrade is answered instead. */
  async function refused(path: string, headers: Record<string, string>, protocols = ['capsule.session.v1']) {
    const socket = new WebSocket(`ws://${await address(opstage)}${path}`, protocols, { headers });
    return new Promise<{ status: number; code: string; headers: Record<string, unknown> }>((resolve, reject) => {
      socket.on('open', () => reject(new Error('upgraded')));
      socket.on('error', () => {});
      socket.on('unexpected-response', (_request, response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => {
          const body = JSON.parse(text);
          if (!validate('ErrorResponse', body).ok) reject(new Error(text));
          resolve({ status: response.statusCode ?? 0, code: body.error.code, headers: response.headers });
        });
      });
    });
  }

  test('whoever may not come in reads an error envelope', async () => {
    const agent = await newAgent();
    const other = await newAgent();
    const path = `/api/agents/${agent.id}/session`;
    const bearer = (token = '') => ({ authorization: `Bearer ${token}` });
    const missing = await refused(path, {});
    expect(missing).toMatchObject({ status: 401, code: 'AGENT_TOKEN_MISSING' });
    expect(missing.headers).toMatchObject({ 'capsule-contract': '1', 'www-authenticate': 'Bearer' });
    expect(await refused(path, bearer('made-up'))).toMatchObject({ status: 401, code: 'AGENT_TOKEN_INVALID' });
    expect(await refused(path, bearer(other.as.bearer))).toMatchObject({ status: 403, code: 'AGENT_ID_MISMATCH' });
    expect(await refused(`${path}?token=${agent.as.bearer}`, {})).toMatchObject({ code: 'AGENT_TOKEN_MISSING' });
    expect(await refused(path, {}, ['capsule.session.v1', agent.as.bearer ?? ''])).toMatchObject({ status: 401 });
    const version = { ...bearer(agent.as.bearer), 'capsule-contract': '2' };
    expect(await refused(path, version)).toMatchObject({ status: 400, code: 'CONTRACT_VERSION_UNSUPPORTED' });
    expect(await refused('/api/agents/none', bearer())).toMatchObject({ status: 404, code: 'ROUTE_NOT_FOUND' });
    expect(await refused(path, bearer(agent.as.bearer), ['other'])).toMatchObject({ status: 426 });
    await opstage.data('agentDisable', { path: { agentId: agent.id }, as: opstage.owner, body: {} });
    expect(await refused(path, bearer(agent.as.bearer))).toMatchObject({ status: 403, code: 'AGENT_DISABLED' });
  });

  test('a plain GET is 426 and an upgrade of another route is no upgrade', async () => {
    const agent = await newAgent();
    const reply = await opstage.send('agentSession', { path: { agentId: agent.id }, as: agent.as });
    expect([reply.status, reply.body.error?.code, reply.headers.upgrade]).toEqual([
      426,
      'UPGRADE_REQUIRED',
      'websocket',
    ]);
    const url = `ws://${await address(opstage)}/api/system/health`;
    const status = await new Promise((resolve) => {
      const socket = new WebSocket(url, 'capsule.session.v1');
      socket.on('error', () => {});
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    });
    expect(status).toBe(200);
  });
});

describe('hello', () => {
  test('is welcomed, and shows the agent as one with a session', async () => {
    const agent = await newAgent();
    const view = async () =>
      (await opstage.data('agentView', { path: { agentId: agent.id }, as: opstage.owner })) as Record<string, unknown>;
    const client = await connect(opstage, agent);
    expect([client.socket.protocol, client.socket.extensions]).toEqual(['capsule.session.v1', '']);
    expect((await view()).sessionOpen).toBe(false);
    const welcome = await client.ask('hello', hello);
    expect(welcome).toMatchObject({ type: 'welcome', data: { agentId: agent.id, pingSeconds: 1 } });
    expect(await view()).toMatchObject({ sessionOpen: true, capabilities: hello.capabilities });
    client.socket.close(1000);
    expect((await client.closed).code).toBe(1000);
    while ((await view()).sessionOpen) await new Promise((resolve) => setTimeout(resolve, 5));
    // The loss of a session alone changes nothing.
    expect((await view()).status).toBe('ONLINE');
  });

  test.each<[string, (client: SessionClient, agent: TestAgent) => void]>([
    ['another message', (client, agent) => client.send('heartbeat', beat(agent))],
    ['no JSON', (client) => client.socket.send('{')],
    ['nothing at all', () => {}],
  ])('is missed when %s comes first: 4001', async (_title, first) => {
    const agent = await newAgent();
    const client = await connect(opstage, agent);
    first(client, agent);
    expect((await client.closed).code).toBe(4001);
  });

  test('that is wrong is told so and may be said again', async () => {
    const client = await connect(opstage, await newAgent());
    const refusal = await client.ask('hello', { capabilities: [] });
    expect(refusal).toMatchObject({ type: 'error', data: { code: 'VALIDATION_FAILED' } });
    expect((await client.ask('hello', hello)).type).toBe('welcome');
    expect(await client.ask('hello', hello)).toMatchObject({ type: 'error', data: { code: 'VALIDATION_FAILED' } });
  });
});

describe('a message', () => {
  test('has the effect, the answer and the audit of its HTTP twin', async () => {
    const agent = await newAgent();
    const path = { agentId: agent.id };
    const client = await openSession(opstage, agent);
    expect(await client.ask('heartbeat', beat(agent))).toMatchObject({
      type: 'ack',
      data: { directives: { reportServices: [] } },
    });
    const services = [{ manifest: manifestOf(agent.serviceCode), revision: 'r2' }, { nonsense: true }];
    const reported = await client.ask('service.report', { bootId, services });
    expect(reported.data).toMatchObject({ services: [{ id: agent.serviceId }], rejected: [{ index: 1 }] });

    const created = (await execute(opstage, agent, 'echo', { payload: { n: 1, password: 'x' } })).body
      .data as unknown as {
      command: { id: string };
    };
    const dispatch = await client.next('command.dispatch');
    expect(dispatch.data).toMatchObject({ id: created.command.id, payload: { n: 1, password: 'x' } });
    const commandId = created.command.id;
    const { id: deliveryId } = dispatch.data.delivery as { id: string };
    const acked = await client.ask('command.ack', { commandId, deliveryId, accepted: true }, { re: dispatch.id });
    expect(acked).toMatchObject({ type: 'ack', data: { commandId, status: 'RUNNING' } });
    const progress = await client.ask('command.progress', { commandId, deliveryId, seq: 1, percent: 50 });
    expect(progress.data.cancelRequested).toBe(false);
    await opstage.data('commandCancel', { path: { commandId }, as: opstage.owner, body: {} });
    expect((await client.next('command.cancel')).data).toEqual({ commandId });
    const stale = await client.ask('command.result', { commandId, deliveryId: 'dlv_unknown-unknown-1', success: true });
    const twin = await agent.result(commandId, { deliveryId: 'dlv_unknown-unknown-1', success: true });
    expect([stale.type, stale.data.code]).toEqual(['error', twin.body.error?.code]);
    const answered = await client.ask('command.result', { commandId, deliveryId, success: false, cancelled: true });
    expect(answered.data).toMatchObject({ status: 'CANCELLED', replayed: false });
    // HTTP beside it sees the same.
    const again = await agent.result(commandId, { deliveryId, success: false, cancelled: true });
    expect(again.body.data).toMatchObject({ status: 'CANCELLED', replayed: true });
    expect(await auditActions(opstage, `&correlationId=${commandId}`)).toEqual([
      'command.created',
      'command.started',
      'command.cancel.requested',
      'command.cancelled',
    ]);
    client.send('goodbye', { bootId, reason: 'stopping' });
    const offline = async () =>
      ((await opstage.data('agentView', { path, as: opstage.owner })) as { status: string }).status;
    while ((await offline()) !== 'OFFLINE') await new Promise((resolve) => setTimeout(resolve, 5));
    expect(client.frames.filter(({ re }) => re === undefined).map(({ type }) => type)).toEqual([
      'command.dispatch',
      'command.cancel',
    ]);
    expect(client.socket.readyState).toBe(WebSocket.OPEN);
  });

  test('that is bad is answered and the session stays; the tenth within a minute closes it 4400', async () => {
    const client = await openSession(opstage, await newAgent());
    expect(await client.ask('nonsense', {})).toMatchObject({ type: 'error', data: { code: 'UNKNOWN_MESSAGE_TYPE' } });
    expect(await client.ask('welcome', {})).toMatchObject({ data: { code: 'UNKNOWN_MESSAGE_TYPE' } });
    expect(await client.ask('heartbeat', {})).toMatchObject({ data: { code: 'VALIDATION_FAILED' } });
    expect(await client.ask('heartbeat', beat(await newAgent()), { v: 2 })).toMatchObject({
      data: { code: 'VALIDATION_FAILED' },
    });
    const unreadable = ['{', '[]', Buffer.from('{}'), '{"v":1,"v":1}', `{"a":${'['.repeat(102)}${']'.repeat(102)}}`];
    for (const bad of unreadable) client.socket.send(bad);
    const errors = await client.next('error', 9);
    expect(errors.re).toBeUndefined();
    expect(client.socket.readyState).toBe(WebSocket.OPEN);
    const unsafe = 2 ** 53;
    const sentAt = await client.ask('command.progress', { commandId: 'x', deliveryId: 'y', seq: unsafe });
    expect(sentAt.data.code).toBe('VALIDATION_FAILED');
    for (let bad = 9; bad <= 10; bad += 1) client.socket.send('{');
    expect((await client.closed).code).toBe(4400);
  });

  test('may be as long as the limit, and one byte more closes 1009', async () => {
    const agent = await newAgent();
    const client = await openSession(opstage, agent);
    const max = limitEntries.maxMessageBytes.default;
    const frame = (length: number) => {
      const text = (filling: string) =>
        JSON.stringify({
          v: 1,
          type: 'heartbeat',
          id: 'big',
          ts: new Date().toISOString(),
          data: { ...beat(agent), filling },
        });
      return text('x'.repeat(length - text('').length));
    };
    client.socket.send(frame(max));
    expect(await client.next('ack')).toMatchObject({ re: 'big' });
    client.socket.send(frame(max + 1));
    expect((await client.closed).code).toBe(1009);
  });
});

describe('commands', () => {
  test('come up to maxRunning, and the next when there is room, whoever made it', async () => {
    const agent = await newAgent();
    const client = await openSession(opstage, agent, { maxRunning: 2 });
    for (let made = 0; made < 4; made += 1) await execute(opstage, agent);
    const second = await client.next('command.dispatch', 2);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(client.frames.filter(({ type }) => type === 'command.dispatch')).toHaveLength(2);
    const commandId = String(second.data.id);
    const { id: deliveryId } = second.data.delivery as { id: string };
    expect((await agent.ack(commandId, deliveryId)).status).toBe(200);
    expect((await agent.result(commandId, { deliveryId, success: true })).status).toBe(200);
    const third = await client.next('command.dispatch', 3);
    const refusal = {
      commandId: third.data.id,
      deliveryId: (third.data.delivery as { id: string }).id,
      accepted: false,
    };
    await client.ask('command.ack', { ...refusal, error: { code: 'AGENT_BUSY' } }, { re: third.id });
    await client.next('command.dispatch', 4);
  });

  test('that nobody acknowledged come again when their lease has passed', async () => {
    const agent = await newAgent();
    const client = await openSession(opstage, agent);
    await execute(opstage, agent);
    const first = await client.next('command.dispatch');
    opstage.clock.advance(30);
    await agent.heartbeat();
    opstage.deps.wakeUps.notify(agent.id);
    const again = await client.next('command.dispatch', 2);
    expect(again.data).toMatchObject({ id: first.data.id, delivery: { attempt: 2 } });
  });
});

describe('a session ends', () => {
  test('4009 at the welcome of a newer one; its later frames have no effect', async () => {
    const agent = await newAgent();
    const older = await openSession(opstage, agent);
    const newer = await connect(opstage, agent);
    expect((await older.ask('heartbeat', beat(agent))).type).toBe('ack');
    await newer.ask('hello', hello);
    expect((await older.closed).code).toBe(4009);
    expect((await newer.ask('heartbeat', beat(agent))).type).toBe('ack');
  });

  test.each(['agentDisable', 'agentRevoke'] as const)(
    '4403 with %s, at once, and nothing comes after it',
    async (id) => {
      const agent = await newAgent();
      const sessions = [await openSession(opstage, agent), await connect(opstage, agent)];
      await opstage.data(id, { path: { agentId: agent.id }, as: opstage.owner, body: {} });
      for (const { closed } of sessions) expect((await closed).code).toBe(4403);
      expect(sessions.flatMap(({ frames }) => frames).filter(({ type }) => type === 'command.dispatch')).toEqual([]);
    },
  );

  test('4401 when its token is dead by rotation', async () => {
    const agent = await newAgent();
    const client = await openSession(opstage, agent);
    const path = { agentId: agent.id };
    const rotated = (await opstage.data('agentTokenRotate', { path, as: agent.as, body: {} })) as {
      agentToken: string;
    };
    expect((await client.ask('heartbeat', beat(agent))).type).toBe('ack');
    await opstage.data('agentHeartbeat', { path, as: { bearer: rotated.agentToken }, body: beat(agent) });
    expect((await client.closed).code).toBe(4401);
  });

  test('4008 when nothing was received for two periods, and not when pings are answered', async () => {
    const agent = await newAgent();
    const silent = await connect(opstage, await newAgent(), { autoPong: false });
    await silent.ask('hello', hello);
    const lively = await openSession(opstage, agent);
    expect((await silent.closed).code).toBe(4008);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(lively.socket.readyState).toBe(WebSocket.OPEN);
  });

  test('4429 when it does not take what it is sent', async () => {
    const patient = await startTestOpstage({ pingSeconds: 30 });
    try {
      const agent = await enrol(patient);
      const client = await openSession(patient, agent, { maxRunning: 100 });
      client.socket.pause();
      const payload = { filling: 'x'.repeat(1_000_000) };
      for (let made = 0; made < 20; made += 1) await execute(patient, agent, 'echo', { payload });
      await new Promise((resolve) => setTimeout(resolve, 6_000));
      client.socket.resume();
      expect((await client.closed).code).toBe(4429);
    } finally {
      await patient.stop();
    }
  });

  test('with bye and 1012 when Opstage stops, spread over its agents', async () => {
    const stopping = await startTestOpstage();
    const sessions: SessionClient[] = [];
    for (let made = 0; made < 3; made += 1) sessions.push(await openSession(stopping, await enrol(stopping)));
    await stopping.stop();
    for (const { closed } of sessions) expect((await closed).code).toBe(1012);
    const delays = sessions.map(({ frames }) => frames.find(({ type }) => type === 'bye')?.data.reconnectAfterMs);
    expect(new Set(delays).size).toBe(3);
  });
});

test('what was redacted travels only in the dispatch', async () => {
  const agent = await newAgent();
  const client = await openSession(opstage, agent);
  await execute(opstage, agent, 'echo', { payload: { password: 'secret-word' } });
  const { data } = await client.next('command.dispatch');
  expect(data.payload).toEqual({ password: 'secret-word' });
  expect((await commandNow(opstage, String(data.id))).payload).toEqual({ password: '[redacted]' });
});
