import type { OperatorSessionRepository } from '../app/ports/store.ts';
import { operatorSessionCodec } from './codecs.ts';
import { insertion } from './row-statements.ts';
import type { Scope } from './scope.ts';
import { statement } from './statement.ts';

const insertSession = insertion('operatorSession', operatorSessionCodec.columns);
const sessionById = statement((db, { id }: { id: string }) =>
  db.selectFrom('operatorSession').selectAll().where('id', '=', id),
);
const sessionByHash = statement((db, { hash }: { hash: string }) =>
  db.selectFrom('operatorSession').selectAll().where('hash', '=', hash),
);
const endSession = statement((db, { id }: { id: string }) => db.deleteFrom('operatorSession').where('id', '=', id));
const endSessionsOf = statement((db, { userId }: { userId: string }) =>
  db.deleteFrom('operatorSession').where('userId', '=', userId),
);
const endExpired = statement((db, { now }: { now: number }) =>
  db.deleteFrom('operatorSession').where('expiresAt', '<=', now),
);

export function operatorSessionRepository(scope: Scope): OperatorSessionRepository {
  return {
    async find(id) {
      const row = await scope.first(sessionById, { id });
      return row === undefined ? null : operatorSessionCodec.decode(row);
    },
    async findByHash(hash) {
      const row = await scope.first(sessionByHash, { hash });
      return row === undefined ? null : operatorSessionCodec.decode(row);
    },
    async insert(session) {
      await scope.change(insertSession, operatorSessionCodec.encode(session));
    },
    async end(id) {
      await scope.change(endSession, { id });
    },
    async endOfUser(userId) {
      await scope.change(endSessionsOf, { userId });
    },
    async pruneExpired(now) {
      await scope.change(endExpired, { now });
    },
  };
}
