/** Section 6 of the contract from the agent's side: what runs, what is refused, and what is told of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { ActionFailure, type CapsuleAgent } from 'capsule-agent';
import { expect, test } from 'vitest';
import { html, json, lost, type Reply, refusal, type ScriptedOpstage, success } from './scripted-opstage.ts';
import { again, command, hurriedClock, type Stage, stage } from './test-agent.ts';
import { timedTest } from './timed-test.ts';

/** An agent at work whose action `count` counts its runs. */
async function counting(options: Parameters<Stage['agent']>[0] = {}): Promise<{
  opstage: ScriptedOpstage;
  agent: CapsuleAgent;
  runs: () => number;
}> {
  const { opstage, agent } = await stage();
  let runs = 0;
  const made = agent(options);
  made.action({ name: 'count', label: 'Count' }, () => {
    runs += 1;
    return { runs };
  });
  await made.start();
  await opstage.until('commandClaim');
  return { opstage, agent: made, runs: () => runs };
}

test('a command is acked, run and answered under its delivery', async () => {
  const { opstage } = await counting();
  const one = command('count');
  opstage.deliver(one);
  const result = await opstage.result(one.id);
  const [ack] = opstage.of('commandAck');
  expect(ack?.body).toEqual({ deliveryId: one.delivery.id, accepted: true });
  expect(result.body).toMatchObject({ deliveryId: one.delivery.id, success: true, data: { runs: 1 } });
  expect(opstage.received.indexOf(ack as never)).toBeLessThan(opstage.received.indexOf(result));
});

const failures: [string, () => unknown, object][] = [
  [
    'an error is ACTION_FAILED with its message',
    () => Promise.reject(new Error('no disk')),
    { code: 'ACTION_FAILED', message: 'no disk' },
  ],
  [
    'an ActionFailure gives its own code',
    () => {
      throw new ActionFailure('too many', 'com.example.quota');
    },
    { code: 'com.example.quota', message: 'too many' },
  ],
  [
    "an ActionFailure cannot speak in the agent's name",
    () => {
      throw new ActionFailure('no', 'AGENT_RESTARTED');
    },
    { code: 'ACTION_FAILED', message: 'no' },
  ],
  ['a result that is no object is ACTION_FAILED', () => 'text', expect.objectContaining({ code: 'ACTION_FAILED' })],
  [
    'a result that is no JSON is ACTION_FAILED',
    () => ({ big: 1n }),
    expect.objectContaining({ code: 'ACTION_FAILED', message: expect.stringContaining('JSON') }),
  ],
  [
    'a result past the body limit is RESULT_REJECTED',
    () => ({ text: 'x'.repeat(1_048_576) }),
    expect.objectContaining({ code: 'RESULT_REJECTED' }),
  ],
];

for (const [title, handler, error] of failures) {
  test(title, async () => {
    const { opstage, agent } = await stage();
    const made = agent();
    made.action({ name: 'act', label: 'Act' }, handler as () => object);
    await made.start();
    const one = command('act');
    opstage.deliver(one);
    const { body } = await opstage.result(one.id);
    expect(body).toMatchObject({ success: false, error });
    expect(JSON.stringify(body)).not.toContain('test.ts');
  });
}

test('a handler past its time is ACTION_TIMEOUT at once, and its later outcome is ignored', async () => {
  const { opstage, agent } = await stage();
  let aborted: unknown;
  const made = agent();
  made.action({ name: 'slow', label: 'Slow' }, async (_, { signal }) => {
    signal.addEventListener('abort', () => {
      aborted = signal.reason;
    });
    await sleep(400);
    return { late: true };
  });
  await made.start();
  const one = command('slow', { timeoutSeconds: 1 });
  opstage.deliver(one);
  const { body } = await opstage.result(one.id);
  expect(body).toMatchObject({ success: false, error: { code: 'ACTION_TIMEOUT' } });
  expect(aborted).toMatchObject({ name: 'TimeoutError' });
  await sleep(500);
  expect(opstage.of('commandResult')).toHaveLength(1);
});

