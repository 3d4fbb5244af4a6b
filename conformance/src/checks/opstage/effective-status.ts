/** Contract, section 5: what a service's status is now, and that its last health is kept. */
import type { HealthReport, HealthStatus } from 'capsule-contract/types';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { serviceItem } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { seenHealth, seenList, seenService } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const effective = {
  requirement: 'effective-status',
  sentence:
    "The effective status of a service MUST be: agent REVOKED, DISABLED or OFFLINE → OFFLINE; health never received → UNKNOWN; not received for the agent's `offlineAfterSeconds` → STALE; else UP → HEALTHY, DEGRADED or DOWN → UNHEALTHY, UNKNOWN → UNKNOWN; always with a `statusReason`. It is evaluated at read time; absent health refreshes nothing; `observedAt` is shown and never compared.",
} as const;
const kept = {
  requirement: 'last-health-kept',
  sentence: 'Staleness MUST NOT erase the last known health of a service.',
} as const;

type Status = 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN' | 'STALE' | 'OFFLINE';

const fromHealth: Record<HealthStatus, Status> = {
  UP: 'HEALTHY',
  DEGRADED: 'UNHEALTHY',
  DOWN: 'UNHEALTHY',
  UNKNOWN: 'UNKNOWN',
};

const health: HealthReport = {
  status: 'DEGRADED',
  message: 'The mailbox answers slowly.',
  details: { latencyMs: 2300, host: 'imap.example.org' },
  observedAt: '2026-03-01T10:00:00.000Z',
  checks: [{ name: 'imap', status: 'DEGRADED', message: 'slow' }],
};

/** View, health and filters show this status with a reason. */
async function shows(t: OpstageTrial, service: ReportedService, status: Status): Promise<void> {
  const view = await seenService(t, service);
  t.equal('the effective status', view.data.effectiveStatus, status, view);
  const shown = await seenHealth(t, service);
  t.equal('the effective status beside the health', shown.data.effectiveStatus, status, shown);
  t.equal('its reason', shown.data.statusReason, view.data.statusReason, view, shown);
  const listed = await seenList(t, 'serviceList', { query: { status, agentId: service.agent.id } });
  t.equal(
    'services listed with it',
    listed.data.map(({ id }) => id),
    [service.id],
    listed,
  );
}

/** Heartbeats that name the service without health, until its health is overdue. */
async function goStale(t: OpstageTrial, service: ReportedService, lastHealthAt: number): Promise<void> {
  const { offlineAfterSeconds } = service.agent.registration;
  const services = [{ code: service.code, revision: service.item.revision }];
  const stale = await t.until(
    'the service to be STALE while its agent is online',
    async () => {
      t.expect(await service.agent.heartbeat({ services })).success();
      const view = await seenService(t, service);
      return view.data.effectiveStatus === 'STALE' && view;
    },
    { ceilingMs: offlineAfterSeconds * 1000 + 20_000, everyMs: Math.min(500, offlineAfterSeconds * 150) },
  );
  const overdueMs = performance.now() - lastHealthAt;
  t.that(
    `STALE only after ${offlineAfterSeconds} s without health`,
    overdueMs >= offlineAfterSeconds * 1000,
    overdueMs,
    stale,
  );
}

