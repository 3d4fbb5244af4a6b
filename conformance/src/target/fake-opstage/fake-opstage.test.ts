import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SecretRegister } from '../secret-register.ts';
import { SeededRandom } from '../seeded-random.ts';
import { Transcript } from '../transcript.ts';
import { type FakeOpstage, type FakeOpstageOptions, startFakeOpstage } from './fake-opstage.ts';
import type { Fault } from './fault-script.ts';

const manifest = {
  kind: 'CapsuleService',
  schemaVersion: '1.0',
  code: 'conformance',
  name: 'Conformance capsule',
  version: '1.0.0',
  description: '',
  runtime: 'nodejs',
  agentMode: 'embedded',
};
const bootId = 'boot-0001';
const enrolment = (registrationToken: string) => ({
  registrationToken,
  agent: { code: 'capsule-agent', mode: 'embedded' },
  bootId,
  capabilities: ['commands.cancel'],
});
const heartbeat = { bootId, services: [{ code: 'conformance', revision: 'r1' }], running: [] };

/** The least an agent is: it sends what a test says. */
class TestAgent {
  id = '';
  token = '';
  readonly opstage: FakeOpstage;

  constructor(opstage: FakeOpstage) {
    this.opstage = opstage;
  }

  async post(path: string, body: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${this.opstage.url}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'capsule-contract': '1',
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...headers,
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      ...(JSON.parse(text) as { data?: never; error?: never }),
    };
  }

  async enrol(): Promise<void> {
    const { data } = await this.post('/api/agents/register', enrolment(this.opstage.registrationToken));
    const { agentId, agentToken } = data as unknown as { agentId: string; agentToken: string };
    this.id = agentId;
    this.token = agentToken;
    await this.own('services/report', { bootId, services: [{ manifest, revision: 'r1' }] });
  }

  own(path: string, body: unknown, headers: Record<string, string> = {}) {
    return this.post(`/api/agents/${this.id}/${path}`, body, headers);
  }
}

let opstage: FakeOpstage;
let agent: TestAgent;
let transcript: Transcript;
let secrets: SecretRegister;

async function begin(options: FakeOpstageOptions = {}): Promise<void> {
  transcript = new Transcript();
  secrets = new SecretRegister();
  opstage = await startFakeOpstage(options, { transcript, secrets, random: new SeededRandom('fake-opstage.test') });
  agent = new TestAgent(opstage);
}
const claim = (waitSeconds = 0) => agent.own('commands/claim', { bootId, max: 10, waitSeconds });
const deliveryOf = (reply: { data?: never }) =>
  (reply.data as unknown as { commands: { id: string; delivery: { id: string; attempt: number } }[] }).commands[0];
const codeOf = (reply: { error?: never }) => (reply.error as unknown as { code: string }).code;

beforeEach(() => begin());
afterEach(() => opstage.close());

