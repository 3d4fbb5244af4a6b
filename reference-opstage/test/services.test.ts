import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  actionOf,
  auditActions,
  bootId,
  enrol,
  execute,
  manifestOf,
  type TestAgent,
  uniqueCode,
} from './test-agent.ts';
import { startTestOpstage, type TestOpstage } from './test-opstage.ts';

interface Answer {
  services: { code: string; id: string }[];
  rejected: { index: number; code: string | null; error: { code: string; details?: { limit?: string } } }[];
}

let opstage: TestOpstage;
let agent: TestAgent;
beforeAll(async () => {
  opstage = await startTestOpstage({ heartbeatIntervalSeconds: 10 });
});
beforeEach(async () => {
  agent = await enrol(opstage);
});
afterAll(() => opstage.stop());

const report = async (services: unknown[], more: object = {}, by = agent) =>
  (await opstage.data('serviceReport', {
    path: { agentId: by.id },
    as: by.as,
    body: { bootId, services, ...more },
  })) as Answer;
const service = (changes: object = {}, manifest: object = {}) => ({
  manifest: manifestOf(agent.serviceCode, manifest),
  revision: 'r1',
  ...changes,
});
const view = async () =>
  (await opstage.data('serviceView', { path: { serviceId: agent.serviceId }, as: opstage.owner })) as Record<
    string,
    never
  >;
const audited = async () => (await auditActions(opstage, `&targetId=${agent.serviceId}`)).slice(1);
const configOf = (key: string, changes: object = {}) => ({
  key,
  type: 'string',
  editable: false,
  sensitive: false,
  ...changes,
});

describe('a report', () => {
  test('that says the same again writes nothing but its time', async () => {
    const before = await view();
    opstage.clock.advance(1);
    await report([service({ health: { status: 'UP' }, actions: [actionOf('echo')] })]);
    const { reportedAt: _then, healthReceivedAt: _before, ...kept } = before;
    expect(await view()).toMatchObject(kept);
    expect(await audited()).toEqual([]);
  });

  test('keeps what it does not mention and empties what it says is none', async () => {
    await report([service({ configs: [configOf('colour')] })]);
    await report([service({ revision: 'r2' })]);
    expect(await view()).toMatchObject({
      actionCount: 1,
      configRevision: 1,
      revision: 'r2',
      effectiveStatus: 'HEALTHY',
    });
    await report([service({ configs: [], actions: [] })]);
    expect(await view()).toMatchObject({ actionCount: 0, configRevision: 2 });
    expect(await audited()).toEqual(['service.config.changed', 'service.config.changed', 'service.reported']);
  });

  test('keeps the ids of actions and notices a changed manifest', async () => {
    const actions = async () =>
      (await opstage.data('actionList', { path: { serviceId: agent.serviceId }, as: opstage.owner })) as {
        id: string;
      }[];
    const [before] = await actions();
    await report([
      service({ actions: [actionOf('echo', { label: 'Louder' }), actionOf('more')] }, { version: '2.0.0' }),
    ]);
    expect((await actions()).map(({ id }) => id)).toContain(before?.id);
    expect(await audited()).toEqual(['service.reported']);
  });

  test('rejects each bad service alone, names the limit, and stores nothing of it', async () => {
    const many = Array.from({ length: 501 }, (_item, index) => configOf(`k${index}`));
    const deep = {
      status: 'UP',
      checks: [
        {
          name: 'a',
          status: 'UP',
          checks: [
            { name: 'b', status: 'UP', checks: [{ name: 'c', status: 'UP', checks: [{ name: 'd', status: 'UP' }] }] },
          ],
        },
      ],
    };
    const bad: [unknown, string][] = [
      [{}, 'VALIDATION_FAILED'],
      [service({}, { code: 'Upper Case' }), 'VALIDATION_FAILED'],
      [{ ...service({}, { code: uniqueCode('x') }), configs: many }, 'VALIDATION_FAILED'],
      [{ ...service({}, { code: uniqueCode('x') }), health: deep }, 'VALIDATION_FAILED'],
      [{ ...service({}, { code: uniqueCode('x') }), configs: [configOf('a'), configOf('a')] }, 'DUPLICATE_ITEM'],
      [{ ...service({}, { code: uniqueCode('x') }), actions: [actionOf('a'), actionOf('a')] }, 'DUPLICATE_ITEM'],
      [service(), 'DUPLICATE_ITEM'],
      [
        { ...service({}, { code: uniqueCode('x') }), actions: [actionOf('a', { inputSchema: { $ref: '#' } })] },
        'ACTION_SCHEMA_UNSUPPORTED',
      ],
      [
        {
          ...service({}, { code: uniqueCode('x') }),
          actions: [actionOf('a', { outputSchema: { pattern: 'a(?=b)' } })],
        },
        'ACTION_SCHEMA_UNSUPPORTED',
      ],
    ];
    const answer = await report([service({ revision: 'r2' }), ...bad.map(([item]) => item)]);
    expect(answer.services).toEqual([{ code: agent.serviceCode, id: agent.serviceId }]);
    expect(answer.rejected.map(({ index, error }) => [index, error.code])).toEqual(
      bad.map(([, code], index) => [index + 1, code]),
    );
    expect(answer.rejected[2]?.error.details?.limit).toBe('configsPerServiceMax');
    expect(answer.rejected[3]?.error.details?.limit).toMatch(/^health/);
    const listed = await opstage.data('serviceList', { as: opstage.owner, query: `agentId=${agent.id}` });
    expect(listed).toHaveLength(1);
  });

  test('of a code that belongs to another agent is refused, until that one releases it', async () => {
    const other = await enrol(opstage);
    for (let round = 0; round < 2; round += 1) {
      const { rejected } = await report([service()], {}, other);
      expect(rejected[0]?.error.code).toBe('SERVICE_CODE_TAKEN');
    }
    expect(await audited()).toEqual(['service.report.refused']);
    await report([], { released: [agent.serviceCode, 'never-held'] });
    expect(await view()).toMatchObject({ released: true, actionCount: 0 });
    expect((await execute(opstage, agent)).body.error?.code).toBe('ACTION_NOT_FOUND');
    const { services } = await report([service()], {}, other);
    expect(services[0]?.id).toBe(agent.serviceId);
    expect(await view()).toMatchObject({ agentId: other.id, released: false });
    expect(await audited()).toEqual(['service.report.refused', 'service.released', 'service.owner.changed']);
  });
});

