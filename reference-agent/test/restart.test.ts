/** What outlives the process: SIGKILL inside a handler, results not yet delivered, orderly and disorderly ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { lost, type ScriptedOpstage } from './scripted-opstage.ts';
import { again, command, REGISTRATION_TOKEN, stage } from './test-agent.ts';
import { timedTest } from './timed-test.ts';

const SAMPLE = fileURLToPath(new URL('../sample/conformance-capsule.ts', import.meta.url));

interface Sample {
  process: ChildProcess;
  output: () => string;
  exit: Promise<number | null>;
}

/** Starts the conformance capsule as a stranger would. */
function sample(env: Record<string, string>): Sample {
  const child = spawn(process.execPath, [SAMPLE], { env: { PATH: process.env.PATH ?? '', ...env } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  return { process: child, output: () => output, exit };
}

function variables(opstage: ScriptedOpstage, stateDir: string): Record<string, string> {
  return { OPSTAGE_URL: opstage.url, OPSTAGE_REGISTRATION_TOKEN: REGISTRATION_TOKEN, OPSTAGE_AGENT_STATE: stateDir };
}

const forCapsule = { serviceCode: 'conformance' };

test('a command whose handler was killed is FAILED AGENT_RESTARTED by the next process, and never run again', async () => {
  const { opstage, stateDir } = await stage();
  const first = sample(variables(opstage, stateDir));
  const one = command('sleep', { ...forCapsule, payload: { ms: 60_000, note: 'CANARY-payload' } });
  opstage.deliver(one);
  await opstage.until('agentHeartbeat', (beat) => beat.body.running.includes(one.id));
  first.process.kill('SIGKILL');
  await first.exit;
  expect(await readFile(join(stateDir, 'journal.log'), 'utf8')).not.toContain('CANARY-payload');
  const from = opstage.received.length;
  const second = sample(variables(opstage, stateDir));
  const { body } = await opstage.result(one.id);
  expect(body).toMatchObject({ deliveryId: one.delivery.id, success: false, error: { code: 'AGENT_RESTARTED' } });
  const redelivered = again(one);
  opstage.deliver(redelivered);
  await opstage.until('commandResult', (sent) => sent.body.deliveryId === redelivered.delivery.id);
  expect(opstage.received.slice(from).filter((one) => one.operation === 'commandProgress')).toEqual([]);
  expect(opstage.of('agentRegister')).toHaveLength(1);
  second.process.kill('SIGTERM');
  expect(await second.exit).toBe(0);
  expect(first.output() + second.output()).not.toContain('opstage_');
});

test('a result that could not be delivered is delivered by the next process, unchanged', async () => {
  const { opstage, stateDir } = await stage();
  opstage.always('commandResult', lost);
  const first = sample(variables(opstage, stateDir));
  const one = command('echo', { ...forCapsule, payload: { n: 1 } });
  opstage.deliver(one);
  const before = await opstage.result(one.id);
  first.process.kill('SIGKILL');
  await first.exit;
  opstage.asUsual('commandResult');
  const from = opstage.received.length;
  sample(variables(opstage, stateDir));
  const after = await opstage.until('commandResult', () => true, from);
  expect(after.body).toEqual(before.body);
  expect(after.body.data).toEqual({ n: 1 });
});

timedTest('SIGTERM fails what runs, disconnects last, and exits 0 within its grace', async () => {
  const { opstage, stateDir } = await stage();
  const capsule = sample(variables(opstage, stateDir));
  const one = command('slow', { ...forCapsule, timeoutSeconds: 60 });
  const two = command('sleep', { ...forCapsule, payload: { ms: 60_000 } });
  opstage.deliver(one, two);
  await opstage.until('agentHeartbeat', (beat) => beat.body.running.length === 2);
  const began = performance.now();
  capsule.process.kill('SIGTERM');
  expect(await capsule.exit).toBe(0);
  expect(performance.now() - began).toBeLessThan(10_000);
  for (const { id } of [one, two]) expect((await opstage.result(id)).body).toMatchObject({ success: false });
  const bye = opstage.of('agentDisconnect');
  expect(bye).toHaveLength(1);
  expect(opstage.received.at(-1)).toBe(bye[0]);
  expect(bye[0]?.body.bootId).toBe(opstage.of('agentHeartbeat').at(-1)?.body.bootId);
});

test('what can finish within the grace does', async () => {
  const { opstage, agent } = await stage();
  const made = agent();
  made.action({ name: 'brief', label: 'Brief' }, async () => {
    await sleep(100);
    return { done: true };
  });
  await made.start();
  const one = command('brief');
  opstage.deliver(one);
  await opstage.until('commandAck');
  made.service('test').emit({ type: 'last.words' });
  await made.stop({ graceMs: 5_000 });
  expect((await opstage.result(one.id)).body).toMatchObject({ success: true, data: { done: true } });
  expect(opstage.of('agentHeartbeat').flatMap((beat) => beat.body.events ?? [])).toHaveLength(1);
  expect(await made.ended).toEqual({ reason: 'stopped' });
});

timedTest('a stop ends in bounded time although Opstage is gone', async () => {
  const { opstage, agent } = await stage();
  const made = agent();
  await made.start();
  await opstage.until('agentHeartbeat');
  for (const operation of ['agentHeartbeat', 'agentDisconnect', 'commandClaim']) opstage.always(operation, () => {});
  const began = performance.now();
  await made.stop({ graceMs: 0 });
  expect(performance.now() - began).toBeLessThan(3_000);
});

test('stop before the registration succeeded ends the agent, and again is no harm', async () => {
  const { opstage, agent } = await stage();
  opstage.always('agentRegister', lost);
  const made = agent();
  await made.start();
  await opstage.until('agentRegister');
  await made.stop();
  await made.stop();
  expect(await made.ended).toEqual({ reason: 'stopped' });
});

test('two agents never share a state folder, and a killed one does not keep it', async () => {
  const { opstage, agent, stateDir } = await stage();
  const first = sample(variables(opstage, stateDir));
  await opstage.until('agentHeartbeat');
  await expect(agent().start()).rejects.toMatchObject({ code: 'STATE_FOLDER_IN_USE' });
  first.process.kill('SIGKILL');
  await first.exit;
  const second = agent();
  await second.start();
  await expect(agent().start()).rejects.toMatchObject({ code: 'STATE_FOLDER_IN_USE' });
});

test('a torn journal loses its last line only', async () => {
  const { opstage, agent, stateDir } = await stage();
  const first = agent();
  first.action({ name: 'act', label: 'Act' }, () => ({ ran: true }));
  await first.start();
  const one = command('act');
  opstage.deliver(one);
  await opstage.result(one.id);
  await first.stop();
  await appendFile(join(stateDir, 'journal.log'), '0badc0de {"kind":"acc');
  const second = agent();
  second.action({ name: 'act', label: 'Act' }, () => ({ ran: 'again' }));
  await second.start();
  const redelivered = again(one);
  opstage.deliver(redelivered);
  const result = await opstage.until('commandResult', (sent) => sent.body.deliveryId === redelivered.delivery.id);
  expect(result.body.data).toEqual({ ran: true });
  expect((await stat(join(stateDir, 'journal.log'))).mode & 0o777).toBe(0o600);
});

test('a damaged identity is named, not replaced', async () => {
  const { agent, stateDir } = await stage();
  await mkdir(stateDir, { recursive: true });
  await writeFile(join(stateDir, 'identity.json'), '{"agentId":');
  const made = agent();
  await made.start();
  expect(await made.ended).toMatchObject({ reason: 'failed', error: { code: 'STATE_FOLDER_UNUSABLE' } });
});

test('the sample says in one sentence which variable is missing, and exits 2', async () => {
  const { opstage, stateDir } = await stage();
  for (const name of ['OPSTAGE_URL', 'OPSTAGE_REGISTRATION_TOKEN', 'OPSTAGE_AGENT_STATE']) {
    const { exit, output } = sample({ ...variables(opstage, stateDir), [name]: '' });
    expect(await exit).toBe(2);
    expect(output()).toMatch(new RegExp(`^${name} is not set.*\\.\\n$`));
  }
  const { exit, output } = sample({ ...variables(opstage, stateDir), OPSTAGE_URL: 'http://opstage.example' });
  expect(await exit).toBe(2);
  expect(output()).toMatch(/^plain http .*\n$/);
  expect(opstage.received).toEqual([]);
});