describe('by default it keeps the contract', () => {
  it('an enrolment gives an identity, and every answer carries the contract headers', async () => {
    const reply = await agent.post('/api/agents/register', enrolment(opstage.registrationToken));
    expect(reply).toMatchObject({ status: 200, data: { code: 'capsule-agent', heartbeatIntervalSeconds: 1 } });
    expect(reply.headers.get('capsule-contract')).toBe('1');
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.headers.get('x-request-id')).toBeTruthy();
    expect(secrets.all.map(({ name }) => name)).toContain('agent token 1 of capsule-agent');
  });

  it('a registration repeated with its key gives a new token until the first one is used', async () => {
    const body = enrolment(opstage.registrationToken);
    const key = { 'idempotency-key': 'key-1' };
    await agent.post('/api/agents/register', body, key);
    const again = await agent.post('/api/agents/register', body, key);
    expect(again.status).toBe(200);
    expect(opstage.agent?.tokensIssued).toHaveLength(2);
    expect(codeOf(await agent.post('/api/agents/register', body))).toBe('REGISTRATION_TOKEN_USED');
    agent.id = opstage.agent?.id ?? '';
    agent.token = opstage.agent?.tokensIssued[0] ?? '';
    expect(codeOf(await agent.own('heartbeat', heartbeat))).toBe('AGENT_TOKEN_INVALID');
    agent.token = opstage.agent?.tokensIssued[1] ?? '';
    expect((await agent.own('heartbeat', heartbeat)).status).toBe(200);
    expect(codeOf(await agent.post('/api/agents/register', body, key))).toBe('REGISTRATION_TOKEN_USED');
  });

  it('a token that replaces an agent keeps its id', async () => {
    await agent.enrol();
    const replacing = opstage.issueRegistrationToken(opstage.agent);
    const { data } = await agent.post('/api/agents/register', enrolment(replacing));
    expect(data).toMatchObject({ agentId: agent.id });
    expect(codeOf(await agent.own('heartbeat', heartbeat))).toBe('AGENT_TOKEN_INVALID');
  });

  it('a heartbeat that names an unknown revision is told to report', async () => {
    await agent.enrol();
    expect((await agent.own('heartbeat', heartbeat)).data).toMatchObject({ directives: { reportServices: [] } });
    const changed = { ...heartbeat, services: [{ code: 'conformance', revision: 'r2' }] };
    expect((await agent.own('heartbeat', changed)).data).toMatchObject({
      directives: { reportServices: ['conformance'] },
    });
  });

  it('a held claim is answered when a command comes', async () => {
    await agent.enrol();
    const held = claim(30);
    while (opstage.memory.heldClaims.count === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const command = opstage.command({ actionName: 'echo' });
    expect(deliveryOf(await held)).toMatchObject({ id: command.id, delivery: { attempt: 1 } });
  });

  it('a command runs after its ack, and its first result wins', async () => {
    await agent.enrol();
    const { id } = opstage.command({ actionName: 'echo', payload: { a: 1 } });
    const deliveryId = deliveryOf(await claim())?.delivery.id;
    const early = await agent.own(`commands/${id}/result`, { deliveryId, success: true });
    expect(codeOf(early)).toBe('COMMAND_NOT_ACKNOWLEDGED');
    const ack = await agent.own(`commands/${id}/ack`, { deliveryId, accepted: true });
    expect(ack.data).toMatchObject({ status: 'RUNNING' });
    const result = { deliveryId, success: true, data: { a: 1 } };
    expect((await agent.own(`commands/${id}/result`, result)).data).toMatchObject({
      status: 'SUCCEEDED',
      replayed: false,
    });
    expect((await agent.own(`commands/${id}/result`, result)).data).toMatchObject({ replayed: true });
    const other = await agent.own(`commands/${id}/result`, { deliveryId, success: false });
    expect(codeOf(other)).toBe('COMMAND_ALREADY_COMPLETED');
  });

  it('an unacked delivery comes again after its lease, and the old one is stale', async () => {
    await opstage.close();
    await begin({ ackLeaseSeconds: 0 });
    await agent.enrol();
    const { id } = opstage.command({ actionName: 'echo' });
    const first = deliveryOf(await claim())?.delivery;
    const second = deliveryOf(await claim())?.delivery;
    expect(second?.attempt).toBe(2);
    const stale = await agent.own(`commands/${id}/ack`, { deliveryId: first?.id, accepted: true });
    expect(codeOf(stale)).toBe('COMMAND_DELIVERY_STALE');
  });

  it.each([
    ['an unknown path is 404', '/api/agents/nobody/nothing', 404, 'ROUTE_NOT_FOUND'],
    ['a body that does not fit is 422', '/api/agents/register', 422, 'VALIDATION_FAILED'],
  ])('%s', async (_title, path, status, code) => {
    const reply = await agent.post(path, { nonsense: true });
    expect(reply.status).toBe(status);
    expect(codeOf(reply)).toBe(code);
  });
});

describe('what an agent does wrong is recorded', () => {
  it('a missing version header, a body that does not fit and a token in the URL are problems', async () => {
    await fetch(`${opstage.url}/api/agents/register?token=opstage_reg_abc`, { method: 'POST', body: '{}' });
    expect(opstage.exchanges[0]?.problems.map(({ kind }) => kind)).toEqual([
      'version',
      'secret-in-url',
      'media-type',
      'schema',
    ]);
  });

  it('a null member is an absent one, so it is no problem', async () => {
    await agent.post('/api/agents/register', { ...enrolment(opstage.registrationToken), services: null });
    expect(opstage.exchanges[0]).toMatchObject({ problems: [], status: 200 });
  });
});

describe('a request nobody can make sense of', () => {
  it.each([
    ['a path that cannot be decoded', '/api/agents/%E0%A4%A/heartbeat', '{}'],
    [
      'a body nested beyond all measure',
      '/api/agents/register',
      `{"services":${'['.repeat(200_000)}${']'.repeat(200_000)}}`,
    ],
  ])('%s leaves the fake Opstage standing', async (_title, path, body) => {
    await fetch(`${opstage.url}${path}`, { method: 'POST', body }).catch(() => undefined);
    expect((await fetch(`${opstage.url}/api/system/health`)).status).toBe(200);
  });
});

