import type { CommandRepository } from '../app/ports/command-store.ts';
import { type Command, isFinal } from '../domain/command.ts';
import { nextDeadline } from '../domain/command-deadline.ts';
import { commandCodec } from './codecs.ts';
import type { Counter } from './counter.ts';
import { pageOf } from './page-query.ts';
import { insertion, update } from './row-statements.ts';
import type { Scope } from './scope.ts';
import { statement } from './statement.ts';
import { commandStatusSql } from './status-expressions.ts';
import type { CommandExtras, Row } from './tables.ts';

const columns = [...commandCodec.columns, 'deadlineAt', 'deadlineStatus'] as const;
const insertCommand = insertion('command', [...columns, 'sequence']);
const updateCommand = update('command', columns);

const commandById = statement((db, { id }: { id: string }) =>
  db.selectFrom('command').selectAll().where('id', '=', id),
);
const claimable = statement((db, { agentId, now, limit }: { agentId: string; now: number; limit: number }, lock) => {
  const query = db
    .selectFrom('command')
    .selectAll()
    .where('agentId', '=', agentId)
    .where('status', '=', 'PENDING')
    .where('startBy', '>', now)
    .where((on) => on.or([on('ackLeaseExpiresAt', 'is', null), on('ackLeaseExpiresAt', '<=', now)]))
    .orderBy('sequence')
    .limit(limit);
  return lock(query, 'skip');
});
const runningOfBoot = statement((db, { agentId, bootId, now }: { agentId: string; bootId: string; now: number }) =>
  db
    .selectFrom('command')
    .select(db.fn.countAll<number>().as('count'))
    .where('agentId', '=', agentId)
    .where('status', '=', 'RUNNING')
    .where('acknowledgedBootId', '=', bootId)
    .where('deadlineAt', '>', now),
);
const deliveredToBoot = statement((db, { agentId, bootId, now }: { agentId: string; bootId: string; now: number }) =>
  db
    .selectFrom('command')
    .innerJoin('delivery', (join) =>
      join.onRef('delivery.commandId', '=', 'command.id').onRef('delivery.attempt', '=', 'command.attempt'),
    )
    .select(db.fn.countAll<number>().as('count'))
    .where('command.agentId', '=', agentId)
    .where('command.status', '=', 'PENDING')
    .where('command.ackLeaseExpiresAt', '>', now)
    .where('delivery.bootId', '=', bootId),
);
const nextRedelivery = statement((db, { agentId, now }: { agentId: string; now: number }) =>
  db
    .selectFrom('command')
    .select('ackLeaseExpiresAt')
    .where('agentId', '=', agentId)
    .where('status', '=', 'PENDING')
    .where('startBy', '>', now)
    .where('ackLeaseExpiresAt', 'is not', null)
    .orderBy('ackLeaseExpiresAt')
    .limit(1),
);
const openCommands = statement((db, { agentId }: { agentId: string }) =>
  db
    .selectFrom('command')
    .selectAll()
    .where('agentId', '=', agentId)
    .where('status', 'in', ['PENDING', 'RUNNING'])
    .orderBy('sequence'),
);
const runningCommands = statement((db, { agentId }: { agentId: string }) =>
  db.selectFrom('command').selectAll().where('agentId', '=', agentId).where('status', '=', 'RUNNING'),
);
/** With its agent, so that a lock is that of all the agent has. */
const overdueCommands = statement((db, { now, limit }: { now: number; limit: number }, lock) => {
  const query = db
    .selectFrom('command')
    .innerJoin('agent', 'agent.id', 'command.agentId')
    .selectAll('command')
    .where('deadlineAt', '<=', now)
    .orderBy('deadlineAt')
    .orderBy('sequence')
    .limit(limit);
  return lock(query, 'skip');
});
const uncertainCommands = statement((db, { limit }: { limit: number }) =>
  db
    .selectFrom('command')
    .selectAll()
    // Written out: a partial index is used only where the text says what it holds.
    .where((on) => on('outcomeKnown', '=', on.lit(0)))
    .where('lateResult', 'is', null)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit),
);
const silentCommands = statement((db, { now, limit }: { now: number; limit: number }) =>
  db
    .selectFrom('command')
    .selectAll()
    .where('status', '=', 'RUNNING')
    .where('deadlineAt', '<=', now)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(limit),
);
const storedCounts = statement((db) =>
  db
    .selectFrom('command')
    .select(['status', db.fn.countAll<number>().as('count')])
    .groupBy('status'),
);
/** Those whose deadline has passed and is not written down yet: as few as one sweep leaves. */
const overdueStates = statement((db, { now }: { now: number }) =>
  db.selectFrom('command').select(['status', 'deadlineStatus']).where('deadlineAt', '<=', now),
);
const shortLeases = statement((db, { leaseUntil }: { leaseUntil: number }, lock) => {
  const query = db
    .selectFrom('command')
    .innerJoin('agent', 'agent.id', 'command.agentId')
    .selectAll('command')
    .where('command.status', '=', 'RUNNING')
    .where('command.leaseExpiresAt', '<', leaseUntil);
  return lock(query);
});

