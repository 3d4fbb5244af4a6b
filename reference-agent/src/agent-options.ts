import type { AgentDescription, Manifest } from 'capsule-contract/types';
import type { Clock } from './clock.ts';
import type { LogSink } from './log.ts';

/** What a service says about itself; the rest of its manifest is filled in by the agent. */
export type ServiceDefinition = Pick<Manifest, 'code' | 'name' | 'version'> &
  Partial<Pick<Manifest, 'description' | 'runtime' | 'capabilities' | 'labels'>>;

export interface AgentOptions {
  /** Where Opstage is, such as `https://opstage.example`; a path is kept as prefix. Plain http only on loopback. */
  url: string;
  /** Needed until the agent is registered; afterwards the identity in `stateDir` is used and this is ignored. */
  registrationToken?: string | undefined;
  /** A folder only this agent uses: identity, command journal, fingerprint key. Made if absent, owner-only. */
  stateDir: string;
  /** The only service; or give `services`, or call `service()` before `start()`. */
  service?: ServiceDefinition;
  services?: readonly ServiceDefinition[];
  /** How the agent describes itself. `code` defaults to the code of the only service, `mode` to `embedded`. */
  agent?: Partial<AgentDescription>;
  /** Allows plain http to any host. Tokens then travel in the clear. Default false. */
  allowInsecureHttp?: boolean;
  /** Handlers that may run at once, 1..100. Default 4. */
  maxConcurrentCommands?: number;
  /** Longest time a health probe or a config provider may take. Default 5,000. */
  probeTimeoutMs?: number;
  /**
   * `auto`: opens a WebSocket session beside HTTP, so that commands arrive without waiting, and does without where there
   * is none. `off`: HTTP only. Default `auto`.
   */
  session?: 'auto' | 'off';
  /**
   * Longest random wait before the first registration, for fleets that start together with fresh tokens. Default 0; what
   * follows the registration is always spread over the first heartbeat interval.
   */
  startSpreadMs?: number;
  /** Receives log entries, tokens masked. Default: lines on stderr. */
  log?: LogSink;
  /** For tests. */
  clock?: Clock;
  /** Uniform in [0, 1); for tests. */
  random?: () => number;
}
