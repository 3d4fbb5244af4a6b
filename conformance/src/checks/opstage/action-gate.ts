/** Contract, section 6: everything that must hold before an action is executed. */
import type { ErrorCode } from 'capsule-contract/types';
import type { Reply } from '../../target/caller.ts';
import type { CallOptions } from '../../target/contract-call.ts';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { commandsOf, msBetween, seen, seenCommand } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const gate = {
  requirement: 'action-gate',
  sentence:
    'Opstage MUST execute an action only for the operator role or above; on a declared action; on a live agent (409 `AGENT_REVOKED`, `AGENT_DISABLED`, `AGENT_OFFLINE`; `queue: true` passes OFFLINE only and waits until `startBy`); with `confirmation: true` where required (409 `ACTION_REQUIRES_CONFIRMATION`; HIGH always); and with a payload valid against `inputSchema` (422 `ACTION_PAYLOAD_INVALID` with pointers). A released service declares no action.',
} as const;

function execute(
  t: OpstageTrial,
  service: ReportedService,
  actionName: string,
  body: object = {},
  options: CallOptions = {},
): Promise<Reply<'commandCreate'>> {
  return t.send('commandCreate', { path: { serviceId: service.id, actionName }, body, ...options });
}

/** The refusal, and that no command came of it. */
async function refuses(
  t: OpstageTrial,
  service: ReportedService,
  reply: Reply<'commandCreate'>,
  code: ErrorCode,
): Promise<void> {
  t.expect(reply).refusal(code);
  const commands = await commandsOf(t, service);
  t.equal('commands of the service', commands.data, [], reply, commands);
}

