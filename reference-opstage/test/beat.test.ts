/**
 * The fast way of a heartbeat and the whole use case do the same. Two agents go through the same life, one of them with
 * the fast way closed; answers, rows, feed and audit must be alike, and the fast way must be taken where it can be.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Beat } from '../src/app/ports/beat.ts';
import { actionOf, bootId, enrol, type TestAgent } from './test-agent.ts';
import { startTestOpstage, type TestOpstage } from './test-opstage.ts';

let opstage: TestOpstage;
let beats: boolean[] = [];
let closed = false;
beforeAll(async () => {
  opstage = await startTestOpstage();
  const { store } = opstage.deps;
  const beat = store.beat.bind(store);
  store.beat = async (said: Beat) => {
    const taken = !closed && (await beat(said));
    beats.push(taken);
    return taken;
  };
});
afterAll(() => opstage.stop());

const up = { status: 'UP' } as const;
const named = (agent: TestAgent, changes: object = {}) => ({
  services: [{ code: agent.serviceCode, revision: 'r1', health: up, ...changes }],
  running: [],
});
const later = (seconds: number) => opstage.clock.advance(seconds);

interface Scene {
  title: string;
  /** Whether the last heartbeat of the scene goes the fast way. */
  fast: boolean;
  before?(agent: TestAgent): Promise<unknown>;
  last(agent: TestAgent): object;
}

const scenes: Scene[] = [
  { title: 'all as it was', fast: true, last: (agent) => named(agent) },
  {
    title: 'other details of the same health',
    fast: true,
    last: (agent) => named(agent, { health: { ...up, message: 'busy', details: { queue: 3, password: 'p' } } }),
  },
  { title: 'no health', fast: true, last: (agent) => named(agent, { health: undefined }) },
  { title: 'no service', fast: true, last: () => ({ services: [], running: [] }) },
  { title: 'another health', fast: false, last: (agent) => named(agent, { health: { status: 'DOWN' } }) },
  { title: 'another revision', fast: false, last: (agent) => named(agent, { revision: 'r2' }) },
  {
    title: 'another revision and no health',
    fast: false,
    last: (a) => named(a, { revision: 'r2', health: undefined }),
  },
  { title: 'a service nobody reported', fast: false, last: (agent) => named(agent, { code: `${agent.code}-new` }) },
  {
    title: 'one service as it was and one nobody reported',
    fast: false,
    last: (agent) => ({
      services: [...named(agent).services, { code: `${agent.code}-new`, revision: 'r1', health: up }],
      running: [],
    }),
  },
  { title: 'another process', fast: false, last: (agent) => ({ ...named(agent), bootId: 'boot-0000-0002' }) },
  {
    title: 'the process before, after another one: two share an identity',
    fast: false,
    before: (agent) => agent.heartbeat({ ...named(agent), bootId: 'boot-0000-0002' }),
    last: (agent) => named(agent),
  },
  { title: 'overdue health', fast: false, before: async () => later(200), last: (agent) => named(agent) },
  {
    title: 'overdue health of an agent that was heard in between',
    fast: false,
    before: async (agent) => {
      for (const _ of [1, 2]) {
        later(80);
        await agent.heartbeat({ services: [], running: [] });
      }
      // What only time did to a service that a heartbeat does not name is left to the sweep by the fast way.
      await opstage.sweep();
    },
    last: (agent) => named(agent),
  },
  {
    title: 'silence that the sweep told',
    fast: false,
    before: async () => {
      later(200);
      await opstage.sweep();
    },
    last: (agent) => named(agent),
  },
  {
    title: 'after its goodbye',
    fast: false,
    before: (agent) =>
      opstage.send('agentDisconnect', {
        path: { agentId: agent.id },
        as: agent.as,
        body: { bootId, reason: 'stopped' },
      }),
    last: (agent) => named(agent),
  },
  {
    title: 'a command that runs and is not named',
    fast: false,
    before: async (agent) => {
      await opstage.data('commandCreate', {
        path: { serviceId: agent.serviceId, actionName: 'echo' },
        as: opstage.owner,
        body: { payload: {} },
      });
      const [command] = await agent.claim();
      if (command !== undefined) await agent.ack(command.id, command.delivery.id);
    },
    last: (agent) => named(agent),
  },
  {
    title: 'a released service',
    fast: false,
    before: (agent) =>
      opstage.send('serviceReport', {
        path: { agentId: agent.id },
        as: agent.as,
        body: { bootId, services: [], released: [agent.serviceCode] },
      }),
    last: (agent) => named(agent),
  },
];

