import type { Kysely } from 'kysely';
import type { ConfigRepository } from '../app/ports/store.ts';
import { configItemCodec, configRevisionCodec } from './codecs.ts';
import { pageOf } from './page-query.ts';
import type { Tables } from './tables.ts';

export function configRepository(db: Kysely<Tables>): ConfigRepository {
  return {
    async list(serviceId) {
      const rows = await db
        .selectFrom('configItem')
        .selectAll()
        .where('serviceId', '=', serviceId)
        .orderBy('key')
        .execute();
      return rows.map(configItemCodec.decode);
    },
    async replace(known, next) {
      const before = new Map(known.map((item) => [item.id, item]));
      for (const [position, item] of next.entries()) {
        const old = before.get(item.id);
        before.delete(item.id);
        if (old === item) continue;
        const row = { ...configItemCodec.encode(item), position };
        if (old === undefined) await db.insertInto('configItem').values(row).execute();
        else await db.updateTable('configItem').set(row).where('id', '=', item.id).execute();
      }
      for (const id of before.keys()) await db.deleteFrom('configItem').where('id', '=', id).execute();
    },
    async addRevision(revision) {
      await db.insertInto('configRevision').values(configRevisionCodec.encode(revision)).execute();
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
      const newest = await db
        .selectFrom('configRevision')
        .select('configRevision')
        .where('serviceId', '=', serviceId)
        .orderBy('configRevision', 'desc')
        .limit(1)
        .executeTakeFirst();
      if (newest === undefined) return;
      await db
        .deleteFrom('configRevision')
        .where('serviceId', '=', serviceId)
        .where('configRevision', '<=', newest.configRevision - kept)
        .execute();
    },
  };
}
