import type { UserRepository } from '../app/ports/store.ts';
import { userCodec } from './codecs.ts';
import { pageOf } from './page-query.ts';
import { insertion, update } from './row-statements.ts';
import type { Scope } from './scope.ts';
import { statement } from './statement.ts';

const insertUser = insertion('operator', userCodec.columns);
const updateUser = update('operator', userCodec.columns);
const userById = statement((db, { id }: { id: string }, lock) =>
  lock(db.selectFrom('operator').selectAll().where('id', '=', id)),
);
const userByName = statement((db, { username }: { username: string }, lock) =>
  lock(db.selectFrom('operator').selectAll().where('username', '=', username)),
);
const userCount = statement((db) => db.selectFrom('operator').select(db.fn.countAll<number>().as('count')));
const activeOwnerCount = statement((db) =>
  db
    .selectFrom('operator')
    .select(db.fn.countAll<number>().as('count'))
    .where('role', '=', 'owner')
    .where('status', '=', 'ACTIVE'),
);

export function userRepository(scope: Scope): UserRepository {
  const { db } = scope;
  return {
    async find(id) {
      const row = await scope.first(userById, { id });
      return row === undefined ? null : userCodec.decode(row);
    },
    async findByUsername(username) {
      const row = await scope.first(userByName, { username });
      return row === undefined ? null : userCodec.decode(row);
    },
    async insert(user) {
      await scope.change(insertUser, userCodec.encode(user));
    },
    async update(user) {
      await scope.change(updateUser, userCodec.encode(user));
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
      return Number((await scope.first(userCount, {}))?.count);
    },
    async countActiveOwners() {
      // Two owners who demote each other at once must not both find the other still there.
      await scope.alone('owners');
      return Number((await scope.first(activeOwnerCount, {}))?.count);
    },
  };
}
