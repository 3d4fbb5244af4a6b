/** What travels over a session: hello first, twins of the HTTP calls with their replies, and both ways side by side. */
import type { Clock } from 'capsule-agent';
import { expect } from 'vitest';
import { html, success } from './scripted-opstage.ts';
import { ScriptedSessions } from './scripted-sessions.ts';
import { again, command, hurriedClock, stage } from './test-agent.ts';
import { timedTest } from './timed-test.ts';

async function stageWithSessions() {
  const { opstage, agent, ...rest } = await stage();
  return { opstage, agent, sessions: new ScriptedSessions(opstage), ...rest };
}

timedTest(
  'hello is the first frame, names process, capabilities and capacity, and nothing else is sent before its welcome',
  async () => {
    const { opstage, agent, sessions } = await stageWithSessions();
    const welcome = Promise.withResolvers<void>();
    sessions.prepare = (peer) =>
      peer.next('hello', (frame) => {
        welcome.promise.then(() => {
          const ids = { agentId: 'agt_0123456789abcdef0123', sessionId: 'ses_0123456789abcdef0123', pingSeconds: 25 };
          peer.send('welcome', { ...ids, ...opstage.intervals, limits: {}, directives: opstage.directives }, frame.id);
        });
      });
    await agent({ maxConcurrentCommands: 7 }).start();
    const peer = await sessions.peer(1);
    const hello = await peer.until('hello');
    const registered = opstage.of('agentRegister')[0]?.body;
    expect(hello.data).toEqual({ bootId: registered.bootId, capabilities: registered.capabilities, maxRunning: 7 });
    expect(hello.data.capabilities).toContain('session.ws');
    await opstage.until('agentHeartbeat');
    expect(peer.frames).toHaveLength(1);
    welcome.resolve();
    await peer.until('heartbeat');
  },
);

timedTest(
  'a dispatched command is acked with `re`, run, and answered on the session; nothing of it goes over HTTP',
  async () => {
    const { opstage, agent, sessions } = await stageWithSessions();
    const made = agent();
    made.action({ name: 'work', label: 'Work' }, (input, { progress }) => {
      progress({ percent: 50 });
      return { got: input.n };
    });
    await made.start();
    const peer = await sessions.peer(1);
    await peer.until('heartbeat');
    const one = command('work', { payload: { n: 3 } });
    const dispatch = peer.dispatch(one);
    const ack = await peer.until('command.ack');
    expect(ack).toMatchObject({
      re: dispatch,
      data: { commandId: one.id, deliveryId: one.delivery.id, accepted: true },
    });
    const result = await peer.until('command.result');
    expect(result.data).toMatchObject({ commandId: one.id, success: true, data: { got: 3 } });
    expect(result.re).toBeUndefined();
    for (const operation of ['commandAck', 'commandResult', 'commandProgress'])
      expect(opstage.of(operation)).toEqual([]);
  },
);

timedTest('an undeclared action and an unknown command type are refused with `re`', async () => {
  const { agent, sessions } = await stageWithSessions();
  await agent().start();
  const peer = await sessions.peer(1);
  const first = peer.dispatch(command('absent'));
  const second = peer.dispatch(command('absent', { type: 'FIRMWARE_UPDATE' }));
  const refused = async (re: string) => (await peer.until('command.ack', (ack) => ack.re === re)).data;
  expect(await refused(first)).toMatchObject({ accepted: false, error: { code: 'ACTION_NOT_FOUND' } });
  expect(await refused(second)).toMatchObject({ accepted: false, error: { code: 'COMMAND_TYPE_UNKNOWN' } });
});

timedTest('reports and heartbeats go over the session, and what its acks tell is followed', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  await agent().start();
  const peer = await sessions.peer(1);
  await peer.until('heartbeat');
  opstage.directives = { reportServices: ['test'], cancel: [] };
  await peer.until('service.report', () => peer.frames.filter((frame) => frame.type === 'service.report').length >= 2);
  const over = opstage.of('agentHeartbeat').length;
  await peer.until('heartbeat', () => peer.frames.filter((frame) => frame.type === 'heartbeat').length >= 4);
  expect(opstage.of('agentHeartbeat')).toHaveLength(over);
});

