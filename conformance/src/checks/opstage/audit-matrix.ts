/**
 * Contract, section 8: the audit matrix, executed. Each outcome is brought about once, and the events that carry the
 * request id of that call must be exactly those the matrix lists for it.
 */
import { auditMatrix, operations } from 'capsule-contract';
import type { AuditEvent, AuditMatrixEvent, AuditOutcome } from 'capsule-contract/types';
import { scenes } from '../../target/scenes/all-scenes.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditHead, auditOfRequests } from './audit-log.ts';
import { allOutcomes, seenElsewhere } from './audit-outcomes/all-outcomes.ts';
import type { Provoke, Provoked } from './audit-outcomes/outcome.ts';
import { commonOutcomes } from './audit-outcomes/outcomes-of-every-operation.ts';
import { profileOf } from './operation-profile.ts';

const complete = {
  requirement: 'audit-complete',
  sentence:
    'Every state change, refusal and denial in the audit matrix MUST yield exactly its events, one per object, in the transaction of the change. Heartbeats, unchanged reports and requests for a state that already holds (200) MUST yield none, and of the unidentified 401s only login failures yield one; of equal refusals by one identified actor within `refusalDedupSeconds` (60) only the first is written.',
} as const;

const changing = Object.values(operations).filter(
  ({ operationId, kind }) => allOutcomes[operationId] !== undefined && kind !== 'websocket',
);

export const auditMatrixChecks: OpstageCheck[] = [
  ...changing.map(({ operationId }) =>
    opstageCheck({
      ...complete,
      id: `audit-complete/${operationId}`,
      // Late results come after a lease or a grace is over.
      long: operationId === 'commandResult',
      title: `every outcome of ${operationId} writes exactly its audit events`,
      how: `Brings about each outcome the audit matrix lists for ${operationId}. Expects the listed answer, and exactly the listed events under its request id.`,
      async run(t) {
        t.needsProfile(profileOf(operationId));
        for (const outcome of auditMatrix.operations[operationId]) {
          if (seenElsewhere[`${operationId}/${outcome.outcome}`]) continue;
          const provoke = allOutcomes[operationId]?.[outcome.outcome];
          if (!provoke) throw new Error(`nothing brings about ${operationId} ${outcome.outcome}`);
          await expectEvents(t, `${operationId} ${outcome.outcome}`, outcome, provoke);
        }
      },
    }),
  ),
  ...(['operator', 'agent'] as const).map((caller) =>
    opstageCheck({
      ...complete,
      id: `audit-complete/refused-${caller}`,
      title: `the refusals common to every ${caller} write exactly their audit events`,
      how: `Brings about each refusal the audit matrix lists for every ${caller}. Expects the listed answer, and exactly the listed events under its request id.`,
      async run(t) {
        for (const outcome of auditMatrix.common[caller]) {
          const provoke = commonOutcomes[caller][outcome.outcome];
          if (!provoke) throw new Error(`nothing brings about ${caller} ${outcome.outcome}`);
          await expectEvents(t, `${caller} ${outcome.outcome}`, outcome, provoke);
        }
      },
    }),
  ),
  opstageCheck({
    ...complete,
    id: 'audit-complete/reads',
    title: 'reading writes no audit event',
    how: 'Makes a valid call of every GET operation but the export. Expects no event under their request ids.',
    async run(t) {
      const seq = await auditHead(t);
      const replies = [];
      for (const { operationId, method, kind } of Object.values(operations)) {
        if (method !== 'GET' || kind !== 'json' || !t.subject.version.profiles.includes(profileOf(operationId)))
          continue;
        const { call } = await scenes[operationId].stage(t.driver);
        const reply = await t.send(operationId, call);
        t.expect(reply).success();
        replies.push(reply);
      }
      const audit = await auditOfRequests(t, seq, replies);
      t.equal('audit events of reads', audit.data, [], audit);
    },
  }),
  opstageCheck({
    ...complete,
    id: 'audit-complete/equal-refusals-once',
    title: 'of equal refusals by one actor only the first is written',
    how: 'Has a viewer, a disabled agent and an operator refused three times each for the same thing, then once for another. Expects one event for the equal ones and one for the other.',
    async run(t) {
      t.that(
        'refusalDedupSeconds of 60',
        t.limits.refusalDedupSeconds >= 10,
        t.limits.refusalDedupSeconds,
        (await t.send('systemVersion')).message,
      );
      const viewer = await t.newOperator('viewer');
      const agent = await t.enrol();
      t.driver.must(await t.send('agentDisable', { path: { agentId: agent.id } }));
      const service = await t.service();
      const confirm = async () => {
        await service.agent.stayLive();
        return t.send('commandCreate', { path: { serviceId: service.id, actionName: 'confirm' } });
      };
      const repeated = [() => t.send('userList', { as: viewer }), () => agent.heartbeat(), confirm];
      for (const call of repeated) {
        const seq = await auditHead(t);
        const replies = [await call(), await call(), await call()];
        const [first, ...others] = replies;
        const audit = await auditOfRequests(t, seq, replies);
        const ids = audit.data.map(({ requestId }) => requestId);
        t.equal('the requests whose refusal is written', ids, [first?.headers['x-request-id']], audit, ...others);
      }
      const seq = await auditHead(t);
      const other = await t.send('auditList', { as: viewer });
      t.expect(other).refusal('FORBIDDEN');
      const audit = await auditOfRequests(t, seq, [other]);
      t.equal('how many events a refusal of another operation writes', audit.data.length, 1, audit, other);
    },
  }),
];

async function expectEvents(t: OpstageTrial, what: string, outcome: AuditOutcome, provoke: Provoke): Promise<void> {
  const seq = await auditHead(t);
  const provoked = await provoke(t);
  const { reply } = provoked;
  const { error } = (reply.body ?? {}) as { error?: { code?: string } };
  const code = reply.status === 200 ? 'SUCCESS' : error?.code;
  t.that(`the answer ${outcome.answer} for ${what}`, code === outcome.answer, `${reply.status} ${reply.text}`, reply);
  const audit = await auditOfRequests(t, seq, [reply]);
  const expected = [...outcome.events, ...itemEvents(outcome, provoked)].map(shape).sort();
  t.equal(`the audit events of ${what}`, audit.data.map(shape).sort(), expected, reply, audit);
  for (const event of audit.data) {
    const refused = event.result === 'REFUSED' ? (code === 'SUCCESS' ? event.errorCode : code) : null;
    t.equal(`errorCode of ${event.action}`, event.errorCode, refused, audit, reply);
  }
}

/** The events of the item tables, once for each item their row holds for. */
function itemEvents(outcome: AuditOutcome, { items = [] }: Provoked): AuditMatrixEvent[] {
  return items.flatMap(([table, name]) => {
    const found = auditMatrix.items[table]?.find((row) => row.outcome === name);
    if (!found || !outcome.items?.includes(table)) throw new Error(`the audit matrix has no ${table} ${name} here`);
    return [...found.events];
  });
}

function shape({ action, result, actor, target }: AuditMatrixEvent | AuditEvent): string {
  const typeOf = (ref: string | { type: string }) => (typeof ref === 'string' ? ref : ref.type);
  return `${action} ${result} by ${typeOf(actor)} on ${typeOf(target)}`;
}
