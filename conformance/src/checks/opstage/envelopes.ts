/** Contract, section 2: the shapes of answers where a framework would rather use its own. */
import { operations } from 'capsule-contract';
import type { Pagination } from 'capsule-contract/types';
import { scenes } from '../../target/scenes/all-scenes.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { profileOf } from './operation-profile.ts';

const success = {
  requirement: 'success-envelope',
  sentence:
    'Opstage MUST answer success with status 200 and `{"success":true,"data":…}`, and add `pagination {page, pageSize, total}` to lists. Exempt are SSE, exports, the 101 of an upgrade and answers to HEAD.',
} as const;
const error = {
  requirement: 'error-envelope',
  sentence:
    'Opstage MUST answer every error with `{"success":false,"error":{code, message, requestId, details?}}` and the status that the catalogue gives the code, unknown routes and malformed paths included.',
} as const;

/** Paths no operation has, some of them no well-formed path at all. */
export const unknownPaths = [
  '/api/nowhere',
  '/api/system',
  '/api/system/healthz',
  '/api/agents',
  '/api/admin/agents/agt_0123456789abcdef/nowhere',
  '/api/admin/nowhere/and/further',
];
export const malformedPaths = [
  '/api/%',
  '/api/system/%zz',
  '/api/system/health%',
  '/api/system/%E0%A4%A',
  '/api/%C0%AF/x',
];

export const envelopeChecks: OpstageCheck[] = [
  opstageCheck({
    ...success,
    id: 'success-envelope/every-read',
    title: 'every read is 200 with data, every list with its pagination',
    how: 'Calls every GET operation that answers with a document. Expects {"success":true,"data":…}, and for lists an array with pagination {page, pageSize, total}.',
    async run(t) {
      for (const operation of Object.values(operations)) {
        if (
          operation.method !== 'GET' ||
          operation.kind !== 'json' ||
          profileOf(operation.operationId) !== 'opstage-core'
        )
          continue;
        const stage = await scenes[operation.operationId].stage(t.driver);
        const reply = await t.send(operation.operationId, { ...stage.call });
        const data: unknown = t.expect(reply).success();
        const { pagination } = reply.body as { pagination?: Pagination };
        if (!operation.data?.list) continue;
        const { page, pageSize, total } = pagination ?? { page: 0, pageSize: 0, total: -1 };
        const items = data as unknown[];
        const fits = page === 1 && pageSize >= items.length && total >= items.length;
        t.that(
          `pagination of ${operation.operationId} that fits its data`,
          fits,
          { pagination, items: items.length },
          reply,
        );
      }
    },
  }),
  opstageCheck({
    ...error,
    id: 'error-envelope/unknown-routes',
    title: 'an unknown route has the error envelope',
    how: 'Asks for paths that no operation has, by GET, POST and DELETE. Expects 404 ROUTE_NOT_FOUND in the envelope, with the request id of the header.',
    async run(t) {
      for (const target of unknownPaths) {
        for (const method of ['GET', 'POST', 'DELETE']) {
          const reply = await t.raw(method, target, method === 'POST' ? { body: {} } : {});
          const { requestId } = t.expect(reply).refusal('ROUTE_NOT_FOUND');
          t.equal('requestId of the envelope', requestId, reply.headers['x-request-id'], reply);
        }
      }
    },
  }),
  opstageCheck({
    ...error,
    id: 'error-envelope/malformed-paths',
    title: 'a path that cannot be decoded is a route nobody has',
    how: 'Asks for paths with broken percent-encoding and with bytes that are no UTF-8. Expects 404 ROUTE_NOT_FOUND in the envelope.',
    async run(t) {
      for (const target of malformedPaths) {
        for (const as of [t.anonymous, t.owner])
          t.expect(await t.raw('GET', target, { as })).refusal('ROUTE_NOT_FOUND');
      }
    },
  }),
  opstageCheck({
    ...error,
    id: 'error-envelope/request-id',
    title: 'the envelope repeats the request id of the header',
    how: 'Provokes a refusal at each step from the version to the target. Expects error.requestId to be X-Request-Id.',
    async run(t) {
      const agent = await t.enrol();
      const replies = [
        await t.send('systemHealth', { headers: { 'capsule-contract': '2' } }),
        await t.send('agentList', { as: t.anonymous }),
        await t.send('agentDisable', { path: { agentId: agent.id }, headers: { 'x-csrf-token': null } }),
        await t.send('userList', { as: await t.viewer() }),
        await t.send('operatorLogin', { rawBody: '{', headers: { 'content-type': 'text/plain' } }),
        await t.send('operatorLogin', { rawBody: '{' }),
        await t.send('operatorLogin', { body: {} }),
        await t.send('agentView', { path: { agentId: 'agt_0123456789abcdef' } }),
      ];
      for (const reply of replies) {
        t.that('a refusal', reply.status >= 400, reply.status, reply);
        const { error: body } = reply.body as { error?: { requestId?: unknown } };
        t.equal('error.requestId', body?.requestId, reply.headers['x-request-id'], reply);
      }
    },
  }),
];
