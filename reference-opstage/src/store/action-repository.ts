import type { ActionRepository } from '../app/ports/store.ts';
import { actionCodec } from './codecs.ts';
import { pageOf } from './page-query.ts';
import { insertion, update } from './row-statements.ts';
import type { Scope } from './scope.ts';
import { statement } from './statement.ts';

const columns = [...actionCodec.columns, 'position'] as const;
const insertAction = insertion('action', columns);
const updateAction = update('action', columns);
const actionByName = statement((db, { serviceId, name }: { serviceId: string; name: string }) =>
  db.selectFrom('action').selectAll().where('serviceId', '=', serviceId).where('name', '=', name),
);
const actionsOf = statement((db, { serviceId }: { serviceId: string }) =>
  db.selectFrom('action').selectAll().where('serviceId', '=', serviceId).orderBy('position'),
);
const removeAction = statement((db, { id }: { id: string }) => db.deleteFrom('action').where('id', '=', id));

export function actionRepository(scope: Scope): ActionRepository {
  const { db } = scope;
  return {
    async find(serviceId, name) {
      const row = await scope.first(actionByName, { serviceId, name });
      return row === undefined ? null : actionCodec.decode(row);
    },
    async list(serviceId) {
      return (await scope.all(actionsOf, { serviceId })).map(actionCodec.decode);
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
        const row = { ...actionCodec.encode(action), position };
        if (old === undefined) await scope.change(insertAction, row);
        else if (old.action !== action || old.position !== position) await scope.change(updateAction, row);
      }
      for (const id of before.keys()) await scope.change(removeAction, { id });
    },
  };
}
