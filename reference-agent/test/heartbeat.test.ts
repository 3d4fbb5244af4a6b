/** The heartbeat's cadence and content: nothing the agent or its services do may hold it up. */
import { expect } from 'vitest';
import { html, refusal, type ScriptedOpstage } from './scripted-opstage.ts';
import { command, hurriedClock, stage } from './test-agent.ts';
import { timedTest } from './timed-test.ts';

/** Milliseconds between the heartbeats so far. */
function gaps(opstage: ScriptedOpstage): number[] {
  const times = opstage.of('agentHeartbeat').map((beat) => beat.at);
  return times.slice(1).map((at, index) => at - (times[index] ?? at));
}

async function beats(opstage: ScriptedOpstage, count: number): Promise<void> {
  await opstage.until('agentHeartbeat', () => opstage.of('agentHeartbeat').length >= count);
}

timedTest(
  'neither a hanging handler, a hanging probe, a held claim nor an unanswered heartbeat delays the next one',
  async () => {
    const { opstage, agent } = await stage();
    const made = agent({ clock: hurriedClock(1) });
    made.health(() => new Promise<never>(() => {}));
    made.config(() => new Promise<never>(() => {}));
    made.action({ name: 'hang', label: 'Hang' }, () => new Promise<never>(() => {}));
    const hanging = command('hang');
    opstage.deliver(hanging);
    opstage.next('agentHeartbeat', () => {});
    await made.start();
    await beats(opstage, 6);
    for (const gap of gaps(opstage)) expect(gap).toBeLessThan(2_000);
    const last = opstage.of('agentHeartbeat').at(-1)?.body;
    expect(last.running).toEqual([hanging.id]);
    expect(last.services[0].health).toMatchObject({ status: 'UNKNOWN', message: expect.stringContaining('no answer') });
  },
);

timedTest('a probe that throws is UNKNOWN with its reason, one that is right again is believed', async () => {
  const { opstage, agent } = await stage();
  let broken = true;
  const made = agent();
  made.health(() => {
    if (broken) throw new Error('no mailbox');
    return { status: 'DEGRADED', message: 'slow', details: { lagMs: 12 } };
  });
  await made.start();
  const bad = await opstage.until('agentHeartbeat', (one) => one.body.services[0].health !== undefined);
  expect(bad.body.services[0].health).toMatchObject({ status: 'UNKNOWN', message: 'no mailbox' });
  broken = false;
  await opstage.until('agentHeartbeat', (one) => one.body.services[0].health?.status === 'DEGRADED');
});

timedTest('a service without a probe is UP, and every service is listed in every heartbeat', async () => {
  const { opstage, agent } = await stage();
  const made = agent();
  made.service({ code: 'other', name: 'Other', version: '2' });
  await made.start();
  await beats(opstage, 4);
  for (const beat of opstage.of('agentHeartbeat')) {
    expect(beat.body.services.map((service: { code: string }) => service.code)).toEqual(['test', 'other']);
  }
  expect(opstage.of('agentHeartbeat').at(-1)?.body.services[1].health.status).toBe('UP');
});

timedTest('capabilities are announced until one heartbeat of the process was accepted, and no longer', async () => {
  const { opstage, agent } = await stage();
  opstage.next('agentHeartbeat', html(502), refusal(503, 'SERVICE_UNAVAILABLE', { 'Retry-After': '1' }));
  await agent().start();
  await beats(opstage, 5);
  const announced = opstage.of('agentHeartbeat').map((beat) => beat.body.capabilities !== undefined);
  expect(announced.slice(0, 5)).toEqual([true, true, true, false, false]);
});

timedTest('a new interval is adopted with the answer that tells it; nonsense changes nothing', async () => {
  const { opstage, agent } = await stage();
  opstage.intervals.heartbeatIntervalSeconds = 2;
  await agent({ clock: hurriedClock(1), random: () => 0.5 }).start();
  await beats(opstage, 2);
  opstage.intervals = { heartbeatIntervalSeconds: 0.001, commandPollIntervalSeconds: 1 };
  await beats(opstage, 5);
  opstage.intervals = { heartbeatIntervalSeconds: -1, commandPollIntervalSeconds: 'soon' };
  await beats(opstage, 7);
  const [first, , ...short] = gaps(opstage);
  expect(first).toBeGreaterThan(1_900);
  for (const gap of short) expect(gap).toBeGreaterThan(900);
  for (const gap of short) expect(gap).toBeLessThan(1_900);
});

timedTest('told intervals outlive the process', async () => {
  const { opstage, agent } = await stage();
  opstage.intervals.heartbeatIntervalSeconds = 2;
  const first = agent({ clock: hurriedClock(20) });
  await first.start();
  await opstage.until('agentHeartbeat');
  await first.stop();
  const from = opstage.received.length;
  const began = performance.now();
  // At the default of 30 s and twenty times the speed, the first beat would come after more than a second.
  await agent({ clock: hurriedClock(20), random: () => 0.99 }).start();
  await opstage.until('agentHeartbeat', () => true, from);
  expect(performance.now() - began).toBeLessThan(1_000);
});

timedTest(
  'an event is sent with the next heartbeat, again under its id when that one is not accepted, and then no more',
  async () => {
    const { opstage, agent } = await stage();
    opstage.next('agentHeartbeat', refusal(500, 'INTERNAL_ERROR'));
    const made = agent();
    made.service('test').emit({ type: 'otp.read', message: 'x'.repeat(600), data: { box: 7 } });
    await made.start();
    await beats(opstage, 4);
    const [first, second, ...rest] = opstage.of('agentHeartbeat').map((beat) => beat.body.events);
    expect(first).toEqual([
      expect.objectContaining({ type: 'otp.read', message: 'x'.repeat(500), serviceCode: 'test' }),
    ]);
    expect(second).toEqual(first);
    for (const events of rest) expect(events).toBeUndefined();
  },
);

timedTest('a heartbeat refused as a whole is not sent again: the next ones carry the minimum', async () => {
  const { opstage, agent } = await stage();
  const made = agent();
  made.health(() => ({ status: 'UP', details: { huge: true } }));
  made.service('test').emit({ type: 'spoiler' });
  opstage.next('agentHeartbeat', refusal(422, 'VALIDATION_FAILED'));
  await made.start();
  await beats(opstage, 3);
  const [, second, third] = opstage.of('agentHeartbeat').map((beat) => beat.body);
  for (const bare of [second, third]) {
    expect(bare.events).toBeUndefined();
    expect(bare.services[0].health).toEqual({ status: 'UP' });
  }
});

timedTest('a heartbeat that is throttled waits as told, while claims go on', async () => {
  const { opstage, agent } = await stage();
  opstage.next('agentHeartbeat', refusal(429, 'RATE_LIMITED', { 'Retry-After': '30' }));
  await agent({ random: () => 0.1 }).start();
  await beats(opstage, 2);
  const [gap] = gaps(opstage);
  expect(gap).toBeGreaterThanOrEqual(3_000);
  expect(opstage.of('commandClaim').length).toBeGreaterThan(1);
});