const insertSecret = insertion('commandSecret', ['commandId', 'payload']);
const secretOf = statement((db, { commandId }: { commandId: string }) =>
  db.selectFrom('commandSecret').select('payload').where('commandId', '=', commandId),
);
const removeSecret = statement((db, { commandId }: { commandId: string }) =>
  db.deleteFrom('commandSecret').where('commandId', '=', commandId),
);

/** Stands in a row where the payload with its secrets lies in the table for those. */
const apart = 'apart';

function encode(command: Command): Row<Command> {
  return { ...commandCodec.encode(command), secretPayload: command.secretPayload === null ? null : apart };
}

function deadlineColumns(command: Command): Omit<CommandExtras, 'sequence'> {
  const deadline = nextDeadline(command);
  return { deadlineAt: deadline?.at ?? null, deadlineStatus: deadline?.status ?? null };
}

export function commandRepository(scope: Scope, counter: Counter): CommandRepository {
  const { db } = scope;
  const decode = async (row: Row<Command>): Promise<Command> => {
    const command = commandCodec.decode({ ...row, secretPayload: null });
    if (row.secretPayload === null) return command;
    const secret = await scope.first(secretOf, { commandId: command.id });
    return { ...command, secretPayload: secret === undefined ? null : JSON.parse(secret.payload) };
  };
  const decodeAll = async (rows: readonly Row<Command>[]): Promise<Command[]> => {
    const commands: Command[] = [];
    for (const row of rows) commands.push(await decode(row));
    return commands;
  };
  return {
    async find(id) {
      const row = await scope.ofAgent(commandById, { id });
      return row === undefined ? null : decode(row);
    },
    async insert(command) {
      const sequence = await counter.next('command');
      await scope.change(insertCommand, { ...encode(command), ...deadlineColumns(command), sequence });
      if (command.secretPayload === null) return;
      await scope.change(insertSecret, { commandId: command.id, payload: JSON.stringify(command.secretPayload) });
    },
    async update(command) {
      await scope.change(updateCommand, { ...encode(command), ...deadlineColumns(command) });
      if (command.payloadErased && isFinal(command.status)) await scope.change(removeSecret, { commandId: command.id });
    },
    async list(filter, page, now) {
      let query = db.selectFrom('command');
      if (filter.status !== undefined) {
        const { status } = filter;
        const overdue = await scope.all(overdueStates, { now });
        const asStored = overdue.every((row) => row.status !== status && row.deadlineStatus !== status);
        // What is stored can be found by an index; what is judged has to be judged row by row.
        query = asStored
          ? query.where('status', '=', status as never)
          : query.where(commandStatusSql(now), '=', status);
      }
      if (filter.agentId !== undefined) query = query.where('agentId', '=', filter.agentId);
      if (filter.serviceId !== undefined) query = query.where('serviceId', '=', filter.serviceId);
      if (filter.from !== undefined) query = query.where('createdAt', '>=', filter.from);
      if (filter.to !== undefined) query = query.where('createdAt', '<', filter.to);
      const { items, total } = await pageOf(
        query.selectAll().orderBy('createdAt', 'desc').orderBy('id', 'desc'),
        query.select(db.fn.countAll<number>().as('count')),
        page,
        (row) => row,
      );
      return { items: await decodeAll(items), total };
    },
    async countByStatus(now) {
      const counts: Record<string, number> = {};
      for (const { status, count } of await scope.all(storedCounts, {})) counts[status] = Number(count);
      for (const { status, deadlineStatus } of await scope.all(overdueStates, { now })) {
        counts[status] = (counts[status] ?? 0) - 1;
        const judged = deadlineStatus ?? status;
        counts[judged] = (counts[judged] ?? 0) + 1;
      }
      return counts;
    },
    async claimable(agentId, now, limit) {
      return decodeAll(await scope.all(claimable, { agentId, now, limit }));
    },
    async countHeldBy(agentId, bootId, now) {
      const running = await scope.first(runningOfBoot, { agentId, bootId, now });
      const delivered = await scope.first(deliveredToBoot, { agentId, bootId, now });
      return Number(running?.count) + Number(delivered?.count);
    },
    async nextRedelivery(agentId, now) {
      return (await scope.first(nextRedelivery, { agentId, now }))?.ackLeaseExpiresAt ?? null;
    },
    async open(agentId) {
      return decodeAll(await scope.all(openCommands, { agentId }));
    },
    async running(agentId) {
      // Sorted here: they are few, mostly none, and opening a sorter costs more than the rest of this question.
      const rows = await scope.all(runningCommands, { agentId });
      return decodeAll(rows.sort((a, b) => a.sequence - b.sequence));
    },
    async overdue(now, limit) {
      return decodeAll(await scope.all(overdueCommands, { now, limit }));
    },
    async uncertain(now, limit) {
      const rows = [
        ...(await scope.all(uncertainCommands, { limit })),
        ...(await scope.all(silentCommands, { now, limit })),
      ];
      const newestFirst = rows.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
      return decodeAll(newestFirst.slice(0, limit));
    },
    async extendLeases(leaseUntil) {
      const rows = await scope.all(shortLeases, { leaseUntil });
      for (const command of await decodeAll(rows)) await this.update({ ...command, leaseExpiresAt: leaseUntil });
    },
  };
}
