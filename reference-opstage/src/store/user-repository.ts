import type { Kysely } from 'kysely';
import type { OperatorSessionRepository, UserRepository } from '../app/ports/store.ts';
import { operatorSessionCodec, userCodec } from './codecs.ts';
import { pageOf } from './page-query.ts';
import type { Tables } from './tables.ts';

export function userRepository(db: Kysely<Tables>): UserRepository {
  const one = async (column: 'id' | 'username', value: string) => {
    const row = await db.selectFrom('operator').selectAll().where(column, '=', value).executeTakeFirst();
    return row === undefined ? null : userCodec.decode(row);
  };
  return {
    find: (id) => one('id', id),
    findByUsername: (username) => one('username', username),
    async insert(user) {
      await db.insertInto('operator').values(userCodec.encode(user)).execute();
    },
    async update(user) {
      await db.updateTable('operator').set(userCodec.encode(user)).where('id', '=', user.id).execute();
    },
    list(page) {
      return pageOf(
        db.selectFrom('operator').selectAll().orderBy('createdAt', 'desc').orderBy('id', 'desc'),
        db.selectFrom('operator').select(db.fn.countAll<number>().as('count')),
        page,
        userCodec.decode,
      );
    },
    async count() {
      const row = await db
        .selectFrom('operator')
        .select(db.fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    async countActiveOwners() {
      const row = await db
        .selectFrom('operator')
        .select(db.fn.countAll<number>().as('count'))
        .where('role', '=', 'owner')
        .where('status', '=', 'ACTIVE')
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
  };
}

export function operatorSessionRepository(db: Kysely<Tables>): OperatorSessionRepository {
  return {
    async find(id) {
      const row = await db.selectFrom('operatorSession').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : operatorSessionCodec.decode(row);
    },
    async findByHash(hash) {
      const row = await db.selectFrom('operatorSession').selectAll().where('hash', '=', hash).executeTakeFirst();
      return row === undefined ? null : operatorSessionCodec.decode(row);
    },
    async insert(session) {
      await db.insertInto('operatorSession').values(operatorSessionCodec.encode(session)).execute();
    },
    async end(id) {
      await db.deleteFrom('operatorSession').where('id', '=', id).execute();
    },
    async endOfUser(userId) {
      await db.deleteFrom('operatorSession').where('userId', '=', userId).execute();
    },
    async pruneExpired(now) {
      await db.deleteFrom('operatorSession').where('expiresAt', '<=', now).execute();
    },
  };
}
