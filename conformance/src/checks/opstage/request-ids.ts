/** Contract, section 2: one id leads from an answer to the audit record. */
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { auditHead, auditOfRequests } from './audit-log.ts';

const requestId = {
  requirement: 'request-id',
  sentence:
    'Every response of Opstage MUST carry `X-Request-Id`, and the audit events it caused MUST carry the same id.',
} as const;

export const requestIdChecks: OpstageCheck[] = [
  opstageCheck({
    ...requestId,
    id: 'request-id/in-the-audit',
    title: 'the audit events of a request carry its id',
    how: 'Makes changes as owner, operator and agent, and calls that are refused and audited. Expects each one’s event to be found by the X-Request-Id of its answer.',
    async run(t) {
      const seq = await auditHead(t);
      const service = await t.service();
      const { agent } = service;
      const operator = await t.operator();
      const replies = [
        [await t.send('registrationTokenCreate', { as: operator, body: {} }), 'registrationToken.created'],
        [
          await agent.report([{ ...service.item, manifest: { ...service.item.manifest, version: '2.0.0' } }]),
          'service.reported',
        ],
        [await t.send('commandCreate', { path: { serviceId: service.id, actionName: 'echo' } }), 'command.created'],
        [await t.send('commandCreate', { path: { serviceId: service.id, actionName: 'confirm' } }), 'command.refused'],
        [await t.send('agentDisable', { as: operator, path: { agentId: agent.id } }), 'agent.disabled'],
        [await agent.heartbeat(), 'agent.access.refused'],
        [await t.send('userList', { as: await t.newOperator('viewer') }), 'access.refused'],
      ] as const;
      const audit = await auditOfRequests(
        t,
        seq,
        replies.map(([reply]) => reply),
      );
      for (const [reply, action] of replies) {
        const own = audit.data.filter((event) => event.requestId === reply.headers['x-request-id']);
        t.equal(
          'the audited actions of the request',
          own.map((event) => event.action),
          [action],
          reply,
          audit,
        );
      }
    },
  }),
  opstageCheck({
    ...requestId,
    id: 'request-id/unique',
    title: 'no two requests have the same id',
    how: 'Sends forty requests at once, half of them with an X-Request-Id of their own choice that is always the same. Expects forty different ids.',
    async run(t) {
      const replies = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          t.send('systemHealth', index % 2 === 0 ? {} : { headers: { 'x-request-id': 'chosen-by-the-client' } }),
        ),
      );
      const [first, ...others] = replies.map(({ message }) => message) as [number, ...number[]];
      const ids = new Set(replies.map(({ headers }) => headers['x-request-id']));
      t.equal('different request ids', ids.size, replies.length, first, ...others);
    },
  }),
];
