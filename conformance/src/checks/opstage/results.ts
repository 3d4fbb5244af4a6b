/** Contract, section 6: one outcome, whoever repeats or contradicts it. */
import type { CommandDelivery, CommandResultRequest } from 'capsule-contract/types';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { claimedBy } from './claimed-by.ts';
import { auditOf, seenCommand } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const once = {
  requirement: 'result-once',
  sentence:
    'Opstage MUST judge a result in this order: foreign or unknown command 404; identical to the recorded result (equal RFC 8785 form of success, cancelled, message, data and error; absent equals null) 200 `replayed: true`; a final state 409 `COMMAND_ALREADY_COMPLETED` or `COMMAND_CANCELLED`, or 410 `COMMAND_EXPIRED`, unless it is the late result to be kept, which is 200 `late: true`; never acked 409 `COMMAND_NOT_ACKNOWLEDGED`; delivery id not acked 409 `COMMAND_DELIVERY_STALE`. The first accepted result wins.',
} as const;

const leases = ['ackLeaseSeconds', 'runLeaseSeconds'] as const;

async function running(t: OpstageTrial): Promise<{ service: ReportedService; delivery: CommandDelivery }> {
  const service = await t.service();
  const { delivery } = await t.startCommand(service);
  return { service, delivery };
}

const full: Partial<CommandResultRequest> = {
  success: true,
  message: 'Found a code.',
  data: { n: 100, text: 'aé', list: [1, { deep: null }] },
  startedAt: '2026-03-01T10:00:00Z',
  finishedAt: '2026-03-01T10:00:01Z',
};

/** Sent byte for byte, to spell the same values in another way. */
function rawResult(service: ReportedService, delivery: CommandDelivery, members: string) {
  return service.agent.send('commandResult', {
    path: { commandId: delivery.id },
    rawBody: `{"deliveryId":"${delivery.delivery.id}",${members}}`,
  });
}

