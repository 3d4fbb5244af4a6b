import type { Kysely } from 'kysely';
import type { RegistrationTokenRepository } from '../app/ports/store.ts';
import { registrationTokenCodec as codec } from './codecs.ts';
import { pageOf } from './page-query.ts';
import { registrationTokenStatusSql } from './status-expressions.ts';
import type { Tables } from './tables.ts';

export function registrationTokenRepository(db: Kysely<Tables>): RegistrationTokenRepository {
  return {
    async find(id) {
      const row = await db.selectFrom('registrationToken').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : codec.decode(row);
    },
    async findByHash(hash) {
      const row = await db.selectFrom('registrationToken').selectAll().where('hash', '=', hash).executeTakeFirst();
      return row === undefined ? null : codec.decode(row);
    },
    async insert(token) {
      await db.insertInto('registrationToken').values(codec.encode(token)).execute();
    },
    async update(token) {
      await db.updateTable('registrationToken').set(codec.encode(token)).where('id', '=', token.id).execute();
    },
    async list(filter, page, now) {
      let query = db.selectFrom('registrationToken');
      if (filter.status !== undefined) query = query.where(registrationTokenStatusSql(now), '=', filter.status);
      return pageOf(
        query.selectAll().orderBy('createdAt', 'desc').orderBy('id', 'desc'),
        query.select(db.fn.countAll<number>().as('count')),
        page,
        codec.decode,
      );
    },
  };
}
