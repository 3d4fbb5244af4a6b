/** Contract, section 8: what only time decides is told too, once, by the sweep. */
import type { CloudEvent } from 'capsule-contract/types';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { CheckFailure } from '../check-outcome.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { expectShape, expectTypes } from './event-expectations.ts';
import { about, cursorNow, feedAfter, openStream, streamedAbout } from './event-feed.ts';
import { auditOf, seenCommand, seenService } from './operator-reads.ts';

const consistent = {
  profile: 'opstage-events',
  requirement: 'events-consistent',
  sentence:
    "An event MUST be written with its change: a stream opened from an earlier cursor after a write's answer contains it without further writes, and a read after the event shows at least that state. Data MUST be CloudEvents 1.0 with ids and statuses only. Changes that only time makes (agent OFFLINE, service STALE) MUST be written by the sweep, one event each, without audit.",
} as const;

export const eventTimeChecks: OpstageCheck[] = [
  opstageCheck({
    ...consistent,
    id: 'events-consistent/decided-by-time',
    since: 'standard',
    long: true,
    title: 'what a deadline decides of a command, and what its agent says afterwards, have their events',
    how: 'Lets one command expire unclaimed and another lose its agent, sends a late result of the second and retries the first. Expects expired and failed with the statuses before and after, late_result behind it, and created for the retry.',
    async run(t) {
      t.seconds('runLeaseSeconds');
      const cursor = await cursorNow(t);
      const service = await t.service();
      const unclaimed = await t.createCommand(service, { startWithinSeconds: 1 });
      await untilStatus(t, unclaimed, 'EXPIRED');
      const lost = await t.startCommand(service);
      await untilStatus(t, lost.command, 'FAILED', t.limits.runLeaseSeconds * 1000);
      const late = await service.agent.result(lost.delivery);
      t.equal('late', t.expect(late).success().late, true, late);
      await service.agent.stayLive();
      const retried = await t.send('commandRetry', { path: { commandId: unclaimed.id }, body: {} });
      const retry = t.expect(retried).success().command;
      const page = await feedAfter(t, cursor);
      const expired = about(page.data, unclaimed.id);
      expectTypes(t, expired, ['capsule.command.created', 'capsule.command.expired'], page);
      const ending = expired.at(-1)?.data;
      t.equal('the statuses of the expiry', [ending?.previousStatus, ending?.status], ['PENDING', 'EXPIRED'], page);
      const words = ['created', 'delivered', 'started', 'failed', 'late_result'];
      const types = words.map((word) => `capsule.command.${word}`);
      expectTypes(t, about(page.data, lost.command.id), types, page);
      t.equal(
        'the status beside the late result',
        about(page.data, lost.command.id).at(-1)?.data.status,
        'FAILED',
        page,
      );
      // It inherits the short window and may have expired by now.
      expectTypes(t, about(page.data, retry.id).slice(0, 1), ['capsule.command.created'], page, retried);
    },
  }),
  opstageCheck({
    ...consistent,
    id: 'events-consistent/overdue-health',
    since: 'standard',
    title: 'health that is overdue is told by the sweep, once and without audit',
    how: 'Keeps an agent alive by heartbeats without health and reads nothing of its service. Expects one capsule.service.status.changed from HEALTHY to STALE within the advertised times, and no audit event of the system about the service.',
    long: true,
    async run(t) {
      const offlineMs = t.seconds('offlineAfterSeconds') * 1000;
      const sweepMs = t.seconds('sweepSeconds') * 1000;
      const { service, changed, page } = await neverLate(t, offlineMs, async (beat) => {
        let place = await cursorNow(t);
        const service = await t.service();
        const everyMs = Math.min(1_000, offlineMs / 8);
        const changed: CloudEvent[] = [];
        let page = 0;
        // From the place read to: a feed that is full of other checks' events takes longer to read than a heartbeat may wait.
        const readOn = async () => {
          const { data: events, message } = await feedAfter(t, place);
          place = events.at(-1)?.id ?? place;
          const found = statusChanges(events, service);
          if (found.length > 0 || page === 0) page = message;
          changed.push(...found);
        };
        const isTold = async () => {
          await beat(service);
          await readOn();
          return changed.some(({ data }) => data.status === 'STALE');
        };
        const ceilingMs = offlineMs + sweepMs + 15_000;
        await t.until('capsule.service.status.changed to STALE', isTold, { ceilingMs, everyMs });
        for (let passedMs = 0; passedMs < sweepMs * 2; passedMs += everyMs) {
          await t.pause(everyMs);
          await beat(service);
        }
        await readOn();
        await beat(service);
        return { service, changed, page };
      });
      const statuses = changed.map(({ data }) => [data.previousStatus, data.status]);
      t.equal('the changes of status', statuses, [['HEALTHY', 'STALE']], page);
      expectShape(t, changed, { data: changed, message: page });
      const audit = await auditOf(t, { targetId: service.id });
      const timed = audit.data.filter(({ actor }) => actor.type === 'system');
      t.equal('audit events of the sweep', timed, [], audit);
    },
  }),
  opstageCheck({
    ...consistent,
    id: 'events-consistent/time-alone',
    since: 'standard',
    title: 'what only time changes is written by the sweep, once and without audit',
    how: 'Lets an agent with a service fall silent and reads nothing of it. Expects one capsule.agent.offline and one capsule.service.status.changed in the feed within the advertised times, and no audit event about either.',
    long: true,
    async run(t) {
      const offlineMs = t.seconds('offlineAfterSeconds') * 1000;
      const sweepMs = t.seconds('sweepSeconds') * 1000;
      const cursor = await cursorNow(t);
      const service = await t.service();
      const stream = await openStream(t, { after: cursor });
      await t.pause(offlineMs);
      await t.until(
        'the agent’s and the service’s events',
        () =>
          streamedAbout(stream, service.agent.id).some(({ type }) => type === 'capsule.agent.offline') &&
          streamedAbout(stream, service.id).some(({ data }) => data.previousStatus === 'HEALTHY'),
        { ceilingMs: sweepMs + 15_000 },
      );
      await t.pause(sweepMs * 2);
      const page = await feedAfter(t, cursor);
      const offline = about(page.data, service.agent.id).filter(({ type }) => type === 'capsule.agent.offline');
      const changed = about(page.data, service.id).filter(({ data }) => data.previousStatus === 'HEALTHY');
      t.equal('offline and status.changed', [offline.length, changed.length], [1, 1], page, stream);
      expectShape(t, [...offline, ...changed], page);
      const read = await seenService(t, service);
      t.equal('the status in the feed and in a read', changed[0]?.data.status, read.data.effectiveStatus, page, read);
      const audit = await auditOf(t, { targetId: service.agent.id });
      const timed = audit.data.filter(({ actor }) => actor.type === 'system');
      t.equal('audit events of the sweep', timed, [], audit);
      stream.close();
    },
  }),
];

