/**
 * What the fake Opstage tells an agent about time and abilities.
 *
 * The contract allows a second for every duration; the fake uses that, so a check need not wait long. `offlineAfter`
 * is wider than the contract's 2.4 intervals, so that a busy machine raises no false alarm.
 */
export interface Settings {
  heartbeatIntervalSeconds: number;
  commandPollIntervalSeconds: number;
  offlineAfterSeconds: number;
  ackLeaseSeconds: number;
  runLeaseSeconds: number;
  startWithinSeconds: number;
  /** A claim is held no longer than this, whatever the agent asks for. */
  claimHoldSeconds: number;
  capabilities: readonly string[];
  /** Null: this Opstage does not serve sessions. */
  session: { pingSeconds: number } | null;
}

export const settingsDefault: Settings = {
  heartbeatIntervalSeconds: 1,
  commandPollIntervalSeconds: 1,
  offlineAfterSeconds: 5,
  ackLeaseSeconds: 30,
  runLeaseSeconds: 90,
  startWithinSeconds: 300,
  claimHoldSeconds: 5,
  capabilities: ['commands.progress', 'commands.cancel', 'token.rotate'],
  session: null,
};
