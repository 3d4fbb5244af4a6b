/** Contract, section 2: which methods a path takes, and that reading changes nothing. */
import { operations } from 'capsule-contract';
import type { Operation } from 'capsule-contract/types';
import { scenes } from '../../target/scenes/all-scenes.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditHead, auditOfRequests } from './audit-log.ts';
import { drawnCases, drawnInQuick } from './drawn-cases.ts';
import { callsAtOnce, manyCallsCeilingMs } from './generated-depth.ts';
import { profileOf } from './operation-profile.ts';
import { seenCommand } from './operator-reads.ts';
import { severalAtOnce } from './several-at-once.ts';

const routes = {
  requirement: 'routes-match-contract',
  sentence:
    'Under `/api/` Opstage MUST serve every operation of the profiles it claims and nothing else. It MUST split the path on literal `/`, decode each segment once and then match; a segment that after decoding is `.` or `..` or contains `/`, `\\` or NUL is 404. Role and CSRF checks MUST belong to the matched operation, never to path text. HEAD is served wherever GET is, except for agentSession and eventStream; any other method, OPTIONS included, is 405.',
} as const;
const safe = {
  requirement: 'safe-methods-are-safe',
  sentence:
    'GET and HEAD MUST change no state of Opstage, the session upgrade apart; the audit record of a refusal or an export is not such a change. Every response under `/api/` MUST carry `Cache-Control: no-store`.',
} as const;

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export const methodChecks: OpstageCheck[] = [
  opstageCheck({
    ...routes,
    id: 'routes-match-contract/methods',
    ceilingMs: manyCallsCeilingMs,
    title: 'any other method is 405 with the methods that are allowed',
    how: `Calls every path of the claimed profiles with every method it does not take, OPTIONS included. Expects 405 METHOD_NOT_ALLOWED with exactly its methods in Allow. ${drawnInQuick}`,
    async run(t) {
      const wrong = [...servedPaths(t)].flatMap(([path, served]) => {
        const allowed = served.flatMap(({ method, kind }) =>
          method === 'GET' && kind !== 'sse' && kind !== 'websocket' ? ['GET', 'HEAD'] : [method],
        );
        return methods.filter((name) => !allowed.includes(name)).map((method) => ({ path, method, allowed }));
      });
      await severalAtOnce(drawnCases(t, wrong), callsAtOnce, async ({ path, method, allowed }) => {
        const reply = await t.raw(method, path.replaceAll(/\{\w+\}/g, 'agt_0123456789abcdef'), { as: t.owner });
        if (method === 'HEAD') t.expect(reply).status(405);
        else t.expect(reply).refusal('METHOD_NOT_ALLOWED');
        const allow = (reply.headers.allow ?? '').split(',').map((name) => name.trim().toUpperCase());
        t.equal(`Allow of ${path}`, allow.sort(), [...allowed].sort(), reply);
      });
    },
  }),
  opstageCheck({
    ...routes,
    id: 'routes-match-contract/head',
    ceilingMs: manyCallsCeilingMs,
    title: 'HEAD is served wherever GET is',
    how: 'Calls every GET operation by HEAD as well, once allowed and once without credentials. Expects the status of GET and no body.',
    async run(t) {
      for (const { operationId, path } of readable(t)) {
        const { call } = await scenes[operationId].stage(t.driver);
        const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => call.path?.[name] ?? '');
        for (const as of [call.as ?? t.owner, t.anonymous]) {
          const got = await t.send(operationId, { path: call.path ?? {}, as });
          const head = await t.raw('HEAD', target, { as });
          t.equal(`status of HEAD ${path}`, head.status, got.status, got, head);
          t.equal('the body of HEAD', head.text, '', head);
          t.equal('its content type', head.headers['content-type'], got.headers['content-type'], got, head);
        }
      }
    },
  }),
  opstageCheck({
    ...safe,
    id: 'safe-methods-are-safe/reads-change-nothing',
    ceilingMs: manyCallsCeilingMs,
    title: 'reading everything by GET and HEAD changes nothing',
    how: 'Prepares the scene of every GET operation, then calls it by GET and HEAD. Expects the objects as before and no audit event but that of an export by GET.',
    async run(t) {
      for (const { operationId, path, kind } of readable(t)) {
        const stage = await scenes[operationId].stage(t.driver);
        const target = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => stage.call.path?.[name] ?? '');
        const seq = await auditHead(t);
        const before = [];
        for (const witness of stage.witnesses) before.push(await witness.read());
        const got = await t.send(operationId, { path: stage.call.path ?? {}, as: t.owner });
        const head = await t.raw('HEAD', target, { as: t.owner });
        t.that(`GET ${path} to succeed`, got.status === 200, got.text, got);
        for (const [index, witness] of stage.witnesses.entries()) {
          const after = await witness.read();
          t.equal(`${witness.what} after GET and HEAD of ${path}`, after.state, before[index]?.state, got, head, after);
        }
        const audit = await auditOfRequests(t, seq, [got, head]);
        const caused = audit.data.map(({ action, requestId }) => [action, requestId]);
        const expected = kind === 'export' ? [['audit.exported', got.headers['x-request-id']]] : [];
        t.equal(`audit events of GET and HEAD ${path}`, caused, expected, audit, got, head);
      }
    },
  }),
  opstageCheck({
    ...safe,
    id: 'safe-methods-are-safe/claim',
    title: 'no safe method on the claim path takes a command',
    how: 'Creates a command and calls the claim path by GET, HEAD and OPTIONS. Expects 405 each time, and the command still to be delivered for the first time.',
    async run(t) {
      const service = await t.service();
      const command = await t.createCommand(service);
      for (const method of ['GET', 'HEAD', 'OPTIONS']) {
        t.expect(await t.raw(method, `/api/agents/${service.agent.id}/commands/claim`, { as: service.agent })).status(
          405,
        );
      }
      const untouched = await seenCommand(t, command);
      t.equal('deliveredAt of the command', untouched.data.deliveredAt, null, untouched);
      const claimed = await service.agent.claim();
      const delivered = t
        .expect(claimed)
        .success()
        .commands.map(({ id, delivery }) => [id, delivery.attempt]);
      t.equal('the claimed commands and their attempts', delivered, [[command.id, 1]], claimed);
    },
  }),
];

/** Operations of the claimed profiles by path. */
function servedPaths(t: OpstageTrial): Map<string, Operation[]> {
  const paths = new Map<string, Operation[]>();
  for (const operation of Object.values(operations)) {
    if (!t.subject.version.profiles.includes(profileOf(operation.operationId))) continue;
    paths.set(operation.path, [...(paths.get(operation.path) ?? []), operation]);
  }
  return paths;
}

function readable(t: OpstageTrial): Operation[] {
  return [...servedPaths(t).values()]
    .flat()
    .filter(({ method, kind }) => method === 'GET' && (kind === 'json' || kind === 'export'));
}
