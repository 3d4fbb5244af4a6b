import type { RegistrationTokenRepository } from '../app/ports/store.ts';
import { registrationTokenCodec as codec } from './codecs.ts';
import { pageOf } from './page-query.ts';
import { insertion, update } from './row-statements.ts';
import type { Scope } from './scope.ts';
import { statement } from './statement.ts';
import { registrationTokenStatusSql } from './status-expressions.ts';

const insertToken = insertion('registrationToken', codec.columns);
const updateToken = update('registrationToken', codec.columns);
const tokenById = statement((db, { id }: { id: string }, lock) =>
  lock(db.selectFrom('registrationToken').selectAll().where('id', '=', id)),
);
const tokenByHash = statement((db, { hash }: { hash: string }, lock) =>
  lock(db.selectFrom('registrationToken').selectAll().where('hash', '=', hash)),
);

export function registrationTokenRepository(scope: Scope): RegistrationTokenRepository {
  const { db } = scope;
  return {
    async find(id) {
      const row = await scope.first(tokenById, { id });
      return row === undefined ? null : codec.decode(row);
    },
    async findByHash(hash) {
      const row = await scope.first(tokenByHash, { hash });
      return row === undefined ? null : codec.decode(row);
    },
    async insert(token) {
      await scope.change(insertToken, codec.encode(token));
    },
    async update(token) {
      await scope.change(updateToken, codec.encode(token));
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
