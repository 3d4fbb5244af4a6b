/** Section 5 of the contract from the agent's side: what is reported, when, and what never is. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lost, refusal, success } from './scripted-opstage.ts';
import { command, hurriedClock, stage } from './test-agent.ts';
import { timedTest } from './timed-test.ts';

test('services are reported at start, whole, under the revision the heartbeats name', async () => {
  const { opstage, agent } = await stage();
  const made = agent({ services: [{ code: 'other', name: 'Other', version: '2' }] });
  made.service('test').action({ name: 'act', label: 'Act', dangerLevel: 'HIGH' }, () => {});
  made.service('test').config([{ key: 'limit', value: 7, defaultValue: 5 }]);
  await made.start();
  const { body } = await opstage.until('serviceReport');
  const [test, other] = body.services;
  expect(test.manifest).toMatchObject({
    kind: 'CapsuleService',
    code: 'test',
    runtime: 'nodejs',
    agentMode: 'embedded',
  });
  expect(test.actions).toEqual([
    {
      name: 'act',
      label: 'Act',
      dangerLevel: 'HIGH',
      requiresConfirmation: false,
      idempotent: false,
      cancellable: false,
    },
  ]);
  expect(test.configs).toEqual([
    { key: 'limit', type: 'number', valuePreview: '7', defaultValue: '5', editable: false, sensitive: false },
  ]);
  expect(other).toMatchObject({ manifest: { code: 'other' }, actions: [], configs: [] });
  const beat = await opstage.until('agentHeartbeat');
  expect(beat.body.services.map((one: { revision: string }) => one.revision)).toEqual([test.revision, other.revision]);
  await opstage.until('agentHeartbeat', () => opstage.of('agentHeartbeat').length > 3);
  expect(opstage.of('serviceReport')).toHaveLength(1);
});

test('equal content has the same revision after a restart', async () => {
  const { opstage, agent } = await stage();
  const first = agent();
  first.config([{ key: 'secret', value: 's3cret-value', sensitive: true }]);
  await first.start();
  const before = await opstage.until('serviceReport');
  await first.stop();
  const second = agent();
  second.config([{ value: 's3cret-value', sensitive: true, key: 'secret' }]);
  const from = opstage.received.length;
  await second.start();
  const after = await opstage.until('serviceReport', () => true, from);
  expect(after.body.services[0].revision).toBe(before.body.services[0].revision);
});

timedTest('a change of configuration is reported within one interval, without being told of', async () => {
  const { opstage, agent } = await stage();
  const made = agent({ clock: hurriedClock(1) });
  let colour = 'blue';
  made.config(() => [{ key: 'colour', value: colour }]);
  await made.start();
  await opstage.until('agentHeartbeat');
  const changedAt = performance.now();
  colour = 'red';
  const report = await opstage.until('serviceReport', (one) => one.body.services[0].configs[0].valuePreview === 'red');
  expect(report.at - changedAt).toBeLessThan(1_000);
});

test('an action declared later is reported', async () => {
  const { opstage, agent } = await stage();
  const made = agent();
  await made.start();
  await opstage.until('serviceReport');
  made.action({ name: 'late', label: 'Late' }, () => {});
  await made.service('test').refresh();
  await opstage.until('serviceReport', (one) => one.body.services[0].actions.length === 1);
});

test('the value of a sensitive item is in nothing that leaves the process, nor in its files; its change shows', async () => {
  const { opstage, agent, stateDir, log } = await stage();
  const canary = 'CANARY-77f0e1a2-plain';
  let value = 'first';
  const made = agent();
  made.config(() => [{ key: 'apiKey', value, defaultValue: canary, sensitive: true, secretRef: 'vault:key' }]);
  await made.start();
  const before = await opstage.until('serviceReport');
  value = canary;
  const after = await opstage.until('serviceReport', () => true, opstage.received.indexOf(before) + 1);
  const [item] = after.body.services[0].configs;
  expect(item).toMatchObject({ key: 'apiKey', sensitive: true, secretRef: 'vault:key' });
  expect(item.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect(item.fingerprint).not.toBe(before.body.services[0].configs[0].fingerprint);
  expect(JSON.stringify([opstage.received, log])).not.toContain(canary);
  for (const name of await readdir(stateDir)) {
    expect(await readFile(join(stateDir, name), 'utf8')).not.toContain(canary);
  }
});

timedTest('a directive is followed by a full report within one interval', async () => {
  const { opstage, agent } = await stage();
  await agent({ clock: hurriedClock(1) }).start();
  await opstage.until('serviceReport');
  opstage.directives = { reportServices: ['test', 'unknown'], cancel: [] };
  const beat = await opstage.until('agentHeartbeat', () => true, opstage.received.length);
  opstage.directives = { reportServices: [], cancel: [] };
  const report = await opstage.until('serviceReport', () => true, opstage.received.indexOf(beat) + 1);
  expect(report.at - beat.at).toBeLessThan(1_000);
  expect(report.body.services[0]).toHaveProperty('actions');
});

test('reports follow one another: the next waits for the answer to the one before', async () => {
  const { opstage, agent } = await stage();
  let open = 0;
  let most = 0;
  opstage.always('serviceReport', (response, received) => {
    open += 1;
    most = Math.max(most, open);
    setTimeout(() => {
      open -= 1;
      success({ services: [], rejected: [] })(response, received);
    }, 100);
  });
  let n = 0;
  const made = agent();
  made.config(() => {
    n += 1;
    return [{ key: 'n', value: n }];
  });
  await made.start();
  await opstage.until('serviceReport', () => opstage.of('serviceReport').length > 5);
  expect(most).toBe(1);
});

test('a report whose answer is lost is repeated; one refused as a whole is not, until content changes', async () => {
  const { opstage, agent } = await stage();
  opstage.next('serviceReport', lost, refusal(422, 'VALIDATION_FAILED'));
  opstage.directives = { reportServices: ['test'], cancel: [] };
  let colour = 'blue';
  const made = agent();
  made.config(() => [{ key: 'colour', value: colour }]);
  await made.start();
  await opstage.until('agentHeartbeat', () => opstage.of('serviceReport').length === 2);
  await opstage.until('agentHeartbeat', () => opstage.of('agentHeartbeat').length > 5);
  expect(opstage.of('serviceReport')).toHaveLength(2);
  colour = 'red';
  await opstage.until('serviceReport', (one) => one.body.services[0].configs[0].valuePreview === 'red');
});

test('services refused together are reported one by one, so that the good ones arrive', async () => {
  const { opstage, agent } = await stage();
  opstage.next('serviceReport', refusal(413, 'BODY_TOO_LARGE'));
  await agent({ services: [{ code: 'other', name: 'Other', version: '2' }] }).start();
  await opstage.until('serviceReport', () => opstage.of('serviceReport').length === 3);
  const codes = opstage
    .of('serviceReport')
    .map((one) => one.body.services.map((item: { manifest: { code: string } }) => item.manifest.code));
  expect(codes).toEqual([['test', 'other'], ['test'], ['other']]);
});

test('a provider that throws leaves the last known configuration, and commands go on', async () => {
  const { opstage, agent } = await stage();
  let broken = false;
  const made = agent();
  made.config(() => {
    if (broken) throw new Error('no file');
    return [{ key: 'colour', value: 'blue' }];
  });
  made.action({ name: 'act', label: 'Act' }, () => {});
  await made.start();
  await opstage.until('serviceReport');
  broken = true;
  await opstage.until('agentHeartbeat', () => opstage.of('agentHeartbeat').length > 3);
  const one = command('act');
  opstage.deliver(one);
  await opstage.result(one.id);
  expect(opstage.of('serviceReport')).toHaveLength(1);
});
