/** Why an agent is over. After it none of its timers, connections or files is open. */
export type AgentEnd =
  /** `stop()` was called. */
  | { reason: 'stopped' }
  /** Opstage ended this identity; a new registration token is needed, and the state folder remembers that. */
  | { reason: 'revoked' }
  /** Opstage refused the registration in a way that repeating cannot change. */
  | { reason: 'registration-refused'; code: string; message: string }
  /** There is neither an identity in the state folder nor a registration token. */
  | { reason: 'not-registered' }
  /** Something the agent cannot go on with, such as a state folder that became unwritable. */
  | { reason: 'failed'; error: unknown };
