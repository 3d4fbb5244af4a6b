/** Durations of an Opstage under test: short enough to wait for, far enough apart that a loaded machine does not blur them. Everything else: the default. */
export const shortDurations = {
  OPSTAGE_HEARTBEAT_INTERVAL_SECONDS: '1',
  OPSTAGE_OFFLINE_AFTER_SECONDS: '4',
  OPSTAGE_ACK_LEASE_SECONDS: '2',
  OPSTAGE_RUN_LEASE_SECONDS: '4',
  OPSTAGE_SWEEP_SECONDS: '1',
  OPSTAGE_CANCEL_GRACE_SECONDS: '2',
  OPSTAGE_TOKEN_PENDING_SECONDS: '2',
  OPSTAGE_EPHEMERAL_OFFLINE_SECONDS: '2',
  OPSTAGE_EXPIRY_GRACE_SECONDS: '2',
  OPSTAGE_REGISTER_RETRY_SECONDS: '4',
  OPSTAGE_HELLO_SECONDS: '2',
  OPSTAGE_PING_SECONDS: '2',
};

/** The same for an Opstage that answers slower: whatever has to be done within one of them has twice as long. */
export const longerDurations = Object.fromEntries(
  Object.entries(shortDurations).map(([name, seconds]) => [name, String(Number(seconds) * 2)]),
);