const refusals: [string, object, string][] = [
  ['a command of unknown type', { type: 'SHELL_EXECUTE' }, 'COMMAND_TYPE_UNKNOWN'],
  ['an undeclared action', { actionName: 'reboot' }, 'ACTION_NOT_FOUND'],
  ['an action of a service that is not ours', { serviceCode: 'other' }, 'ACTION_NOT_FOUND'],
  ['a payload that does not fit the schema', { payload: { n: 'one' } }, 'ACTION_PAYLOAD_INVALID'],
];

for (const [title, change, code] of refusals) {
  test(`${title} is refused as ${code} and nothing runs`, async () => {
    const { opstage, agent } = await stage();
    let runs = 0;
    const made = agent();
    const inputSchema = { type: 'object', properties: { n: { type: 'integer' } } };
    made.action({ name: 'act', label: 'Act', inputSchema }, () => {
      runs += 1;
    });
    await made.start();
    const one = command('act', change);
    opstage.deliver(one);
    const ack = await opstage.until('commandAck');
    expect(ack.body).toMatchObject({ deliveryId: one.delivery.id, accepted: false, error: { code } });
    const fine = command('act');
    opstage.deliver(fine);
    await opstage.result(fine.id);
    expect(runs).toBe(1);
    expect(opstage.of('commandResult')).toHaveLength(1);
  });
}

const ackTroubles: [string, Reply][] = [
  ['lost', lost],
  ["a proxy's page", html(502)],
  ['a throttling', refusal(429, 'RATE_LIMITED', { 'Retry-After': '1' })],
  ['of an unknown state', success({ commandId: 'cmd_0123456789abcdef', status: 'HOVERING', leaseExpiresAt: null })],
  ['a 200 that is no answer', json(200, {})],
];

for (const [title, trouble] of ackTroubles) {
  test(`an ack whose answer is ${title} is repeated before anything runs`, async () => {
    const { opstage, runs } = await counting();
    const one = command('count');
    let ranBefore = -1;
    opstage.next('commandAck', trouble, (response, received) => {
      ranBefore = runs();
      success({ commandId: one.id, status: 'RUNNING', leaseExpiresAt: null })(response, received);
    });
    opstage.deliver(one);
    await opstage.result(one.id);
    expect(opstage.of('commandAck')).toHaveLength(2);
    expect(ranBefore).toBe(0);
    expect(runs()).toBe(1);
  });
}

const denials: [number, string][] = [
  [409, 'COMMAND_DELIVERY_STALE'],
  [409, 'COMMAND_CANCELLED'],
  [409, 'COMMAND_ALREADY_COMPLETED'],
  [410, 'COMMAND_EXPIRED'],
  [404, 'COMMAND_NOT_FOUND'],
];

for (const [status, code] of denials) {
  test(`an ack answered ${code} runs nothing and is not repeated`, async () => {
    const { opstage, runs } = await counting();
    opstage.next('commandAck', refusal(status, code));
    const denied = command('count');
    const fine = command('count');
    opstage.deliver(denied);
    await opstage.until('commandAck');
    opstage.deliver(fine);
    await opstage.result(fine.id);
    expect(runs()).toBe(1);
    expect(opstage.of('commandAck').filter((ack) => ack.commandId === denied.id)).toHaveLength(1);
  });
}

test('an accepted ack whose command is over by then runs nothing', async () => {
  const { opstage, runs } = await counting();
  opstage.next('commandAck', success({ commandId: 'cmd_0123456789abcdef', status: 'FAILED', leaseExpiresAt: null }));
  opstage.deliver(command('count'));
  const fine = command('count');
  await opstage.until('commandAck');
  opstage.deliver(fine);
  await opstage.result(fine.id);
  expect(runs()).toBe(1);
});

test('a command delivered twice at once runs once', async () => {
  const { opstage, runs } = await counting();
  const one = command('count');
  opstage.deliver(one, one, again(one));
  await opstage.result(one.id);
  expect(runs()).toBe(1);
});

