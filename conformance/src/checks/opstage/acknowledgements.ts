/** Contract, section 6: an ack can be repeated, and never starts what is settled. */
import type { CommandDelivery } from 'capsule-contract/types';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditOf, seenCommand } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const ack = {
  requirement: 'ack-idempotent',
  sentence:
    'A delivery id MUST be stale (409 `COMMAND_DELIVERY_STALE`) only once a newer one exists. Repeating an ack with the same `deliveryId` and `accepted` MUST be 200. Otherwise a CANCELLED command is 409 `COMMAND_CANCELLED`, an EXPIRED one 410 `COMMAND_EXPIRED`, another final state 409 `COMMAND_ALREADY_COMPLETED`, a foreign or unknown one 404 `COMMAND_NOT_FOUND`. Delivery ids are valid on every transport.',
} as const;

async function delivered(
  t: OpstageTrial,
  action = 'echo',
): Promise<{ service: ReportedService; delivery: CommandDelivery }> {
  const service = await t.service();
  const command = await t.createCommand(service, { action });
  return { service, delivery: await t.deliver(service.agent, command) };
}

const refusal = { accepted: false, error: { code: 'AGENT_BUSY', message: 'One thing at a time.' } } as const;

export const acknowledgementChecks: OpstageCheck[] = [
  opstageCheck({
    ...ack,
    id: 'ack-idempotent/accepted',
    title: 'an accepted ack starts the command once and can be repeated, also after the result',
    how: 'Acks a delivery twice, gives the result and acks again. Expects 200 each time, RUNNING, then SUCCEEDED left as it was, acknowledgedAt set once, and one command.started record.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], async () => {
        const { service, delivery } = await delivered(t);
        const first = await service.agent.ack(delivery);
        t.equal('the status', t.expect(first).success().status, 'RUNNING', first);
        const started = await seenCommand(t, delivery);
        t.equal(
          'the command',
          [started.data.status, started.data.acknowledgedAt !== null],
          ['RUNNING', true],
          first,
          started,
        );
        const again = await service.agent.ack(delivery);
        t.equal('the status', t.expect(again).success().status, 'RUNNING', again);
        const still = await seenCommand(t, delivery);
        t.equal('acknowledgedAt', still.data.acknowledgedAt, started.data.acknowledgedAt, started, again, still);
        t.driver.must(await service.agent.result(delivery));
        const before = await seenCommand(t, delivery);
        const late = await service.agent.ack(delivery);
        t.equal('the status', t.expect(late).success().status, 'SUCCEEDED', late);
        const after = await seenCommand(t, delivery);
        t.equal('the finished command', after.data, before.data, before, late, after);
        const events = await auditOf(t, { action: 'command.started', correlationId: delivery.id });
        t.equal('command.started records', events.data.length, 1, events);
      });
    },
  }),
  opstageCheck({
    ...ack,
    id: 'ack-idempotent/refused',
    title: 'a refusing ack fails the command with its code and can be repeated',
    how: 'Acks a delivery with accepted false and a code, twice, then with accepted true. Expects 200 twice, FAILED with that error and outcomeKnown true, then COMMAND_ALREADY_COMPLETED, the command unchanged and one command.failed record.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds'], async () => {
        const { service, delivery } = await delivered(t);
        const first = await service.agent.ack(delivery, refusal);
        t.equal('the status', t.expect(first).success().status, 'FAILED', first);
        const before = await seenCommand(t, delivery);
        const { status, error, outcomeKnown } = before.data;
        t.equal(
          'the command',
          { status, error, outcomeKnown },
          { status: 'FAILED', error: refusal.error, outcomeKnown: true },
          before,
        );
        const again = await service.agent.ack(delivery, refusal);
        t.equal('the status', t.expect(again).success().status, 'FAILED', again);
        t.expect(await service.agent.ack(delivery)).refusal('COMMAND_ALREADY_COMPLETED');
        const after = await seenCommand(t, delivery);
        t.equal('the command', after.data, before.data, before, again, after);
        const events = await auditOf(t, { action: 'command.failed', correlationId: delivery.id });
        t.equal('command.failed records', events.data.length, 1, events);
      });
    },
  }),
  opstageCheck({
    ...ack,
    id: 'ack-idempotent/refusal-needs-a-code',
    title: 'a refusing ack without an error is invalid and changes nothing',
    how: 'Acks a delivery with accepted false and no error. Expects VALIDATION_FAILED and the command still PENDING.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds'], async () => {
        const { service, delivery } = await delivered(t);
        t.expect(await service.agent.ack(delivery, { accepted: false })).refusal('VALIDATION_FAILED');
        const after = await seenCommand(t, delivery);
        t.equal('the state', after.data.status, 'PENDING', after);
        t.expect(await service.agent.ack(delivery)).success();
      });
    },
  }),
  opstageCheck({
    ...ack,
    id: 'ack-idempotent/parallel',
    title: 'parallel acks of one delivery start it once',
    how: 'Sends one accepted ack eight times at once, and for another command four accepted and four refusing ones. Expects eight successes and one command.started record; for the other one state, and every ack of the other kind refused or without effect.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], async () => {
        const { service, delivery } = await delivered(t);
        const replies = await Promise.all(Array.from({ length: 8 }, () => service.agent.ack(delivery)));
        for (const reply of replies) t.equal('the status', t.expect(reply).success().status, 'RUNNING', reply);
        const events = await auditOf(t, { action: 'command.started', correlationId: delivery.id });
        t.equal('command.started records', events.data.length, 1, events);
        const torn = await t.deliver(service.agent, await t.createCommand(service));
        await Promise.all(
          Array.from({ length: 8 }, (_, index) => service.agent.ack(torn, index % 2 === 0 ? {} : refusal)),
        );
        const after = await seenCommand(t, torn);
        const started = await auditOf(t, { action: 'command.started', correlationId: torn.id });
        const failed = await auditOf(t, { action: 'command.failed', correlationId: torn.id });
        const records = [started.data.length, failed.data.length];
        const expected = after.data.status === 'RUNNING' ? [1, 0] : [0, 1];
        t.equal(`records of the ${after.data.status} command`, records, expected, after, started, failed);
      });
    },
  }),
  opstageCheck({
    ...ack,
    id: 'ack-idempotent/stale',
    long: true,
    title: 'a delivery id is stale only once a newer one exists',
    how: 'Lets the ack lease of one delivery lapse and acks it; lets that of another lapse, claims again and acks the old, then the new one. Expects 200 for the first, COMMAND_DELIVERY_STALE for the old one with the command still PENDING, and 200 for the new one.',
    ceilingMs: 90_000,
    async run(t) {
      const lease = t.seconds('ackLeaseSeconds');
      const single = await delivered(t);
      await t.pause(lease * 1000 + 300);
      const reply = await single.service.agent.ack(single.delivery);
      t.equal('the status', t.expect(reply).success().status, 'RUNNING', reply);
      const { service, delivery } = await delivered(t);
      await t.pause(lease * 1000 + 300);
      const newer = await undisturbed(t, ['ackLeaseSeconds'], async () => {
        const next = await t.deliver(service.agent, { id: delivery.id });
        t.expect(await service.agent.ack(delivery)).refusal('COMMAND_DELIVERY_STALE');
        t.expect(await service.agent.ack(delivery, refusal)).refusal('COMMAND_DELIVERY_STALE');
        const still = await seenCommand(t, delivery);
        t.equal('the state', still.data.status, 'PENDING', still);
        return next;
      });
      const accepted = await service.agent.ack(newer);
      t.equal('the status', t.expect(accepted).success().status, 'RUNNING', accepted);
    },
  }),
  opstageCheck({
    ...ack,
    id: 'ack-idempotent/settled',
    title: 'an ack of a command that is cancelled or expired is refused by its state',
    how: 'Cancels one delivered command and lets another pass startBy, then acks both, accepting and refusing. Expects COMMAND_CANCELLED and COMMAND_EXPIRED and both unchanged.',
    async run(t) {
      const cancelled = await delivered(t);
      t.driver.must(await t.send('commandCancel', { path: { commandId: cancelled.delivery.id }, body: {} }));
      const service = await t.service();
      const command = await t.createCommand(service, { startWithinSeconds: 1 });
      const expired = { service, delivery: await t.deliver(service.agent, command) };
      await t.until('the command to expire', async () => (await seenCommand(t, command)).data.status === 'EXPIRED');
      for (const [one, code] of [
        [cancelled, 'COMMAND_CANCELLED'],
        [expired, 'COMMAND_EXPIRED'],
      ] as const) {
        const before = await seenCommand(t, one.delivery);
        t.expect(await one.service.agent.ack(one.delivery)).refusal(code);
        t.expect(await one.service.agent.ack(one.delivery, refusal)).refusal(code);
        const after = await seenCommand(t, one.delivery);
        t.equal('the command', after.data, before.data, before, after);
      }
    },
  }),
  opstageCheck({
    ...ack,
    id: 'ack-idempotent/foreign',
    title: 'a foreign or unknown command is COMMAND_NOT_FOUND',
    how: 'Acks another agent’s delivered command and one nobody knows. Expects COMMAND_NOT_FOUND, and the foreign command still PENDING and good for its agent.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds'], async () => {
        const { service, delivery } = await delivered(t);
        const stranger = await t.enrol();
        t.expect(await stranger.ack(delivery)).refusal('COMMAND_NOT_FOUND');
        const unknown = { ...delivery, id: `cmd_${t.random.word(21)}` };
        t.expect(await stranger.ack(unknown)).refusal('COMMAND_NOT_FOUND');
        t.expect(await service.agent.ack(unknown)).refusal('COMMAND_NOT_FOUND');
        const still = await seenCommand(t, delivery);
        t.equal('the state', still.data.status, 'PENDING', still);
        t.expect(await service.agent.ack(delivery)).success();
      });
    },
  }),
];
