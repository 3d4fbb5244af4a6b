import type { Kysely } from 'kysely';
import type { ActionRepository } from '../app/ports/store.ts';
import { actionCodec } from './codecs.ts';
import { pageOf } from './page-query.ts';
import type { Tables } from './tables.ts';

export function actionRepository(db: Kysely<Tables>): ActionRepository {
  return {
    async find(serviceId, name) {
      const row = await db
        .selectFrom('action')
        .selectAll()
        .where('serviceId', '=', serviceId)
        .where('name', '=', name)
        .executeTakeFirst();
      return row === undefined ? null : actionCodec.decode(row);
    },
    async list(serviceId) {
      const rows = await db
        .selectFrom('action')
        .selectAll()
        .where('serviceId', '=', serviceId)
        .orderBy('position')
        .execute();
      return rows.map(actionCodec.decode);
    },
    async page(serviceId, page) {
      const query = db.selectFrom('action').where('serviceId', '=', serviceId);
      return pageOf(
        query.selectAll().orderBy('createdAt', 'desc').orderBy('id', 'desc'),
        query.select(db.fn.countAll<number>().as('count')),
        page,
        actionCodec.decode,
      );
    },
    async replace(_serviceId, known, next) {
      const before = new Map(known.map((action, position) => [action.id, { action, position }]));
      for (const [position, action] of next.entries()) {
        const old = before.get(action.id);
        before.delete(action.id);
        if (old === undefined) {
          await db
            .insertInto('action')
            .values({ ...actionCodec.encode(action), position })
            .execute();
        } else if (old.action !== action || old.position !== position) {
          await db
            .updateTable('action')
            .set({ ...actionCodec.encode(action), position })
            .where('id', '=', action.id)
            .execute();
        }
      }
      for (const id of before.keys()) await db.deleteFrom('action').where('id', '=', id).execute();
    },
  };
}
