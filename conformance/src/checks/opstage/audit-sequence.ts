/** Contract, section 8: the audit log has no gap and is never rewritten. */
import type { AuditEvent } from 'capsule-contract/types';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditAfter, auditHead } from './audit-log.ts';
import { severalAtOnce } from './several-at-once.ts';

const sequence = {
  requirement: 'audit-sequence',
  sentence:
    '`seq` MUST be gapless and increasing from the first retained event, events MUST be immutable, and the retention MUST be advertised.',
} as const;

export const auditSequenceChecks: OpstageCheck[] = [
  opstageCheck({
    ...sequence,
    id: 'audit-sequence/gapless-under-load',
    title: 'forty changes at once leave no gap',
    how: 'Makes forty changes at once beside whatever else goes on, and reads the log from before. Expects consecutive seqs, ids and seqs once, and each change’s event.',
    async run(t) {
      const from = await auditHead(t);
      const made = await severalAtOnce(Array.from({ length: 40 }), 20, () => t.driver.registrationToken());
      const { data, message } = await auditAfter(t, from);
      expectGapless(t, data, from, message);
      const targets = data
        .filter(({ action }) => action === 'registrationToken.created')
        .map(({ target }) => target.id);
      const missing = made.filter(({ id }) => !targets.includes(id)).map(({ id }) => id);
      t.equal('changes without an event', missing, [], message);
    },
  }),
  opstageCheck({
    ...sequence,
    id: 'audit-sequence/immutable',
    title: 'an event stays as it was written',
    how: 'Reads the events of an agent, then disables, revokes and renames what they are about, and reads them again by list and by id. Expects the same content.',
    async run(t) {
      const service = await t.service();
      const from = await auditHead(t);
      const operator = await t.newOperator('operator');
      t.driver.must(await t.send('agentDisable', { as: operator, path: { agentId: service.agent.id } }));
      const own = async () => {
        const { data, message } = await auditAfter(t, from);
        const ids = [service.agent.id, operator.user.id];
        return {
          data: data.filter(({ target, actor }) => [target.id, actor.id].some((id) => ids.includes(id ?? ''))),
          message,
        };
      };
      const before = await own();
      t.that('events to look at', before.data.length >= 3, before.data.length, before);
      t.driver.must(
        await t.send('userUpdate', {
          path: { userId: operator.user.id },
          body: { displayName: 'Renamed', role: 'viewer' },
        }),
      );
      t.driver.must(await t.send('agentRevoke', { path: { agentId: service.agent.id } }));
      const after = await own();
      const known = new Set(before.data.map(({ id }) => id));
      t.equal(
        'the events read before',
        after.data.filter(({ id }) => known.has(id)),
        before.data,
        before,
        after,
      );
      for (const event of before.data.slice(0, 3)) {
        const reply = await t.send('auditView', { path: { auditEventId: event.id } });
        t.equal('the event by its id', t.expect(reply).success(), event, reply, before);
      }
    },
  }),
  opstageCheck({
    ...sequence,
    id: 'audit-sequence/read-only',
    title: 'no method writes or deletes an event',
    how: 'Calls the list and an event by POST, PUT, PATCH and DELETE as owner. Expects 405 and the event still there.',
    async run(t) {
      const { id: tokenId } = await t.driver.registrationToken();
      const listed = await t.send('auditList', { query: { targetId: tokenId } });
      const [event] = t.expect(listed).success();
      if (!event) return t.fail('the audit event of a new registration token', 'none', listed);
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        for (const target of ['/api/admin/audit-events', `/api/admin/audit-events/${event.id}`]) {
          t.expect(await t.raw(method, target, { as: t.owner, body: {} })).refusal('METHOD_NOT_ALLOWED');
        }
      }
      const reply = await t.send('auditView', { path: { auditEventId: event.id } });
      t.equal('the event', t.expect(reply).success(), event, reply, listed);
    },
  }),
  opstageCheck({
    ...sequence,
    id: 'audit-sequence/whole-log',
    title: 'the whole retained log is gapless, with its retention advertised',
    how: 'Reads the log from its first retained event at the end of the run. Expects consecutive seqs, times that never run backwards by more than a clock’s correction, and limits.auditRetentionSeconds.',
    turn: 'last',
    async run(t) {
      const version = await t.send('systemVersion');
      const { limits } = t.expect(version).success();
      t.that(
        'auditRetentionSeconds advertised',
        Number.isInteger(limits.auditRetentionSeconds),
        limits.auditRetentionSeconds,
        version,
      );
      const { data, message } = await auditAfter(t, 0);
      const [first] = data;
      t.that('events in the log', first !== undefined, data.length, message);
      expectGapless(t, data, (first?.seq ?? 1) - 1, message);
    },
  }),
];

function expectGapless(t: OpstageTrial, events: readonly AuditEvent[], from: number, message: number): void {
  const gap = events.find(({ seq }, index) => seq !== from + index + 1);
  const shown = gap ? `seq ${gap.seq} where ${from + events.indexOf(gap) + 1} was due` : 'no gap';
  t.equal(`the first break of ${events.length} consecutive seqs`, shown, 'no gap', message);
  t.equal('different event ids', new Set(events.map(({ id }) => id)).size, events.length, message);
}
