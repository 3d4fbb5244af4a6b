/** Contract, section 6: a retry is a new command through the whole gate. */
import type { Command } from 'capsule-contract/types';
import type { Actor } from '../../target/contract-call.ts';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditOf, commandsOf, seenCommand } from './operator-reads.ts';
import { register } from './registering.ts';
import { undisturbed } from './undisturbed.ts';

const retries = {
  requirement: 'retry-new-command',
  sentence:
    'Retry of a FAILED, EXPIRED or CANCELLED command MUST make a new command (`retryOf`) through the whole action gate; any other state is 409 `COMMAND_NOT_RETRYABLE`. The body is `{payload?, confirmation?}`; without payload the original is used, or the retry is 409 `COMMAND_PAYLOAD_ERASED` if anything of it was erased. After `outcomeKnown: false` on a non-idempotent action the retry MUST need `confirmation: true`.',
} as const;

async function retry(
  t: OpstageTrial,
  service: ReportedService,
  command: { id: string },
  body: object = {},
  as?: Actor,
) {
  await service.agent.stayLive();
  return t.send('commandRetry', { path: { commandId: command.id }, body, ...(as ? { as } : {}) });
}

async function cancelled(
  t: OpstageTrial,
  service: ReportedService,
  options: { action?: string; payload?: unknown; confirmation?: boolean } = {},
): Promise<Command> {
  const command = await t.createCommand(service, options);
  return t.driver.must(await t.send('commandCancel', { path: { commandId: command.id }, body: {} }));
}

function windowMs({ createdAt, startBy }: Command): number {
  return Date.parse(startBy) - Date.parse(createdAt);
}