export const actionGateChecks: OpstageCheck[] = [
  opstageCheck({
    ...gate,
    id: 'action-gate/role',
    title: 'executing needs the operator role',
    how: 'Executes an action as viewer, with no session and with the agent’s token, then as operator and as owner. Expects FORBIDDEN, UNAUTHORIZED twice and no command, then two commands by their creators.',
    async run(t) {
      await undisturbed(t, ['offlineAfterSeconds'], async () => {
        const service = await t.service();
        await refuses(t, service, await execute(t, service, 'echo', {}, { as: await t.viewer() }), 'FORBIDDEN');
        await refuses(t, service, await execute(t, service, 'echo', {}, { as: t.anonymous }), 'UNAUTHORIZED');
        await refuses(t, service, await execute(t, service, 'echo', {}, { as: service.agent }), 'UNAUTHORIZED');
        for (const as of [await t.operator(), t.owner]) {
          const reply = await execute(t, service, 'echo', {}, { as });
          const { command } = t.expect(reply).success();
          t.equal('who created it', [command.createdBy.type, command.createdBy.id], ['user', as.user.id], reply);
          t.equal('its state', [command.status, command.attempt], ['PENDING', 0], reply);
        }
      });
    },
  }),
  opstageCheck({
    ...gate,
    id: 'action-gate/declared',
    title: 'only a declared action is executed',
    how: 'Executes an action of another service, one in another case, and one that a later report no longer declares. Expects ACTION_NOT_FOUND and no command; SERVICE_NOT_FOUND for an unknown service.',
    async run(t) {
      await undisturbed(t, ['offlineAfterSeconds'], async () => {
        const other = await t.service();
        const [echo] = other.item.actions ?? [];
        if (!echo) throw new Error('the sample service declares actions');
        const service = await t.reportService(other.agent, { actions: [echo] });
        await refuses(t, service, await execute(t, service, 'read'), 'ACTION_NOT_FOUND');
        await refuses(t, service, await execute(t, service, 'Echo'), 'ACTION_NOT_FOUND');
        t.driver.must(
          await service.agent.report([{ ...service.item, revision: 'r2', actions: [{ ...echo, name: 'echo2' }] }]),
        );
        await refuses(t, service, await execute(t, service, 'echo'), 'ACTION_NOT_FOUND');
        const path = { serviceId: `svc_${t.random.word(21)}`, actionName: 'echo' };
        t.expect(await t.send('commandCreate', { path, body: {} })).refusal('SERVICE_NOT_FOUND');
        t.expect(await execute(t, service, 'echo2')).success();
      });
    },
  }),
  opstageCheck({
    ...gate,
    id: 'action-gate/agent-state',
    title: 'an agent that is revoked, disabled or offline is refused, and queue passes offline only',
    how: 'Executes an action, with and without queue, of an agent that is disconnected, disabled, revoked, and of a service that was released. Expects AGENT_OFFLINE without queue only, AGENT_DISABLED and AGENT_REVOKED (409) and ACTION_NOT_FOUND always, and no command but the queued one.',
    async run(t) {
      const offline = await t.service();
      t.driver.must(await offline.agent.disconnect());
      await refuses(t, offline, await execute(t, offline, 'echo'), 'AGENT_OFFLINE');
      await refuses(t, offline, await execute(t, offline, 'echo', { queue: false }), 'AGENT_OFFLINE');
      const queued = await execute(t, offline, 'echo', { queue: true });
      t.equal('the queued command', t.expect(queued).success().command.status, 'PENDING', queued);
      const disabled = await t.service();
      t.driver.must(await t.send('agentDisable', { path: { agentId: disabled.agent.id }, body: {} }));
      const revoked = await t.service();
      t.driver.must(await t.send('agentRevoke', { path: { agentId: revoked.agent.id }, body: {} }));
      const released = await t.service();
      t.driver.must(await released.agent.report([], { released: [released.code] }));
      for (const queue of [false, true]) {
        await refuses(t, disabled, await execute(t, disabled, 'echo', { queue }), 'AGENT_DISABLED');
        await refuses(t, revoked, await execute(t, revoked, 'echo', { queue }), 'AGENT_REVOKED');
        await refuses(t, released, await execute(t, released, 'echo', { queue }), 'ACTION_NOT_FOUND');
      }
    },
  }),
  opstageCheck({
    ...gate,
    id: 'action-gate/queue',
    title: 'a queued command waits for its agent until startBy, and no longer',
    how: 'Queues two commands for an offline agent, one that must start within a second. Expects the short one EXPIRED at startBy, the other PENDING and delivered when the agent comes back.',
    async run(t) {
      const service = await t.service();
      t.driver.must(await service.agent.disconnect());
      const long = t.expect(await execute(t, service, 'echo', { queue: true })).success().command;
      const shortly = { queue: true, startWithinSeconds: 1 };
      const short = t.expect(await execute(t, service, 'echo', shortly)).success().command;
      t.equal('queue of the queued commands', [long.queue, short.queue], [true, true], t.transcript.messages.length);
      const ended = await t.until('the short command to end', async () => {
        const read = await seenCommand(t, short);
        return read.data.status !== 'PENDING' && read;
      });
      t.equal('the short command', [ended.data.status, ended.data.finishedAt], ['EXPIRED', short.startBy], ended);
      const waiting = await seenCommand(t, long);
      t.equal('the other one', waiting.data.status, 'PENDING', waiting);
      service.agent.restart();
      t.driver.must(await service.agent.heartbeat());
      const claim = await service.agent.claim();
      const delivered = t
        .expect(claim)
        .success()
        .commands.map(({ id }) => id);
      t.equal('what the agent gets when it is back', delivered, [long.id], claim);
    },
  }),
  opstageCheck({
    ...gate,
    id: 'action-gate/confirmation',
    title: 'an action that requires confirmation, and every HIGH one, needs confirmation:true',
    how: 'Executes a confirmed and a HIGH action (one declared without requiresConfirmation) without confirmation, with false, and with true. Expects ACTION_REQUIRES_CONFIRMATION and no command, then commands; the action view shows that confirmation is required.',
    async run(t) {
      await undisturbed(t, ['offlineAfterSeconds'], async () => {
        const service = await t.service();
        const actions = (service.item.actions ?? []).map((action) =>
          action.dangerLevel === 'HIGH' ? { ...action, requiresConfirmation: false } : action,
        );
        t.driver.must(await service.agent.report([{ ...service.item, revision: 'r2', actions }]));
        for (const name of ['confirm', 'purge']) {
          for (const body of [{}, { confirmation: false }, { confirmation: null }]) {
            await refuses(t, service, await execute(t, service, name, body), 'ACTION_REQUIRES_CONFIRMATION');
          }
          const view = await seen(t, 'actionView', { path: { serviceId: service.id, actionName: name } });
          t.equal(`requiresConfirmation of ${name}`, view.data.requiresConfirmation, true, view);
        }
        for (const name of ['confirm', 'purge']) {
          const reply = await execute(t, service, name, { confirmation: true });
          t.equal('the action', t.expect(reply).success().command.actionName, name, reply);
        }
      });
    },
  }),
  opstageCheck({
    ...gate,
    id: 'action-gate/payload',
    title: 'a payload that does not fit inputSchema is refused with pointers',
    how: 'Executes an action with a missing member, a wrong type, a value out of bounds and a member too many. Expects ACTION_PAYLOAD_INVALID, each with an issue that points at the place, no command; a good payload is taken.',
    async run(t) {
      await undisturbed(t, ['offlineAfterSeconds'], async () => {
        const service = await t.service();
        const bad: [object, RegExp][] = [
          [{}, /^\/payload(\/mailbox)?$/],
          [{ mailbox: 7 }, /^\/payload\/mailbox$/],
          [{ mailbox: '' }, /^\/payload\/mailbox$/],
          [{ mailbox: 'codes', limit: 0 }, /^\/payload\/limit$/],
          [{ mailbox: 'codes', extra: true }, /^\/payload(\/(extra|\*))?$/],
        ];
        for (const [payload, place] of bad) {
          const reply = await execute(t, service, 'read', { payload });
          await refuses(t, service, reply, 'ACTION_PAYLOAD_INVALID');
          const paths =
            t
              .expect(reply)
              .refusal('ACTION_PAYLOAD_INVALID')
              .details?.issues?.map(({ path }) => path) ?? [];
          t.that(
            `an issue at ${place.source}`,
            paths.some((path) => place.test(path)),
            paths,
            reply,
          );
        }
        const payload = { mailbox: 'codes', limit: 2 };
        const reply = await execute(t, service, 'read', { payload });
        t.equal('the payload', t.expect(reply).success().command.payload, payload, reply);
      });
    },
  }),
  opstageCheck({
    ...gate,
    id: 'action-gate/order',
    title: 'the gate judges agent, then confirmation, then payload',
    how: 'Executes a confirmed action with a bad payload of an agent that is offline, then online, then confirmed. Expects AGENT_OFFLINE, ACTION_REQUIRES_CONFIRMATION and ACTION_PAYLOAD_INVALID in this order.',
    async run(t) {
      const schema = { type: 'object', required: ['name'] };
      const service = await t.service();
      const actions = (service.item.actions ?? []).map((action) => ({ ...action, inputSchema: schema }));
      t.driver.must(await service.agent.report([{ ...service.item, revision: 'r2', actions }]));
      t.driver.must(await service.agent.disconnect());
      t.expect(await execute(t, service, 'confirm')).refusal('AGENT_OFFLINE');
      t.expect(await execute(t, service, 'confirm', { queue: true })).refusal('ACTION_REQUIRES_CONFIRMATION');
      t.expect(await execute(t, service, 'confirm', { queue: true, confirmation: true })).refusal(
        'ACTION_PAYLOAD_INVALID',
      );
      const right = { queue: true, confirmation: true, payload: { name: 'x' } };
      const reply = await execute(t, service, 'confirm', right);
      const { startBy, createdAt } = t.expect(reply).success().command;
      t.that('a startBy after its creation', msBetween(createdAt, startBy) > 0, { createdAt, startBy }, reply);
    },
  }),
];
