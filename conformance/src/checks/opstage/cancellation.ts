/** Contract, section 6: cancelling what waits, and asking what runs to stop. */
import type { CommandDelivery } from 'capsule-contract/types';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditOf, msBetween, seenCommand } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const cancel = {
  requirement: 'cancel',
  sentence:
    'Cancelling a PENDING command, delivered or not, MUST make it CANCELLED. For a RUNNING and cancellable one on an agent with `commands.cancel`, Opstage MUST set `cancelRequestedAt` once and name the id in every heartbeat and progress answer (and send `command.cancel` on the session) until the command is final; a RUNNING one otherwise is 409 `COMMAND_NOT_CANCELLABLE`. A repeat on a requested or CANCELLED one is 200; another final state 409 `COMMAND_ALREADY_COMPLETED`. The final state MUST be what the agent reports; with none within `cancelGraceSeconds` (60) it MUST be CANCELLED with `outcomeKnown: false`. A result with `cancelled: true` and `success: true`, or with `cancelled: true` unasked, is 422.',
} as const;

const waits = ['ackLeaseSeconds', 'runLeaseSeconds', 'cancelGraceSeconds', 'offlineAfterSeconds'] as const;

const request = (t: OpstageTrial, command: { id: string }) =>
  t.send('commandCancel', { path: { commandId: command.id }, body: { reason: 'No longer needed' } });

async function running(
  t: OpstageTrial,
  options: { action?: string; capabilities?: string[] } = {},
): Promise<{ service: ReportedService; delivery: CommandDelivery }> {
  const { action = 'slow', capabilities } = options;
  const service = await t.service(capabilities ? { agent: { capabilities } } : {});
  const { delivery } = await t.startCommand(service, { action });
  return { service, delivery };
}

