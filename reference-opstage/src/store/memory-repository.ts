import type { Kysely } from 'kysely';
import type { MemoryRepository } from '../app/ports/store.ts';
import type { Tables } from './tables.ts';

export function memoryRepository(db: Kysely<Tables>): MemoryRepository {
  return {
    async findIdempotency(scope) {
      return (await db.selectFrom('idempotency').selectAll().where('scope', '=', scope).executeTakeFirst()) ?? null;
    },
    async rememberIdempotency(record) {
      await db
        .insertInto('idempotency')
        .values(record)
        .onConflict((conflict) => conflict.column('scope').doUpdateSet(record))
        .execute();
    },
    async pruneIdempotency(before) {
      await db.deleteFrom('idempotency').where('createdAt', '<=', before).execute();
    },

    async findRegisterAttempt(registrationTokenId, key) {
      const row = await db
        .selectFrom('registerAttempt')
        .selectAll()
        .where('registrationTokenId', '=', registrationTokenId)
        .where('key', '=', key)
        .executeTakeFirst();
      return row ?? null;
    },
    async rememberRegisterAttempt(attempt) {
      await db
        .insertInto('registerAttempt')
        .values(attempt)
        .onConflict((conflict) => conflict.columns(['registrationTokenId', 'key']).doUpdateSet(attempt))
        .execute();
    },
    async pruneRegisterAttempts(before) {
      await db.deleteFrom('registerAttempt').where('at', '<=', before).execute();
    },

    async rejectedRevisions(agentId) {
      return db.selectFrom('rejectedRevision').selectAll().where('agentId', '=', agentId).execute();
    },
    async rememberRejectedRevision(rejected) {
      await db
        .insertInto('rejectedRevision')
        .values(rejected)
        .onConflict((conflict) => conflict.columns(['agentId', 'code']).doUpdateSet(rejected))
        .execute();
    },
    async forgetRejectedRevisions(agentId, code) {
      await db.deleteFrom('rejectedRevision').where('agentId', '=', agentId).where('code', '=', code).execute();
    },

    async rememberServiceEvent(agentId, eventId, at) {
      const result = await db
        .insertInto('serviceEvent')
        .values({ agentId, eventId, at })
        .onConflict((conflict) => conflict.columns(['agentId', 'eventId']).doNothing())
        .executeTakeFirst();
      return Number(result.numInsertedOrUpdatedRows ?? 0) > 0;
    },

    async noteRefusal(key, at, since) {
      const known = await db.selectFrom('refusal').select('at').where('key', '=', key).executeTakeFirst();
      if (known !== undefined && known.at > since) return false;
      await db
        .insertInto('refusal')
        .values({ key, at })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ at }))
        .execute();
      return true;
    },
    async pruneRefusals(before) {
      await db.deleteFrom('refusal').where('at', '<=', before).execute();
    },

    async countLoginFailures(subject, since) {
      const row = await db
        .selectFrom('loginFailure')
        .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('at').as('oldest')])
        .where('subject', '=', subject)
        .where('at', '>', since)
        .executeTakeFirstOrThrow();
      return { count: Number(row.count), oldest: row.oldest };
    },
    async addLoginFailure(id, subject, at) {
      await db.insertInto('loginFailure').values({ id, subject, at }).execute();
    },
    async removeLoginFailure(id) {
      await db.deleteFrom('loginFailure').where('id', '=', id).execute();
    },
    async clearLoginFailures(subject) {
      await db.deleteFrom('loginFailure').where('subject', '=', subject).execute();
    },
    async pruneLoginFailures(before) {
      await db.deleteFrom('loginFailure').where('at', '<=', before).execute();
    },
  };
}
