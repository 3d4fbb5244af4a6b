/**
 * A tour through every readable place and one command's whole life, so that monitors have something to judge even when
 * nothing else was selected. It expects nothing; the monitors do.
 */
import { operations } from 'capsule-contract';
import type { OperationId } from 'capsule-contract/types';
import type { MonitorRecord } from '../monitors/monitor-record.ts';
import type { OpstageTrial } from '../opstage-trial.ts';

const toured = new WeakMap<MonitorRecord, Promise<void>>();

/** The tour is made once per run, by whichever check asks first. */
export function tourOnce(t: OpstageTrial): Promise<void> {
  const known = toured.get(t.monitors);
  if (known) return known;
  const tour = makeTour(t);
  toured.set(t.monitors, tour);
  return tour;
}

async function makeTour(t: OpstageTrial): Promise<void> {
  const service = await t.service({ configs: [{ key: 'mailbox', type: 'string', editable: false, sensitive: false }] });
  const { agent } = service;
  const { command, delivery } = await t.startCommand(service);
  await agent.progress(delivery, { percent: 50 });
  await agent.heartbeat();
  await agent.result(delivery, { data: { read: 1 } });
  await t.send('commandRetry', { path: { commandId: command.id }, body: {} });
  await readEverything(t, {
    agentId: agent.id,
    serviceId: service.id,
    commandId: command.id,
    actionName: 'echo',
    userId: t.owner.user.id,
  });
  await refusals(t, agent.id);
  await agent.disconnect();
}

/** Every GET of the contract that answers with a document, for objects that exist and for some that do not. */
async function readEverything(t: OpstageTrial, known: Record<string, string>): Promise<void> {
  for (const { operationId, method, kind, auth, pathParams } of Object.values(operations)) {
    if (method !== 'GET' || kind === 'sse' || kind === 'websocket' || auth === 'agent') continue;
    const path = Object.fromEntries(pathParams.map(({ name }) => [name, known[name] ?? `unknown-${name}`]));
    await t.send(operationId as OperationId, { path });
  }
}

/** One refusal of each kind that needs no state. */
async function refusals(t: OpstageTrial, agentId: string): Promise<void> {
  await t.raw('GET', '/api/no-such-route');
  await t.raw('DELETE', '/api/system/health');
  await t.send('systemHealth', { headers: { 'capsule-contract': '999' } });
  await t.send('agentList', { as: t.anonymous });
  await t.send('userList', { as: await t.viewer() });
  await t.send('operatorLogout', { headers: { 'x-csrf-token': null } });
  await t.send('agentHeartbeat', { path: { agentId }, body: {} });
  await t.send('operatorLogin', { rawBody: '{"username":' });
  await t.send('operatorLogin', { body: { username: 1 } });
  await t.send('operatorLogin', { rawBody: 'username=x', headers: { 'content-type': 'text/plain' } });
}