export const cancellationChecks: OpstageCheck[] = [
  opstageCheck({
    ...cancel,
    id: 'cancel/pending',
    long: true,
    title: 'a PENDING command, delivered or not, is CANCELLED at once and not delivered again',
    how: 'Cancels a waiting and a delivered command, each twice, acks the delivered one and claims until its lease has passed. Expects CANCELLED with outcomeKnown true, 200 for the repeats without change, COMMAND_CANCELLED for the ack, no delivery, and one record each.',
    async run(t) {
      const lease = t.seconds('ackLeaseSeconds');
      const service = await undisturbed(t, ['ackLeaseSeconds'], async () => {
        const service = await t.service();
        const delivered = await t.createCommand(service, { action: 'echo' });
        const delivery = await t.deliver(service.agent, delivered);
        const waiting = await t.createCommand(service, { action: 'slow' });
        for (const command of [delivered, waiting]) {
          const reply = await request(t, command);
          const { status, outcomeKnown, cancelRequestedAt } = t.expect(reply).success();
          const expected = { status: 'CANCELLED', outcomeKnown: true, cancelRequestedAt: null };
          t.equal('the command', { status, outcomeKnown, cancelRequestedAt }, expected, reply);
          const before = await seenCommand(t, command);
          const again = await request(t, command);
          t.equal('the answer to the repeat', t.expect(again).success(), before.data, before, again);
          const events = await auditOf(t, { action: 'command.cancelled', correlationId: command.id });
          t.equal('command.cancelled records', events.data.length, 1, events);
        }
        t.expect(await service.agent.ack(delivery)).refusal('COMMAND_CANCELLED');
        return service;
      });
      const endsAt = performance.now() + lease * 1000 + 300;
      while (performance.now() < endsAt) {
        const claim = await service.agent.claim();
        t.equal('commands delivered', t.expect(claim).success().commands, [], claim);
        await t.pause(150);
      }
    },
  }),
  opstageCheck({
    ...cancel,
    id: 'cancel/requested',
    title: 'cancelling a running command asks its agent, in every answer, until it is final',
    how: 'Cancels a running cancellable command twice, sends heartbeats and progress, and answers cancelled. Expects RUNNING with one cancelRequestedAt, the id in every heartbeat and progress answer until the result, then CANCELLED with outcomeKnown true and the id in no heartbeat; one record of the request.',
    async run(t) {
      await undisturbed(t, waits, async () => {
        const { service, delivery } = await running(t);
        const { agent } = service;
        const quiet = await agent.heartbeat();
        t.equal('directives.cancel before', t.expect(quiet).success().directives.cancel, [], quiet);
        const first = await request(t, delivery);
        const { status, cancelRequestedAt } = t.expect(first).success();
        t.equal('the state', [status, cancelRequestedAt !== null], ['RUNNING', true], first);
        const again = await request(t, delivery);
        t.equal(
          'cancelRequestedAt of the repeat',
          t.expect(again).success().cancelRequestedAt,
          cancelRequestedAt,
          first,
          again,
        );
        for (const seq of [1, 2]) {
          const beat = await agent.heartbeat();
          t.equal('directives.cancel', t.expect(beat).success().directives.cancel, [delivery.id], beat);
          const progress = await agent.progress(delivery, { seq });
          t.equal('cancelRequested', t.expect(progress).success().cancelRequested, true, progress);
        }
        const events = await auditOf(t, { action: 'command.cancel.requested', correlationId: delivery.id });
        t.equal('command.cancel.requested records', events.data.length, 1, events);
        const result = await agent.result(delivery, { success: false, cancelled: true });
        t.equal('the state', t.expect(result).success().status, 'CANCELLED', result);
        const after = await seenCommand(t, delivery);
        const facts = [after.data.outcomeKnown, after.data.cancelRequestedAt, after.data.result?.cancelled];
        t.equal('outcomeKnown, cancelRequestedAt and cancelled', facts, [true, cancelRequestedAt, true], after);
        const silent = await agent.heartbeat();
        t.equal('directives.cancel after', t.expect(silent).success().directives.cancel, [], silent);
        const late = await request(t, delivery);
        t.equal('a cancel of the CANCELLED command', t.expect(late).success(), after.data, after, late);
      });
    },
  }),
  opstageCheck({
    ...cancel,
    id: 'cancel/agent-decides',
    title: 'the final state is what the agent reports, also when it finished first',
    how: 'Requests cancellation of two running commands, of which one ends in success and one in failure. Expects SUCCEEDED and FAILED with outcomeKnown true, and COMMAND_ALREADY_COMPLETED for another cancel.',
    async run(t) {
      for (const [success, expected] of [
        [true, 'SUCCEEDED'],
        [false, 'FAILED'],
      ] as const) {
        await undisturbed(t, waits, async () => {
          const { service, delivery } = await running(t);
          t.driver.must(await request(t, delivery));
          const result = await service.agent.result(delivery, { success });
          t.equal('the state', t.expect(result).success().status, expected, result);
          const after = await seenCommand(t, delivery);
          t.equal('the command', [after.data.status, after.data.outcomeKnown], [expected, true], after);
          t.expect(await request(t, delivery)).refusal('COMMAND_ALREADY_COMPLETED');
          const still = await seenCommand(t, delivery);
          t.equal('the command', still.data, after.data, after, still);
        });
      }
    },
  }),
  opstageCheck({
    ...cancel,
    id: 'cancel/not-cancellable',
    title: 'a running command that cannot be cancelled is refused and runs on',
    how: 'Cancels a running command of an action that is not cancellable, and a cancellable one on an agent without commands.cancel. Expects COMMAND_NOT_CANCELLABLE, no cancelRequestedAt, no directive, and the result counted.',
    async run(t) {
      const cases = [{ action: 'echo' }, { action: 'slow', capabilities: ['commands.progress'] }];
      for (const options of cases) {
        await undisturbed(t, waits, async () => {
          const { service, delivery } = await running(t, options);
          t.expect(await request(t, delivery)).refusal('COMMAND_NOT_CANCELLABLE');
          const still = await seenCommand(t, delivery);
          t.equal('the command', [still.data.status, still.data.cancelRequestedAt], ['RUNNING', null], still);
          const beat = await service.agent.heartbeat();
          t.equal('directives.cancel', t.expect(beat).success().directives.cancel, [], beat);
          const result = await service.agent.result(delivery);
          t.equal('the state', t.expect(result).success().status, 'SUCCEEDED', result);
        });
      }
    },
  }),
  opstageCheck({
    ...cancel,
    id: 'cancel/grace',
    long: true,
    title: 'without an answer within the grace the command is CANCELLED with outcomeKnown false',
    how: 'Requests cancellation of a running command and only keeps it alive. Expects CANCELLED not before cancelGraceSeconds, dated at its end, with outcomeKnown false, and one record by the system.',
    ceilingMs: 90_000,
    async run(t) {
      const grace = t.seconds('cancelGraceSeconds');
      const { service, delivery, requestedAt, cancelRequestedAt } = await undisturbed(
        t,
        ['ackLeaseSeconds', 'runLeaseSeconds'],
        async () => {
          const started = await running(t);
          const sentAt = performance.now();
          const reply = await request(t, started.delivery);
          const { cancelRequestedAt: at } = t.expect(reply).success();
          return { ...started, requestedAt: sentAt, cancelRequestedAt: at };
        },
      );
      const everyMs = Math.min(500, t.limits.runLeaseSeconds * 200);
      const ended = await t.until(
        'the command to end',
        async () => {
          t.driver.must(await service.agent.heartbeat({ running: [delivery.id] }));
          const read = await seenCommand(t, delivery);
          return read.data.status !== 'RUNNING' && read;
        },
        { ceilingMs: grace * 1000 + 20_000, everyMs },
      );
      if (ended.data.error?.code === 'AGENT_LOST')
        t.couldNotRun('the machine was too slow to keep the run lease alive');
      const lastedMs = performance.now() - requestedAt;
      t.that(`RUNNING for ${grace} s after the request`, lastedMs >= grace * 1000, `${lastedMs} ms`, ended);
      const facts = [ended.data.status, ended.data.outcomeKnown, msBetween(cancelRequestedAt, ended.data.finishedAt)];
      t.equal('state, outcomeKnown, ms from the request', facts, ['CANCELLED', false, grace * 1000], ended);
      const events = await t.until('the audit record command.cancelled', async () => {
        const found = await auditOf(t, { action: 'command.cancelled', correlationId: delivery.id });
        return found.data.length > 0 && found;
      });
      t.equal(
        'who wrote it, once',
        events.data.map(({ actor }) => actor.type),
        ['system'],
        events,
      );
    },
  }),
  opstageCheck({
    ...cancel,
    id: 'cancel/claims-of-cancellation',
    title: 'a result that is cancelled and successful, or cancelled unasked, is invalid',
    how: 'Sends cancelled true with success true and with success false before any request, then cancelled and successful after one. Expects VALIDATION_FAILED each time, the command still RUNNING, and a proper result counted.',
    async run(t) {
      await undisturbed(t, waits, async () => {
        const { service, delivery } = await running(t);
        for (const success of [true, false]) {
          t.expect(await service.agent.result(delivery, { success, cancelled: true })).refusal('VALIDATION_FAILED');
        }
        t.driver.must(await request(t, delivery));
        t.expect(await service.agent.result(delivery, { success: true, cancelled: true })).refusal('VALIDATION_FAILED');
        const still = await seenCommand(t, delivery);
        t.equal('the command', [still.data.status, still.data.result], ['RUNNING', null], still);
        const result = await service.agent.result(delivery, { success: false, cancelled: true });
        t.equal('the state', t.expect(result).success().status, 'CANCELLED', result);
      });
    },
  }),
  opstageCheck({
    ...cancel,
    id: 'cancel/final',
    title: 'cancelling a command that succeeded, failed or expired is refused',
    how: 'Cancels commands that are SUCCEEDED, FAILED and EXPIRED. Expects COMMAND_ALREADY_COMPLETED and each unchanged.',
    async run(t) {
      const service = await t.service();
      const expired = await t.createCommand(service, { startWithinSeconds: 1 });
      const [succeeded, failed] = await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], async () => {
        const [first, second] = [await t.startCommand(service), await t.startCommand(service)];
        t.driver.must(await service.agent.result(first.delivery));
        t.driver.must(await service.agent.result(second.delivery, { success: false }));
        return [first.command, second.command];
      });
      await t.until(
        'the short command to expire',
        async () => (await seenCommand(t, expired)).data.status === 'EXPIRED',
      );
      for (const command of [succeeded, failed, expired]) {
        const before = await seenCommand(t, command);
        t.expect(await request(t, command)).refusal('COMMAND_ALREADY_COMPLETED');
        const after = await seenCommand(t, command);
        t.equal('the command', after.data, before.data, before, after);
      }
    },
  }),
  opstageCheck({
    ...cancel,
    id: 'cancel/race',
    title: 'cancel, ack and result that race leave one consistent outcome',
    how: 'Lets cancel and ack of a delivered command race, and five cancels and the result of a running one, several times. Expects either CANCELLED before the start or a request to the started command, and one cancel.requested record at most; the result’s state is final.',
    async run(t) {
      for (let round = 0; round < 6; round += 1) {
        await undisturbed(t, waits, async () => {
          const service = await t.service();
          const command = await t.createCommand(service, { action: 'slow' });
          const delivery = await t.deliver(service.agent, command);
          const [ack, cancelled] = await Promise.all([service.agent.ack(delivery), request(t, command)]);
          const { status, cancelRequestedAt } = t.expect(cancelled).success();
          const view = await seenCommand(t, command);
          if (status === 'CANCELLED') t.expect(ack).refusal('COMMAND_CANCELLED');
          else t.equal('status of the ack', t.expect(ack).success().status, 'RUNNING', ack);
          const facts = [view.data.status, view.data.cancelRequestedAt, view.data.acknowledgedAt === null];
          const before = status === 'CANCELLED';
          t.equal(
            'the command',
            facts,
            [before ? 'CANCELLED' : 'RUNNING', cancelRequestedAt, before],
            ack,
            cancelled,
            view,
          );
        });
        await undisturbed(t, waits, async () => {
          const { service, delivery } = await running(t);
          const cancels = Array.from({ length: 5 }, () => request(t, delivery));
          const [result, ...answers] = await Promise.all([service.agent.result(delivery), ...cancels]);
          t.equal('the state', t.expect(result).success().status, 'SUCCEEDED', result);
          for (const answer of answers)
            if (answer.status !== 200) t.expect(answer).refusal('COMMAND_ALREADY_COMPLETED');
          const events = await auditOf(t, { action: 'command.cancel.requested', correlationId: delivery.id });
          const expected = answers.some(({ status }) => status === 200) ? 1 : 0;
          t.equal('command.cancel.requested records', events.data.length, expected, result, events);
        });
      }
    },
  }),
];