export const resultChecks: OpstageCheck[] = [
  opstageCheck({
    ...once,
    id: 'result-once/recorded',
    title: 'the first result decides the command and is recorded as it was sent',
    how: 'Answers a command with success, one with an error and one with failure and no error. Expects SUCCEEDED, FAILED with that error, FAILED with ACTION_FAILED, outcomeKnown true, all members of the result shown, and one record each.',
    async run(t) {
      const error = { code: 'org.example.mailbox-full', message: 'No room.' };
      const cases = [
        { sent: full, status: 'SUCCEEDED', code: undefined, action: 'command.succeeded' },
        { sent: { success: false, error }, status: 'FAILED', code: error.code, action: 'command.failed' },
        { sent: { success: false }, status: 'FAILED', code: 'ACTION_FAILED', action: 'command.failed' },
      ] as const;
      for (const { sent, status, code, action } of cases) {
        await undisturbed(t, leases, async () => {
          const { service, delivery } = await running(t);
          const reply = await service.agent.result(delivery, sent);
          const answer = t.expect(reply).success();
          t.equal('the answer', answer, { commandId: delivery.id, status, replayed: false, late: false }, reply);
          const view = await seenCommand(t, delivery);
          const { result, outcomeKnown, lateResult, leaseExpiresAt } = view.data;
          const facts = [view.data.status, view.data.error?.code, outcomeKnown, lateResult];
          t.equal('state, error, outcomeKnown, lateResult', facts, [status, code, true, null], reply, view);
          const shown = {
            success: result?.success,
            message: result?.message,
            data: result?.data,
            cancelled: result?.cancelled,
          };
          const { message = null, data = null } = sent as Partial<CommandResultRequest>;
          t.equal('the result', shown, { success: sent.success, message, data, cancelled: false }, view);
          t.equal('the lease of the finished command', leaseExpiresAt, null, view);
          const events = await auditOf(t, { action, correlationId: delivery.id });
          t.equal(`${action} records`, events.data.length, 1, events);
        });
      }
    },
  }),
  opstageCheck({
    ...once,
    id: 'result-once/identical',
    title: 'an identical result is replayed, in whatever spelling',
    how: 'Gives a result and sends it again as it was, with members in another order, numbers and letters written otherwise, nulls for absent members, other times and the same delivery. Expects replayed true each time, the command unchanged and one record.',
    async run(t) {
      await undisturbed(t, leases, async () => {
        const { service, delivery } = await running(t);
        t.expect(await service.agent.result(delivery, full)).success();
        const before = await seenCommand(t, delivery);
        const spellings = [
          '"success":true,"message":"Found a code.","data":{"n":100,"text":"aé","list":[1,{"deep":null}]}',
          '"data":{"list":[1.0,{"deep":null}],"text":"\\u0061\\u00e9","n":1e2},"message":"Found a code.","success":true,"error":null,"cancelled":null',
          '"finishedAt":"2031-01-01T00:00:00Z","success":true,"message":"Found a code.","data":{"n":100,"text":"aé","list":[1,{"deep":null}]}',
        ];
        for (const members of spellings) {
          const reply = await rawResult(service, delivery, members);
          const { status, replayed, late } = t.expect(reply).success();
          t.equal(
            'the answer',
            { status, replayed, late },
            { status: 'SUCCEEDED', replayed: true, late: false },
            reply,
          );
        }
        const after = await seenCommand(t, delivery);
        t.equal('the command', after.data, before.data, before, after);
        const events = await auditOf(t, { action: 'command.succeeded', correlationId: delivery.id });
        t.equal('command.succeeded records', events.data.length, 1, events);
      });
    },
  }),
  opstageCheck({
    ...once,
    id: 'result-once/first-wins',
    title: 'another result after the first is refused and changes nothing',
    how: 'Gives a result, then ones that differ in success, message, data, a null inside data, and error. Expects COMMAND_ALREADY_COMPLETED each time and the command unchanged.',
    async run(t) {
      await undisturbed(t, leases, async () => {
        const { service, delivery } = await running(t);
        t.expect(await service.agent.result(delivery, full)).success();
        const before = await seenCommand(t, delivery);
        const others: Partial<CommandResultRequest>[] = [
          { ...full, success: false },
          { ...full, message: 'Found another code.' },
          { ...full, data: { ...full.data, n: 101 } },
          { ...full, data: { ...full.data, list: [1, {}] } },
          { ...full, error: { code: 'ACTION_FAILED' } },
          { success: true },
        ];
        for (const other of others)
          t.expect(await service.agent.result(delivery, other)).refusal('COMMAND_ALREADY_COMPLETED');
        const after = await seenCommand(t, delivery);
        t.equal('the command', after.data, before.data, before, after);
      });
    },
  }),
  opstageCheck({
    ...once,
    id: 'result-once/race',
    title: 'of parallel results exactly one is accepted, and identical ones are one',
    how: 'Sends eight different results of one command at once, and eight identical ones of another. Expects one accepted and seven COMMAND_ALREADY_COMPLETED with the winner shown, then eight successes of which seven are replayed; one record each.',
    async run(t) {
      await undisturbed(t, leases, async () => {
        const { service, delivery } = await running(t);
        const results = Array.from({ length: 8 }, (_, n) => ({ success: n % 2 === 0, data: { n } }));
        const replies = await Promise.all(results.map((result) => service.agent.result(delivery, result)));
        const won = results.filter((_, index) => replies[index]?.status === 200);
        const [firstReply, ...otherReplies] = replies.map(({ message }) => message) as [number, ...number[]];
        t.equal('results accepted', won.length, 1, firstReply, ...otherReplies);
        for (const reply of replies) {
          if (reply.status !== 200) t.expect(reply).refusal('COMMAND_ALREADY_COMPLETED');
          else t.equal('replayed', t.expect(reply).success().replayed, false, reply);
        }
        const view = await seenCommand(t, delivery);
        t.equal('the result shown', view.data.result?.data, won[0]?.data, view, firstReply, ...otherReplies);
        t.equal('the state', view.data.status, won[0]?.success ? 'SUCCEEDED' : 'FAILED', view);
        await outcomes(t, delivery.id);
      });
      await undisturbed(t, leases, async () => {
        const { service, delivery } = await running(t);
        const replies = await Promise.all(Array.from({ length: 8 }, () => service.agent.result(delivery, full)));
        const answers = replies.map((reply) => t.expect(reply).success());
        const [firstReply, ...otherReplies] = replies.map(({ message }) => message) as [number, ...number[]];
        t.equal('answers replayed', answers.filter(({ replayed }) => replayed).length, 7, firstReply, ...otherReplies);
        await outcomes(t, delivery.id);
      });
    },
  }),
  opstageCheck({
    ...once,
    id: 'result-once/foreign',
    title: 'a foreign or unknown command is COMMAND_NOT_FOUND before all else',
    how: 'Sends results for another agent’s running and finished commands, identical to the recorded one too, and for a command nobody knows. Expects COMMAND_NOT_FOUND and the commands unchanged.',
    async run(t) {
      await undisturbed(t, leases, async () => {
        const { service, delivery } = await running(t);
        const stranger = await t.enrol();
        t.expect(await stranger.result(delivery, full)).refusal('COMMAND_NOT_FOUND');
        const still = await seenCommand(t, delivery);
        t.equal('the state', still.data.status, 'RUNNING', still);
        t.expect(await service.agent.result(delivery, full)).success();
        t.expect(await stranger.result(delivery, full)).refusal('COMMAND_NOT_FOUND');
        t.expect(await stranger.result({ ...delivery, id: `cmd_${t.random.word(21)}` })).refusal('COMMAND_NOT_FOUND');
      });
    },
  }),
  opstageCheck({
    ...once,
    id: 'result-once/never-acked',
    title: 'a result without an ack is refused by the command’s state, then as not acknowledged',
    how: 'Sends results for a delivered command that was never acked, for one cancelled and one expired before the ack, and for one refused by the ack. Expects COMMAND_NOT_ACKNOWLEDGED, COMMAND_CANCELLED, COMMAND_EXPIRED and COMMAND_ALREADY_COMPLETED, no late result, and the first still PENDING.',
    async run(t) {
      const expired = await undisturbed(t, ['ackLeaseSeconds'], async () => {
        const service = await t.service();
        const [open, cancelled, refused, short] = [
          await t.createCommand(service),
          await t.createCommand(service),
          await t.createCommand(service),
          await t.createCommand(service, { startWithinSeconds: 1 }),
        ];
        const deliveryOf = await claimedBy(t, service.agent);
        t.expect(await service.agent.result(deliveryOf(open))).refusal('COMMAND_NOT_ACKNOWLEDGED');
        const still = await seenCommand(t, open);
        t.equal('the state', still.data.status, 'PENDING', still);
        t.driver.must(await t.send('commandCancel', { path: { commandId: cancelled.id }, body: {} }));
        t.expect(await service.agent.result(deliveryOf(cancelled))).refusal('COMMAND_CANCELLED');
        t.driver.must(await service.agent.ack(deliveryOf(refused), { accepted: false, error: { code: 'AGENT_BUSY' } }));
        t.expect(await service.agent.result(deliveryOf(refused))).refusal('COMMAND_ALREADY_COMPLETED');
        for (const command of [cancelled, refused]) {
          const after = await seenCommand(t, command);
          t.equal('result and late result', [after.data.result, after.data.lateResult], [null, null], after);
        }
        return { service, delivery: deliveryOf(short) };
      });
      await t.until('the short command to expire', async () => {
        return (await seenCommand(t, expired.delivery)).data.status === 'EXPIRED';
      });
      t.expect(await expired.service.agent.result(expired.delivery)).refusal('COMMAND_EXPIRED');
      const after = await seenCommand(t, expired.delivery);
      t.equal('result and late result', [after.data.result, after.data.lateResult], [null, null], after);
    },
  }),
  opstageCheck({
    ...once,
    id: 'result-once/delivery-not-acked',
    long: true,
    title: 'a result under a delivery id that was not acked is COMMAND_DELIVERY_STALE',
    how: 'Lets the first delivery of a command lapse, acks the second and sends the result under the first, then under the second. Expects COMMAND_DELIVERY_STALE with the command still RUNNING, then SUCCEEDED.',
    ceilingMs: 90_000,
    async run(t) {
      const lease = t.seconds('ackLeaseSeconds');
      const service = await t.service();
      const command = await t.createCommand(service);
      const first = await t.deliver(service.agent, command);
      await t.pause(lease * 1000 + 300);
      const second = await t.until('the second delivery', async () => {
        const reply = await service.agent.claim();
        const { commands } = t.driver.must(reply);
        const delivery = commands.find(
          ({ id, delivery: { id: deliveryId } }) => id === command.id && deliveryId !== first.delivery.id,
        );
        if (!delivery) return null;
        const acked = await service.agent.ack(delivery);
        return acked.status === 200 && delivery;
      });
      t.expect(await service.agent.result(first)).refusal('COMMAND_DELIVERY_STALE');
      const still = await seenCommand(t, command);
      t.equal('the state', still.data.status, 'RUNNING', still);
      const reply = await service.agent.result(second);
      t.equal('the state', t.expect(reply).success().status, 'SUCCEEDED', reply);
    },
  }),
];

/** One record of an outcome, of whatever kind. */
async function outcomes(t: OpstageTrial, commandId: string): Promise<void> {
  const events = await auditOf(t, { correlationId: commandId });
  const outcome = [
    'command.succeeded',
    'command.failed',
    'command.cancelled',
    'command.expired',
    'command.late_result',
  ];
  const found = events.data.map(({ action }) => action).filter((action) => outcome.includes(action));
  t.equal('how many outcomes the audit log holds', found.length, 1, events);
}
