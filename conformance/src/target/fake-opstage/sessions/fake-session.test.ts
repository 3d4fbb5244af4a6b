import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { agentMonitors } from '../../../checks/monitors/agent-monitors.ts';
import { SecretRegister } from '../../secret-register.ts';
import { SeededRandom } from '../../seeded-random.ts';
import { Transcript } from '../../transcript.ts';
import { type FakeOpstage, type FakeOpstageOptions, startFakeOpstage } from '../fake-opstage.ts';

const bootId = 'boot-0001';
const ts = '2026-01-01T00:00:00Z';
const hello = { bootId, capabilities: ['session.ws'], maxRunning: 2 };
const heartbeat = { bootId, services: [], running: [] };

let opstage: FakeOpstage;
let transcript: Transcript;
let agentId: string;
let token: string;

type Frame = { type: string; id: string; re?: string; data: Record<string, never> };

async function post(path: string, body: unknown, bearer = token) {
  const answer = await fetch(`${opstage.url}/api/agents/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'capsule-contract': '1',
      ...(path === 'register' ? {} : { authorization: `Bearer ${bearer}` }),
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, ...((await answer.json()) as { data: Record<string, never> }) };
}

async function begin(options: FakeOpstageOptions = { session: { pingSeconds: 1 } }): Promise<void> {
  transcript = new Transcript();
  const parts = { transcript, secrets: new SecretRegister(), random: new SeededRandom('fake-session.test') };
  opstage = await startFakeOpstage(options, parts);
  const { data } = await post('register', {
    registrationToken: opstage.registrationToken,
    agent: { code: 'agent-1', mode: 'embedded' },
    bootId,
    capabilities: ['session.ws'],
  });
  agentId = data.agentId ?? '';
  token = data.agentToken ?? '';
}

/** A socket that keeps what it received; `next` gives it in order. */
class TestSocket {
  readonly socket: WebSocket;
  readonly closed: Promise<unknown[]>;
  readonly #received: Frame[] = [];
  #arrived = () => {};

  constructor(bearer = token, protocol = 'capsule.session.v1') {
    this.socket = new WebSocket(`${opstage.url.replace('http', 'ws')}/api/agents/${agentId}/session`, protocol, {
      headers: { authorization: `Bearer ${bearer}`, 'capsule-contract': '1' },
    });
    this.socket.on('error', () => {});
    this.closed = once(this.socket, 'close');
    this.socket.on('message', (data) => {
      this.#received.push(JSON.parse(String(data)) as Frame);
      this.#arrived();
    });
  }

  async next(): Promise<Frame> {
    while (this.#received.length === 0) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
      });
    }
    return this.#received.shift() as Frame;
  }

  say(type: string, data: unknown, id = type): void {
    this.socket.send(JSON.stringify({ v: 1, type, id, ts, data }));
  }

  async welcomed(): Promise<Frame> {
    await once(this.socket, 'open');
    this.say('hello', hello);
    return this.next();
  }

  async refusal(): Promise<{ status: number; code: string }> {
    const [, response] = await once(this.socket, 'unexpected-response');
    let text = '';
    for await (const chunk of response) text += chunk;
    return { status: response.statusCode, code: (JSON.parse(text) as { error: { code: string } }).error.code };
  }
}

afterEach(() => opstage.close());

describe('an upgrade', () => {
  it.each([
    ['without sessions', {}, undefined, undefined, 404, 'ROUTE_NOT_FOUND'],
    ['with an unknown token', undefined, 'opstage_agent_none', undefined, 401, 'AGENT_TOKEN_INVALID'],
    ['with another subprotocol', undefined, undefined, 'chat', 426, 'UPGRADE_REQUIRED'],
  ])('%s is refused with an envelope', async (_what, options, bearer, protocol, status, code) => {
    await begin(options);
    expect(await new TestSocket(bearer, protocol).refusal()).toEqual({ status, code });
  });

  it('meets the faults of its operation', async () => {
    await begin();
    opstage.play([{ on: 'agentSession', fault: { kind: 'refuse', code: 'AGENT_DISABLED' } }]);
    expect(await new TestSocket().refusal()).toEqual({ status: 403, code: 'AGENT_DISABLED' });
    expect((await new TestSocket().welcomed()).type).toBe('welcome');
  });
});

describe('a session', () => {
  it('closes 4001 on anything before hello', async () => {
    await begin();
    const { socket, closed } = new TestSocket();
    await once(socket, 'open');
    socket.send('{}');
    expect((await closed)[0]).toBe(4001);
  });

  it('answers frames as their HTTP twins and records them where those stand', async () => {
    await begin();
    const session = new TestSocket();
    expect(await session.welcomed()).toMatchObject({ re: 'hello', data: { agentId, pingSeconds: 1 } });
    session.say('heartbeat', heartbeat);
    expect(await session.next()).toMatchObject({ type: 'ack', re: 'heartbeat', data: { heartbeatIntervalSeconds: 1 } });
    session.say('command.result', {
      commandId: 'cmd_0123456789abcdef',
      deliveryId: 'dlv_0123456789abcdef',
      success: true,
    });
    expect(await session.next()).toMatchObject({ type: 'error', data: { code: 'COMMAND_NOT_FOUND' } });
    session.say('weather', {});
    expect(await session.next()).toMatchObject({ type: 'error', data: { code: 'UNKNOWN_MESSAGE_TYPE' } });
    session.socket.send('{');
    expect(await session.next()).toMatchObject({ type: 'error', data: { code: 'MALFORMED_JSON' } });
    const [beat] = opstage.exchangesOf('agentHeartbeat');
    expect(beat).toMatchObject({ method: 'FRAME', status: 200, body: heartbeat, frame: { type: 'heartbeat' } });
  });

  it('gets due commands, as many as it can run, and their cancellation', async () => {
    await begin();
    const session = new TestSocket();
    await session.welcomed();
    const commands = [1, 2, 3].map(() => opstage.command({ actionName: 'echo', payload: {} }));
    const [first, second] = [await session.next(), await session.next()];
    expect([first.data.id, second.data.id]).toEqual(commands.slice(0, 2).map(({ id }) => id));
    const { id: commandId, delivery } = first.data as never as { id: string; delivery: { id: string } };
    session.say('command.ack', { commandId, deliveryId: delivery.id, accepted: true });
    expect(await session.next()).toMatchObject({ type: 'ack', data: { status: 'RUNNING' } });
    opstage.play([{ do: 'cancel', commandId }]);
    expect(await session.next()).toMatchObject({ type: 'command.cancel', data: { commandId } });
    session.say('command.result', { commandId, deliveryId: delivery.id, success: true });
    expect((await session.next()).type).toBe('ack');
    expect(await session.next()).toMatchObject({ type: 'command.dispatch', data: { id: commands[2]?.id } });
  });

  it('is replaced by a newer one at its welcome', async () => {
    await begin();
    const first = new TestSocket();
    await first.welcomed();
    const second = new TestSocket();
    await second.welcomed();
    expect((await first.closed)[0]).toBe(4009);
    expect(opstage.sessions.current).toBe(opstage.sessions.all[1]);
  });

  it('of a token that a rotation ended closes 4401', async () => {
    await begin();
    opstage.play([{ do: 'rotate-token' }]);
    const session = new TestSocket();
    expect(await session.welcomed()).toMatchObject({ data: { directives: { rotateToken: true } } });
    const { data } = await post(`${agentId}/token/rotate`, { bootId });
    await post(`${agentId}/heartbeat`, heartbeat, data.agentToken);
    expect((await session.closed)[0]).toBe(4401);
  });

  it('says bye, falls silent, and sends what it is told to', async () => {
    await begin();
    const session = new TestSocket();
    await session.welcomed();
    opstage.play([
      { do: 'send-frame', text: '{"type":"odd"}', bytes: 20 },
      { do: 'drain', reconnectAfterMs: 5 },
    ]);
    expect(await session.next()).toEqual({ type: 'odd' });
    expect(await session.next()).toMatchObject({ type: 'bye', data: { reconnectAfterMs: 5 } });
    expect((await session.closed)[0]).toBe(1012);
    const other = new TestSocket();
    await other.welcomed();
    opstage.play([{ do: 'silence' }, { do: 'send-frame', text: '{"type":"lost"}' }]);
    other.say('heartbeat', heartbeat);
    other.socket.close(4008);
    await other.closed;
    await expect.poll(() => opstage.sessions.all[1]?.closed).toMatchObject({ code: 4008, by: 'agent' });
    expect(opstage.sessions.all[1]?.sent.map(({ type }) => type)).toEqual(['welcome']);
  });

  it.each([
    ['reset', 1006, 0],
    ['cut-answer', 1006, 1],
  ] as const)('meets a frame with %s', async (kind, code, effects) => {
    await begin();
    const session = new TestSocket();
    await session.welcomed();
    opstage.play([{ on: 'agentHeartbeat', fault: kind === 'reset' ? { kind } : { kind, bytes: 0 } }]);
    session.say('heartbeat', heartbeat);
    expect((await session.closed)[0]).toBe(code);
    expect(opstage.exchangesOf('agentHeartbeat').filter(({ processed }) => processed)).toHaveLength(effects);
  });
});

describe('the monitors', () => {
  it('judge a frame by the schema of its type', async () => {
    await begin();
    const session = new TestSocket();
    await session.welcomed();
    session.say('heartbeat', heartbeat);
    await session.next();
    session.say('heartbeat', { bootId });
    await session.next();
    const monitor = agentMonitors(new SecretRegister()).find((one) => one.requirement === 'responses-match-schema');
    const [, good, bad] = transcript.messages.filter(({ request }) => request.method === 'FRAME');
    expect([good, bad].map((message) => message && monitor?.judge(message))).toMatchObject([
      { holds: true },
      { holds: false },
    ]);
  });
});
