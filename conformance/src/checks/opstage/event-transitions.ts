/**
 * Contract, section 8: every change an operator can see is in the feed as soon as its answer, in its own words, and the
 * feed never runs ahead of the reads.
 */
import type { CloudEvent } from 'capsule-contract/types';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { expectShape, expectTypes } from './event-expectations.ts';
import { about, cursorNow, feedAfter, openStream, streamedAbout, streamUntilAbout } from './event-feed.ts';
import { auditOf, seenAgent, seenCommand, seenService } from './operator-reads.ts';
import { register } from './registering.ts';
import { undisturbed } from './undisturbed.ts';

const consistent = {
  profile: 'opstage-events',
  requirement: 'events-consistent',
  sentence:
    "An event MUST be written with its change: a stream opened from an earlier cursor after a write's answer contains it without further writes, and a read after the event shows at least that state. Data MUST be CloudEvents 1.0 with ids and statuses only. Changes that only time makes (agent OFFLINE, service STALE) MUST be written by the sweep, one event each, without audit.",
} as const;

export const eventTransitionChecks: OpstageCheck[] = [
  opstageCheck({
    ...consistent,
    id: 'events-consistent/with-the-change',
    title: 'a write’s event is in the feed once its answer is there',
    how: 'After each of several writes reads the feed from the cursor of before, as a page and as a stream opened then. Expects the event in both without anything else being written for it.',
    async run(t) {
      const { agent } = await t.service();
      for (const [operationId, type] of agentDecisions) {
        const cursor = await cursorNow(t);
        const reply = await t.send(operationId, { path: { agentId: agent.id }, body: {} });
        t.expect(reply).success();
        const page = await feedAfter(t, cursor);
        expectTypes(t, about(page.data, agent.id), [type], page);
        const stream = await streamUntilAbout(t, cursor, agent.id, `${type} on a stream opened after the answer`);
        t.equal('the events streamed', streamedAbout(stream, agent.id), about(page.data, agent.id), stream, page);
        stream.close();
      }
    },
  }),
  opstageCheck({
    ...consistent,
    id: 'events-consistent/reads-keep-up',
    title: 'a read after an event shows at least what the event says',
    how: 'Follows a stream while a command and its agent change state, and reads the object at the moment its event arrives. Expects the status of the event.',
    async run(t) {
      const stream = await openStream(t);
      const service = await t.service();
      const { command, delivery } = await t.startCommand(service);
      const finished = service.agent.result(delivery);
      const done = await t.until('capsule.command.succeeded', () =>
        streamedAbout(stream, command.id).find(({ type }) => type === 'capsule.command.succeeded'),
      );
      const read = await seenCommand(t, command);
      t.equal('the command’s status after its event', read.data.status, done.data.status, stream, read);
      t.expect(await finished).success();
      const deciding = t.send('agentDisable', { path: { agentId: service.agent.id }, body: {} });
      await t.until('capsule.agent.disabled', () =>
        streamedAbout(stream, service.agent.id).find(({ type }) => type === 'capsule.agent.disabled'),
      );
      const agent = await seenAgent(t, service.agent);
      t.equal('the agent’s status after its event', agent.data.status, 'DISABLED', stream, agent);
      t.expect(await deciding).success();
      stream.close();
    },
  }),
  opstageCheck({
    ...consistent,
    id: 'events-consistent/agent-types',
    title: 'each transition of an agent has its event, once and in order',
    how: 'Registers an agent, disconnects it, lets another process of it speak, disables, enables and revokes it. Expects registered, offline, online, disabled, enabled and revoked with the statuses before and after.',
    async run(t) {
      const { cursor, agent } = await undisturbed(t, ['offlineAfterSeconds'], async () => {
        const cursor = await cursorNow(t);
        const agent = await t.enrol();
        t.driver.must(await agent.disconnect());
        agent.restart();
        t.driver.must(await agent.heartbeat());
        for (const [operationId] of agentDecisions) {
          t.driver.must(await t.send(operationId, { path: { agentId: agent.id }, body: {} }));
        }
        return { cursor, agent };
      });
      const page = await feedAfter(t, cursor);
      const events = about(page.data, agent.id);
      expectTypes(
        t,
        withoutEcho(events),
        [
          'capsule.agent.registered',
          'capsule.agent.offline',
          'capsule.agent.online',
          'capsule.agent.disabled',
          'capsule.agent.enabled',
          'capsule.agent.revoked',
        ],
        page,
      );
      for (const [type, status] of agentStatuses) {
        t.equal(`the status of ${type}`, events.find((event) => event.type === type)?.data.status, status, page);
      }
    },
  }),
  opstageCheck({
    ...consistent,
    id: 'events-consistent/service-types',
    title: 'each transition of a service has its event, once and in order',
    how: 'Reports a service with configuration, changes its health, its configuration and its manifest, raises an event and repeats a report unchanged. Expects status.changed, config.changed, event and reported for exactly these.',
    async run(t) {
      // An agent that falls silent for want of time changes the service's status as well.
      await undisturbed(t, ['offlineAfterSeconds'], async () => {
        const agent = await t.enrol();
        const cursor = await cursorNow(t);
        const configs = (value: string) => [
          { key: 'colour', type: 'string' as const, valuePreview: value, editable: false, sensitive: false },
        ];
        const first = await t.reportService(agent, { configs: configs('red') });
        const { code } = first;
        const again = () => t.reportService(agent, { code, configs: configs('blue'), health: { status: 'DOWN' } });
        await again();
        await again();
        const renamed = { code, configs: configs('blue'), health: { status: 'DOWN' as const }, revision: 'r2' };
        await t.reportService(agent, { ...renamed, manifest: { name: 'Another name' } });
        const raised = { id: 'e1', serviceCode: code, type: 'note', at: new Date().toISOString(), message: 'raised' };
        t.driver.must(await agent.heartbeat({ events: [raised] }));
        const page = await feedAfter(t, cursor);
        const events = about(page.data, first.id);
        const count = (type: string) => events.filter((event) => event.type === type).length;
        expectShape(t, events, page);
        t.equal('events of reports', count('capsule.service.reported'), 2, page);
        t.equal('events of configurations', count('capsule.service.config.changed'), 2, page);
        t.equal('events raised by the capsule', count('capsule.service.event'), 1, page);
        const changed = events.filter(
          ({ type, data }) => type === 'capsule.service.status.changed' && data.status === 'UNHEALTHY',
        );
        t.equal('changes to UNHEALTHY', changed.length, 1, page);
        const seen = await seenService(t, first);
        t.equal('the effective status now', seen.data.effectiveStatus, 'UNHEALTHY', seen);
      });
    },
  }),
  opstageCheck({
    ...consistent,
    id: 'events-consistent/command-types',
    title: 'each transition of a command has its event, once and in order',
    how: 'Takes commands to SUCCEEDED with progress, to FAILED, to CANCELLED before the start, and through a requested cancellation. Expects created, delivered, started, progress, cancel.requested and the final type, with the statuses of each.',
    async run(t) {
      const { cursor, ids } = await undisturbed(
        t,
        ['ackLeaseSeconds', 'runLeaseSeconds', 'cancelGraceSeconds'],
        async () => {
          const cursor = await cursorNow(t);
          const service = await t.service();
          const good = await t.startCommand(service);
          t.driver.must(await service.agent.progress(good.delivery, { percent: 50 }));
          t.driver.must(await service.agent.result(good.delivery));
          const bad = await t.startCommand(service);
          const error = { code: 'ACTION_FAILED', message: 'it went wrong' };
          t.driver.must(await service.agent.result(bad.delivery, { success: false, error }));
          const early = await t.createCommand(service);
          t.driver.must(await t.send('commandCancel', { path: { commandId: early.id }, body: {} }));
          const stopped = await t.startCommand(service, { action: 'slow' });
          t.driver.must(await t.send('commandCancel', { path: { commandId: stopped.command.id }, body: {} }));
          t.driver.must(await service.agent.result(stopped.delivery, { success: false, cancelled: true }));
          return { cursor, ids: [good.command.id, bad.command.id, early.id, stopped.command.id] };
        },
      );
      const page = await feedAfter(t, cursor);
      const started = ['created', 'delivered', 'started'];
      const wanted = [
        [...started, 'progress', 'succeeded'],
        [...started, 'failed'],
        ['created', 'cancelled'],
        [...started, 'cancel.requested', 'cancelled'],
      ];
      for (const [index, id] of ids.entries()) {
        const types = (wanted[index] ?? []).map((word) => `capsule.command.${word}`);
        const events = about(page.data, id);
        expectTypes(t, events, types, page);
        const seen = await seenCommand(t, { id });
        t.equal('the status of the last event', events.at(-1)?.data.status, seen.data.status, page, seen);
        t.equal(
          'the status before',
          events.at(-1)?.data.previousStatus,
          types.length > 2 ? 'RUNNING' : 'PENDING',
          page,
        );
      }
    },
  }),
  opstageCheck({
    ...consistent,
    id: 'events-consistent/replacement',
    title: 'a replacement and a conflict of identities have events of their own',
    how: 'Registers a replacement for an agent, and lets two processes of another agent speak in turn. Expects capsule.agent.replaced once with the status after, no second registered, and one capsule.agent.identity.conflict for each audit record of a conflict.',
    async run(t) {
      const cursor = await cursorNow(t);
      const agent = await t.enrol();
      const issued = await t.driver.registrationToken({ replaceAgentId: agent.id });
      const reply = await register(t, { token: issued.token, code: agent.code });
      t.equal('the agent replaced', t.expect(reply).success().agentId, agent.id, reply);
      const page = await feedAfter(t, cursor);
      const events = about(page.data, agent.id).filter(({ type }) => !/line$/.test(type));
      expectTypes(t, events, ['capsule.agent.registered', 'capsule.agent.replaced'], page);
      t.equal('the status of the replacement', events.at(-1)?.data.status, 'ONLINE', page, reply);
      const torn = await t.enrol();
      const bootIds = [torn.bootId, t.driver.newBootId()];
      for (const bootId of [...bootIds, ...bootIds]) t.expect(await torn.heartbeat({ bootId })).success();
      const audit = await auditOf(t, { action: 'agent.identity.conflict', targetId: torn.id });
      const after = await feedAfter(t, cursor);
      const conflicts = about(after.data, torn.id).filter(({ type }) => type === 'capsule.agent.identity.conflict');
      t.equal('events of conflicts', conflicts.length, audit.data.length, after, audit);
      expectShape(t, conflicts, after);
    },
  }),
  opstageCheck({
    ...consistent,
    id: 'events-consistent/ownership',
    title: 'the release of a service and its new owner have their events',
    how: 'Releases a service and lets another agent report it. Expects capsule.service.released with the former owner, then capsule.service.owner.changed with the new one, once each.',
    async run(t) {
      const service = await t.service();
      const heir = await t.enrol();
      const cursor = await cursorNow(t);
      t.expect(await service.agent.report([], { released: [service.code] })).success();
      t.expect(await heir.report([service.item])).success();
      const page = await feedAfter(t, cursor);
      const moves = about(page.data, service.id).filter(({ type }) => /released$|owner\.changed$/.test(type));
      expectTypes(t, moves, ['capsule.service.released', 'capsule.service.owner.changed'], page);
      const owners = moves.map(({ data }) => data.agentId);
      t.equal('the former and the new owner', owners, [service.agent.id, heir.id], page);
    },
  }),
];

const agentDecisions = [
  ['agentDisable', 'capsule.agent.disabled'],
  ['agentEnable', 'capsule.agent.enabled'],
  ['agentRevoke', 'capsule.agent.revoked'],
] as const;
const agentStatuses = [
  ['capsule.agent.registered', 'ONLINE'],
  ['capsule.agent.offline', 'OFFLINE'],
  ['capsule.agent.online', 'ONLINE'],
  ['capsule.agent.disabled', 'DISABLED'],
  ['capsule.agent.revoked', 'REVOKED'],
] as const;

/** Becoming ONLINE by registration or enabling may be told by a type of its own beside that of the decision. */
function withoutEcho(events: readonly CloudEvent[]): CloudEvent[] {
  return events.filter(({ type }, index) => {
    const before = events[index - 1]?.type;
    const decided = before === 'capsule.agent.registered' || before === 'capsule.agent.enabled';
    return !(type === 'capsule.agent.online' && decided);
  });
}