export const retryChecks: OpstageCheck[] = [
  opstageCheck({
    ...retries,
    id: 'retry-new-command/final-states',
    title: 'a FAILED, EXPIRED or CANCELLED command is retried by a new one',
    how: 'Retries one command of each state without a body. Expects a new PENDING command with retryOf and the same action and payload, the old one unchanged, one command.retried record, and the new one delivered.',
    async run(t) {
      const service = await t.service();
      const payload = { mailbox: 'codes', list: [1, null] };
      const expired = await t.createCommand(service, { payload, startWithinSeconds: 1 });
      const failed = await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], async () => {
        const { command, delivery } = await t.startCommand(service, { payload });
        t.driver.must(await service.agent.result(delivery, { success: false }));
        return command;
      });
      const stopped = await cancelled(t, service, { payload });
      await t.until(
        'the short command to expire',
        async () => (await seenCommand(t, expired)).data.status === 'EXPIRED',
      );
      for (const [old, status] of [
        [failed, 'FAILED'],
        [expired, 'EXPIRED'],
        [stopped, 'CANCELLED'],
      ] as const) {
        const before = await seenCommand(t, old);
        t.equal('the state', before.data.status, status, before);
        const reply = await retry(t, service, old);
        const { command, replayed } = t.expect(reply).success();
        t.that('a new command', command.id !== old.id && !replayed, { id: command.id, replayed }, reply);
        const facts = [command.retryOf, command.status, command.actionName, command.payload, command.attempt];
        t.equal('the new command', facts, [old.id, 'PENDING', 'echo', payload, 0], reply);
        const after = await seenCommand(t, old);
        t.equal('the old command', after.data, before.data, before, reply, after);
        const events = await auditOf(t, { action: 'command.retried', targetId: command.id });
        t.equal('command.retried records', events.data.length, 1, events);
        const delivery = await t.deliver(service.agent, command);
        t.equal('the payload delivered', delivery.payload, payload, reply);
      }
    },
  }),
  opstageCheck({
    ...retries,
    id: 'retry-new-command/inherits',
    long: true,
    title: 'a retry inherits queue and the start window of what it repeats, and never its confirmation',
    how: 'Lets commands with start windows of their own expire, one of them queued and one confirmed, and retries them while the agent is offline and when it is back. Expects the queued one to wait again with its window, the other to be AGENT_OFFLINE and then to get its own window, the confirmed one ACTION_REQUIRES_CONFIRMATION.',
    async run(t) {
      const service = await t.service();
      const { agent } = service;
      const queued = await t.createCommand(service, { queue: true, startWithinSeconds: 1 });
      const plain = await t.createCommand(service, { startWithinSeconds: 2 });
      const confirmed = await t.createCommand(service, {
        action: 'confirm',
        confirmation: true,
        startWithinSeconds: 1,
      });
      for (const command of [queued, plain, confirmed]) {
        await t.until('the command to expire', async () => (await seenCommand(t, command)).data.status === 'EXPIRED');
      }
      t.driver.must(await agent.disconnect());
      const again = (id: string) => t.send('commandRetry', { path: { commandId: id }, body: {} });
      const waiting = await again(queued.id);
      const { command } = t.expect(waiting).success();
      t.equal('queue and status of the retry', [command.queue, command.status], [true, 'PENDING'], waiting);
      t.equal('the start window of the queued retry', windowMs(command), windowMs(queued), waiting);
      t.expect(await again(plain.id)).refusal('AGENT_OFFLINE');
      agent.restart();
      t.driver.must(await agent.heartbeat());
      await undisturbed(t, ['offlineAfterSeconds'], async () => {
        const back = await retry(t, service, plain);
        const repeated = t.expect(back).success().command;
        t.equal('queue of the other retry', repeated.queue, false, back);
        t.equal('the start window of the other retry', windowMs(repeated), windowMs(plain), back);
        t.expect(await retry(t, service, confirmed)).refusal('ACTION_REQUIRES_CONFIRMATION');
      });
    },
  }),
  opstageCheck({
    ...retries,
    id: 'retry-new-command/other-states',
    title: 'a PENDING, RUNNING or SUCCEEDED command is not retried',
    how: 'Retries a waiting, a running and a succeeded command. Expects COMMAND_NOT_RETRYABLE each time and no new command; COMMAND_NOT_FOUND for an unknown one.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], async () => {
        const service = await t.service();
        const succeeded = await t.startCommand(service);
        t.driver.must(await service.agent.result(succeeded.delivery));
        const running = await t.startCommand(service);
        const pending = await t.createCommand(service);
        for (const command of [pending, running.command, succeeded.command]) {
          t.expect(await retry(t, service, command)).refusal('COMMAND_NOT_RETRYABLE');
        }
        t.expect(await retry(t, service, { id: `cmd_${t.random.word(21)}` })).refusal('COMMAND_NOT_FOUND');
        const commands = await commandsOf(t, service);
        t.equal('commands of the service', commands.data.length, 3, commands);
      });
    },
  }),
  opstageCheck({
    ...retries,
    id: 'retry-new-command/gate',
    title: 'a retry passes the whole action gate',
    how: 'Retries as viewer, without the confirmation the action requires, with a payload that does not fit, after the action is no longer declared, and with the agent offline and disabled. Expects the gate’s refusal each time and no new command.',
    async run(t) {
      const service = await t.service();
      const plain = await cancelled(t, service);
      const confirmed = await cancelled(t, service, { action: 'confirm', confirmation: true });
      const strict = await cancelled(t, service, { action: 'read', payload: { mailbox: 'codes' } });
      const before = await commandsOf(t, service);
      t.expect(await retry(t, service, plain, {}, await t.viewer())).refusal('FORBIDDEN');
      t.expect(await retry(t, service, confirmed)).refusal('ACTION_REQUIRES_CONFIRMATION');
      t.expect(await retry(t, service, confirmed, { confirmation: false })).refusal('ACTION_REQUIRES_CONFIRMATION');
      t.expect(await retry(t, service, strict, { payload: { mailbox: 7 } })).refusal('ACTION_PAYLOAD_INVALID');
      const actions = (service.item.actions ?? []).filter(({ name }) => name !== 'echo');
      t.driver.must(await service.agent.report([{ ...service.item, revision: 'r2', actions }]));
      t.expect(await retry(t, service, plain)).refusal('ACTION_NOT_FOUND');
      t.driver.must(await service.agent.disconnect());
      const retryNow = () => t.send('commandRetry', { path: { commandId: strict.id }, body: {} });
      t.expect(await retryNow()).refusal('AGENT_OFFLINE');
      t.driver.must(await t.send('agentDisable', { path: { agentId: service.agent.id }, body: {} }));
      t.expect(await retryNow()).refusal('AGENT_DISABLED');
      t.driver.must(await t.send('agentRevoke', { path: { agentId: service.agent.id }, body: {} }));
      t.expect(await retryNow()).refusal('AGENT_REVOKED');
      const after = await commandsOf(t, service);
      t.equal('commands of the service', after.data.length, before.data.length, before, after);
    },
  }),
  opstageCheck({
    ...retries,
    id: 'retry-new-command/payload',
    title: 'a payload in the retry replaces the original one',
    how: 'Retries a command with another payload, with {} and with a confirmation for a confirmed action. Expects the new payload, or {}, shown and delivered.',
    async run(t) {
      const service = await t.service();
      const old = await cancelled(t, service, { payload: { n: 1 } });
      for (const payload of [{ n: 2 }, {}]) {
        const reply = await retry(t, service, old, { payload });
        const { command } = t.expect(reply).success();
        const delivery = await t.deliver(service.agent, command);
        t.equal('the payload shown and delivered', [command.payload, delivery.payload], [payload, payload], reply);
      }
      const confirmed = await cancelled(t, service, { action: 'confirm', confirmation: true, payload: { n: 3 } });
      const reply = await retry(t, service, confirmed, { confirmation: true });
      t.equal('the payload', t.expect(reply).success().command.payload, { n: 3 }, reply);
    },
  }),
  opstageCheck({
    ...retries,
    id: 'retry-new-command/payload-erased',
    title: 'a command whose payload was erased in part is retried only with a payload',
    how: 'Retries a cancelled command that carried a password, without a payload and with one. Expects COMMAND_PAYLOAD_ERASED and no new command, then a new one that is delivered the payload given.',
    async run(t) {
      const service = await t.service();
      const old = await cancelled(t, service, {
        payload: { mailbox: 'codes', password: 'first-secret-of-this-check' },
      });
      t.expect(await retry(t, service, old)).refusal('COMMAND_PAYLOAD_ERASED');
      const commands = await commandsOf(t, service);
      t.equal(
        'commands of the service',
        commands.data.map(({ id }) => id),
        [old.id],
        commands,
      );
      const payload = { mailbox: 'codes', password: 'second-secret-of-this-check' };
      const reply = await retry(t, service, old, { payload });
      const delivery = await t.deliver(service.agent, t.expect(reply).success().command);
      t.equal('the payload delivered', delivery.payload, payload, reply);
    },
  }),
  opstageCheck({
    ...retries,
    id: 'retry-new-command/outcome-unknown',
    title: 'what may already have happened is repeated only with confirmation',
    how: 'Replaces an agent while a non-idempotent and an idempotent command run, so that both are FAILED with outcomeKnown false, and retries them. Expects ACTION_REQUIRES_CONFIRMATION for the first until confirmed, and the second retried without.',
    async run(t) {
      const { service, risky, harmless } = await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], async () => {
        const service = await t.service();
        const { command: risky } = await t.startCommand(service, { action: 'slow' });
        const { command: harmless } = await t.startCommand(service, { action: 'echo' });
        const issued = await t.driver.registrationToken({ replaceAgentId: service.agent.id });
        const bootId = t.driver.newBootId();
        const registration = t.driver.must(
          await register(t, { token: issued.token, code: service.agent.code, bootId }),
        );
        const view = await seenCommand(t, risky);
        t.equal('the command', [view.data.status, view.data.outcomeKnown], ['FAILED', false], view);
        return { service: { ...service, agent: t.driver.agentOf(registration, bootId) }, risky, harmless };
      });
      for (const body of [{}, { confirmation: false }]) {
        t.expect(await retry(t, service, risky, body)).refusal('ACTION_REQUIRES_CONFIRMATION');
      }
      const confirmed = await retry(t, service, risky, { confirmation: true });
      t.equal('retryOf', t.expect(confirmed).success().command.retryOf, risky.id, confirmed);
      const plain = await retry(t, service, harmless);
      t.equal('retryOf', t.expect(plain).success().command.retryOf, harmless.id, plain);
      const known = await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], async () => {
        const { command, delivery } = await t.startCommand(service, { action: 'slow' });
        t.driver.must(await service.agent.result(delivery, { success: false }));
        return command;
      });
      const certain = await retry(t, service, known);
      t.equal('retryOf, with a known outcome', t.expect(certain).success().command.retryOf, known.id, certain);
    },
  }),
];
