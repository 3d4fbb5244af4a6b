/** One use case's transaction: the repositories over a scope, and what is left for its end. */
import type { Transaction } from '../app/ports/store.ts';
import type { EffectiveStatusRow } from '../domain/effective-status.ts';
import { actionRepository } from './action-repository.ts';
import { agentRepository, agentTokenRepository } from './agent-repository.ts';
import { auditWriting } from './audit-repository.ts';
import { commandRepository } from './command-repository.ts';
import { configRepository } from './config-repository.ts';
import { counterIn } from './counter.ts';
import { deliveryRepository } from './delivery-repository.ts';
import { eventWriting } from './event-repository.ts';
import { memoryRepository } from './memory-repository.ts';
import { operatorSessionRepository } from './operator-session-repository.ts';
import { registrationTokenRepository } from './registration-token-repository.ts';
import type { Scope } from './scope.ts';
import { serviceRepository } from './service-repository.ts';
import { userRepository } from './user-repository.ts';

export interface OpenTransaction {
  tx: Transaction;
  /** What is left to do before the commit. */
  finish(): Promise<void>;
  /** Whether log or feed tell of it: their numbers are in the hands of others soon, and must not be given out again. */
  tells(): boolean;
  /** To be called once it is committed. */
  committed(): void;
}

export function openTransaction(scope: Scope, rows: readonly EffectiveStatusRow[]): OpenTransaction {
  const counter = counterIn(scope);
  const { audit, flush: flushAudit } = auditWriting(scope, counter);
  const { events, flush: flushEvents } = eventWriting(scope, counter);
  const last = new Map<string, () => Promise<void>>();
  const afterwards: (() => void)[] = [];
  const tx: Transaction = {
    agents: agentRepository(scope),
    agentTokens: agentTokenRepository(scope),
    registrationTokens: registrationTokenRepository(scope),
    services: serviceRepository(scope, rows),
    actions: actionRepository(scope),
    configs: configRepository(scope),
    commands: commandRepository(scope, counter),
    deliveries: deliveryRepository(scope),
    users: userRepository(scope),
    sessions: operatorSessionRepository(scope),
    audit,
    events,
    memory: memoryRepository(scope),
    beforeCommit: (key, step) => void last.set(key, step),
    afterCommit: (step) => void afterwards.push(step),
  };
  return {
    tx,
    async finish() {
      for (const step of last.values()) await step();
      // Log and feed last, and always in this order: whoever writes them keeps all others waiting until the commit.
      await flushAudit();
      await flushEvents();
    },
    tells: counter.advanced,
    committed() {
      for (const step of afterwards) step();
    },
  };
}
