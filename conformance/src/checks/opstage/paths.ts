/** Contract, section 2: which paths lead to an operation, however they are spelt. */
import { operations } from 'capsule-contract';
import type { Reply } from '../../target/caller.ts';
import { PrerequisiteMissing } from '../../target/prerequisite-missing.ts';
import { scenes } from '../../target/scenes/all-scenes.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { manyCallsCeilingMs } from './generated-depth.ts';
import { profileOf } from './operation-profile.ts';
import { seenAgent } from './operator-reads.ts';

const routes = {
  requirement: 'routes-match-contract',
  sentence:
    'Under `/api/` Opstage MUST serve every operation of the profiles it claims and nothing else. It MUST split the path on literal `/`, decode each segment once and then match; a segment that after decoding is `.` or `..` or contains `/`, `\\` or NUL is 404. Role and CSRF checks MUST belong to the matched operation, never to path text. HEAD is served wherever GET is, except for agentSession and eventStream; any other method, OPTIONS included, is 405.',
} as const;

export const pathChecks: OpstageCheck[] = [
  opstageCheck({
    ...routes,
    id: 'routes-match-contract/served',
    ceilingMs: manyCallsCeilingMs,
    title: 'every operation of the claimed profiles is served',
    how: 'Makes a valid call of every HTTP operation of the profiles the Opstage claims. Expects success; names all that are no routes at once.',
    async run(t) {
      const missing: { operationId: string; message: number }[] = [];
      let blocked: PrerequisiteMissing | null = null;
      for (const { operationId, kind, data } of Object.values(operations)) {
        if (kind === 'websocket' || kind === 'sse' || !t.subject.version.profiles.includes(profileOf(operationId)))
          continue;
        let reply: Reply;
        try {
          const stage = await scenes[operationId].stage(t.driver);
          reply = await t.send(
            operationId,
            stage.bodies[0] === undefined ? stage.call : await stage.again(stage.bodies[0]),
          );
        } catch (thrown) {
          // What it takes may be the very thing that is missing.
          if (!(thrown instanceof PrerequisiteMissing)) throw thrown;
          blocked ??= thrown;
          continue;
        }
        if (isNoRoute(reply)) {
          missing.push({ operationId, message: reply.message });
          continue;
        }
        t.that(
          `a valid call of ${operationId} to succeed`,
          reply.status === 200,
          `${reply.status} ${reply.text}`,
          reply,
        );
        if (data !== null) t.expect(reply).success();
      }
      if (missing.length > 0) {
        const names = missing.map(({ operationId }) => operationId).join(', ');
        t.fail('every operation to be a route', `ROUTE_NOT_FOUND for ${names}`, ...missing.slice(0, 3));
      }
      if (blocked !== null) throw blocked;
    },
  }),
  opstageCheck({
    ...routes,
    id: 'routes-match-contract/unclaimed-profiles',
    title: 'an operation of a profile that is not claimed is a route nobody has',
    how: 'Calls every operation of the profiles the Opstage does not claim. Expects 404 ROUTE_NOT_FOUND, or 405 where the path is also one of a served operation.',
    async run(t) {
      const missing = Object.values(operations).filter(
        ({ operationId }) => !t.subject.version.profiles.includes(profileOf(operationId)),
      );
      if (missing.length === 0) t.notApplicable('the Opstage claims every profile');
      for (const { method, path } of missing) {
        const target = path.replaceAll(/\{\w+\}/g, 'agt_0123456789abcdef');
        t.expect(await t.raw(method, target, { as: t.owner })).refusal('ROUTE_NOT_FOUND', 'METHOD_NOT_ALLOWED');
      }
    },
  }),
  opstageCheck({
    ...routes,
    id: 'routes-match-contract/nothing-else',
    title: 'a path that only looks like one of the contract leads nowhere',
    how: 'Asks for paths with a trailing or doubled slash, in other case, one segment shorter or longer. Expects 404 ROUTE_NOT_FOUND.',
    async run(t) {
      const agent = await t.enrol();
      const lookalikes = [
        '/api/system/health/',
        '/api//system/health',
        '/api/system//health',
        '/api/System/health',
        '/API/system/health',
        '/api/system/health/x',
        '/api/system/health.json',
        '/api/system/health;v=1',
        '/api/admin',
        `/api/admin/agents/${agent.id}/`,
        `/api/admin/agents/${agent.id}/disable/x`,
        '/api/admin/agents//disable',
        `/api/agents/${agent.id}`,
      ];
      for (const target of lookalikes) t.expect(await t.raw('GET', target, { as: t.owner })).refusal('ROUTE_NOT_FOUND');
    },
  }),
  opstageCheck({
    ...routes,
    id: 'routes-match-contract/dot-segments',
    title: 'a dot segment is not walked, encoded or not',
    how: 'Asks for existing operations through ., .. and their encoded forms. Expects 404 ROUTE_NOT_FOUND.',
    async run(t) {
      const dots = ['.', '..', '%2e', '%2E%2e', '.%2E'];
      const targets = dots.flatMap((dot) => [
        `/api/system/${dot}/health`,
        `/api/system/x/${dot}/health`,
        `/api/admin/agents/${dot}`,
        `/api/${dot}/api/system/health`,
      ]);
      for (const target of targets) t.expect(await t.raw('GET', target, { as: t.owner })).refusal('ROUTE_NOT_FOUND');
    },
  }),
  opstageCheck({
    ...routes,
    id: 'routes-match-contract/encoded-separators',
    title: 'an encoded slash, backslash or NUL makes no path',
    how: 'Asks for existing operations with %2F, %5C and %00 in a segment. Expects 404 ROUTE_NOT_FOUND and nothing done.',
    async run(t) {
      const agent = await t.enrol();
      const before = await seenAgent(t, agent);
      for (const mark of ['%2F', '%2f', '%5C', '%5c', '%00']) {
        const reads = [
          `/api/system${mark}health`,
          `/api/admin/agents${mark}${agent.id}`,
          `/api/admin/agents/${agent.id}${mark}`,
        ];
        for (const target of reads) t.expect(await t.raw('GET', target, { as: t.owner })).refusal('ROUTE_NOT_FOUND');
        for (const target of [
          `/api/admin/agents/${agent.id}${mark}disable`,
          `/api/admin/agents/${agent.id}${mark}x/disable`,
        ]) {
          t.expect(await t.raw('POST', target, { as: t.owner, body: {} })).refusal('ROUTE_NOT_FOUND');
        }
      }
      const after = await seenAgent(t, agent);
      t.equal('disabledAt of the agent', after.data.disabledAt, before.data.disabledAt, before, after);
    },
  }),
  opstageCheck({
    ...routes,
    id: 'routes-match-contract/re-spelt',
    title: 'a re-spelt path reaches the same operation behind the same guards',
    how: 'Spells paths with percent-encoded letters, once and twice. Expects the once-encoded ones to be served and guarded by session, CSRF token and role, the twice-encoded ones 404.',
    run: reSpelt,
  }),
];

