import type { Kysely } from 'kysely';
import type { EventRepository } from '../app/ports/event-store.ts';
import { feedEventCodec } from './codecs.ts';
import type { Counter } from './counter.ts';
import type { Tables } from './tables.ts';

export function eventRepository(db: Kysely<Tables>, counter: Counter): EventRepository {
  return {
    async append(event) {
      const position = await counter.next('event');
      await db
        .insertInto('feedEvent')
        .values(feedEventCodec.encode({ ...event, position }))
        .execute();
    },
    async find(id) {
      const row = await db.selectFrom('feedEvent').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : feedEventCodec.decode(row);
    },
    async head() {
      const newest = db.selectFrom('feedEvent').selectAll().orderBy('position', 'desc').limit(1);
      const row = await newest.executeTakeFirst();
      return row === undefined ? null : feedEventCodec.decode(row);
    },
    async after(position, limit) {
      const rows = await db
        .selectFrom('feedEvent')
        .selectAll()
        .where('position', '>', position)
        .orderBy('position')
        .limit(limit)
        .execute();
      return rows.map(feedEventCodec.decode);
    },
    async prune(before, kept) {
      const head = await this.head();
      if (head === null) return;
      const old = await db
        .selectFrom('feedEvent')
        .select('position')
        .where('writtenAt', '<=', before)
        .orderBy('position', 'desc')
        .limit(1)
        .executeTakeFirst();
      const through = Math.min(Math.max(old?.position ?? 0, head.position - kept), head.position - 1);
      await db.deleteFrom('feedEvent').where('position', '<=', through).execute();
    },
  };
}
