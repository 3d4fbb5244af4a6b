import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  auditActions,
  bootId,
  commandNow,
  enrol,
  execute,
  manifestOf,
  newRegistrationToken,
  register,
  runningCommand,
  uniqueCode,
} from './test-agent.ts';
import { type Reply, startTestOpstage, type TestOpstage } from './test-opstage.ts';

let opstage: TestOpstage;
const limits = {
  registerRetrySeconds: 100,
  tokenPendingSeconds: 50,
  ephemeralOfflineSeconds: 200,
  refusalDedupSeconds: 60,
};
beforeAll(async () => {
  opstage = await startTestOpstage(limits);
});
afterAll(() => opstage.stop());

const errorOf = (reply: Reply) => reply.body.error?.code ?? reply.status;
const identity = (reply: Reply) => reply.body.data as unknown as { agentId: string; agentToken: string };
const heartbeat = (agentId: string, bearer: string, body: object = {}) =>
  opstage.send('agentHeartbeat', {
    path: { agentId },
    as: { bearer },
    body: { bootId, services: [], running: [], ...body },
  });

describe('registration tokens', () => {
  test('of parallel registrations exactly maxUses succeed', async () => {
    const token = await newRegistrationToken(opstage, { maxUses: 3 });
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => register(opstage, token, uniqueCode('parallel'))),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(new Set(replies.filter(({ status }) => status !== 200).map(errorOf))).toEqual(
      new Set(['REGISTRATION_TOKEN_USED']),
    );
  });

  test('unknown, revoked, expired and bound tokens are told apart, and a refusal consumes nothing', async () => {
    expect(errorOf(await register(opstage, 'nonsense', uniqueCode('a')))).toBe('REGISTRATION_TOKEN_INVALID');
    const bound = await newRegistrationToken(opstage, { agentCode: 'only-this' });
    expect(errorOf(await register(opstage, bound, 'another'))).toBe('REGISTRATION_TOKEN_SCOPE');
    expect(errorOf(await register(opstage, bound, null))).toBe('VALIDATION_FAILED');
    expect((await register(opstage, bound, 'only-this')).status).toBe(200);
    const taken = await newRegistrationToken(opstage);
    expect(errorOf(await register(opstage, taken, 'only-this'))).toBe('AGENT_CODE_TAKEN');
    expect((await register(opstage, taken, uniqueCode('a'))).status).toBe(200);
    const short = await newRegistrationToken(opstage, { expiresInSeconds: 1 });
    opstage.clock.advance(1);
    expect(errorOf(await register(opstage, short, uniqueCode('a')))).toBe('REGISTRATION_TOKEN_EXPIRED');
  });
});

describe('a repeated registration', () => {
  test('gives the same agent a new token until the first one was used', async () => {
    const token = await newRegistrationToken(opstage);
    const code = uniqueCode('retry');
    const headers = { 'idempotency-key': 'retry-1' };
    const first = identity(await register(opstage, token, code, headers));
    expect(errorOf(await register(opstage, token, uniqueCode('other'), headers))).toBe('IDEMPOTENCY_KEY_REUSED');
    const second = identity(await register(opstage, token, code, headers));
    expect(second.agentId).toBe(first.agentId);
    expect(errorOf(await heartbeat(first.agentId, first.agentToken))).toBe('AGENT_TOKEN_INVALID');
    expect((await heartbeat(second.agentId, second.agentToken)).status).toBe(200);
    expect(errorOf(await register(opstage, token, code, headers))).toBe('REGISTRATION_TOKEN_USED');
  });

  test('is over after registerRetrySeconds', async () => {
    const token = await newRegistrationToken(opstage);
    const code = uniqueCode('retry');
    const headers = { 'idempotency-key': 'retry-2' };
    await register(opstage, token, code, headers);
    opstage.clock.advance(limits.registerRetrySeconds);
    expect(errorOf(await register(opstage, token, code, headers))).toBe('REGISTRATION_TOKEN_USED');
  });
});