timedTest('welcome is followed like the answer to a heartbeat', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  const made = agent({ random: () => 0.01 });
  made.action({ name: 'wait', label: 'Wait', cancellable: true }, async (_input, { signal }) => {
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  });
  await made.start();
  const one = command('wait');
  const first = await sessions.peer(1);
  first.dispatch(one);
  await first.until('command.ack');
  opstage.always('agentHeartbeat', html(502));
  opstage.directives = { reportServices: [], cancel: [one.id] };
  sessions.prepare = (peer) => peer.next('heartbeat', ...Array.from({ length: 9 }, () => () => {}));
  first.cut();
  const second = await sessions.peer(2);
  const result = await second.until('command.result');
  expect(result.data).toMatchObject({ success: false, cancelled: true });
});

timedTest('command.cancel aborts the handler, which is reported as cancelled', async () => {
  const { agent, sessions } = await stageWithSessions();
  const made = agent();
  made.action({ name: 'wait', label: 'Wait', cancellable: true }, async (_input, { signal }) => {
    await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  });
  await made.start();
  const peer = await sessions.peer(1);
  const one = command('wait');
  peer.dispatch(one);
  await peer.until('command.ack');
  peer.send('command.cancel', { commandId: one.id });
  const result = await peer.until('command.result');
  expect(result.data).toMatchObject({ commandId: one.id, success: false, cancelled: true });
});

timedTest('an error frame is judged as the same refusal over HTTP', async () => {
  const { agent, sessions, log } = await stageWithSessions();
  const made = agent();
  made.action({ name: 'work', label: 'Work' }, () => ({ done: true }));
  let runs = 0;
  made.action({ name: 'count', label: 'Count' }, () => {
    runs += 1;
  });
  await made.start();
  const peer = await sessions.peer(1);
  // Not ours any more: never run. Throttled: sent again. Too large to be recorded: replaced once, without data.
  peer.next('command.ack', (frame) => peer.refuse(frame, 'COMMAND_EXPIRED'));
  peer.dispatch(command('count'));
  await peer.until('command.ack');
  peer.next(
    'command.result',
    (frame) => peer.refuse(frame, 'RATE_LIMITED'),
    (frame) => peer.refuse(frame, 'VALIDATION_FAILED'),
  );
  const one = command('work');
  peer.dispatch(one);
  await peer.until('command.result', (frame) => frame.data.error?.code === 'RESULT_REJECTED');
  const results = peer.frames.filter((frame) => frame.type === 'command.result');
  expect(results.map((frame) => frame.data.success)).toEqual([true, true, false]);
  expect(new Set(results.map((frame) => frame.id)).size).toBe(3);
  expect(runs).toBe(0);
  expect(log.some((entry) => entry.message.includes('not ours to run'))).toBe(true);
});

timedTest('a message Opstage has no session form for, or that is longer than its frames, goes over HTTP', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  sessions.prepare = (peer) =>
    peer.next('hello', (frame) => {
      const ids = { agentId: 'agt_0123456789abcdef0123', sessionId: 'ses_0123456789abcdef0123', pingSeconds: 1 };
      const limits = { maxMessageBytes: 20_000 };
      peer.send('welcome', { ...ids, ...opstage.intervals, limits, directives: opstage.directives }, frame.id);
    });
  const made = agent();
  made.action({ name: 'long', label: 'Long' }, () => ({ text: 'x'.repeat(20_000) }));
  await made.start();
  const peer = await sessions.peer(1);
  peer.next('heartbeat', (frame) => peer.refuse(frame, 'UNKNOWN_MESSAGE_TYPE'));
  const one = command('long');
  peer.dispatch(one);
  expect((await opstage.result(one.id)).body.data.text).toHaveLength(20_000);
  await peer.until('heartbeat', () => peer.frames.filter((frame) => frame.type === 'heartbeat').length >= 2);
  expect(opstage.of('agentHeartbeat').length).toBeGreaterThan(0);
  expect(peer.closedWith).toBeNull();
});

