/** Contract, section 4: what a capsule says happened becomes an audit record. */
import type { HeartbeatEvent } from 'capsule-contract/types';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditOf, seenAgent } from './operator-reads.ts';

const audited = {
  requirement: 'service-events-audited',
  sentence:
    'Each event of a heartbeat (at most 50) MUST become one audit record with the agent as actor, once per event id.',
} as const;

const eventOf = (t: OpstageTrial, serviceCode: string, facts: Partial<HeartbeatEvent> = {}): HeartbeatEvent => ({
  id: `event-${t.random.word(12)}`,
  serviceCode,
  type: 'mailbox.opened',
  at: '2026-03-01T10:00:00+02:00',
  message: 'The mailbox was opened.',
  ...facts,
});

const recordsOf = (t: OpstageTrial, service: { id: string }) =>
  auditOf(t, { action: 'service.event', targetId: service.id });

export const serviceEventChecks: OpstageCheck[] = [
  opstageCheck({
    ...audited,
    id: 'service-events-audited/once-per-id',
    title: 'each event becomes one record of the agent, however often it is sent',
    how: 'Sends a heartbeat with two events, the same heartbeat again, and one with an old and a new event. Expects one audit record service.event per id, with the agent as actor and the service as target.',
    async run(t) {
      const service = await t.service();
      const [first, second, third] = [eventOf(t, service.code), eventOf(t, service.code), eventOf(t, service.code)];
      for (const events of [
        [first, second],
        [first, second],
        [second, third],
      ]) {
        t.expect(await service.agent.heartbeat({ events })).success();
      }
      const records = await recordsOf(t, service);
      t.equal('records', records.data.length, 3, records);
      for (const { actor, target, result } of records.data) {
        const facts = { actor: actor.type, who: actor.id, target: target.id, result };
        const expected = { actor: 'agent', who: service.agent.id, target: service.id, result: 'SUCCESS' };
        t.equal('a record', facts, expected, records);
      }
    },
  }),
  opstageCheck({
    ...audited,
    id: 'service-events-audited/per-agent',
    title: 'event ids are the agent’s own',
    how: 'Sends the same event id from two agents, each for a service of its own. Expects one record for each service.',
    async run(t) {
      const id = `event-${t.random.word(12)}`;
      for (const service of [await t.service(), await t.service()]) {
        t.expect(await service.agent.heartbeat({ events: [eventOf(t, service.code, { id })] })).success();
        const records = await recordsOf(t, service);
        t.equal('records of the service', records.data.length, 1, records);
      }
    },
  }),
  opstageCheck({
    ...audited,
    id: 'service-events-audited/fifty',
    title: 'a heartbeat carries up to fifty events, and with one more none of it counts',
    how: 'Sends a heartbeat with heartbeatEventsMax events and one with one event more. Expects a record for each event of the first, and the second to be refused without a record and without a sign of life.',
    async run(t) {
      const service = await t.service();
      const most = t.limits.heartbeatEventsMax;
      const events = Array.from({ length: most }, () => eventOf(t, service.code));
      t.expect(await service.agent.heartbeat({ events })).success();
      const records = await recordsOf(t, service);
      t.equal('records', records.data.length, most, records);
      const before = await seenAgent(t, service.agent);
      const tooMany = Array.from({ length: most + 1 }, () => eventOf(t, service.code));
      const refused = await service.agent.heartbeat({ events: tooMany });
      t.expect(refused).refusal('VALIDATION_FAILED');
      const after = await recordsOf(t, service);
      t.equal('records after the refusal', after.data.length, most, refused, after);
      const agent = await seenAgent(t, service.agent);
      t.equal('lastSeenAt', agent.data.lastSeenAt, before.data.lastSeenAt, before, refused, agent);
    },
  }),
  opstageCheck({
    ...audited,
    id: 'service-events-audited/parallel',
    title: 'a heartbeat sent several times at once is audited once',
    how: 'Sends the same heartbeat with three events six times at once. Expects six successes and three records.',
    async run(t) {
      const service = await t.service();
      const events = Array.from({ length: 3 }, () => eventOf(t, service.code));
      const replies = await Promise.all(Array.from({ length: 6 }, () => service.agent.heartbeat({ events })));
      for (const reply of replies) t.expect(reply).success();
      const records = await recordsOf(t, service);
      t.equal('records', records.data.length, 3, records);
    },
  }),
];