describe('replacement', () => {
  test('keeps id and services, ends the old token, and loses what ran', async () => {
    const agent = await enrol(opstage);
    const { id } = await runningCommand(opstage, agent);
    await execute(opstage, agent);
    const [open] = await agent.claim();
    const token = await newRegistrationToken(opstage, { replaceAgentId: agent.id });
    expect(errorOf(await register(opstage, token, 'someone-else'))).toBe('REGISTRATION_TOKEN_SCOPE');
    const replaced = identity(await register(opstage, token, agent.code));
    expect(replaced.agentId).toBe(agent.id);
    expect(errorOf(await agent.heartbeat())).toBe('AGENT_TOKEN_REVOKED');
    expect(await commandNow(opstage, id)).toMatchObject({ status: 'FAILED', error: { code: 'AGENT_LOST' } });
    const renewed = { ...agent, as: { bearer: replaced.agentToken } };
    const stale = await opstage.send('commandAck', {
      path: { agentId: agent.id, commandId: open?.id ?? '' },
      as: renewed.as,
      body: { deliveryId: open?.delivery.id, accepted: true },
    });
    expect(errorOf(stale)).toBe('COMMAND_DELIVERY_STALE');
    const service = await opstage.data('serviceView', { path: { serviceId: agent.serviceId }, as: opstage.owner });
    expect(service).toMatchObject({ agentId: agent.id, effectiveStatus: 'HEALTHY' });
  });

  test('revives a revoked agent and refuses a disabled one', async () => {
    const agent = await enrol(opstage);
    const token = await newRegistrationToken(opstage, { replaceAgentId: agent.id, maxUses: 2 });
    const change = (operationId: 'agentDisable' | 'agentEnable' | 'agentRevoke') =>
      opstage.send(operationId, { path: { agentId: agent.id }, as: opstage.owner, body: {} });
    await change('agentDisable');
    expect(errorOf(await register(opstage, token, agent.code))).toBe('AGENT_DISABLED');
    await change('agentRevoke');
    expect(errorOf(await change('agentEnable'))).toBe('AGENT_REVOKED');
    expect((await register(opstage, token, agent.code)).status).toBe(200);
    const view = await opstage.data('agentView', { path: { agentId: agent.id }, as: opstage.owner });
    expect(view).toMatchObject({ status: 'ONLINE', revokedAt: null, disabledAt: null });
  });
});

describe('token rotation', () => {
  test('overlaps until the new token is used, and a superseded or unused one is dead', async () => {
    const agent = await enrol(opstage);
    const rotate = async () => {
      const sending = { path: { agentId: agent.id }, as: agent.as, body: { bootId } };
      return ((await opstage.data('agentTokenRotate', sending)) as { agentToken: string }).agentToken;
    };
    const superseded = await rotate();
    const unused = await rotate();
    expect(errorOf(await heartbeat(agent.id, superseded))).toBe('AGENT_TOKEN_INVALID');
    opstage.clock.advance(limits.tokenPendingSeconds);
    expect(errorOf(await heartbeat(agent.id, unused))).toBe('AGENT_TOKEN_INVALID');
    const next = await rotate();
    expect((await agent.heartbeat()).status).toBe(200);
    expect((await heartbeat(agent.id, next)).status).toBe(200);
    expect(errorOf(await agent.heartbeat())).toBe('AGENT_TOKEN_INVALID');
  });
});