describe('effects', () => {
  it('a touch is counted, and held for as long as it is wanted', async () => {
    const path = opstage.effects.path();
    opstage.effects.hold(path);
    let answered = false;
    const touch = fetch(`${opstage.url}${path}`).then(() => {
      answered = true;
    });
    while (opstage.effects.of(path).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(answered).toBe(false);
    opstage.effects.release(path);
    await touch;
    expect(opstage.effects.of(path)).toHaveLength(1);
  });
});

describe('a script makes it misbehave', () => {
  const strike = (fault: Fault) => opstage.play([{ on: 'agentHeartbeat', fault }]);
  beforeEach(() => agent.enrol());

  it('a refusal has the status the catalogue gives its code, once', async () => {
    const script = strike({ kind: 'refuse', code: 'RATE_LIMITED', retryAfterSeconds: 7 });
    const refused = await agent.own('heartbeat', heartbeat);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('7');
    expect(script.done).toBe(true);
    expect((await agent.own('heartbeat', heartbeat)).status).toBe(200);
  });

  it('a stranger answers without the contract header', async () => {
    strike({ kind: 'foreign', status: 200, body: '{"success":true,"data":{}}', contentType: 'application/json' });
    const reply = await agent.own('heartbeat', heartbeat);
    expect(reply.headers.get('capsule-contract')).toBeNull();
    expect(opstage.exchanges.at(-1)).toMatchObject({ processed: false, status: 200 });
  });

  it.each<[string, Fault, boolean]>([
    ['a reset comes before the request took effect', { kind: 'reset' }, false],
    ['a lost answer comes after it', { kind: 'lose-answer' }, true],
    ['a cut answer comes after it', { kind: 'cut-answer', bytes: 10 }, true],
  ])('%s', async (_title, fault, processed) => {
    strike(fault);
    await expect(agent.own('heartbeat', heartbeat)).rejects.toThrow();
    expect(opstage.exchanges.at(-1)).toMatchObject({ processed, status: null, operationId: 'agentHeartbeat' });
    expect(transcript.messages.at(-1)?.failure).toMatch(/by the kit/);
  });

  it('a held answer leaves when the script is released', async () => {
    const script = strike({ kind: 'hold' });
    const reply = agent.own('heartbeat', heartbeat);
    while (script.struck === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(opstage.exchanges.at(-1)?.endedAtMs).toBeNull();
    script.release();
    expect((await reply).status).toBe(200);
  });

  it('intervals can be any nonsense, or absent', async () => {
    strike({ kind: 'rewrite', data: { heartbeatIntervalSeconds: -1 }, remove: ['commandPollIntervalSeconds'] });
    const { data } = await agent.own('heartbeat', heartbeat);
    expect(data).toMatchObject({ heartbeatIntervalSeconds: -1 });
    expect(data).not.toHaveProperty('commandPollIntervalSeconds');
  });

  it('unknown members stand at every depth but in a payload', async () => {
    opstage.command({ actionName: 'echo', payload: { mine: 1 } });
    opstage.play([{ on: 'commandClaim', fault: { kind: 'unknown-members' } }]);
    const delivered = deliveryOf(await claim()) as unknown as Record<string, unknown>;
    expect(delivered).toHaveProperty('x-unknown-object');
    expect(delivered.delivery).toHaveProperty('x-unknown-text');
    expect(delivered.payload).toEqual({ mine: 1 });
  });

  it('a command can come twice in one answer, again after its end, or be of no known type', async () => {
    const { id } = opstage.command({ actionName: 'echo', type: 'SHELL_EXECUTE' });
    opstage.play([{ on: 'commandClaim', fault: { kind: 'repeat-deliveries' } }]);
    const twice = await claim();
    expect((twice.data as unknown as { commands: { type: string }[] }).commands.map(({ type }) => type)).toEqual([
      'SHELL_EXECUTE',
      'SHELL_EXECUTE',
    ]);
    opstage.play([{ do: 'redeliver', commandId: id }]);
    expect(deliveryOf(await claim())).toMatchObject({ id, delivery: { attempt: 2 } });
  });

  it('a restart with an empty memory forgets the token, and it can be given back', async () => {
    opstage.play([{ do: 'forget', what: 'everything' }]);
    expect(codeOf(await agent.own('heartbeat', heartbeat))).toBe('AGENT_TOKEN_INVALID');
    opstage.play([{ do: 'remember' }]);
    expect((await agent.own('heartbeat', heartbeat)).data).toMatchObject({
      directives: { reportServices: ['conformance'] },
    });
  });

  it('steps strike in the order played, as often as they say, on the command they name', async () => {
    const { id } = opstage.command({ actionName: 'echo' });
    const script = opstage.play([
      {
        on: ['agentHeartbeat', 'commandAck'],
        commandId: id,
        times: 'always',
        fault: { kind: 'refuse', code: 'COMMAND_EXPIRED' },
      },
      { on: '*', skip: 1, times: 2, fault: { kind: 'refuse', code: 'AGENT_DISABLED' } },
    ]);
    const statuses: number[] = [];
    for (const path of ['heartbeat', 'heartbeat', `commands/${id}/ack`, 'heartbeat', 'heartbeat']) {
      const body = path === 'heartbeat' ? heartbeat : { deliveryId: 'dlv_0123456789abcdef', accepted: true };
      statuses.push((await agent.own(path, body)).status);
    }
    expect(statuses).toEqual([200, 403, 410, 403, 200]);
    expect(script.struck).toBe(3);
    script.end();
    expect(script.done).toBe(true);
  });
});