export const effectiveStatusChecks: OpstageCheck[] = [
  opstageCheck({
    ...effective,
    id: 'effective-status/from-health',
    title: 'while agent and health are current, the health decides',
    how: 'Reports a service without health, then sends each health status, by report and by heartbeat. Expects UNKNOWN, then HEALTHY for UP, UNHEALTHY for DEGRADED and DOWN, UNKNOWN for UNKNOWN, each with a reason and found by the filter.',
    async run(t) {
      const agent = await t.enrol();
      const { health: _, ...item } = serviceItem({ code: t.code('service') });
      const [stored] = t.driver.must(await agent.report([item])).services;
      if (!stored) return t.couldNotRun('a plain service was rejected');
      const service: ReportedService = { ...stored, agent, item };
      const never = await seenHealth(t, service);
      t.equal(
        'the health of a service that never sent one',
        [never.data.health, never.data.receivedAt],
        [null, null],
        never,
      );
      await undisturbed(t, ['offlineAfterSeconds'], async () => {
        t.expect(await agent.heartbeat({ services: [{ code: service.code, revision: item.revision }] })).success();
        await shows(t, service, 'UNKNOWN');
      });
      for (const [status, expected] of Object.entries(fromHealth) as [HealthStatus, Status][]) {
        for (const by of ['report', 'heartbeat'] as const) {
          await undisturbed(t, ['offlineAfterSeconds'], async () => {
            const sent = { status, message: `by ${by}` };
            const reply =
              by === 'report'
                ? await agent.report([{ ...item, health: sent }])
                : await agent.heartbeat({ services: [{ code: service.code, revision: item.revision, health: sent }] });
            t.expect(reply).success();
            await shows(t, service, expected);
            const shown = await seenHealth(t, service);
            t.equal(
              'the health shown',
              [shown.data.health?.status, shown.data.health?.message],
              [status, `by ${by}`],
              reply,
              shown,
            );
          });
        }
      }
    },
  }),
  opstageCheck({
    ...effective,
    id: 'effective-status/from-agent',
    title: 'the services of an agent that is offline, disabled or revoked are OFFLINE',
    how: 'Reports UP services of three agents and disconnects, disables and revokes them. Expects OFFLINE with a reason at once.',
    async run(t) {
      const [left, disabled, revoked] = [await t.service(), await t.service(), await t.service()];
      t.driver.must(await left.agent.disconnect());
      await shows(t, left, 'OFFLINE');
      t.driver.must(await t.send('agentDisable', { path: { agentId: disabled.agent.id }, body: {} }));
      await shows(t, disabled, 'OFFLINE');
      t.driver.must(await t.send('agentRevoke', { path: { agentId: revoked.agent.id }, body: {} }));
      await shows(t, revoked, 'OFFLINE');
    },
  }),
  opstageCheck({
    ...effective,
    id: 'effective-status/stale',
    since: 'standard',
    long: true,
    title: 'a service whose health is overdue is STALE, until health comes again',
    how: 'Sends health once, then heartbeats without health. Expects HEALTHY at first, STALE after offlineAfterSeconds and not before, healthReceivedAt not moved by absent health, and HEALTHY after the next health.',
    async run(t) {
      t.seconds('offlineAfterSeconds');
      const agent = await t.enrol();
      const lastHealthAt = performance.now();
      const service = await t.reportService(agent, { health: { status: 'UP' } });
      const before = await seenHealth(t, service);
      await goStale(t, service, lastHealthAt);
      const after = await seenHealth(t, service);
      t.equal('when health was received', after.data.receivedAt, before.data.receivedAt, before, after);
      await undisturbed(t, ['offlineAfterSeconds'], async () => {
        t.expect(await agent.heartbeat({ services: [{ code: service.code, revision: 'r1' }] })).success();
        await shows(t, service, 'STALE');
        t.expect(await agent.heartbeat()).success();
        await shows(t, service, 'HEALTHY');
      });
    },
  }),
  opstageCheck({
    ...effective,
    id: 'effective-status/observed-at',
    title: 'observedAt is shown and never compared',
    how: 'Sends UP observed ten years ago, then observed ten years ahead, in another offset. Expects HEALTHY both times and the moment shown in UTC.',
    async run(t) {
      const service = await t.service();
      for (const [observedAt, shownAs] of [
        ['2016-05-04T12:30:00+02:00', '2016-05-04T10:30:00.000Z'],
        ['2036-05-04T12:30:00.5-01:00', '2036-05-04T13:30:00.500Z'],
      ] as const) {
        await undisturbed(t, ['offlineAfterSeconds'], async () => {
          const services = [{ code: service.code, revision: 'r1', health: { status: 'UP' as const, observedAt } }];
          t.expect(await service.agent.heartbeat({ services })).success();
          await shows(t, service, 'HEALTHY');
          const shown = await seenHealth(t, service);
          t.equal('observedAt', shown.data.health?.observedAt, shownAs, shown);
        });
      }
    },
  }),
  opstageCheck({
    ...kept,
    id: 'last-health-kept/stale',
    since: 'standard',
    long: true,
    title: 'a STALE service still shows its last health',
    how: 'Sends a health with message, details and checks, then heartbeats without health until the service is STALE. Expects the same health, with the same time of receipt, in both views.',
    async run(t) {
      t.seconds('offlineAfterSeconds');
      const agent = await t.enrol();
      const lastHealthAt = performance.now();
      const service = await t.reportService(agent, { health });
      const before = await seenHealth(t, service);
      await goStale(t, service, lastHealthAt);
      const after = await seenHealth(t, service);
      const facts = ({ health: shown, healthId, receivedAt }: typeof after.data) => ({ shown, healthId, receivedAt });
      t.equal('the health', facts(after.data), facts(before.data), before, after);
      t.equal(
        'its message and details',
        [after.data.health?.message, after.data.health?.details],
        [health.message, health.details],
        after,
      );
      const view = await seenService(t, service);
      t.equal('the health beside the service', view.data.health, after.data.health, view, after);
    },
  }),
  opstageCheck({
    ...kept,
    id: 'last-health-kept/offline',
    title: 'a service of an agent that is offline or revoked still shows its last health',
    how: 'Sends a health, disconnects the agent, then revokes it. Expects the same health with the same time of receipt each time.',
    async run(t) {
      const service = await t.service({ health });
      const before = await seenHealth(t, service);
      t.equal(
        'its message and details',
        [before.data.health?.message, before.data.health?.details],
        [health.message, health.details],
        before,
      );
      t.driver.must(await service.agent.disconnect());
      const offline = await seenHealth(t, service);
      t.driver.must(await t.send('agentRevoke', { path: { agentId: service.agent.id }, body: {} }));
      const revoked = await seenHealth(t, service);
      for (const after of [offline, revoked]) {
        t.equal('the health', after.data.health, before.data.health, before, after);
        t.equal('when it was received', after.data.receivedAt, before.data.receivedAt, before, after);
        t.equal('the effective status', after.data.effectiveStatus, 'OFFLINE', after);
      }
    },
  }),
];
