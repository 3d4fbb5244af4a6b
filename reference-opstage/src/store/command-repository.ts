import type { Kysely } from 'kysely';
import type { CommandRepository, DeliveryRepository } from '../app/ports/command-store.ts';
import type { Command } from '../domain/command.ts';
import { nextDeadline } from '../domain/command-deadline.ts';
import { commandCodec, deliveryCodec } from './codecs.ts';
import type { Counter } from './counter.ts';
import { pageOf } from './page-query.ts';
import { commandStatusSql } from './status-expressions.ts';
import type { CommandExtras, Tables } from './tables.ts';

function deadlineColumns(command: Command): Omit<CommandExtras, 'sequence'> {
  const deadline = nextDeadline(command);
  return { deadlineAt: deadline?.at ?? null, deadlineStatus: deadline?.status ?? null };
}

export function commandRepository(db: Kysely<Tables>, counter: Counter): CommandRepository {
  const openOf = (agentId: string) => db.selectFrom('command').selectAll().where('agentId', '=', agentId);
  return {
    async find(id) {
      const row = await db.selectFrom('command').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : commandCodec.decode(row);
    },
    async insert(command) {
      const sequence = await counter.next('command');
      await db
        .insertInto('command')
        .values({ ...commandCodec.encode(command), ...deadlineColumns(command), sequence })
        .execute();
    },
    async update(command) {
      await db
        .updateTable('command')
        .set({ ...commandCodec.encode(command), ...deadlineColumns(command) })
        .where('id', '=', command.id)
        .execute();
    },
    async list(filter, page, now) {
      let query = db.selectFrom('command');
      if (filter.status !== undefined) query = query.where(commandStatusSql(now), '=', filter.status);
      if (filter.agentId !== undefined) query = query.where('agentId', '=', filter.agentId);
      if (filter.serviceId !== undefined) query = query.where('serviceId', '=', filter.serviceId);
      if (filter.from !== undefined) query = query.where('createdAt', '>=', filter.from);
      if (filter.to !== undefined) query = query.where('createdAt', '<', filter.to);
      return pageOf(
        query.selectAll().orderBy('createdAt', 'desc').orderBy('id', 'desc'),
        query.select(db.fn.countAll<number>().as('count')),
        page,
        commandCodec.decode,
      );
    },
    async countByStatus(now) {
      const rows = await db
        .selectFrom('command')
        .select(commandStatusSql(now).as('evaluated'))
        .select(db.fn.countAll<number>().as('count'))
        .groupBy('evaluated')
        .execute();
      return Object.fromEntries(rows.map(({ evaluated, count }) => [evaluated, Number(count)]));
    },
    async claimable(agentId, now, limit) {
      const rows = await openOf(agentId)
        .where('status', '=', 'PENDING')
        .where('startBy', '>', now)
        .where((on) => on.or([on('ackLeaseExpiresAt', 'is', null), on('ackLeaseExpiresAt', '<=', now)]))
        .orderBy('sequence')
        .limit(limit)
        .execute();
      return rows.map(commandCodec.decode);
    },
    async countHeldBy(agentId, bootId, now) {
      const counted = db.fn.countAll<number>().as('count');
      const running = await db
        .selectFrom('command')
        .select(counted)
        .where('agentId', '=', agentId)
        .where('status', '=', 'RUNNING')
        .where('acknowledgedBootId', '=', bootId)
        .where('deadlineAt', '>', now)
        .executeTakeFirstOrThrow();
      const delivered = await db
        .selectFrom('command')
        .innerJoin('delivery', (join) =>
          join.onRef('delivery.commandId', '=', 'command.id').onRef('delivery.attempt', '=', 'command.attempt'),
        )
        .select(counted)
        .where('command.agentId', '=', agentId)
        .where('command.status', '=', 'PENDING')
        .where('command.ackLeaseExpiresAt', '>', now)
        .where('delivery.bootId', '=', bootId)
        .executeTakeFirstOrThrow();
      return Number(running.count) + Number(delivered.count);
    },
    async nextRedelivery(agentId, now) {
      const row = await db
        .selectFrom('command')
        .select('ackLeaseExpiresAt')
        .where('agentId', '=', agentId)
        .where('status', '=', 'PENDING')
        .where('startBy', '>', now)
        .where('ackLeaseExpiresAt', 'is not', null)
        .orderBy('ackLeaseExpiresAt')
        .limit(1)
        .executeTakeFirst();
      return row?.ackLeaseExpiresAt ?? null;
    },
    async open(agentId) {
      const rows = await openOf(agentId).where('status', 'in', ['PENDING', 'RUNNING']).orderBy('sequence').execute();
      return rows.map(commandCodec.decode);
    },
    async running(agentId) {
      const rows = await openOf(agentId).where('status', '=', 'RUNNING').orderBy('sequence').execute();
      return rows.map(commandCodec.decode);
    },
    async overdue(now, limit) {
      const rows = await db
        .selectFrom('command')
        .selectAll()
        .where('deadlineAt', '<=', now)
        .orderBy('deadlineAt')
        .orderBy('sequence')
        .limit(limit)
        .execute();
      return rows.map(commandCodec.decode);
    },
    async uncertain(now, limit) {
      const rows = await db
        .selectFrom('command')
        .selectAll()
        .where((on) =>
          on.or([on('outcomeKnown', '=', 0), on.and([on('status', '=', 'RUNNING'), on('deadlineAt', '<=', now)])]),
        )
        .where('lateResult', 'is', null)
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(commandCodec.decode);
    },
    async extendLeases(leaseUntil) {
      const rows = await db
        .selectFrom('command')
        .selectAll()
        .where('status', '=', 'RUNNING')
        .where('leaseExpiresAt', '<', leaseUntil)
        .execute();
      for (const row of rows) await this.update({ ...commandCodec.decode(row), leaseExpiresAt: leaseUntil });
    },
  };
}

export function deliveryRepository(db: Kysely<Tables>): DeliveryRepository {
  return {
    async find(id) {
      const row = await db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : deliveryCodec.decode(row);
    },
    async newest(commandId) {
      const row = await db
        .selectFrom('delivery')
        .selectAll()
        .where('commandId', '=', commandId)
        .orderBy('attempt', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : deliveryCodec.decode(row);
    },
    async insert(delivery) {
      await db.insertInto('delivery').values(deliveryCodec.encode(delivery)).execute();
    },
    async update(delivery) {
      await db.updateTable('delivery').set(deliveryCodec.encode(delivery)).where('id', '=', delivery.id).execute();
    },
    async voidOpen(agentId) {
      await db
        .updateTable('delivery')
        .set({ voided: 1 })
        .where('agentId', '=', agentId)
        .where('accepted', 'is', null)
        .execute();
    },
  };
}
