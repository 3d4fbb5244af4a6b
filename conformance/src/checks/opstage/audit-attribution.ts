/** Contract, section 8: an audit event says who did what to what, from where, in which request. */
import type { AuditEvent } from 'capsule-contract/types';
import type { Reply } from '../../target/caller.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { auditHead, auditOfRequests } from './audit-log.ts';
import { seen } from './operator-reads.ts';

const attribution = {
  requirement: 'audit-attribution',
  sentence:
    'An audit event MUST carry actor, target, result, `requestId`, `correlationId` (the command id where there is one), ip and user agent, and MUST NOT carry a secret.',
} as const;

export const auditAttributionChecks: OpstageCheck[] = [
  opstageCheck({
    ...attribution,
    id: 'audit-attribution/actor-and-target',
    title: 'events name actor and target by kind, id and name',
    how: 'Changes users, tokens, agents, services and commands as operator and as agent. Expects actor {type, id, name} and target {type, id, code} of each event to be theirs.',
    async run(t) {
      const operator = await t.newOperator('operator');
      const service = await t.service();
      const { agent } = service;
      const user = { type: 'user', id: operator.user.id, name: operator.username };
      const theAgent = { type: 'agent', id: agent.id, name: agent.code };
      const seq = await auditHead(t);
      const created = await t.send('commandCreate', {
        as: operator,
        path: { serviceId: service.id, actionName: 'echo' },
      });
      const commandId = t.driver.must(created).command.id;
      const delivery = await t.deliver(agent, { id: commandId });
      const token = await t.send('registrationTokenCreate', { as: operator, body: { label: 'rack 4' } });
      const steps: [Reply, object, object][] = [
        [created, user, { type: 'command', id: commandId }],
        [token, user, { type: 'registrationToken', id: t.driver.must(token).id }],
        [await agent.ack(delivery), theAgent, { type: 'command', id: commandId }],
        [await agent.result(delivery), theAgent, { type: 'command', id: commandId }],
        [
          await agent.report([{ ...service.item, actions: [] }]),
          theAgent,
          { type: 'service', id: service.id, code: service.code },
        ],
        [
          await t.send('agentDisable', { as: operator, path: { agentId: agent.id } }),
          user,
          { type: 'agent', id: agent.id, code: agent.code },
        ],
        [await t.send('userList', { as: operator }), user, { type: 'system' }],
      ];
      const audit = await auditOfRequests(
        t,
        seq,
        steps.map(([reply]) => reply),
      );
      for (const [reply, actor, target] of steps) {
        const event = eventOf(audit.data, reply);
        if (!event) return t.fail('an audit event of the request', 'none', reply, audit);
        t.equal(`actor of ${event.action}`, event.actor, actor, reply, audit);
        t.equal(`target of ${event.action}`, like(event.target, target), target, reply, audit);
      }
    },
  }),
  opstageCheck({
    ...attribution,
    id: 'audit-attribution/correlation',
    title: 'everything about a command is found under its id',
    how: 'Creates, starts, cancels and finishes a command, and retries it. Expects each event to carry the command’s id as correlationId, and the filter to find them.',
    async run(t) {
      const service = await t.service();
      const { command, delivery } = await t.startCommand(service, { action: 'slow' });
      t.driver.must(await t.send('commandCancel', { path: { commandId: command.id } }));
      t.driver.must(await service.agent.result(delivery, { success: false, cancelled: true }));
      const found = await seen(t, 'auditList', { query: { correlationId: command.id } });
      const actions = found.data.map(({ action }) => action).sort();
      const expected = ['command.cancel.requested', 'command.cancelled', 'command.created', 'command.started'];
      t.equal('the actions under the command’s id', actions, expected, found);
      for (const event of found.data)
        t.equal(`correlationId of ${event.action}`, event.correlationId, command.id, found);
    },
  }),
  opstageCheck({
    ...attribution,
    id: 'audit-attribution/client',
    title: 'events carry the address and the user agent of the client',
    how: 'Makes changes with a user agent of its own, one of them longer than 500 characters. Expects it in the event, the long one cut at 500, and the address of the kit.',
    async run(t) {
      for (const userAgent of ['kit-check/1.0 (audit)', 'x'.repeat(600)]) {
        const seq = await auditHead(t);
        const headers = { 'user-agent': userAgent };
        const agent = await t.enrol();
        const replies = [
          await t.send('registrationTokenCreate', { headers, body: {} }),
          await agent.send('agentTokenRotate', { headers, body: {} }),
          await t.send('commandCreate', {
            headers,
            path: { serviceId: (await t.service()).id, actionName: 'confirm' },
          }),
        ];
        const audit = await auditOfRequests(t, seq, replies);
        for (const reply of replies) {
          const event = eventOf(audit.data, reply);
          t.equal('userAgent of the event', event?.userAgent, userAgent.slice(0, 500), reply, audit);
          t.that('an address in the event', /[0-9a-f]+[.:][0-9a-f:.]+/i.test(event?.ip ?? ''), event?.ip, reply, audit);
        }
      }
    },
  }),
  opstageCheck({
    ...attribution,
    id: 'audit-attribution/filters',
    title: 'the filters find exactly the events that fit',
    how: 'Makes changes by two users on several targets and lists by actor, target, action, result and time. Expects only events that fit, and those that were made.',
    async run(t) {
      const first = await t.newOperator('operator');
      const second = await t.newOperator('operator');
      const agent = await t.enrol();
      const path = { agentId: agent.id };
      t.driver.must(await t.send('agentDisable', { as: first, path }));
      t.driver.must(await t.send('agentEnable', { as: second, path }));
      t.expect(await t.send('userList', { as: first })).refusal('FORBIDDEN');
      const list = (query: Record<string, string>) => seen(t, 'auditList', { query });
      const byActor = await list({ actorId: first.user.id });
      t.equal(
        'events by the first user',
        actionsOf(byActor.data),
        ['access.refused', 'agent.disabled', 'user.login'],
        byActor,
      );
      const byTarget = await list({ targetId: agent.id });
      t.equal(
        'events on the agent',
        actionsOf(byTarget.data),
        ['agent.disabled', 'agent.enabled', 'agent.registered'],
        byTarget,
      );
      const refused = await list({ actorId: first.user.id, result: 'REFUSED' });
      t.equal('refusals of the first user', actionsOf(refused.data), ['access.refused'], refused);
      const enabled = await list({ targetId: agent.id, action: 'agent.enabled' });
      t.equal(
        'enablings of the agent',
        enabled.data.map(({ actor }) => actor.id),
        [second.user.id],
        enabled,
      );
      const at = enabled.data[0]?.at ?? '';
      const since = await list({ targetId: agent.id, from: at });
      t.that(
        'events from the enabling on',
        since.data.every((event) => event.at >= at) && since.data.length > 0,
        since.data,
        since,
      );
      const until = await list({ targetId: agent.id, to: '2020-01-01T00:00:00Z' });
      t.equal('events before 2020', until.data, [], until);
    },
  }),
];

function eventOf(events: readonly AuditEvent[], reply: Reply): AuditEvent | undefined {
  return events.find(({ requestId }) => requestId === reply.headers['x-request-id']);
}

function like(value: object, pattern: object): object {
  return Object.fromEntries(Object.keys(pattern).map((name) => [name, Reflect.get(value, name)]));
}

function actionsOf(events: readonly AuditEvent[]): string[] {
  return events.map(({ action }) => action).sort();
}