test('a known command delivered again is acked anew, not run, and its result goes under the new delivery', async () => {
  const { opstage, runs } = await counting();
  const one = command('count');
  opstage.deliver(one);
  await opstage.result(one.id);
  const second = again(one);
  opstage.deliver(second);
  const answer = await opstage.until('commandResult', (sent) => sent.body.deliveryId === second.delivery.id);
  expect(answer.body).toMatchObject({ success: true, data: { runs: 1 } });
  expect(opstage.of('commandAck').at(-1)?.body).toEqual({ deliveryId: second.delivery.id, accepted: true });
  expect(runs()).toBe(1);
});

test('a command delivered again while it runs answers under the newest acked delivery', async () => {
  const { opstage, agent } = await stage();
  const gate = Promise.withResolvers<void>();
  const made = agent();
  made.action({ name: 'wait', label: 'Wait' }, () => gate.promise);
  await made.start();
  const one = command('wait');
  opstage.deliver(one);
  await opstage.until('commandAck');
  const second = again(one);
  opstage.deliver(second);
  await opstage.until('commandAck', (ack) => ack.body.deliveryId === second.delivery.id);
  await opstage.until('agentHeartbeat', () => true, opstage.received.length);
  gate.resolve();
  expect((await opstage.result(one.id)).body.deliveryId).toBe(second.delivery.id);
});

test('a command delivered again while its result is being answered is answered under the newer delivery too', async () => {
  const { opstage, runs } = await counting();
  let answer = () => {};
  opstage.next('commandResult', (response, received) => {
    answer = () => success({})(response, received);
  });
  const one = command('count');
  opstage.deliver(one);
  await opstage.result(one.id);
  const second = again(one);
  opstage.deliver(second);
  await opstage.until('commandAck', (ack) => ack.body.deliveryId === second.delivery.id);
  await opstage.until('agentHeartbeat', () => true, opstage.received.length);
  answer();
  const result = await opstage.until('commandResult', (sent) => sent.body.deliveryId === second.delivery.id);
  expect(result.body).toMatchObject({ success: true, data: { runs: 1 } });
  expect(runs()).toBe(1);
});

test('a result is repeated, unchanged, until a contract answer', async () => {
  const { opstage, runs } = await counting();
  opstage.next(
    'commandResult',
    lost,
    html(503),
    refusal(500, 'INTERNAL_ERROR'),
    refusal(429, 'RATE_LIMITED', { 'Retry-After': '1' }),
  );
  const one = command('count');
  opstage.deliver(one);
  await opstage.until('commandResult', () => opstage.of('commandResult').length === 5);
  const [first, ...more] = opstage.of('commandResult');
  for (const repeated of more) expect(repeated.body).toEqual(first?.body);
  expect(runs()).toBe(1);
});

for (const [status, code] of [...denials, [409, 'COMMAND_NOT_ACKNOWLEDGED']] as const) {
  test(`a result answered ${code} is not repeated, and the command no longer listed as running`, async () => {
    const { opstage } = await counting();
    opstage.next('commandResult', refusal(status, code));
    opstage.deliver(command('count'));
    await opstage.until('commandResult');
    const from = opstage.received.length;
    await opstage.until('agentHeartbeat', (beat) => beat.body.running.length === 0, from);
    expect(opstage.of('commandResult')).toHaveLength(1);
  });
}

const bodyRefusals: [string, Reply][] = [
  ['COMMAND_RESULT_TOO_LARGE', refusal(413, 'COMMAND_RESULT_TOO_LARGE')],
  ["a proxy's 413", html(413)],
  ['VALIDATION_FAILED', refusal(422, 'VALIDATION_FAILED')],
];

for (const [title, reply] of bodyRefusals) {
  test(`a result refused by ${title} is replaced once by RESULT_REJECTED without data`, async () => {
    const { opstage } = await counting();
    opstage.always('commandResult', reply);
    opstage.deliver(command('count'));
    await opstage.until('commandResult', () => opstage.of('commandResult').length === 2);
    const { body } = opstage.of('commandResult')[1] as { body: object };
    expect(body).toMatchObject({ success: false, error: { code: 'RESULT_REJECTED' } });
    expect(body).not.toHaveProperty('data');
    await opstage.until('agentHeartbeat', (beat) => beat.body.running.length === 0, opstage.received.length);
    expect(opstage.of('commandResult')).toHaveLength(2);
  });
}

