import { sql } from 'kysely';
import type { MemoryRepository } from '../app/ports/store.ts';
import { upsert } from './row-statements.ts';
import type { Scope } from './scope.ts';
import { type Statement, statement } from './statement.ts';
import type { Tables } from './tables.ts';

const idempotencyOf = statement((db, { scope }: { scope: string }) =>
  db.selectFrom('idempotency').selectAll().where('scope', '=', scope),
);
const rememberIdempotency = upsert('idempotency', ['scope', 'bodyDigest', 'commandId', 'createdAt'], ['scope']);
const registerAttemptOf = statement((db, { tokenId, key }: { tokenId: string; key: string }) =>
  db.selectFrom('registerAttempt').selectAll().where('registrationTokenId', '=', tokenId).where('key', '=', key),
);
const rememberRegisterAttempt = upsert(
  'registerAttempt',
  ['registrationTokenId', 'key', 'bodyDigest', 'agentId', 'agentTokenId', 'at'],
  ['registrationTokenId', 'key'],
);
const rejectedRevisionsOf = statement((db, { agentId }: { agentId: string }) =>
  db.selectFrom('rejectedRevision').selectAll().where('agentId', '=', agentId),
);
const rememberRejectedRevision = upsert(
  'rejectedRevision',
  ['agentId', 'code', 'revision', 'askedAt'],
  ['agentId', 'code'],
);
const forgetRejectedRevisions = statement((db, { agentId, code }: { agentId: string; code: string }) =>
  db.deleteFrom('rejectedRevision').where('agentId', '=', agentId).where('code', '=', code),
);
const rememberServiceEvent = statement((db, event: { agentId: string; eventId: string; at: number }) =>
  db
    .insertInto('serviceEvent')
    .values({ agentId: event.agentId, eventId: event.eventId, at: event.at })
    .onConflict((conflict) => conflict.columns(['agentId', 'eventId']).doNothing()),
);
/** Takes the place of an older one; of two at once only one is the first. */
const noteRefusal = statement((db, { key, at, since }: { key: string; at: number; since: number }) =>
  db
    .insertInto('refusal')
    .values({ key, at })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ at })
        .where(sql<boolean>`${sql.ref('refusal.at')} <= ${since}`),
    ),
);
const loginFailuresOf = statement((db, { subject, since }: { subject: string; since: number }) =>
  db
    .selectFrom('loginFailure')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.min('at').as('oldest')])
    .where('subject', '=', subject)
    .where('at', '>', since),
);
const addLoginFailure = statement((db, failure: { id: string; subject: string; at: number }) =>
  db.insertInto('loginFailure').values({ id: failure.id, subject: failure.subject, at: failure.at }),
);
const removeLoginFailure = statement((db, { id }: { id: string }) =>
  db.deleteFrom('loginFailure').where('id', '=', id),
);
const clearLoginFailures = statement((db, { subject }: { subject: string }) =>
  db.deleteFrom('loginFailure').where('subject', '=', subject),
);
type Until = Statement<{ before: number }, unknown>;
const until = <Table extends 'idempotency' | 'registerAttempt' | 'refusal' | 'loginFailure'>(
  table: Table,
  column: keyof Tables[Table] & string,
): Until =>
  statement((db, { before }: { before: number }) =>
    db.deleteFrom(table as 'refusal').where(column as 'at', '<=', before),
  );
const pruneIdempotency = until('idempotency', 'createdAt');
const pruneRegisterAttempts = until('registerAttempt', 'at');
const pruneRefusals = until('refusal', 'at');
const pruneLoginFailures = until('loginFailure', 'at');

export function memoryRepository(scope: Scope): MemoryRepository {
  const prune = (what: Until) => async (before: number) => {
    await scope.change(what, { before });
  };
  return {
    async findIdempotency(key) {
      // Parallel requests with one key wait for the first and then find what it made.
      await scope.alone(`idempotency ${key}`);
      return (await scope.first(idempotencyOf, { scope: key })) ?? null;
    },
    async rememberIdempotency(record) {
      await scope.change(rememberIdempotency, record);
    },
    pruneIdempotency: prune(pruneIdempotency),

    async findRegisterAttempt(registrationTokenId, key) {
      return (await scope.first(registerAttemptOf, { tokenId: registrationTokenId, key })) ?? null;
    },
    async rememberRegisterAttempt(attempt) {
      await scope.change(rememberRegisterAttempt, attempt);
    },
    pruneRegisterAttempts: prune(pruneRegisterAttempts),

    async rejectedRevisions(agentId) {
      return scope.all(rejectedRevisionsOf, { agentId });
    },
    async rememberRejectedRevision(rejected) {
      await scope.change(rememberRejectedRevision, rejected);
    },
    async forgetRejectedRevisions(agentId, code) {
      await scope.change(forgetRejectedRevisions, { agentId, code });
    },

    async rememberServiceEvent(agentId, eventId, at) {
      return (await scope.change(rememberServiceEvent, { agentId, eventId, at })) > 0;
    },

    async noteRefusal(key, at, since) {
      return (await scope.change(noteRefusal, { key, at, since })) > 0;
    },
    pruneRefusals: prune(pruneRefusals),

    async countLoginFailures(subject, since) {
      // Attempts made at once are counted one after another.
      await scope.alone(`login ${subject}`);
      const row = await scope.first(loginFailuresOf, { subject, since });
      return { count: Number(row?.count), oldest: row?.oldest ?? null };
    },
    async addLoginFailure(id, subject, at) {
      await scope.change(addLoginFailure, { id, subject, at });
    },
    async removeLoginFailure(id) {
      await scope.change(removeLoginFailure, { id });
    },
    async clearLoginFailures(subject) {
      await scope.change(clearLoginFailures, { subject });
    },
    pruneLoginFailures: prune(pruneLoginFailures),
  };
}
