/** Contract, section 6: progress goes forward only. */
import type { CommandDelivery } from 'capsule-contract/types';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { claimedBy } from './claimed-by.ts';
import { seenCommand } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const monotonic = {
  requirement: 'progress-monotonic',
  sentence:
    'Progress with a higher `seq` MUST replace what is shown and one with a lower or equal `seq` MUST be ignored with 200; the answer carries `leaseExpiresAt` and `cancelRequested`. Progress that cannot apply is judged in the order of a result.',
} as const;

const leases = ['ackLeaseSeconds', 'runLeaseSeconds'] as const;

async function running(t: OpstageTrial): Promise<{ service: ReportedService; delivery: CommandDelivery }> {
  const service = await t.service();
  const { delivery } = await t.startCommand(service, { action: 'slow' });
  return { service, delivery };
}

async function shown(
  t: OpstageTrial,
  delivery: CommandDelivery,
  expected: [number, number | null, string | null, unknown],
): Promise<void> {
  const view = await seenCommand(t, delivery);
  const { progress } = view.data;
  t.equal('the progress shown', [progress?.seq, progress?.percent, progress?.message, progress?.data], expected, view);
}

export const progressChecks: OpstageCheck[] = [
  opstageCheck({
    ...monotonic,
    id: 'progress-monotonic/higher-replaces',
    title: 'a higher seq replaces the progress, a lower or equal one is ignored with 200',
    how: 'Sends progress with seq 5, 3, 5 and 9, the last without percent and message. Expects 200 each time, with leaseExpiresAt and cancelRequested false; the progress of 5 shown until 9, then that of 9 alone.',
    async run(t) {
      await undisturbed(t, leases, async () => {
        const { service, delivery } = await running(t);
        const none = await seenCommand(t, delivery);
        t.equal('the progress before any', none.data.progress, null, none);
        const send = async (body: object): Promise<void> => {
          const reply = await service.agent.progress(delivery, body);
          const { leaseExpiresAt, cancelRequested } = t.expect(reply).success();
          t.equal('cancelRequested', cancelRequested, false, reply);
          const view = await seenCommand(t, delivery);
          t.equal('leaseExpiresAt', leaseExpiresAt, view.data.leaseExpiresAt, reply, view);
        };
        await send({ seq: 5, percent: 50, message: 'half', data: { read: 5 } });
        await shown(t, delivery, [5, 50, 'half', { read: 5 }]);
        await send({ seq: 3, percent: 90, message: 'late', data: { read: 9 } });
        await shown(t, delivery, [5, 50, 'half', { read: 5 }]);
        await send({ seq: 5, percent: 60, message: 'again' });
        await shown(t, delivery, [5, 50, 'half', { read: 5 }]);
        await send({ seq: 9 });
        await shown(t, delivery, [9, null, null, null]);
      });
    },
  }),
  opstageCheck({
    ...monotonic,
    id: 'progress-monotonic/parallel',
    title: 'of parallel progress the highest seq is shown',
    how: 'Sends progress with seq 1 to 12 at once, in a mixed order. Expects 200 for each and the progress of 12 shown.',
    async run(t) {
      await undisturbed(t, leases, async () => {
        const { service, delivery } = await running(t);
        const order = [7, 12, 1, 9, 3, 11, 5, 2, 10, 4, 8, 6];
        const replies = await Promise.all(
          order.map((seq) => service.agent.progress(delivery, { seq, percent: seq, data: { seq } })),
        );
        for (const reply of replies) t.expect(reply).success();
        await shown(t, delivery, [12, 12, null, { seq: 12 }]);
      });
    },
  }),
  opstageCheck({
    ...monotonic,
    id: 'progress-monotonic/cancel-requested',
    title: 'the answer tells that cancellation was asked for, also where the progress is ignored',
    how: 'Sends progress, requests cancellation and sends progress with a higher and with a lower seq. Expects cancelRequested false, then true twice.',
    async run(t) {
      await undisturbed(t, [...leases, 'cancelGraceSeconds'], async () => {
        const { service, delivery } = await running(t);
        const requested = async (seq: number, expected: boolean): Promise<void> => {
          const reply = await service.agent.progress(delivery, { seq });
          t.equal('cancelRequested', t.expect(reply).success().cancelRequested, expected, reply);
        };
        await requested(5, false);
        t.driver.must(await t.send('commandCancel', { path: { commandId: delivery.id }, body: {} }));
        await requested(6, true);
        await requested(2, true);
      });
    },
  }),
  opstageCheck({
    ...monotonic,
    id: 'progress-monotonic/judged-like-a-result',
    title: 'progress that cannot apply is refused in the order of a result',
    how: 'Sends progress for a foreign, an unknown, a delivered, a cancelled, an expired and a finished command. Expects COMMAND_NOT_FOUND twice, COMMAND_NOT_ACKNOWLEDGED, COMMAND_CANCELLED, COMMAND_EXPIRED and COMMAND_ALREADY_COMPLETED, and no progress shown.',
    async run(t) {
      const short = await undisturbed(t, ['ackLeaseSeconds'], async () => {
        const service = await t.service();
        const [open, cancelled, finished, expiring] = [
          await t.createCommand(service),
          await t.createCommand(service),
          await t.createCommand(service),
          await t.createCommand(service, { startWithinSeconds: 1 }),
        ];
        const deliveryOf = await claimedBy(t, service.agent);
        const stranger = await t.enrol();
        t.expect(await stranger.progress(deliveryOf(open))).refusal('COMMAND_NOT_FOUND');
        const unknown = { ...deliveryOf(open), id: `cmd_${t.random.word(21)}` };
        t.expect(await service.agent.progress(unknown)).refusal('COMMAND_NOT_FOUND');
        t.expect(await service.agent.progress(deliveryOf(open))).refusal('COMMAND_NOT_ACKNOWLEDGED');
        t.driver.must(await t.send('commandCancel', { path: { commandId: cancelled.id }, body: {} }));
        t.expect(await service.agent.progress(deliveryOf(cancelled))).refusal('COMMAND_CANCELLED');
        t.driver.must(await service.agent.ack(deliveryOf(finished)));
        t.driver.must(await service.agent.result(deliveryOf(finished)));
        t.expect(await service.agent.progress(deliveryOf(finished))).refusal('COMMAND_ALREADY_COMPLETED');
        for (const command of [open, cancelled, finished]) {
          const view = await seenCommand(t, command);
          t.equal('the progress shown', view.data.progress, null, view);
        }
        return { service, delivery: deliveryOf(expiring) };
      });
      await t.until('the short command to expire', async () => {
        return (await seenCommand(t, short.delivery)).data.status === 'EXPIRED';
      });
      t.expect(await short.service.agent.progress(short.delivery)).refusal('COMMAND_EXPIRED');
    },
  }),
];
