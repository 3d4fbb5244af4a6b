import type { ActorRef } from '../domain/actor-ref.ts';
import type { Service } from '../domain/service.ts';
import { serviceTarget } from './audit-target.ts';
import { record } from './audit-trail.ts';
import type { Origin } from './call.ts';
import type { Dependencies } from './dependencies.ts';
import { announceService } from './event-trail.ts';
import type { Transaction } from './ports/store.ts';

/** Frees the code of a service; it keeps what it was last known to be, but declares no action any more. */
export async function releaseService(
  deps: Dependencies,
  tx: Transaction,
  service: Service,
  actor: ActorRef,
  origin: Origin | null,
): Promise<void> {
  const at = deps.clock.now();
  await tx.services.update({ ...service, released: true, updatedAt: at });
  await record(deps, tx, { action: 'service.released', target: serviceTarget(service), actor, origin, at });
  await announceService(deps, tx, 'capsule.service.released', service, {}, at);
}
