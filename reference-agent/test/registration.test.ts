/** Sections 2 and 3 of the contract as an agent keeps them: enrolment over a bad network, and the identity it yields. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { AGENT_ID, cut, html, json, lost, type Reply, refusal, ScriptedOpstage, success } from './scripted-opstage.ts';
import { hurriedClock, REGISTRATION_TOKEN, stage } from './test-agent.ts';
import { timedTest } from './timed-test.ts';

const misfortunes: [string, Reply][] = [
  ['an answer that is lost', lost],
  ['an answer cut in the middle', cut],
  ["a proxy's 502 page", html(502)],
  ["a captive portal's 200 page", html(200)],
  ['a success without Capsule-Contract', json(200, { success: true, data: {} }, { 'Capsule-Contract': '' })],
  ['a success without a token', success({ agentId: AGENT_ID, code: 'test' })],
  ['a success that is none', json(200, { success: 'true', data: {} })],
  ['a redirect', html(302, { Location: 'http://127.0.0.1:1/' })],
  ['an internal error', refusal(500, 'INTERNAL_ERROR')],
  ["a proxy's 401", html(401)],
];

for (const [title, misfortune] of misfortunes) {
  test(`a registration survives ${title}, with the same key and body`, async () => {
    const { opstage, agent } = await stage();
    opstage.next('agentRegister', misfortune, misfortune);
    await agent().start();
    await opstage.until('agentHeartbeat');
    const [first, second, third] = opstage.of('agentRegister');
    expect(first?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    for (const repeated of [second, third]) {
      expect(repeated?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
      expect(repeated?.body).toEqual(first?.body);
    }
    expect(first?.headers.authorization).toBeUndefined();
  });
}

test('a redirect is not followed: no token travels where it was not meant to', async () => {
  const { opstage, agent } = await stage();
  const elsewhere = await ScriptedOpstage.start();
  onTestFinished(() => elsewhere.close());
  for (const status of [302, 307, 308]) {
    opstage.next('agentRegister', html(status, { Location: `${elsewhere.url}/api/agents/register` }));
    opstage.next('agentHeartbeat', html(status, { Location: `${elsewhere.url}/api/agents/x/heartbeat` }));
  }
  await agent().start();
  await opstage.until('agentHeartbeat', () => opstage.of('agentHeartbeat').length > 3);
  expect(elsewhere.received).toEqual([]);
});

test('a registration whose answer was lost with the process is repeated by the next one', async () => {
  const { opstage, agent } = await stage();
  opstage.always('agentRegister', lost);
  const first = agent();
  await first.start();
  await opstage.until('agentRegister');
  await first.stop();
  opstage.asUsual('agentRegister');
  await agent().start();
  const beat = await opstage.until('agentHeartbeat');
  const [before, after] = [opstage.of('agentRegister')[0], opstage.of('agentRegister').at(-1)];
  expect(after?.headers['idempotency-key']).toBe(before?.headers['idempotency-key']);
  expect(after?.body).toEqual(before?.body);
  expect(beat.body.bootId).not.toBe(before?.body.bootId);
});

test('the identity is kept, owner-only, and used after a restart', async () => {
  const { opstage, agent, stateDir } = await stage();
  const first = agent();
  await first.start();
  const beat = await opstage.until('agentHeartbeat');
  expect((await stat(join(stateDir, 'identity.json'))).mode & 0o777).toBe(0o600);
  expect((await stat(stateDir)).mode & 0o777).toBe(0o700);
  await first.stop();
  const from = opstage.received.length;
  await agent({ registrationToken: '' }).start();
  const next = await opstage.until('agentHeartbeat', () => true, from);
  expect(opstage.of('agentRegister')).toHaveLength(1);
  expect(next.headers.authorization).toBe(beat.headers.authorization);
  expect(next.body.bootId).not.toBe(beat.body.bootId);
});

test('the registration token is nowhere in the state folder', async () => {
  const { opstage, agent, stateDir } = await stage();
  await agent().start();
  await opstage.until('agentHeartbeat');
  for (const name of await readdir(stateDir)) {
    expect(await readFile(join(stateDir, name), 'utf8')).not.toContain(REGISTRATION_TOKEN);
  }
});

timedTest('a throttled registration waits at least as long as it was told', async () => {
  const { opstage, agent } = await stage();
  opstage.next(
    'agentRegister',
    refusal(429, 'RATE_LIMITED', { 'Retry-After': '1' }),
    html(503, { 'Retry-After': '1' }),
  );
  await agent({ clock: hurriedClock(1) }).start();
  await opstage.until('agentHeartbeat');
  const [first, second, third] = opstage.of('agentRegister').map((one) => one.at);
  expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1_000);
  expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(1_000);
});

test('a refused registration ends the agent and is not repeated', async () => {
  const { opstage, agent } = await stage();
  opstage.always('agentRegister', refusal(409, 'AGENT_CODE_TAKEN'));
  const made = agent();
  await made.start();
  expect(await made.ended).toMatchObject({ reason: 'registration-refused', code: 'AGENT_CODE_TAKEN' });
  expect(opstage.received).toHaveLength(1);
});

test('an agent with neither identity nor registration token says so', async () => {
  const { agent } = await stage();
  const made = agent({ registrationToken: '' });
  await made.start();
  expect(await made.ended).toEqual({ reason: 'not-registered' });
});

test('a registration is not repeated with a key that Opstage refuses, but asked for anew', async () => {
  const { opstage, agent } = await stage();
  opstage.always('agentRegister', lost);
  const first = agent();
  await first.start();
  await opstage.until('agentRegister');
  await first.stop();
  opstage.asUsual('agentRegister');
  opstage.next('agentRegister', refusal(422, 'IDEMPOTENCY_KEY_REUSED'));
  const from = opstage.received.length;
  await agent().start();
  await opstage.until('agentHeartbeat');
  const [old, fresh] = opstage.received.slice(from).filter((one) => one.operation === 'agentRegister');
  expect(fresh?.headers['idempotency-key']).not.toBe(old?.headers['idempotency-key']);
});
