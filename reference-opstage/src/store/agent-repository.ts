import { type Kysely, sql } from 'kysely';
import type { AgentRepository, AgentTokenRepository } from '../app/ports/agent-store.ts';
import { agentCodec, agentTokenCodec } from './codecs.ts';
import { pageOf } from './page-query.ts';
import { agentStatusSql, containsSql } from './status-expressions.ts';
import type { Tables } from './tables.ts';

export function agentRepository(db: Kysely<Tables>): AgentRepository {
  return {
    async find(id) {
      const row = await db.selectFrom('agent').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : agentCodec.decode(row);
    },
    async findByCode(code) {
      const row = await db.selectFrom('agent').selectAll().where('code', '=', code).executeTakeFirst();
      return row === undefined ? null : agentCodec.decode(row);
    },
    async insert(agent) {
      await db.insertInto('agent').values(agentCodec.encode(agent)).execute();
    },
    async update(agent) {
      await db.updateTable('agent').set(agentCodec.encode(agent)).where('id', '=', agent.id).execute();
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
      const rows = await db
        .selectFrom('agent')
        .selectAll()
        .where('state', '=', 'ACTIVE')
        .where('liveUntil', '<=', now)
        .orderBy('liveUntil')
        .limit(limit)
        .execute();
      return rows.map(agentCodec.decode);
    },
    async ephemeralSilentSince(silentSince, limit) {
      const rows = await db
        .selectFrom('agent')
        .selectAll()
        .where('ephemeral', '=', 1)
        .where('state', '=', 'ACTIVE')
        .where('liveUntil', '<=', silentSince)
        .orderBy('liveUntil')
        .limit(limit)
        .execute();
      return rows.map(agentCodec.decode);
    },
    async extendLiveness(startedAt) {
      const until = sql<number>`${sql.lit(startedAt)} + ${sql.ref('offlineAfterSeconds')} * 1000`;
      await db
        .updateTable('agent')
        .set({ liveUntil: until })
        .where('state', '<>', 'REVOKED')
        .where('disconnectedBootId', 'is', null)
        .where('offlineNotedAt', 'is', null)
        .where('liveUntil', '<', until)
        .execute();
    },
    async unnoted(now, limit) {
      const told = sql.ref('agent.notedStatus');
      const rows = await db
        .selectFrom('agent')
        .selectAll()
        .where(sql<boolean>`(${told} is null or ${told} <> (${agentStatusSql(now)}))`)
        .limit(limit)
        .execute();
      return rows.map(agentCodec.decode);
    },
  };
}

export function agentTokenRepository(db: Kysely<Tables>): AgentTokenRepository {
  return {
    async find(id) {
      const row = await db.selectFrom('agentToken').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : agentTokenCodec.decode(row);
    },
    async findByHash(hash) {
      const row = await db.selectFrom('agentToken').selectAll().where('hash', '=', hash).executeTakeFirst();
      return row === undefined ? null : agentTokenCodec.decode(row);
    },
    async living(agentId) {
      const rows = await db
        .selectFrom('agentToken')
        .selectAll()
        .where('agentId', '=', agentId)
        .where('state', 'in', ['CURRENT', 'PENDING'])
        .execute();
      return rows.map(agentTokenCodec.decode);
    },
    async insert(token) {
      await db.insertInto('agentToken').values(agentTokenCodec.encode(token)).execute();
    },
    async update(token) {
      await db.updateTable('agentToken').set(agentTokenCodec.encode(token)).where('id', '=', token.id).execute();
    },
    async endAll(agentId, state) {
      await db
        .updateTable('agentToken')
        .set({ state })
        .where('agentId', '=', agentId)
        .where('state', 'in', ['CURRENT', 'PENDING'])
        .execute();
    },
  };
}
