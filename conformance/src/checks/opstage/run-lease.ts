/** Contract, section 6: a running command lives by signs of the process that claimed it. */
import type { CommandDelivery } from 'capsule-contract/types';
import type { Reply } from '../../target/caller.ts';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditOf, msBetween, type Seen, seenCommand } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const runLease = {
  requirement: 'run-lease',
  sentence:
    'The run lease (`runLeaseSeconds`, 90) MUST start at the accepted ack and be renewed only by progress, or by a heartbeat that names the command in `running` from the `bootId` that claimed it; an open session alone renews nothing. When it lapses, the command MUST become FAILED `AGENT_LOST` with `outcomeKnown: false`.',
} as const;

async function running(t: OpstageTrial): Promise<{ service: ReportedService; delivery: CommandDelivery }> {
  const service = await t.service();
  const { delivery } = await t.startCommand(service, { action: 'slow' });
  return { service, delivery };
}

/** Makes the call and tells by how much it moved leaseExpiresAt. */
async function renewal(
  t: OpstageTrial,
  delivery: CommandDelivery,
  call: () => Promise<Reply>,
): Promise<{ movedMs: number; reply: Reply; after: Seen<unknown> }> {
  const before = await seenCommand(t, delivery);
  await t.pause(30);
  const reply = await call();
  const after = await seenCommand(t, delivery);
  t.equal('the state', after.data.status, 'RUNNING', before, reply, after);
  return { movedMs: msBetween(before.data.leaseExpiresAt, after.data.leaseExpiresAt), reply, after };
}

