import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actionOf, auditActions, commandNow, enrol, execute, runningCommand, type TestAgent } from './test-agent.ts';
import { startTestOpstage, type TestOpstage } from './test-opstage.ts';

let opstage: TestOpstage;
let agent: TestAgent;
const limits = { ackLeaseSeconds: 10, runLeaseSeconds: 30, cancelGraceSeconds: 20, offlineAfterSeconds: 86_400 };

const inputSchema = {
  type: 'object',
  properties: { n: { type: 'integer', maximum: 9 }, word: { type: 'string', pattern: '^(a+)+$' } },
  additionalProperties: true,
};
const outputSchema = { type: 'object', properties: { otp: { type: 'string', writeOnly: true } } };

beforeAll(async () => {
  opstage = await startTestOpstage(limits);
});
// One for each test: what one leaves in its queue is nothing to the next.
beforeEach(async () => {
  agent = await enrol(opstage, [
    actionOf('echo', { inputSchema, outputSchema }),
    actionOf('wipe', { dangerLevel: 'HIGH', idempotent: false, cancellable: true }),
  ]);
});
afterAll(() => opstage.stop());

const correlated = (commandId: string) => auditActions(opstage, `&correlationId=${commandId}`);

describe('the whole way of a command', () => {
  test('created, claimed, acknowledged, answered, each step audited once', async () => {
    const { id, deliveryId } = await runningCommand(opstage, agent, 'echo', { payload: { n: 3 } });
    await agent.ack(id, deliveryId);
    const result = { deliveryId, success: true, data: { otp: '424242', n: 3 } };
    expect((await agent.result(id, result)).body.data).toEqual({
      commandId: id,
      status: 'SUCCEEDED',
      replayed: false,
      late: false,
    });
    expect((await agent.result(id, { ...result })).body.data).toMatchObject({ replayed: true });
    expect((await agent.result(id, { deliveryId, success: false })).body.error?.code).toBe('COMMAND_ALREADY_COMPLETED');
    expect(await correlated(id)).toEqual(['command.created', 'command.started', 'command.succeeded']);
    expect(await commandNow(opstage, id)).toMatchObject({ result: { data: { otp: '[redacted]', n: 3 } } });
  });

  test('a held claim ends as soon as a command is created', async () => {
    const held = agent.claim({ waitSeconds: 30 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    const created = await execute(opstage, agent);
    const { command } = created.body.data as unknown as { command: { id: string } };
    const claimed = await held;
    expect(claimed.map(({ id }) => id)).toEqual([command.id]);
    await agent.ack(command.id, claimed[0]?.delivery.id ?? '', { accepted: false, error: { code: 'AGENT_BUSY' } });
    expect(await commandNow(opstage, command.id)).toMatchObject({
      status: 'FAILED',
      outcomeKnown: true,
      error: { code: 'AGENT_BUSY' },
    });
  });

  test('a held claim ends in its time though the clock is set back meanwhile', async () => {
    const held = agent.claim({ waitSeconds: 1 });
    await new Promise((resolve) => setTimeout(resolve, 50));
    opstage.clock.advance(-3600);
    expect(await held).toEqual([]);
    opstage.clock.advance(3600);
  });

  test('a delivery nobody acknowledged is made again under a new id, and the old id is stale', async () => {
    await execute(opstage, agent);
    const [first] = await agent.claim();
    expect(await agent.claim()).toEqual([]);
    opstage.clock.advance(limits.ackLeaseSeconds);
    const [second] = await agent.claim();
    expect(second).toMatchObject({ id: first?.id, delivery: { attempt: 2 } });
    const stale = await agent.ack(first?.id ?? '', first?.delivery.id ?? '');
    expect(stale.body.error?.code).toBe('COMMAND_DELIVERY_STALE');
    expect((await agent.ack(first?.id ?? '', second?.delivery.id ?? '')).status).toBe(200);
  });

  test('a lapsed ack lease does not make the only delivery stale', async () => {
    await execute(opstage, agent);
    const [delivered] = await agent.claim();
    opstage.clock.advance(limits.ackLeaseSeconds + 1);
    expect((await agent.ack(delivered?.id ?? '', delivered?.delivery.id ?? '')).status).toBe(200);
  });

  test('parallel claims never share a command and lose none', async () => {
    await Promise.all(Array.from({ length: 12 }, () => execute(opstage, agent)));
    const claims = await Promise.all(Array.from({ length: 8 }, () => agent.claim({ max: 3 })));
    const ids = claims.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(12);
  });
});

describe('deadlines', () => {
  test('a command nobody started is EXPIRED at startBy, read so before it is written so', async () => {
    const created = await execute(opstage, agent, 'echo', { startWithinSeconds: 5 });
    const { id } = (created.body.data as unknown as { command: { id: string } }).command;
    opstage.clock.advance(5);
    const read = await commandNow(opstage, id);
    expect(read).toMatchObject({ status: 'EXPIRED', outcomeKnown: true, finishedAt: read.startBy });
    expect(await correlated(id)).toEqual(['command.created']);
    await opstage.sweep();
    await opstage.sweep();
    expect(await correlated(id)).toEqual(['command.created', 'command.expired']);
  });

  test('a run without a sign of life is FAILED with AGENT_LOST, and its late result is kept once', async () => {
    const { id, deliveryId } = await runningCommand(opstage, agent);
    opstage.clock.advance(limits.runLeaseSeconds);
    expect(await commandNow(opstage, id)).toMatchObject({ status: 'FAILED', error: { code: 'AGENT_LOST' } });
    const late = await agent.result(id, { deliveryId, success: true });
    expect(late.body.data).toMatchObject({ status: 'FAILED', late: true, replayed: false });
    expect((await agent.result(id, { deliveryId, success: true })).body.data).toMatchObject({ replayed: true });
    expect((await agent.result(id, { deliveryId, success: false })).body.error?.code).toBe('COMMAND_ALREADY_COMPLETED');
    const events = ['command.created', 'command.started', 'command.failed', 'command.late_result'];
    expect(await correlated(id)).toEqual(events);
  });

  test('a heartbeat renews the lease only from the process that claimed', async () => {
    const { id } = await runningCommand(opstage, agent);
    opstage.clock.advance(limits.runLeaseSeconds - 5);
    await agent.heartbeat({ running: [id], bootId: 'another-process' });
    opstage.clock.advance(4);
    await agent.heartbeat({ running: [id] });
    opstage.clock.advance(limits.runLeaseSeconds - 1);
    expect((await commandNow(opstage, id)).status).toBe('RUNNING');
    await agent.heartbeat({ running: [id], bootId: 'another-process' });
    opstage.clock.advance(1);
    expect((await commandNow(opstage, id)).status).toBe('FAILED');
  });

  test('leases last their full length from a restart', async () => {
    const { id } = await runningCommand(opstage, agent);
    opstage.clock.advance(limits.runLeaseSeconds - 1);
    await opstage.restart();
    opstage.clock.advance(limits.runLeaseSeconds - 1);
    expect((await commandNow(opstage, id)).status).toBe('RUNNING');
  });
});

describe('cancel', () => {
  test('a running command is asked to stop in every answer and ends as its agent says', async () => {
    const { id, deliveryId } = await runningCommand(opstage, agent, 'wipe', { confirmation: true });
    const cancel = () => opstage.send('commandCancel', { path: { commandId: id }, as: opstage.owner });
    expect((await cancel()).body.data).toMatchObject({ status: 'RUNNING' });
    expect((await cancel()).status).toBe(200);
    expect((await agent.heartbeat({ running: [id] })).body.data).toMatchObject({ directives: { cancel: [id] } });
    await agent.result(id, { deliveryId, success: false, cancelled: true });
    expect(await commandNow(opstage, id)).toMatchObject({ status: 'CANCELLED', outcomeKnown: true });
    expect((await cancel()).status).toBe(200);
    expect(await correlated(id)).toEqual([
      'command.created',
      'command.started',
      'command.cancel.requested',
      'command.cancelled',
    ]);
  });

  test('without an answer it ends CANCELLED with an unknown outcome', async () => {
    const { id } = await runningCommand(opstage, agent, 'wipe', { confirmation: true });
    await opstage.send('commandCancel', { path: { commandId: id }, as: opstage.owner });
    opstage.clock.advance(limits.cancelGraceSeconds);
    expect(await commandNow(opstage, id)).toMatchObject({ status: 'CANCELLED', outcomeKnown: false });
    const retry = (body: object) => opstage.send('commandRetry', { path: { commandId: id }, as: opstage.owner, body });
    expect((await retry({})).body.error?.code).toBe('ACTION_REQUIRES_CONFIRMATION');
    expect((await retry({ confirmation: true })).status).toBe(200);
  });

  test('an action that cannot be cancelled, and a result that was not asked to stop, are refused', async () => {
    const { id, deliveryId } = await runningCommand(opstage, agent);
    const refused = await opstage.send('commandCancel', { path: { commandId: id }, as: opstage.owner });
    expect(refused.body.error?.code).toBe('COMMAND_NOT_CANCELLABLE');
    for (const success of [true, false]) {
      const reply = await agent.result(id, { deliveryId, success, cancelled: true });
      expect(reply.body.error).toMatchObject({
        code: 'VALIDATION_FAILED',
        details: { issues: [{ path: '/cancelled' }] },
      });
    }
  });
});

describe('the action gate', () => {
  test('a payload outside the schema is refused with pointers, whatever the pattern', async () => {
    const body = { payload: { n: 10, word: `${'a'.repeat(40)}!` } };
    const refused = await execute(opstage, agent, 'echo', body);
    expect(refused.body.error?.code).toBe('ACTION_PAYLOAD_INVALID');
    const details = refused.body.error?.details as { issues: { path: string }[] } | undefined;
    expect(details?.issues.map(({ path }) => path).sort()).toEqual(['/payload/n', '/payload/word']);
  });

  test('parallel requests with one key get the one command; another body under it is refused', async () => {
    const headers = { 'idempotency-key': 'once' };
    const body = { payload: { b: 1, a: [1, 2] } };
    const replies = await Promise.all(Array.from({ length: 6 }, () => execute(opstage, agent, 'echo', body, headers)));
    const ids = replies.map(({ body: answer }) => (answer.data as unknown as { command: { id: string } }).command.id);
    expect(new Set(ids).size).toBe(1);
    const reordered = await execute(opstage, agent, 'echo', { payload: { a: [1, 2], b: 1 } }, headers);
    expect(reordered.body.data).toMatchObject({ replayed: true });
    const other = await execute(opstage, agent, 'echo', {}, headers);
    expect(other.body.error?.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('secrets of a payload reach the agent only, and are gone once the command is final', async () => {
    const payload = { n: 1, nested: [{ 'API-Key': 'canary-1234567890' }], Password: 'canary-1234567890' };
    const created = await execute(opstage, agent, 'echo', { payload });
    expect(created.text).not.toContain('canary');
    const { id } = (created.body.data as unknown as { command: { id: string } }).command;
    const delivered = (await agent.claim()).find((command) => command.id === id);
    expect(delivered?.payload).toEqual(payload);
    await agent.ack(id, delivered?.delivery.id ?? '', { accepted: false, error: { code: 'AGENT_BUSY' } });
    expect(await commandNow(opstage, id)).toMatchObject({ payloadErased: true, payload: { Password: '[redacted]' } });
    const retried = await opstage.send('commandRetry', { path: { commandId: id }, as: opstage.owner, body: {} });
    expect(retried.body.error?.code).toBe('COMMAND_PAYLOAD_ERASED');
    await opstage.sweep();
    const { readdirSync, readFileSync } = await import('node:fs');
    for (const file of readdirSync(opstage.folder)) {
      expect(readFileSync(`${opstage.folder}/${file}`).includes('canary-1234567890')).toBe(false);
    }
  });
});

test('a delivery made slowly tells no lease that is over already', async () => {
  const { clock } = opstage.deps;
  const { now } = clock;
  const leases: number[] = [];
  // Every look at the clock finds it three seconds further on; one of these commands is overdue just after it was found.
  for (let startWithinSeconds = 1; startWithinSeconds <= 30; startWithinSeconds += 1) {
    const made = await execute(opstage, agent, 'echo', { payload: { n: 1 }, startWithinSeconds });
    expect(made.status).toBe(200);
    clock.now = () => {
      opstage.clock.advance(3);
      return now();
    };
    const delivered = (await agent.claim()) as unknown as { delivery: { ackLeaseSeconds: number } }[];
    clock.now = now;
    leases.push(...delivered.map(({ delivery }) => delivery.ackLeaseSeconds));
  }
  expect(leases.length).toBeGreaterThan(0);
  expect(leases.length).toBeLessThan(30);
  expect(Math.min(...leases)).toBeGreaterThanOrEqual(0);
});