async function untilStatus(t: OpstageTrial, command: { id: string }, status: string, moreMs = 0): Promise<void> {
  const ceilingMs = 15_000 + moreMs + t.limits.sweepSeconds * 1000;
  await t.until(`the command ${status}`, async () => (await seenCommand(t, command)).data.status === status, {
    ceilingMs,
  });
  // A read shows a passed deadline before it is written.
  await t.pause(t.limits.sweepSeconds * 1000);
}

const attemptsMax = 4;

/** A scene of heartbeats without health in which none came too late; one that was late by the kit's fault begins anew. */
async function neverLate<T>(
  t: OpstageTrial,
  offlineMs: number,
  scene: (beat: (service: ReportedService) => Promise<void>) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    let lastAt = performance.now();
    let longestMs = 0;
    const beat = async ({ agent, code, item }: ReportedService) => {
      t.driver.must(await agent.heartbeat({ services: [{ code, revision: item.revision }] }));
      longestMs = Math.max(longestMs, performance.now() - lastAt);
      lastAt = performance.now();
    };
    try {
      const found = await scene(beat);
      if (longestMs < offlineMs * 0.9) return found;
    } catch (thrown) {
      if (!(thrown instanceof CheckFailure) || longestMs < offlineMs * 0.9) throw thrown;
    }
    t.transcript.note('a heartbeat of the kit came late: the scene begins anew');
  }
  return t.couldNotRun(`${attemptsMax} times a heartbeat of the kit came later than offlineAfterSeconds`);
}

function statusChanges(events: readonly CloudEvent[], { id }: { id: string }): CloudEvent[] {
  return about(events, id).filter(({ type }) => type === 'capsule.service.status.changed');
}
