import type { CallOptions } from '../../../target/contract-call.ts';
import type { ReportedService } from '../../../target/opstage-driver.ts';
import type { OpstageTrial } from '../../opstage-trial.ts';
import type { Outcomes, Provoke } from './outcome.ts';

export const commandOutcomes: Outcomes = {
  commandCreate: {
    created: async (t) => execute(t, await t.service()),
    replayed: async (t) => {
      const service = await t.service();
      const headers = { 'idempotency-key': t.code('key') };
      await execute(t, service, { headers });
      return execute(t, service, { headers });
    },
    'agent-revoked': async (t) => execute(t, await revoked(t)),
    'agent-disabled': async (t) => execute(t, await disabled(t)),
    'agent-offline': async (t) => execute(t, await offline(t)),
    'confirmation-missing': async (t) => execute(t, await t.service(), {}, 'confirm'),
    'payload-invalid': async (t) => execute(t, await t.service(), { body: { payload: { mailbox: 1 } } }, 'read'),
    'key-reused': async (t) => {
      const service = await t.service();
      const headers = { 'idempotency-key': t.code('key') };
      await execute(t, service, { headers });
      return execute(t, service, { headers, body: { payload: { other: true } } });
    },
  },
  commandCancel: {
    cancelled: async (t) => cancel(t, (await t.createCommand(await t.service())).id),
    requested: async (t) => cancel(t, await running(t, 'slow')),
    unchanged: async (t) => {
      const { id } = await t.createCommand(await t.service());
      await cancel(t, id);
      return cancel(t, id);
    },
    'not-cancellable': async (t) => cancel(t, await running(t, 'echo')),
    completed: async (t) => {
      const service = await t.service();
      const { command, delivery } = await t.startCommand(service);
      t.driver.must(await service.agent.result(delivery));
      return cancel(t, command.id);
    },
  },
  commandRetry: {
    created: async (t) => retry(t, (await cancelled(t)).id),
    replayed: async (t) => {
      const { id } = await cancelled(t);
      const headers = { 'idempotency-key': t.code('key') };
      await retry(t, id, { headers });
      return retry(t, id, { headers });
    },
    'agent-revoked': retryWhen(async (t, { agent }) => {
      t.driver.must(await t.send('agentRevoke', { path: { agentId: agent.id } }));
    }),
    'agent-disabled': retryWhen(async (t, { agent }) => {
      t.driver.must(await t.send('agentDisable', { path: { agentId: agent.id } }));
    }),
    'agent-offline': retryWhen(async (t, { agent }) => {
      t.driver.must(await agent.disconnect());
    }),
    'confirmation-missing': async (t) => retry(t, (await cancelled(t, 'confirm', { confirmation: true })).id),
    'payload-invalid': async (t) => {
      const { id } = await cancelled(t, 'read', { payload: { mailbox: 'billing' } });
      return retry(t, id, { body: { payload: { mailbox: 1 } } });
    },
    'not-retryable': async (t) => retry(t, (await t.createCommand(await t.service())).id),
    'payload-erased': async (t) =>
      retry(t, (await cancelled(t, 'echo', { payload: { password: 'hunter2-hunter2' } })).id),
    'key-reused': async (t) => {
      const { id } = await cancelled(t);
      const headers = { 'idempotency-key': t.code('key') };
      await retry(t, id, { headers });
      return retry(t, id, { headers, body: { payload: { other: true } } });
    },
  },
};

async function execute(t: OpstageTrial, { id }: ReportedService, options: CallOptions = {}, actionName = 'echo') {
  return { reply: await t.send('commandCreate', { path: { serviceId: id, actionName }, ...options }) };
}

async function cancel(t: OpstageTrial, commandId: string) {
  return { reply: await t.send('commandCancel', { path: { commandId } }) };
}

async function retry(t: OpstageTrial, commandId: string, options: CallOptions = {}) {
  return { reply: await t.send('commandRetry', { path: { commandId }, ...options }) };
}

/** A cancelled command, retried after its agent came into some state. */
function retryWhen(change: (t: OpstageTrial, service: ReportedService) => Promise<void>): Provoke {
  return async (t) => {
    const { id, service } = await cancelled(t);
    await change(t, service);
    return retry(t, id);
  };
}

async function cancelled(t: OpstageTrial, action = 'echo', options: object = {}) {
  const service = await t.service();
  const { id } = await t.createCommand(service, { action, ...options });
  t.driver.must(await t.send('commandCancel', { path: { commandId: id } }));
  return { id, service };
}

async function running(t: OpstageTrial, action: string): Promise<string> {
  return (await t.startCommand(await t.service(), { action })).command.id;
}

async function offline(t: OpstageTrial): Promise<ReportedService> {
  const service = await t.service();
  t.driver.must(await service.agent.disconnect());
  return service;
}

async function disabled(t: OpstageTrial): Promise<ReportedService> {
  const service = await t.service();
  t.driver.must(await t.send('agentDisable', { path: { agentId: service.agent.id } }));
  return service;
}

async function revoked(t: OpstageTrial): Promise<ReportedService> {
  const service = await t.service();
  t.driver.must(await t.send('agentRevoke', { path: { agentId: service.agent.id } }));
  return service;
}