/** What became of an agent, with everything that differs between two agents taken out. */
async function outcomeOf(scene: Scene, open: boolean) {
  closed = !open;
  const agent = await enrol(opstage, [actionOf('echo')]);
  await agent.heartbeat(named(agent));
  await scene.before?.(agent);
  later(10);
  beats = [];
  const from = await opstage.deps.store.read(async (tx) => ({
    seq: await tx.audit.head(),
    position: (await tx.events.head())?.position ?? 0,
  }));
  const started = opstage.clock.now();
  const reply = await agent.heartbeat(scene.last(agent));
  const after = await opstage.deps.store.read(async (tx) => ({
    agent: await tx.agents.find(agent.id),
    services: await tx.services.of(agent.id),
    events: await tx.events.after(from.position, 100),
    audit: await tx.audit.slice({ after: from.seq }, 100),
  }));
  const known = new Map<string, string>();
  const text = JSON.stringify({ status: reply.status, body: reply.body.data, ...after }, (key, value: unknown) => {
    if (['hash', 'prevHash', 'requestId', 'seq', 'position'].includes(key)) return key;
    if (typeof value === 'number' && value > 1e12) return value - started;
    if (typeof value === 'string' && /^\d{4}-.*Z$/.test(value)) return Date.parse(value) - started;
    return value;
  })
    .replaceAll(agent.serviceCode, 'its-service')
    .replaceAll(agent.code, 'its-code')
    .replaceAll(/\b[a-z]{3}_[\w-]{16,}/g, (id) => {
      if (!known.has(id)) known.set(id, `${id.slice(0, 4)}${known.size}`);
      return known.get(id) ?? id;
    });
  return { outcome: JSON.parse(text), fast: beats.at(-1) ?? false };
}

describe('a heartbeat', () => {
  test.each(scenes)('with $title does the same on its fast way (taken: $fast) as on the whole one', async (scene) => {
    const fast = await outcomeOf(scene, true);
    const whole = await outcomeOf(scene, false);
    expect(fast.outcome).toEqual(whole.outcome);
    expect(fast.outcome.status).toBe(200);
    expect([fast.fast, whole.fast]).toEqual([scene.fast, false]);
  });

  test('of an agent that was revoked is refused, the fast way notwithstanding', async () => {
    closed = false;
    const agent = await enrol(opstage);
    await agent.heartbeat(named(agent));
    const said = { agentId: agent.id, bootId, session: null, at: opstage.clock.now(), services: [] };
    const told = { heartbeatIntervalSeconds: 30, offlineAfterSeconds: 90 };
    const tokenId = (await opstage.deps.store.read((tx) => tx.agentTokens.living(agent.id)))[0]?.id ?? '';
    expect(await opstage.deps.store.beat({ ...said, ...told, tokenId })).toBe(true);
    expect(await opstage.deps.store.beat({ ...said, ...told, tokenId, session: 1 })).toBe(false);
    await opstage.data('agentRevoke', { path: { agentId: agent.id }, as: opstage.owner, body: {} });
    // As it would come from a request that was let in before.
    expect(await opstage.deps.store.beat({ ...said, ...told, tokenId })).toBe(false);
    expect((await agent.heartbeat(named(agent))).body.error?.code).toBe('AGENT_TOKEN_REVOKED');
  });
});
