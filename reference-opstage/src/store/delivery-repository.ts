import type { DeliveryRepository } from '../app/ports/command-store.ts';
import { deliveryCodec } from './codecs.ts';
import { insertion, update } from './row-statements.ts';
import type { Scope } from './scope.ts';
import { statement } from './statement.ts';

const insertDelivery = insertion('delivery', deliveryCodec.columns);
const updateDelivery = update('delivery', deliveryCodec.columns);
const deliveryById = statement((db, { id }: { id: string }) =>
  db.selectFrom('delivery').selectAll().where('id', '=', id),
);
const newestDelivery = statement((db, { commandId }: { commandId: string }) =>
  db.selectFrom('delivery').selectAll().where('commandId', '=', commandId).orderBy('attempt', 'desc').limit(1),
);
const voidOpen = statement((db, { agentId }: { agentId: string }) =>
  db.updateTable('delivery').set({ voided: 1 }).where('agentId', '=', agentId).where('accepted', 'is', null),
);

export function deliveryRepository(scope: Scope): DeliveryRepository {
  return {
    async find(id) {
      const row = await scope.ofAgent(deliveryById, { id });
      return row === undefined ? null : deliveryCodec.decode(row);
    },
    async newest(commandId) {
      const row = await scope.first(newestDelivery, { commandId });
      return row === undefined ? null : deliveryCodec.decode(row);
    },
    async insert(delivery) {
      await scope.change(insertDelivery, deliveryCodec.encode(delivery));
    },
    async update(delivery) {
      await scope.change(updateDelivery, deliveryCodec.encode(delivery));
    },
    async voidOpen(agentId) {
      await scope.change(voidOpen, { agentId });
    },
  };
}