export const runLeaseChecks: OpstageCheck[] = [
  opstageCheck({
    ...runLease,
    id: 'run-lease/starts-at-ack',
    title: 'the run lease starts at the accepted ack',
    how: 'Acks a delivery. Expects leaseExpiresAt in the answer and in the view to be acknowledgedAt plus runLeaseSeconds, and null before the ack.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], async () => {
        const service = await t.service();
        const delivery = await t.deliver(service.agent, await t.createCommand(service));
        const before = await seenCommand(t, delivery);
        t.equal('leaseExpiresAt before the ack', before.data.leaseExpiresAt, null, before);
        const reply = await service.agent.ack(delivery);
        const { leaseExpiresAt } = t.expect(reply).success();
        const view = await seenCommand(t, delivery);
        t.equal('leaseExpiresAt in the view', view.data.leaseExpiresAt, leaseExpiresAt, reply, view);
        const lease = msBetween(view.data.acknowledgedAt, leaseExpiresAt);
        t.equal('the lease in ms', lease, t.limits.runLeaseSeconds * 1000, reply, view);
      });
    },
  }),
  opstageCheck({
    ...runLease,
    id: 'run-lease/renewed',
    title: 'progress renews the lease, and so does a heartbeat naming the command from its bootId',
    how: 'Sends progress and a heartbeat with the command in running. Expects each to move leaseExpiresAt to runLeaseSeconds from now, and the progress answer to carry it.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], async () => {
        const { service, delivery } = await running(t);
        const progress = await renewal(t, delivery, () => service.agent.progress(delivery, { seq: 1 }));
        t.that(
          'a lease moved by progress',
          progress.movedMs > 0,
          `${progress.movedMs} ms`,
          progress.reply,
          progress.after,
        );
        const beat = await renewal(t, delivery, () => service.agent.heartbeat({ running: [delivery.id] }));
        t.that('a lease moved by the heartbeat', beat.movedMs > 0, `${beat.movedMs} ms`, beat.reply, beat.after);
        const answered = await service.agent.heartbeat({ running: [delivery.id] });
        const { serverTime } = t.expect(answered).success();
        const view = await seenCommand(t, delivery);
        const leftMs = msBetween(serverTime, view.data.leaseExpiresAt);
        const full = t.limits.runLeaseSeconds * 1000;
        t.that('a full lease from the heartbeat', Math.abs(leftMs - full) < 1000, `${leftMs} ms`, answered, view);
      });
    },
  }),
  opstageCheck({
    ...runLease,
    id: 'run-lease/not-renewed',
    title: 'nothing else renews the lease',
    how: 'Sends a heartbeat that does not name the command, one that names it from another bootId, a claim, a report, a repeated ack, and a heartbeat of another agent that names it. Expects leaseExpiresAt to stay.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], async () => {
        const { service, delivery } = await running(t);
        const { agent } = service;
        const stranger = await t.enrol();
        const calls: [string, () => Promise<Reply>][] = [
          ['a heartbeat without it', () => agent.heartbeat({ running: [] })],
          ['a claim', () => agent.claim()],
          ['a report', () => agent.report([])],
          ['a repeated ack', () => agent.ack(delivery)],
          ['a stranger’s heartbeat', () => stranger.heartbeat({ running: [delivery.id] })],
          [
            'another process’s heartbeat',
            () => agent.heartbeat({ bootId: t.driver.newBootId(), running: [delivery.id] }),
          ],
        ];
        for (const [name, call] of calls) {
          const { movedMs, reply, after } = await renewal(t, delivery, call);
          t.equal(`status of ${name}`, reply.status, 200, reply);
          t.equal(`ms by which ${name} moved the lease`, movedMs, 0, reply, after);
        }
      });
    },
  }),
  opstageCheck({
    ...runLease,
    id: 'run-lease/lapses',
    long: true,
    title: 'when the lease lapses the command is FAILED AGENT_LOST, although its agent is online',
    how: 'Starts a command and sends heartbeats that do not name it. Expects FAILED AGENT_LOST with outcomeKnown false, not before the lease ended, dated at its end, the agent ONLINE, and one command.failed record by the system.',
    ceilingMs: 90_000,
    async run(t) {
      const lease = t.seconds('runLeaseSeconds');
      const service = await t.service();
      const { agent } = service;
      const command = await t.createCommand(service);
      const delivery = await t.deliver(agent, command);
      const ackedAt = performance.now();
      const reply = await agent.ack(delivery);
      const { leaseExpiresAt } = t.expect(reply).success();
      const lost = await t.until(
        'the command to end',
        async () => {
          t.driver.must(await agent.heartbeat({ running: [] }));
          const read = await seenCommand(t, command);
          return read.data.status !== 'RUNNING' && read;
        },
        { ceilingMs: lease * 1000 + 15_000, everyMs: Math.min(500, lease * 200) },
      );
      const lastedMs = performance.now() - ackedAt;
      t.that(`RUNNING for at least ${lease} s`, lastedMs >= lease * 1000, `${lastedMs} ms`, reply, lost);
      const { status, error, outcomeKnown, finishedAt } = lost.data;
      t.equal(
        'the command',
        { status, code: error?.code, outcomeKnown, finishedAt },
        { status: 'FAILED', code: 'AGENT_LOST', outcomeKnown: false, finishedAt: leaseExpiresAt },
        reply,
        lost,
      );
      const events = await t.until('the audit record command.failed', async () => {
        const found = await auditOf(t, { action: 'command.failed', correlationId: command.id });
        return found.data.length > 0 && found;
      });
      const facts = events.data.map(({ at, actor }) => ({ at, actor: actor.type }));
      t.equal('the command.failed records', facts, [{ at: leaseExpiresAt, actor: 'system' }], events);
    },
  }),
  opstageCheck({
    ...runLease,
    id: 'run-lease/kept-alive',
    since: 'standard',
    long: true,
    title: 'a command named in heartbeats outlives its lease',
    how: 'Starts a command and names it in heartbeats for one and a half leases, then gives the result. Expects RUNNING all the time and SUCCEEDED in the end.',
    ceilingMs: 90_000,
    async run(t) {
      const lease = t.seconds('runLeaseSeconds');
      const everyMs = Math.min(1000, lease * 200, t.limits.offlineAfterSeconds * 200);
      const { service, delivery } = await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], () => running(t));
      const endsAt = performance.now() + lease * 1500;
      let renewedAt = performance.now();
      while (performance.now() < endsAt) {
        await t.pause(everyMs);
        t.driver.must(await service.agent.heartbeat({ running: [delivery.id] }));
        const view = await seenCommand(t, delivery);
        const gapMs = performance.now() - renewedAt;
        if (gapMs >= lease * 1000)
          t.couldNotRun(`the machine paused for ${Math.round(gapMs)} ms, longer than the lease`);
        renewedAt = performance.now();
        t.equal('the state', view.data.status, 'RUNNING', view);
      }
      const reply = await service.agent.result(delivery);
      t.equal('the state', t.expect(reply).success().status, 'SUCCEEDED', reply);
    },
  }),
];
