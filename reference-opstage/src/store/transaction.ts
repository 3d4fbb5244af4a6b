import type { Kysely } from 'kysely';
import type { Transaction } from '../app/ports/store.ts';
import type { EffectiveStatusRow } from '../domain/effective-status.ts';
import { actionRepository } from './action-repository.ts';
import { agentRepository, agentTokenRepository } from './agent-repository.ts';
import { auditRepository } from './audit-repository.ts';
import { commandRepository, deliveryRepository } from './command-repository.ts';
import { configRepository } from './config-repository.ts';
import { counterIn } from './counter.ts';
import { eventRepository } from './event-repository.ts';
import { memoryRepository } from './memory-repository.ts';
import { registrationTokenRepository } from './registration-token-repository.ts';
import { serviceRepository } from './service-repository.ts';
import type { Tables } from './tables.ts';
import { operatorSessionRepository, userRepository } from './user-repository.ts';

/** The repositories over one database transaction. */
export function repositoriesOver(
  db: Kysely<Tables>,
  rows: readonly EffectiveStatusRow[],
): Omit<Transaction, 'beforeCommit' | 'afterCommit'> {
  const counter = counterIn(db);
  return {
    agents: agentRepository(db),
    agentTokens: agentTokenRepository(db),
    registrationTokens: registrationTokenRepository(db),
    services: serviceRepository(db, rows),
    actions: actionRepository(db),
    configs: configRepository(db),
    commands: commandRepository(db, counter),
    deliveries: deliveryRepository(db),
    users: userRepository(db),
    sessions: operatorSessionRepository(db),
    audit: auditRepository(db, counter),
    events: eventRepository(db, counter),
    memory: memoryRepository(db),
  };
}
