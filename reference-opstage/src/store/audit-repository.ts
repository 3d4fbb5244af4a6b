import type { SelectQueryBuilder } from 'kysely';
import type { AuditFilter, AuditRepository } from '../app/ports/store.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Counter } from './counter.ts';
import { pageOf } from './page-query.ts';
import { insertion } from './row-statements.ts';
import type { Scope } from './scope.ts';
import { statement } from './statement.ts';
import type { AuditRow, Tables } from './tables.ts';

const insertEvent = insertion('auditEvent', [
  'seq',
  'id',
  'at',
  'action',
  'result',
  'actorType',
  'actorId',
  'actorName',
  'targetType',
  'targetId',
  'targetCode',
  'errorCode',
  'requestId',
  'correlationId',
  'ip',
  'userAgent',
  'details',
  'prevHash',
  'hash',
]);
const headOfLog = statement((db) =>
  db.selectFrom('auditEvent').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1),
);

type Unwritten = Parameters<AuditRepository['append']>;

/** The log within one transaction. */
export interface AuditWriting {
  audit: AuditRepository;
  /** Writes what was appended. To be called last: from here on every other writer of the log waits for this one. */
  flush(): Promise<void>;
}

function encode(event: AuditEvent): AuditRow {
  const { actor, target, details, ...plain } = event;
  return {
    ...plain,
    actorType: actor.type,
    actorId: actor.id,
    actorName: actor.name,
    targetType: target.type,
    targetId: target.id,
    targetCode: target.code,
    details: JSON.stringify(details),
  };
}

function decode(row: AuditRow): AuditEvent {
  const { actorType, actorId, actorName, targetType, targetId, targetCode, details, ...plain } = row;
  return {
    ...plain,
    actor: { type: actorType as AuditEvent['actor']['type'], id: actorId, name: actorName },
    target: { type: targetType as AuditEvent['target']['type'], id: targetId, code: targetCode },
    details: JSON.parse(details),
  };
}

export function auditWriting(scope: Scope, counter: Counter): AuditWriting {
  const { db } = scope;
  const unwritten: Unwritten[] = [];
  const flush = async () => {
    const appended = unwritten.splice(0);
    if (appended.length === 0) return;
    let seq = await counter.next('audit', appended.length);
    let head = (await scope.first(headOfLog, {}))?.hash ?? null;
    for (const [event, hashOf] of appended) {
      const row = encode({ ...event, seq, prevHash: '', hash: '' });
      // Hashed is what will be read back, not what was handed in.
      const { prevHash: _prevHash, hash: _hash, ...stored } = decode(row);
      const chained = { ...row, ...hashOf(stored, head) };
      await scope.change(insertEvent, chained);
      head = chained.hash;
      seq += 1;
    }
  };
  /** The log as it will be after this transaction, which from here on alone adds to it. */
  const settle = async () => {
    await flush();
    if (scope.writes) await counter.hold('audit');
  };
  const filtered = (filter: AuditFilter): SelectQueryBuilder<Tables, 'auditEvent', object> => {
    let query = db.selectFrom('auditEvent');
    if (filter.action !== undefined) query = query.where('action', '=', filter.action);
    if (filter.result !== undefined) query = query.where('result', '=', filter.result as AuditEvent['result']);
    if (filter.actorId !== undefined) query = query.where('actorId', '=', filter.actorId);
    if (filter.targetId !== undefined) query = query.where('targetId', '=', filter.targetId);
    if (filter.correlationId !== undefined) query = query.where('correlationId', '=', filter.correlationId);
    if (filter.from !== undefined) query = query.where('at', '>=', filter.from);
    if (filter.to !== undefined) query = query.where('at', '<', filter.to);
    if (filter.after !== undefined) query = query.where('seq', '>', filter.after);
    if (filter.through !== undefined) query = query.where('seq', '<=', filter.through);
    return query;
  };
  const audit: AuditRepository = {
    async append(event, hashOf) {
      unwritten.push([event, hashOf]);
    },
    async find(id) {
      const row = await db.selectFrom('auditEvent').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : decode(row);
    },
    list(filter, page) {
      const direction = filter.after === undefined ? 'desc' : 'asc';
      return pageOf(
        filtered(filter).selectAll().orderBy('seq', direction),
        filtered(filter).select(db.fn.countAll<number>().as('count')),
        page,
        decode,
      );
    },
    async slice(filter, limit) {
      const rows = await filtered(filter).selectAll().orderBy('seq').limit(limit).execute();
      return rows.map(decode);
    },
    async head() {
      await settle();
      return (await scope.first(headOfLog, {}))?.seq ?? 0;
    },
    async headHash() {
      await settle();
      return (await scope.first(headOfLog, {}))?.hash ?? null;
    },
    async lastBefore(at) {
      const row = await db
        .selectFrom('auditEvent')
        .selectAll()
        .where('at', '<=', at)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : decode(row);
    },
    async lastMarker(seq) {
      const row = await db
        .selectFrom('auditEvent')
        .selectAll()
        .where('action', '=', 'audit.pruned')
        .where('seq', '<=', seq)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : decode(row);
    },
    async removeThrough(seq) {
      await db.deleteFrom('auditEvent').where('seq', '<=', seq).execute();
    },
  };
  return { audit, flush };
}
