import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { AuditFilter, AuditRepository } from '../app/ports/store.ts';
import type { AuditEvent } from '../domain/audit-event.ts';
import type { Counter } from './counter.ts';
import { pageOf } from './page-query.ts';
import type { AuditRow, Tables } from './tables.ts';

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

export function auditRepository(db: Kysely<Tables>, counter: Counter): AuditRepository {
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
  return {
    async append(event, hashOf) {
      const seq = await counter.next('audit');
      const row = encode({ ...event, seq, prevHash: '', hash: '' });
      // Hashed is what will be read back, not what was handed in.
      const { prevHash: _prevHash, hash: _hash, ...stored } = decode(row);
      const chained = { ...row, ...hashOf(stored, await this.headHash()) };
      await db.insertInto('auditEvent').values(chained).execute();
      return decode(chained);
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
      const row = await db.selectFrom('auditEvent').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
      return row?.seq ?? 0;
    },
    async headHash() {
      const row = await db.selectFrom('auditEvent').select('hash').orderBy('seq', 'desc').limit(1).executeTakeFirst();
      return row?.hash ?? null;
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
}