timedTest('while a session is open nothing is claimed, and a dispatch beyond capacity waits for a slot', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  const made = agent({ maxConcurrentCommands: 1 });
  const gate = Promise.withResolvers<void>();
  made.action({ name: 'wait', label: 'Wait' }, () => gate.promise);
  await made.start();
  const peer = await sessions.peer(1);
  await peer.until('heartbeat');
  const claims = opstage.of('commandClaim').length;
  const [one, two] = [command('wait'), command('wait')];
  peer.dispatch(one);
  peer.dispatch(two);
  await peer.until('heartbeat', (frame) => frame.data.running.includes(one.id));
  expect(peer.frames.filter((frame) => frame.type === 'command.ack')).toHaveLength(1);
  gate.resolve();
  await peer.until('command.result', (frame) => frame.data.commandId === two.id && frame.data.success);
  expect(opstage.of('commandClaim')).toHaveLength(claims);
});

timedTest('a command delivered on both ways runs once, and its result goes under the newest delivery', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  const made = agent();
  let runs = 0;
  const gate = Promise.withResolvers<void>();
  made.action({ name: 'count', label: 'Count' }, async () => {
    runs += 1;
    await gate.promise;
  });
  const one = command('count');
  opstage.next('commandClaim', success({ commands: [one] }));
  await made.start();
  const peer = await sessions.peer(1);
  await peer.until('heartbeat');
  peer.dispatch(one);
  const redelivered = again(one);
  const dispatch = peer.dispatch(redelivered);
  await peer.until('command.ack', (ack) => ack.re === dispatch);
  gate.resolve();
  const result = await peer.until('command.result');
  expect(result.data.deliveryId).toBe(redelivered.delivery.id);
  expect(runs).toBe(1);
});

timedTest('stopping says goodbye on the session, last, and closes 1000', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  const graceMs = 10;
  const hurried = hurriedClock(10);
  let stopping = false;
  // The farewell is bounded in time. What is shown here is its order, so but for the handler's grace time stands still.
  const after: Clock['after'] = (ms, run) => (stopping && ms > graceMs ? () => {} : hurried.after(ms, run));
  const made = agent({ clock: { now: hurried.now, after } });
  made.action({ name: 'wait', label: 'Wait' }, () => new Promise<never>(() => {}));
  await made.start();
  const peer = await sessions.peer(1);
  const one = command('wait');
  peer.dispatch(one);
  await peer.until('heartbeat', (frame) => frame.data.running.includes(one.id));
  stopping = true;
  await made.stop({ graceMs });
  expect(await peer.closed()).toBe(1000);
  const types = peer.frames.map((frame) => frame.type);
  expect(types.at(-1)).toBe('goodbye');
  expect(types).toContain('command.result');
  expect(peer.frames.at(-1)?.data.bootId).toBe(opstage.of('agentRegister')[0]?.body.bootId);
  expect(opstage.of('agentDisconnect')).toEqual([]);
});

timedTest('a session that does not answer the goodbye leaves it to HTTP', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  const made = agent();
  await made.start();
  const peer = await sessions.peer(1);
  await peer.until('heartbeat');
  peer.next('goodbye', () => peer.cut());
  await made.stop();
  expect(opstage.of('agentDisconnect')).toHaveLength(1);
});

timedTest('`session: off` announces and opens none', async () => {
  const { opstage, agent, sessions } = await stageWithSessions();
  await agent({ session: 'off' }).start();
  await opstage.until('commandClaim');
  await opstage.until('agentHeartbeat');
  expect(opstage.of('agentRegister')[0]?.body.capabilities).not.toContain('session.ws');
  expect(sessions.peers).toEqual([]);
});