describe('configuration', () => {
  test('is never shown with the value of a sensitive item, and its history says what changed', async () => {
    const secret = { sensitive: true, valuePreview: 'canary-value', defaultValue: 'canary-value' };
    await report([
      service({ configs: [configOf('secret', { ...secret, fingerprint: 'a'.repeat(16) }), configOf('z')] }),
    ]);
    await report([service({ configs: [configOf('secret', { ...secret, fingerprint: 'b'.repeat(16) })] })]);
    const path = { serviceId: agent.serviceId };
    const configs = await opstage.send('serviceConfigView', { path, as: opstage.owner });
    const history = await opstage.send('serviceConfigHistory', { path, as: opstage.owner });
    expect(configs.text + history.text).not.toContain('canary');
    const revisions = history.body.data as unknown as { configRevision: number; changes: { change: string }[] }[];
    expect(
      revisions.map(({ configRevision, changes }) => [configRevision, changes.map(({ change }) => change)]),
    ).toEqual([
      [2, ['CHANGED', 'REMOVED']],
      [1, ['ADDED', 'ADDED']],
    ]);
  });

  test('keeps the newest hundred revisions', async () => {
    for (let round = 0; round < 103; round += 1) {
      await report([service({ configs: [configOf('n', { valuePreview: String(round) })] })]);
    }
    const path = { serviceId: agent.serviceId };
    const page = await opstage.send('serviceConfigHistory', { path, as: opstage.owner, query: 'pageSize=100' });
    const body = page.body as unknown as { pagination: { total: number }; data: { configRevision: number }[] };
    expect([body.pagination.total, body.data[0]?.configRevision, body.data.at(-1)?.configRevision]).toEqual([
      100, 103, 4,
    ]);
  });
});

describe('a heartbeat', () => {
  const asked = async (services: object[]) => {
    const reply = await agent.heartbeat({ services });
    return (reply.body.data as unknown as { directives: { reportServices: string[] } }).directives.reportServices;
  };

  test('with another revision is answered with a wish for a report', async () => {
    expect(await asked([{ code: agent.serviceCode, revision: 'r1' }])).toEqual([]);
    const unknown = uniqueCode('unknown');
    const named = [
      { code: agent.serviceCode, revision: 'r2' },
      { code: unknown, revision: 'x' },
    ];
    expect(await asked(named)).toEqual([agent.serviceCode, unknown]);
  });

  test('with a rejected revision is asked for it again only after ten intervals', async () => {
    const bad = { ...service({ revision: 'bad' }), configs: [configOf('a'), configOf('a')] };
    await report([bad]);
    const named = [{ code: agent.serviceCode, revision: 'bad' }];
    expect(await asked(named)).toEqual([]);
    expect(await asked([{ code: agent.serviceCode, revision: 'worse' }])).toEqual([agent.serviceCode]);
    opstage.clock.advance(100);
    expect(await asked(named)).toEqual([agent.serviceCode]);
    expect(await asked(named)).toEqual([]);
  });

  test('makes each of its events one audit record, without secrets, however often it comes', async () => {
    const event = {
      id: 'event-1',
      serviceCode: agent.serviceCode,
      type: 'otp.read',
      at: '2026-01-01T00:00:00+02:00',
      data: { token: 'canary-1', count: 1 },
    };
    await agent.heartbeat({ events: [event, event] });
    await agent.heartbeat({ events: [event] });
    const reply = await opstage.send('auditList', {
      as: opstage.owner,
      query: `targetId=${agent.serviceId}&action=service.event`,
    });
    expect(reply.body.data).toHaveLength(1);
    expect(reply.text).not.toContain('canary');
    expect(reply.body.data).toMatchObject([{ actor: { type: 'agent', id: agent.id }, details: { type: 'otp.read' } }]);
  });

  test('keeps the last health for ever, and its age alone makes a service STALE', async () => {
    const health = {
      status: 'DEGRADED',
      details: { 'api-key': 'canary', queue: 3 },
      checks: [{ name: 'db', status: 'UP' }],
    };
    await agent.heartbeat({ services: [{ code: agent.serviceCode, revision: 'r1', health }] });
    expect(await view()).toMatchObject({
      effectiveStatus: 'UNHEALTHY',
      health: { details: { queue: 3, 'api-key': '[redacted]' } },
    });
    opstage.clock.advance(60);
    await agent.heartbeat({ services: [{ code: agent.serviceCode, revision: 'r1' }] });
    opstage.clock.advance(30);
    expect(await view()).toMatchObject({ effectiveStatus: 'STALE', health: { status: 'DEGRADED' } });
    opstage.clock.advance(60);
    expect(await view()).toMatchObject({ effectiveStatus: 'OFFLINE', health: { status: 'DEGRADED' } });
  });
});
