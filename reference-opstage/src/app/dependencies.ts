import type { Limits, OpstageProfile } from 'capsule-contract/types';
import type { ActionSchemas } from './action-schemas.ts';
import type { KnownCallers } from './known-callers.ts';
import type { Clock } from './ports/clock.ts';
import type { Peers } from './ports/peers.ts';
import type { Secrets } from './ports/secrets.ts';
import type { Store } from './ports/store.ts';
import type { WakeUps } from './ports/wake-ups.ts';
import type { SessionRegistry } from './session-registry.ts';

/** What every use case works with; wired in main.ts, replaced piece by piece in tests. */
export interface Dependencies {
  store: Store;
  clock: Clock;
  secrets: Secrets;
  wakeUps: WakeUps;
  sessions: SessionRegistry;
  callers: KnownCallers;
  peers: Peers;
  actionSchemas: ActionSchemas;
  limits: Limits;
  /** Remembers that erased values may still lie in the database's files. */
  erasures: Erasures;
}

export interface Erasures {
  pending: boolean;
}

/** What this Opstage claims to keep of the contract. */
export const servedProfiles: readonly OpstageProfile[] = [
  'opstage-core',
  'opstage-session',
  'opstage-events',
  'opstage-audit-chain',
];

/** Optional features this Opstage uses towards an agent that announced them. */
export const opstageCapabilities: readonly string[] = [
  'commands.progress',
  'commands.cancel',
  'session.ws',
  'token.rotate',
];
