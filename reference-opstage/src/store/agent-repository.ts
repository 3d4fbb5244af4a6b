import { sql } from 'kysely';
import type { AgentRepository, AgentTokenRepository } from '../app/ports/agent-store.ts';
import { agentCodec, agentTokenCodec } from './codecs.ts';
import { pageOf } from './page-query.ts';
import { insertion, update } from './row-statements.ts';
import type { Scope } from './scope.ts';
import { statement } from './statement.ts';
import { agentStatusSql, containsSql } from './status-expressions.ts';

const insertAgent = insertion('agent', agentCodec.columns);
const updateAgent = update('agent', agentCodec.columns);
const agentById = statement((db, { id }: { id: string }, lock) =>
  lock(db.selectFrom('agent').selectAll().where('id', '=', id)),
);
const agentByCode = statement((db, { code }: { code: string }) =>
  db.selectFrom('agent').selectAll().where('code', '=', code),
);
const offlineAgents = statement((db, { now, limit }: { now: number; limit: number }) =>
  db
    .selectFrom('agent')
    .selectAll()
    .where('state', '=', 'ACTIVE')
    .where('liveUntil', '<=', now)
    .orderBy('liveUntil')
    .limit(limit),
);
const silentEphemerals = statement((db, { silentSince, limit }: { silentSince: number; limit: number }, lock) =>
  lock(
    db
      .selectFrom('agent')
      .selectAll()
      .where('ephemeral', '=', 1)
      .where('state', '=', 'ACTIVE')
      .where('liveUntil', '<=', silentSince)
      .orderBy('liveUntil')
      .limit(limit),
    'skip',
  ),
);
const unnotedAgents = statement((db, { now, limit }: { now: number; limit: number }, lock) => {
  const told = sql.ref('agent.notedStatus');
  const query = db
    .selectFrom('agent')
    .selectAll()
    .where(sql<boolean>`(${told} is null or ${told} <> (${agentStatusSql(now)}))`)
    .limit(limit);
  return lock(query, 'skip');
});
const extendLiveness = statement((db, { startedAt }: { startedAt: number }) => {
  const until = sql<number>`${startedAt} + ${sql.ref('offlineAfterSeconds')} * 1000`;
  return db
    .updateTable('agent')
    .set({ liveUntil: until })
    .where('state', '<>', 'REVOKED')
    .where('disconnectedBootId', 'is', null)
    .where('offlineNotedAt', 'is', null)
    .where('liveUntil', '<', until);
});

export function agentRepository(scope: Scope): AgentRepository {
  const { db } = scope;
  return {
    async find(id) {
      const row = await scope.first(agentById, { id });
      if (row !== undefined) scope.agentLocked(id);
      return row === undefined ? null : agentCodec.decode(row);
    },
    async findByCode(code) {
      const row = await scope.first(agentByCode, { code });
      return row === undefined ? null : agentCodec.decode(row);
    },
    async insert(agent) {
      await scope.change(insertAgent, agentCodec.encode(agent));
    },
    async update(agent) {
      await scope.change(updateAgent, agentCodec.encode(agent));
    },
    async list(filter, page, now) {
      let query = db.selectFrom('agent');
      if (filter.status !== undefined) query = query.where(agentStatusSql(now), '=', filter.status as never);
      const { q } = filter;
      if (q !== undefined) {
        query = query.where((on) => on.or([containsSql('agent.code', q), containsSql('agent.name', q)]));
      }
      return pageOf(
        query.selectAll().orderBy('createdAt', 'desc').orderBy('id', 'desc'),
        query.select(db.fn.countAll<number>().as('count')),
        page,
        agentCodec.decode,
      );
    },
    async countByStatus(now) {
      const rows = await db
        .selectFrom('agent')
        .select(agentStatusSql(now).as('status'))
        .select(db.fn.countAll<number>().as('count'))
        .groupBy('status')
        .execute();
      return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
    },
    async offline(now, limit) {
      return (await scope.all(offlineAgents, { now, limit })).map(agentCodec.decode);
    },
    async ephemeralSilentSince(silentSince, limit) {
      return (await scope.all(silentEphemerals, { silentSince, limit })).map(agentCodec.decode);
    },
    async extendLiveness(startedAt) {
      await scope.change(extendLiveness, { startedAt });
    },
    async forgetSessions(living) {
      await db
        .updateTable('agent')
        .set({ sessionHost: null })
        .where('sessionHost', 'is not', null)
        .where('sessionHost', 'not in', [...living])
        .execute();
    },
    async unnoted(now, limit) {
      return (await scope.all(unnotedAgents, { now, limit })).map(agentCodec.decode);
    },
  };
}

const insertToken = insertion('agentToken', agentTokenCodec.columns);
const updateToken = update('agentToken', agentTokenCodec.columns);
// No locks here: the row of the agent is the lock of its tokens.
const tokenById = statement((db, { id }: { id: string }) =>
  db.selectFrom('agentToken').selectAll().where('id', '=', id),
);
const tokenByHash = statement((db, { hash }: { hash: string }) =>
  db.selectFrom('agentToken').selectAll().where('hash', '=', hash),
);
const livingTokens = statement((db, { agentId }: { agentId: string }) =>
  db.selectFrom('agentToken').selectAll().where('agentId', '=', agentId).where('state', 'in', ['CURRENT', 'PENDING']),
);
const endTokens = statement((db, { agentId, state }: { agentId: string; state: 'REVOKED' }) =>
  db
    .updateTable('agentToken')
    .set({ state })
    .where('agentId', '=', agentId)
    .where('state', 'in', ['CURRENT', 'PENDING']),
);

export function agentTokenRepository(scope: Scope): AgentTokenRepository {
  return {
    async find(id) {
      const row = await scope.first(tokenById, { id });
      return row === undefined ? null : agentTokenCodec.decode(row);
    },
    async findByHash(hash) {
      const row = await scope.first(tokenByHash, { hash });
      return row === undefined ? null : agentTokenCodec.decode(row);
    },
    async living(agentId) {
      return (await scope.all(livingTokens, { agentId })).map(agentTokenCodec.decode);
    },
    async insert(token) {
      await scope.change(insertToken, agentTokenCodec.encode(token));
    },
    async update(token) {
      await scope.change(updateToken, agentTokenCodec.encode(token));
    },
    async endAll(agentId, state) {
      await scope.change(endTokens, { agentId, state: state as 'REVOKED' });
    },
  };
}
