import { type Selectable, sql } from 'kysely';
import type { ServiceRepository, ServiceWithAgent } from '../app/ports/service-store.ts';
import type { EffectiveStatusRow } from '../domain/effective-status.ts';
import { agentCodec, serviceCodec } from './codecs.ts';
import { insertion, update } from './row-statements.ts';
import type { Scope } from './scope.ts';
import { statement } from './statement.ts';
import { agentStatusSql, containsSql, effectiveStatusSql } from './status-expressions.ts';
import type { Tables } from './tables.ts';

const insertService = insertion('service', serviceCodec.columns);
const updateService = update('service', serviceCodec.columns);
const serviceById = statement((db, { id }: { id: string }) =>
  db.selectFrom('service').selectAll().where('id', '=', id),
);
const serviceByCode = statement((db, { code }: { code: string }) =>
  db.selectFrom('service').selectAll().where('code', '=', code),
);
const agentOfService = statement((db, { id }: { id: string }) =>
  db.selectFrom('agent').selectAll().where('id', '=', id),
);
const servicesOf = statement((db, { agentId }: { agentId: string }) =>
  db.selectFrom('service').selectAll().where('agentId', '=', agentId),
);
const heldServices = statement((db, { agentId }: { agentId: string }) =>
  db.selectFrom('service').selectAll().where('agentId', '=', agentId).where('released', '=', 0),
);

/** The statements that judge by the truth table; one set for each table, which is one for each program. */
function judging(rows: readonly EffectiveStatusRow[]) {
  const told = sql.ref('service.notedStatus');
  return {
    unnoted: statement((db, { now, limit }: { now: number; limit: number }, lock) => {
      const query = db
        .selectFrom('service')
        .innerJoin('agent', 'agent.id', 'service.agentId')
        .selectAll('service')
        .where(sql<boolean>`(${told} is null or ${told} <> (${effectiveStatusSql(rows, now)}))`)
        .limit(limit);
      return lock(query, 'skip');
    }),
    unwell: statement((db, { now, limit }: { now: number; limit: number }) =>
      db
        .selectFrom('service')
        .innerJoin('agent', 'agent.id', 'service.agentId')
        .selectAll('service')
        .where(agentStatusSql(now), '=', 'ONLINE')
        .where('service.released', '=', 0)
        .where(sql<boolean>`(${effectiveStatusSql(rows, now)}) in ('UNHEALTHY', 'STALE')`)
        .orderBy('service.healthReceivedAt')
        .orderBy('service.id')
        .limit(limit),
    ),
  };
}

const judgingOf = new WeakMap<readonly EffectiveStatusRow[], ReturnType<typeof judging>>();

export function serviceRepository(scope: Scope, rows: readonly EffectiveStatusRow[]): ServiceRepository {
  const { db } = scope;
  const statements = judgingOf.get(rows) ?? judging(rows);
  judgingOf.set(rows, statements);
  const joined = () => db.selectFrom('service').innerJoin('agent', 'agent.id', 'service.agentId');

  /** Adds to each service its agent. */
  const withAgents = async (services: Selectable<Tables['service']>[]): Promise<ServiceWithAgent[]> => {
    const ids = [...new Set(services.map((service) => service.agentId))];
    const [only] = ids;
    if (only === undefined) return [];
    const agents =
      ids.length === 1
        ? await scope.all(agentOfService, { id: only })
        : await db.selectFrom('agent').selectAll().where('id', 'in', ids).execute();
    const byId = new Map(agents.map((agent) => [agent.id, agentCodec.decode(agent)]));
    return services.map((row) => {
      const agent = byId.get(row.agentId);
      if (agent === undefined) throw new Error(`service ${row.id} has no agent`);
      return { service: serviceCodec.decode(row), agent };
    });
  };
  const one = async (row: Selectable<Tables['service']> | undefined): Promise<ServiceWithAgent | null> => {
    if (row === undefined) return null;
    const [found] = await withAgents([row]);
    return found ?? null;
  };

  return {
    find: async (id) => one(await scope.ofAgent(serviceById, { id })),
    findByCode: async (code) => one(await scope.ofAgent(serviceByCode, { code })),
    async of(agentId) {
      return (await scope.all(servicesOf, { agentId })).map(serviceCodec.decode);
    },
    async heldBy(agentId) {
      return (await scope.all(heldServices, { agentId })).map(serviceCodec.decode);
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
      await scope.change(insertService, serviceCodec.encode(service));
    },
    async update(service) {
      await scope.change(updateService, serviceCodec.encode(service));
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
    async unnoted(now, limit) {
      return withAgents(await scope.all(statements.unnoted, { now, limit }));
    },
    async unwell(now, limit) {
      return withAgents(await scope.all(statements.unwell, { now, limit }));
    },
  };
}
