import { type Kysely, type Selectable, sql } from 'kysely';
import type { ServiceRepository, ServiceWithAgent } from '../app/ports/service-store.ts';
import type { EffectiveStatusRow } from '../domain/effective-status.ts';
import { agentCodec, serviceCodec } from './codecs.ts';
import { agentStatusSql, containsSql, effectiveStatusSql } from './status-expressions.ts';
import type { Tables } from './tables.ts';

export function serviceRepository(db: Kysely<Tables>, rows: readonly EffectiveStatusRow[]): ServiceRepository {
  const joined = () => db.selectFrom('service').innerJoin('agent', 'agent.id', 'service.agentId');

  /** Adds to each service its agent, in one further query. */
  const withAgents = async (services: Selectable<Tables['service']>[]): Promise<ServiceWithAgent[]> => {
    const ids = [...new Set(services.map((service) => service.agentId))];
    if (ids.length === 0) return [];
    const agents = await db.selectFrom('agent').selectAll().where('id', 'in', ids).execute();
    const byId = new Map(agents.map((agent) => [agent.id, agentCodec.decode(agent)]));
    return services.map((row) => {
      const agent = byId.get(row.agentId);
      if (agent === undefined) throw new Error(`service ${row.id} has no agent`);
      return { service: serviceCodec.decode(row), agent };
    });
  };

  const one = async (column: 'id' | 'code', value: string): Promise<ServiceWithAgent | null> => {
    const row = await db.selectFrom('service').selectAll().where(column, '=', value).executeTakeFirst();
    if (row === undefined) return null;
    const [found] = await withAgents([row]);
    return found ?? null;
  };

  return {
    find: (id) => one('id', id),
    findByCode: (code) => one('code', code),
    async heldBy(agentId) {
      const held = await db
        .selectFrom('service')
        .selectAll()
        .where('agentId', '=', agentId)
        .where('released', '=', 0)
        .execute();
      return held.map(serviceCodec.decode);
    },
    async countHeldBy(agentIds) {
      if (agentIds.length === 0) return new Map();
      const counts = await db
        .selectFrom('service')
        .select('agentId')
        .select(db.fn.countAll<number>().as('count'))
        .where('agentId', 'in', agentIds)
        .where('released', '=', 0)
        .groupBy('agentId')
        .execute();
      return new Map(counts.map(({ agentId, count }) => [agentId, Number(count)]));
    },
    async insert(service) {
      await db.insertInto('service').values(serviceCodec.encode(service)).execute();
    },
    async update(service) {
      await db.updateTable('service').set(serviceCodec.encode(service)).where('id', '=', service.id).execute();
    },
    async list(filter, page, now) {
      let query = joined();
      if (filter.status !== undefined) {
        query = query.where(effectiveStatusSql(rows, now), '=', filter.status as never);
      }
      if (filter.agentId !== undefined) query = query.where('service.agentId', '=', filter.agentId);
      const { q } = filter;
      if (q !== undefined) {
        query = query.where((on) => on.or([containsSql('service.code', q), containsSql('service.name', q)]));
      }
      const { count } = await query.select(db.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
      const found = await query
        .selectAll('service')
        .orderBy('service.createdAt', 'desc')
        .orderBy('service.id', 'desc')
        .limit(page.pageSize)
        .offset((page.page - 1) * page.pageSize)
        .execute();
      return { items: await withAgents(found), total: Number(count) };
    },
    async countByEffectiveStatus(now) {
      const counts = await joined()
        .select(effectiveStatusSql(rows, now).as('effective'))
        .select(db.fn.countAll<number>().as('count'))
        .groupBy('effective')
        .execute();
      return Object.fromEntries(counts.map(({ effective, count }) => [effective, Number(count)]));
    },
    async unnoted(now, limit, agentId) {
      const told = sql.ref('service.notedStatus');
      let query = joined()
        .selectAll('service')
        .where(sql<boolean>`(${told} is null or ${told} <> (${effectiveStatusSql(rows, now)}))`);
      if (agentId !== undefined) query = query.where('service.agentId', '=', agentId);
      return withAgents(await query.limit(limit).execute());
    },
    async unwell(now, limit) {
      const found = await joined()
        .selectAll('service')
        .where(agentStatusSql(now), '=', 'ONLINE')
        .where('service.released', '=', 0)
        .where(sql<boolean>`(${effectiveStatusSql(rows, now)}) in ('UNHEALTHY', 'STALE')`)
        .orderBy('service.healthReceivedAt')
        .orderBy('service.id')
        .limit(limit)
        .execute();
      return withAgents(found);
    },
  };
}