async function reSpelt(t: OpstageTrial): Promise<void> {
  const agent = await t.enrol();
  const list = '/api/%61dmin/%61gents';
  const disable = `/api/admin/agents/${agent.id}/%64isable`;
  t.expect(await t.raw('GET', list, { as: t.owner })).success();
  t.expect(await t.raw('GET', list)).refusal('UNAUTHORIZED');
  t.expect(await t.raw('GET', '/api/admin/%75sers', { as: await t.viewer() })).refusal('FORBIDDEN');
  const unguarded = await t.raw('POST', disable, { as: t.owner, body: {}, headers: { 'x-csrf-token': null } });
  t.expect(unguarded).refusal('CSRF_INVALID');
  t.expect(await t.raw('POST', disable, { as: await t.viewer(), body: {} })).refusal('FORBIDDEN');
  t.expect(await t.raw('POST', disable, { body: {} })).refusal('UNAUTHORIZED');
  t.expect(await agent.heartbeat()).success();
  const spelt = `/api/admin/agents/${encodeEvery(agent.id)}`;
  const seen = t.expect(await t.raw('GET', spelt, { as: t.owner })).success() as { id?: string };
  t.equal('the agent under its encoded id', seen.id, agent.id, t.transcript.messages.length);
  for (const target of ['/api/%2561dmin/agents', '/api/system/%2568ealth']) {
    t.expect(await t.raw('GET', target, { as: t.owner })).refusal('ROUTE_NOT_FOUND');
  }
}

function encodeEvery(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

function isNoRoute({ status, body }: Reply): boolean {
  return status === 404 && (body as { error?: { code?: string } } | null)?.error?.code === 'ROUTE_NOT_FOUND';
}
