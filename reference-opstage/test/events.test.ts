/** The operator feed: what is in it, how it is followed, and when following it ends. */
import { eventTypes } from 'capsule-contract';
import type { CloudEvent } from 'capsule-contract/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readEvents } from './event-reader.ts';
import {
  actionOf,
  auditActions,
  bootId,
  enrol,
  execute,
  manifestOf,
  newRegistrationToken,
  register,
  runningCommand,
  type TestAgent,
  uniqueCode,
} from './test-agent.ts';
import { startTestOpstage, type TestOpstage } from './test-opstage.ts';

interface Page {
  events: CloudEvent[];
  cursor: string | null;
  reset: boolean;
}

let opstage: TestOpstage;
beforeAll(async () => {
  opstage = await startTestOpstage();
});
afterAll(() => opstage.stop());

const page = async (query: string, of = opstage) =>
  (await of.data('eventList', { as: of.owner, query })) as unknown as Page;

async function head(of = opstage): Promise<string> {
  return (await page('', of)).cursor ?? '';
}

/** Everything behind a cursor. */
async function since(cursor: string, of = opstage): Promise<CloudEvent[]> {
  const events: CloudEvent[] = [];
  for (let after = cursor; ; after = events.at(-1)?.id ?? after) {
    const next = await page(`after=${after}&limit=100`, of);
    expect(next.reset).toBe(false);
    if (next.events.length === 0) return events;
    events.push(...next.events);
  }
}

const told = (events: CloudEvent[], subject: string) =>
  events
    .filter((event) => event.subject === subject)
    .map(({ type, data }) => [type.replace('capsule.', ''), ...[data.previousStatus ?? [], data.status ?? []].flat()]);

const agentCall = (operationId: 'agentDisable' | 'agentEnable' | 'agentRevoke', agent: TestAgent) =>
  opstage.data(operationId, { path: { agentId: agent.id }, as: opstage.owner, body: {} });

const report = (agent: TestAgent, changes: object, released: string[] = []) => {
  const services = [{ manifest: manifestOf(agent.serviceCode), revision: 'r2', ...changes }];
  const body = { bootId, services: released.length > 0 ? [] : services, released };
  return opstage.data('serviceReport', { path: { agentId: agent.id }, as: agent.as, body });
};