describe('revocation', () => {
  test.each([
    ['agentRevoke', 'AGENT_TOKEN_REVOKED'],
    ['agentDisable', 'AGENT_DISABLED'],
  ] as const)('%s ends a held claim at once', async (operationId, code) => {
    const agent = await enrol(opstage);
    const body = { bootId, max: 1, waitSeconds: 60 };
    const held = opstage.send('commandClaim', { path: { agentId: agent.id }, as: agent.as, body });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await opstage.data(operationId, { path: { agentId: agent.id }, as: opstage.owner, body: {} });
    expect(errorOf(await held)).toBe(code);
  });

  test('settles commands, frees the services, and is audited once however often it is asked for', async () => {
    const agent = await enrol(opstage);
    const { id: running } = await runningCommand(opstage, agent);
    const created = await execute(opstage, agent);
    const pending = (created.body.data as unknown as { command: { id: string } }).command.id;
    for (let round = 0; round < 2; round += 1) {
      await opstage.data('agentRevoke', { path: { agentId: agent.id }, as: opstage.owner, body: { reason: 'lost' } });
    }
    expect(await commandNow(opstage, running)).toMatchObject({ error: { code: 'AGENT_REVOKED' }, outcomeKnown: false });
    expect(await commandNow(opstage, pending)).toMatchObject({ status: 'CANCELLED', outcomeKnown: true });
    expect(await auditActions(opstage, `&targetId=${agent.id}&action=agent.revoked`)).toHaveLength(1);
    expect(errorOf(await execute(opstage, agent))).toBe('AGENT_REVOKED');
    const heir = await enrol(opstage);
    const services = [{ manifest: manifestOf(agent.serviceCode), revision: 'r9' }];
    const answer = await opstage.data('serviceReport', {
      path: { agentId: heir.id },
      as: heir.as,
      body: { bootId, services },
    });
    expect(answer).toMatchObject({ services: [{ id: agent.serviceId }] });
    expect(await auditActions(opstage, `&targetId=${agent.serviceId}`)).toContain('service.owner.changed');
  });

  test('refused calls of a known agent are audited once a minute', async () => {
    const agent = await enrol(opstage);
    await opstage.data('agentDisable', { path: { agentId: agent.id }, as: opstage.owner, body: {} });
    const refusals = () => auditActions(opstage, `&targetId=${agent.id}&action=agent.access.refused`);
    await agent.heartbeat();
    await agent.heartbeat();
    expect(await refusals()).toHaveLength(1);
    opstage.clock.advance(limits.refusalDedupSeconds);
    await agent.heartbeat();
    expect(await refusals()).toHaveLength(2);
  });
});

describe('ephemeral agents', () => {
  test('need no code, and are revoked with their services once silent for long', async () => {
    const token = await newRegistrationToken(opstage, { ephemeral: true, maxUses: 2 });
    const first = await register(opstage, token, null);
    const { agentId } = identity(first);
    expect((first.body.data as unknown as { code: string }).code).toMatch(/^[a-z0-9][a-z0-9_-]{0,79}$/);
    await opstage.data('agentDisconnect', {
      path: { agentId },
      as: { bearer: identity(first).agentToken },
      body: { bootId, reason: 'done' },
    });
    opstage.clock.advance(limits.ephemeralOfflineSeconds - 1);
    await opstage.sweep();
    const view = () => opstage.data('agentView', { path: { agentId }, as: opstage.owner });
    expect(await view()).toMatchObject({ status: 'OFFLINE', disconnectReason: 'done', ephemeral: true });
    opstage.clock.advance(1);
    await opstage.sweep();
    expect(await view()).toMatchObject({ status: 'REVOKED' });
  });
});

