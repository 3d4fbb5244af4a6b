/** Everything one fake Opstage knows; the operations read and change it. */
import { limits } from 'capsule-contract';
import { CommandBook } from './command-book.ts';
import { HeldClaims } from './held-claims.ts';
import type { IdentityBook } from './identity-book.ts';
import type { OpaqueIds } from './opaque-id.ts';
import { ServiceBook } from './service-book.ts';
import type { Settings } from './settings.ts';

export class Memory {
  readonly settings: Settings;
  readonly identities: IdentityBook;
  readonly services: ServiceBook;
  readonly commands: CommandBook;
  readonly heldClaims = new HeldClaims();
  readonly now: () => number;

  constructor(settings: Settings, now: () => number, identities: IdentityBook, ids: OpaqueIds) {
    const { capabilities, session } = settings;
    this.settings = { ...settings, capabilities: session === null ? capabilities : [...capabilities, 'session.ws'] };
    this.now = now;
    this.identities = identities;
    this.services = new ServiceBook(ids);
    this.commands = new CommandBook(ids, now);
  }

  get serverTime(): string {
    return new Date(this.now()).toISOString();
  }

  /** The limits as an Opstage advertises them: the contract's defaults, and the durations in force here. */
  get limits(): Record<string, number> {
    const {
      heartbeatIntervalSeconds,
      commandPollIntervalSeconds,
      offlineAfterSeconds,
      ackLeaseSeconds,
      runLeaseSeconds,
    } = this.settings;
    return {
      ...Object.fromEntries(Object.entries(limits).map(([name, limit]) => [name, limit.default])),
      heartbeatIntervalSeconds,
      commandPollIntervalSeconds,
      offlineAfterSeconds,
      ackLeaseSeconds,
      runLeaseSeconds,
    };
  }

  /** What every answer about intervals tells. */
  get intervals(): {
    heartbeatIntervalSeconds: number;
    commandPollIntervalSeconds: number;
    offlineAfterSeconds: number;
  } {
    const { heartbeatIntervalSeconds, commandPollIntervalSeconds, offlineAfterSeconds } = this.settings;
    return { heartbeatIntervalSeconds, commandPollIntervalSeconds, offlineAfterSeconds };
  }
}