test('a cancelled handler that stops is reported as cancelled', async () => {
  const { opstage, agent } = await stage();
  const made = agent();
  made.action({ name: 'wait', label: 'Wait', cancellable: true }, async (_, { signal }) => {
    await sleep(60_000, undefined, { signal });
  });
  await made.start();
  const one = command('wait');
  opstage.deliver(one);
  await opstage.until('commandAck');
  opstage.directives = { reportServices: [], cancel: [one.id, 'cmd_unknown0123456789ab'] };
  const { body } = await opstage.result(one.id);
  expect(body).toMatchObject({ success: false, cancelled: true });
});

test('a cancelled handler that finishes all the same has its true result reported', async () => {
  const { opstage, agent } = await stage();
  const made = agent();
  made.action({ name: 'finish', label: 'Finish', cancellable: true }, async (_, { signal, progress }) => {
    progress({ percent: 50 });
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return { done: true };
  });
  opstage.always('commandProgress', success({ leaseExpiresAt: '', cancelRequested: true }));
  await made.start();
  const one = command('finish');
  opstage.deliver(one);
  const { body } = await opstage.result(one.id);
  expect(body).toMatchObject({ success: true, data: { done: true } });
  expect(body.cancelled).toBeUndefined();
});

test('progress grows in seq, the newest wins, and failing to tell it troubles nobody', async () => {
  const { opstage, agent } = await stage();
  const made = agent();
  made.action({ name: 'step', label: 'Step' }, async (_, { progress }) => {
    for (let percent = 0; percent <= 120; percent += 10) {
      progress({ percent, message: 'm'.repeat(600) });
      await sleep(20);
    }
  });
  opstage.next('commandProgress', lost, refusal(500, 'INTERNAL_ERROR'));
  await made.start();
  const one = command('step');
  opstage.deliver(one);
  expect((await opstage.result(one.id)).body.success).toBe(true);
  const told = opstage.of('commandProgress').map((received) => received.body);
  expect(told.map(({ seq }) => seq)).toEqual(told.map((_, index) => index + 1));
  expect(told.length).toBeLessThan(13);
  for (const { percent } of told) expect(percent).toBeLessThanOrEqual(100);
});

test('no more is claimed than can start, and what comes on top is refused as AGENT_BUSY', async () => {
  const { opstage, agent } = await stage();
  const gate = Promise.withResolvers<void>();
  const made = agent({ maxConcurrentCommands: 2 });
  made.action({ name: 'wait', label: 'Wait' }, () => gate.promise);
  await made.start();
  const [first, second, third] = [command('wait'), command('wait'), command('wait')];
  opstage.next('commandClaim', success({ commands: [first, second, third] }));
  await opstage.until('commandAck', (ack) => ack.body.error?.code === 'AGENT_BUSY' && ack.commandId === third.id);
  const claims = opstage.of('commandClaim').length;
  await opstage.until('agentHeartbeat', (beat) => beat.body.running.length === 2, opstage.received.length);
  expect(opstage.of('commandClaim')).toHaveLength(claims);
  expect(opstage.of('commandClaim')[0]?.body).toMatchObject({ max: 2 });
  gate.resolve();
  await opstage.until('commandClaim', (claim) => claim.body.max === 2, opstage.received.length);
});

timedTest('an Opstage that answers empty claims at once is asked no faster than its poll interval', async () => {
  const { opstage, agent } = await stage();
  opstage.always('commandClaim', success({ commands: [] }));
  await agent({ clock: hurriedClock(1) }).start();
  await opstage.until('commandClaim', () => opstage.of('commandClaim').length === 4);
  const times = opstage.of('commandClaim').map((one) => one.at);
  for (const [index, at] of times.entries()) if (index > 0) expect(at - (times[index - 1] ?? 0)).toBeGreaterThan(990);
});

test('a malformed delivery and a broken claim answer stop nothing', async () => {
  const { opstage, runs } = await counting();
  opstage.next('commandClaim', success({ commands: 'none' }), success({}));
  opstage.deliver(null, { id: 'cmd_0123456789abcdef' }, 7);
  const one = command('count');
  opstage.deliver(one);
  await opstage.result(one.id);
  expect(runs()).toBe(1);
});