describe('liveness', () => {
  test('a silent agent is OFFLINE everywhere at once, and queueing passes that only', async () => {
    const agent = await enrol(opstage);
    opstage.clock.advance(90);
    const view = await opstage.data('agentView', { path: { agentId: agent.id }, as: opstage.owner });
    expect(view).toMatchObject({ status: 'OFFLINE' });
    expect(errorOf(await execute(opstage, agent))).toBe('AGENT_OFFLINE');
    expect((await execute(opstage, agent, 'echo', { queue: true })).status).toBe(200);
    await agent.heartbeat();
    expect((await execute(opstage, agent)).status).toBe(200);
  });

  test('a refused call is no sign of life, an accepted one is', async () => {
    const agent = await enrol(opstage);
    const seen = async () =>
      ((await opstage.data('agentView', { path: { agentId: agent.id }, as: opstage.owner })) as { lastSeenAt: string })
        .lastSeenAt;
    const before = await seen();
    opstage.clock.advance(1);
    await agent.result('cmd_unknown', { deliveryId: 'dlv_unknown-unknown-1', success: true });
    await agent.heartbeat({ services: 'x' });
    expect(await seen()).toBe(before);
    await agent.claim();
    expect(await seen()).not.toBe(before);
  });

  test('a process that disconnected does not bring its agent back, another one does', async () => {
    const agent = await enrol(opstage);
    const path = { agentId: agent.id };
    await opstage.data('agentDisconnect', { path, as: agent.as, body: { bootId, reason: 'stopping' } });
    await opstage.data('agentDisconnect', { path, as: agent.as, body: { bootId, reason: 'stopping' } });
    expect(await auditActions(opstage, `&targetId=${agent.id}&action=agent.disconnected`)).toHaveLength(1);
    await agent.heartbeat();
    expect(await opstage.data('agentView', { path, as: opstage.owner })).toMatchObject({ status: 'OFFLINE' });
    await agent.heartbeat({ bootId: 'boot-0000-0002' });
    expect(await opstage.data('agentView', { path, as: opstage.owner })).toMatchObject({
      status: 'ONLINE',
      disconnectReason: null,
    });
  });

  test('agents live on through a restart, but one that was OFFLINE before stays so', async () => {
    const [alive, silent] = [await enrol(opstage), await enrol(opstage)];
    opstage.clock.advance(89);
    await alive.heartbeat();
    opstage.clock.advance(1);
    await opstage.sweep();
    opstage.clock.advance(88);
    await opstage.restart();
    opstage.clock.advance(80);
    const status = async (agentId: string) =>
      ((await opstage.data('agentView', { path: { agentId }, as: opstage.owner })) as { status: string }).status;
    expect([await status(alive.id), await status(silent.id)]).toEqual(['ONLINE', 'OFFLINE']);
  });

  test('two processes that alternate on one identity are noticed', async () => {
    const agent = await enrol(opstage);
    await agent.heartbeat({ bootId: 'boot-0000-0002' });
    expect(await auditActions(opstage, `&targetId=${agent.id}`)).not.toContain('agent.identity.conflict');
    await agent.heartbeat();
    await agent.heartbeat({ bootId: 'boot-0000-0002' });
    expect(await auditActions(opstage, `&targetId=${agent.id}&action=agent.identity.conflict`)).toHaveLength(1);
  });
});

describe('an agent that was let in before', () => {
  /** Whatever else is wrong with a call, whether its caller may call at all is told first. */
  const brokenCalls: [string, object][] = [
    ['no JSON', { rawBody: '{' }],
    ['no heartbeat', { body: { services: 'all' } }],
    ['of an unknown media type', { rawBody: 'x', headers: { 'content-type': 'text/plain' } }],
    ['right', { body: { bootId, services: [], running: [] } }],
  ];
  const known = async () => {
    const agent = await enrol(opstage);
    for (const _turn of [1, 2]) expect((await agent.heartbeat()).status).toBe(200);
    return agent;
  };

  test.each(brokenCalls)('and is revoked since is told so first: a body that is %s', async (_title, sending) => {
    const agent = await known();
    await opstage.data('agentRevoke', { path: { agentId: agent.id }, as: opstage.owner, body: {} });
    const reply = await opstage.send('agentHeartbeat', { path: { agentId: agent.id }, as: agent.as, ...sending });
    expect([reply.status, errorOf(reply)]).toEqual([401, 'AGENT_TOKEN_REVOKED']);
  });

  test.each(brokenCalls)('and is disabled since is told so first: a body that is %s', async (_title, sending) => {
    const agent = await known();
    await opstage.data('agentDisable', { path: { agentId: agent.id }, as: opstage.owner, body: {} });
    const reply = await opstage.send('agentHeartbeat', { path: { agentId: agent.id }, as: agent.as, ...sending });
    expect([reply.status, errorOf(reply)]).toEqual([403, 'AGENT_DISABLED']);
  });

  test('is not let in for another agent', async () => {
    const [agent, other] = [await known(), await known()];
    const reply = await opstage.send('agentHeartbeat', { path: { agentId: other.id }, as: agent.as, rawBody: '{' });
    expect([reply.status, errorOf(reply)]).toEqual([403, 'AGENT_ID_MISMATCH']);
  });
});