describe('what happened is told', () => {
  test('of an agent, from its registration to its end', async () => {
    const before = await head(await primed());
    const agent = await enrol(opstage);
    await agent.heartbeat();
    opstage.clock.advance(90);
    await agent.heartbeat();
    await agentCall('agentDisable', agent);
    await agentCall('agentEnable', agent);
    await agent.heartbeat();
    const body = { bootId, reason: 'stopping' };
    await opstage.data('agentDisconnect', { path: { agentId: agent.id }, as: agent.as, body });
    await agentCall('agentRevoke', agent);
    const token = await newRegistrationToken(opstage, { replaceAgentId: agent.id });
    await register(opstage, token, agent.code);
    const events = await since(before);
    expect(told(events, agent.id)).toEqual([
      ['agent.registered', 'ONLINE'],
      ['agent.offline', 'ONLINE', 'OFFLINE'],
      ['agent.online', 'OFFLINE', 'ONLINE'],
      ['agent.disabled', 'ONLINE', 'DISABLED'],
      ['agent.enabled', 'DISABLED', 'OFFLINE'],
      ['agent.online', 'OFFLINE', 'ONLINE'],
      ['agent.offline', 'ONLINE', 'OFFLINE'],
      ['agent.revoked', 'OFFLINE', 'REVOKED'],
      ['agent.replaced', 'REVOKED', 'ONLINE'],
    ]);
    expect(told(events, agent.serviceId)).toEqual([
      ['service.reported', 'HEALTHY'],
      ['service.status.changed', 'HEALTHY', 'OFFLINE'],
      ['service.status.changed', 'OFFLINE', 'HEALTHY'],
      ['service.status.changed', 'HEALTHY', 'OFFLINE'],
      ['service.status.changed', 'OFFLINE', 'HEALTHY'],
      ['service.status.changed', 'HEALTHY', 'OFFLINE'],
      ['service.status.changed', 'OFFLINE', 'HEALTHY'],
    ]);
  });

  test('of a service: its content, its health, its owner', async () => {
    const agent = await enrol(opstage);
    const before = await head();
    await report(agent, { health: { status: 'DOWN' }, actions: [] });
    await report(agent, { configs: [{ key: 'k', type: 'string', editable: true, sensitive: false }] });
    await report(agent, {});
    const events = [{ id: 'e', serviceCode: agent.serviceCode, type: 'x.y', at: '2026-01-01T00:00:00Z' }];
    await agent.heartbeat({ services: [], events });
    await report(agent, {}, [agent.serviceCode]);
    const heir = await enrol(opstage);
    const services = [{ manifest: manifestOf(agent.serviceCode), revision: 'r9' }];
    await opstage.data('serviceReport', { path: { agentId: heir.id }, as: heir.as, body: { bootId, services } });
    const all = (await since(before)).filter(({ subject }) => subject === agent.serviceId);
    expect(told(all, agent.serviceId)).toEqual([
      ['service.reported', 'UNHEALTHY'],
      ['service.status.changed', 'HEALTHY', 'UNHEALTHY'],
      ['service.config.changed'],
      ['service.event'],
      ['service.released'],
      ['service.owner.changed'],
    ]);
    expect(all.at(2)?.data.configRevision).toBe(1);
    expect(all.at(-1)?.data.agentId).toBe(heir.id);
  });

  test('of a command, with the status before where it changed', async () => {
    const agent = await enrol(opstage, [actionOf('echo', { cancellable: true })]);
    const path = { agentId: agent.id };
    const before = await head();
    const command = await runningCommand(opstage, agent);
    const progress = { deliveryId: command.deliveryId, seq: 1 };
    for (let round = 0; round < 2; round += 1) {
      await opstage.data('commandProgress', { path: { ...path, commandId: command.id }, as: agent.as, body: progress });
    }
    await opstage.data('commandCancel', { path: { commandId: command.id }, as: opstage.owner, body: {} });
    await agent.result(command.id, { deliveryId: command.deliveryId, success: true });
    expect(told(await since(before), command.id)).toEqual([
      ['command.created', 'PENDING'],
      ['command.delivered', 'PENDING'],
      ['command.started', 'PENDING', 'RUNNING'],
      ['command.progress', 'RUNNING'],
      ['command.cancel.requested', 'RUNNING'],
      ['command.succeeded', 'RUNNING', 'SUCCEEDED'],
    ]);
    const lost = await runningCommand(opstage, agent);
    const waiting = (await execute(opstage, agent)).body.data as unknown as { command: { id: string } };
    const cancelled = (await execute(opstage, agent)).body.data as unknown as { command: { id: string } };
    await opstage.data('commandCancel', { path: { commandId: cancelled.command.id }, as: opstage.owner, body: {} });
    opstage.clock.advance(300);
    await opstage.sweep();
    await agent.result(lost.id, { deliveryId: lost.deliveryId, success: true });
    const events = await since(before);
    expect(told(events, lost.id).slice(-2)).toEqual([
      ['command.failed', 'RUNNING', 'FAILED'],
      ['command.late_result', 'FAILED'],
    ]);
    expect(told(events, waiting.command.id).at(-1)).toEqual(['command.expired', 'PENDING', 'EXPIRED']);
    expect(told(events, cancelled.command.id).at(-1)).toEqual(['command.cancelled', 'PENDING', 'CANCELLED']);
  });

  test('of time alone once each, by the sweep, and not in the audit log', async () => {
    const agent = await enrol(opstage);
    await opstage.sweep();
    const before = await head();
    const audited = await auditActions(opstage, `&after=0&targetId=${agent.id}`);
    // Heard, but not of its service's health.
    opstage.clock.advance(60);
    await agent.heartbeat({ services: [] });
    opstage.clock.advance(30);
    for (let round = 0; round < 2; round += 1) await opstage.sweep();
    opstage.clock.advance(60);
    for (let round = 0; round < 2; round += 1) await opstage.sweep();
    const events = await since(before);
    expect(told(events, agent.id)).toEqual([['agent.offline', 'ONLINE', 'OFFLINE']]);
    expect(told(events, agent.serviceId)).toEqual([
      ['service.status.changed', 'HEALTHY', 'STALE'],
      ['service.status.changed', 'STALE', 'OFFLINE'],
    ]);
    expect(await auditActions(opstage, `&after=0&targetId=${agent.id}`)).toEqual(audited);
  });

  test('in every type of the catalogue, with its members and no others', async () => {
    const agent = await enrol(opstage);
    for (const changed of [bootId, 'boot-0000-0002', bootId]) await agent.heartbeat({ bootId: changed });
    const all = await since(first);
    for (const { type, data, subject } of all) {
      const entry = eventTypes[type as keyof typeof eventTypes];
      expect(Object.keys(data)).toEqual([...entry.data]);
      expect(Object.values(data)).toContain(subject);
    }
    const missing = Object.keys(eventTypes).filter((type) => !all.some((event) => event.type === type));
    expect(missing).toEqual(['capsule.stream.reset']);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test('not of what was refused or rolled back', async () => {
    const agent = await enrol(opstage);
    const before = await head();
    await agent.ack('cmd_unknown-unknown-1', 'dlv_unknown-unknown-1');
    await execute(opstage, agent, 'echo', { payload: [] });
    expect(await since(before)).toEqual([]);
  });
});

/** The first event there ever was, made when there was none. */
let first = '';
async function primed(): Promise<TestOpstage> {
  if (first !== '') return opstage;
  expect(await page('')).toEqual({ events: [], cursor: null, reset: false });
  await register(opstage, await newRegistrationToken(opstage), uniqueCode('first'));
  first = await head();
  return opstage;
}

describe('following', () => {
  test('from now, from a cursor and from the last event seen gives every event once and in order', async () => {
    const before = await head(await primed());
    const live = await readEvents(opstage);
    expect(live.status).toBe(200);
    expect(live.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(live.headers.get('capsule-contract')).toBe('1');
    await enrol(opstage);
    const expected = await since(before);
    expect(await live.until(({ length }) => length >= expected.length)).toEqual(expected);
    const resumed = await readEvents(opstage, { after: before });
    expect(await resumed.until(({ length }) => length >= expected.length)).toEqual(expected);
    const newer = await readEvents(opstage, { after: before, lastEventId: expected[0]?.id ?? '' });
    expect(await newer.until(({ length }) => length >= expected.length - 1)).toEqual(expected.slice(1));
    const agent = await enrol(opstage);
    for (const reader of [live, resumed, newer]) {
      await reader.until((events) => events.some(({ subject }) => subject === agent.serviceId));
      expect(new Set(reader.events.map(({ id }) => id)).size).toBe(reader.events.length);
      expect(reader.comments.length).toBeGreaterThan(0);
      reader.close();
    }
  });

  test('from a cursor nobody knows begins with a reset to the head, and goes on from there', async () => {
    for (const lastEventId of ['evt_unknown-unknown-1', 'x'.repeat(300)]) {
      const newest = await head(await primed());
      const reader = await readEvents(opstage, { lastEventId });
      const [reset] = await reader.until(({ length }) => length >= 1);
      expect(reset).toMatchObject({ type: 'capsule.stream.reset', id: newest, data: { headId: newest } });
      await register(opstage, await newRegistrationToken(opstage), uniqueCode('agent'));
      await reader.until(({ length }) => length >= 2);
      expect(reader.events.slice(1)).toEqual(await since(newest));
      reader.close();
    }
    expect(await page('after=nonsense')).toEqual({ events: [], cursor: await head(), reset: true });
    expect((await opstage.send('eventList', { as: opstage.owner, query: 'after=' })).status).toBe(422);
  });

  test('from a pruned cursor begins with a reset; what is retained has no gap', async () => {
    const short = await startTestOpstage({ eventRetentionCount: 5, eventRetentionSeconds: 100 });
    try {
      await register(short, await newRegistrationToken(short), uniqueCode('agent'));
      const oldest = await head(short);
      for (let round = 0; round < 3; round += 1) await enrol(short);
      const all = await since(oldest, short);
      await short.sweep();
      expect((await page(`after=${oldest}`, short)).reset).toBe(true);
      expect(await since(all.at(-5)?.id ?? '', short)).toEqual(all.slice(-4));
      const newest = await head(short);
      short.clock.advance(100);
      await short.sweep();
      expect((await page(`after=${newest}`, short)).reset).toBe(true);
      // What the sweep itself wrote is new; the rest is older than the retention.
      const left = await short.deps.store.read((tx) => tx.events.after(0, 100));
      expect(left).toHaveLength(5);
      expect(left.every(({ writtenAt }) => writtenAt === short.clock.now())).toBe(true);
    } finally {
      await short.stop();
    }
  });

  test('survives a restart of Opstage', async () => {
    const before = await head(await primed());
    const agent = await enrol(opstage);
    const expected = await since(before);
    await opstage.restart();
    const reader = await readEvents(opstage, { lastEventId: before });
    expect((await reader.until(({ length }) => length >= expected.length)).slice(0, expected.length)).toEqual(expected);
    expect(told(expected, agent.id)).toEqual([['agent.registered', 'ONLINE']]);
    reader.close();
  });
});

describe('a stream ends', () => {
  const newUser = async () => {
    const username = uniqueCode('user');
    const body = { username, role: 'viewer', password: 'viewer password' };
    const { id } = (await opstage.data('userCreate', { as: opstage.owner, body })) as { id: string };
    return { id, as: await opstage.login(username, 'viewer password') };
  };
  test.each<[string, (user: Awaited<ReturnType<typeof newUser>>) => Promise<unknown>]>([
    ['with logout', ({ as }) => opstage.data('operatorLogout', { as })],
    [
      'when the user is disabled',
      ({ id }) => opstage.data('userUpdate', { path: { userId: id }, as: opstage.owner, body: { status: 'DISABLED' } }),
    ],
    [
      'when the password is reset',
      ({ id }) =>
        opstage.data('userResetPassword', {
          path: { userId: id },
          as: opstage.owner,
          body: { password: 'another one' },
        }),
    ],
  ])('%s', async (_title, lose) => {
    const user = await newUser();
    const reader = await readEvents(opstage, { as: user.as });
    await lose(user);
    await reader.ended;
  });

  test('when the session expires, before anything that comes after', async () => {
    const brief = await startTestOpstage({ operatorSessionSeconds: 10 });
    try {
      const reader = await readEvents(brief);
      const agent = await enrol(brief);
      await reader.until((events) => events.some(({ subject }) => subject === agent.serviceId));
      const seen = reader.events.length;
      brief.clock.advance(10);
      await agent.heartbeat({ services: [{ code: agent.serviceCode, revision: 'r1', health: { status: 'DOWN' } }] });
      await reader.ended;
      expect(reader.events.length).toBe(seen);
    } finally {
      await brief.stop();
    }
  });

  test('when its reader takes nothing, and nothing piles up for it', async () => {
    const strict = await startTestOpstage({ streamsPerUserMax: 1 });
    try {
      await register(strict, await newRegistrationToken(strict), uniqueCode('agent'));
      const cursor = await head(strict);
      const data = { agentId: 'agt_unknown-unknown-1', status: 'ONLINE' };
      await strict.deps.store.write(async (tx) => {
        for (let made = 0; made < 30_000; made += 1) {
          const id = strict.deps.secrets.newId('evt_');
          const event = { id, type: 'capsule.agent.registered', at: 0, writtenAt: strict.clock.now() };
          await tx.events.append({ ...event, subject: data.agentId, data });
        }
      });
      const stalled = await readEvents(strict, { after: cursor, paused: true });
      expect((await readEvents(strict)).status).toBe(429);
      let status = 429;
      while (status === 429) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        const next = await readEvents(strict);
        status = next.status;
        next.close();
      }
      expect(status).toBe(200);
      stalled.close();
    } finally {
      await strict.stop();
    }
  });
});

test('a user holds at most the advertised number of streams; closing one makes room', async () => {
  await primed();
  const { streamsPerUserMax } = opstage.deps.limits;
  const readers = await Promise.all(Array.from({ length: streamsPerUserMax }, () => readEvents(opstage)));
  expect(readers.map(({ status }) => status)).toEqual(readers.map(() => 200));
  const refused = await opstage.send('eventStream', { as: opstage.owner });
  expect([refused.status, refused.body.error?.code]).toEqual([429, 'RATE_LIMITED']);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  readers[0]?.close();
  let status = 429;
  while (status === 429) {
    const next = await readEvents(opstage);
    status = next.status;
    next.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  for (const reader of readers) reader.close();
});
