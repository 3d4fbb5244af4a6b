import type { ConfigRepository } from '../app/ports/store.ts';
import { configItemCodec, configRevisionCodec } from './codecs.ts';
import { pageOf } from './page-query.ts';
import { insertion, update } from './row-statements.ts';
import type { Scope } from './scope.ts';
import { statement } from './statement.ts';

const columns = [...configItemCodec.columns, 'position'] as const;
const insertItem = insertion('configItem', columns);
const updateItem = update('configItem', columns);
const removeItem = statement((db, { id }: { id: string }) => db.deleteFrom('configItem').where('id', '=', id));
const itemsOf = statement((db, { serviceId }: { serviceId: string }) =>
  db.selectFrom('configItem').selectAll().where('serviceId', '=', serviceId).orderBy('key'),
);
const insertRevision = insertion('configRevision', configRevisionCodec.columns);
const newestRevision = statement((db, { serviceId }: { serviceId: string }) =>
  db
    .selectFrom('configRevision')
    .select('configRevision')
    .where('serviceId', '=', serviceId)
    .orderBy('configRevision', 'desc')
    .limit(1),
);
const removeRevisions = statement((db, { serviceId, through }: { serviceId: string; through: number }) =>
  db.deleteFrom('configRevision').where('serviceId', '=', serviceId).where('configRevision', '<=', through),
);

export function configRepository(scope: Scope): ConfigRepository {
  const { db } = scope;
  return {
    async list(serviceId) {
      return (await scope.all(itemsOf, { serviceId })).map(configItemCodec.decode);
    },
    async replace(known, next) {
      const before = new Map(known.map((item) => [item.id, item]));
      for (const [position, item] of next.entries()) {
        const old = before.get(item.id);
        before.delete(item.id);
        if (old === item) continue;
        await scope.change(old === undefined ? insertItem : updateItem, { ...configItemCodec.encode(item), position });
      }
      for (const id of before.keys()) await scope.change(removeItem, { id });
    },
    async addRevision(revision) {
      await scope.change(insertRevision, configRevisionCodec.encode(revision));
    },
    async revisions(serviceId, page) {
      const query = db.selectFrom('configRevision').where('serviceId', '=', serviceId);
      return pageOf(
        query.selectAll().orderBy('configRevision', 'desc'),
        query.select(db.fn.countAll<number>().as('count')),
        page,
        configRevisionCodec.decode,
      );
    },
    async pruneRevisions(serviceId, kept) {
      const newest = await scope.first(newestRevision, { serviceId });
      if (newest === undefined) return;
      await scope.change(removeRevisions, { serviceId, through: newest.configRevision - kept });
    },
  };
}
