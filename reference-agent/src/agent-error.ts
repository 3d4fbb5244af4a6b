/** Everything that can make `new CapsuleAgent(…)`, a declaration or `start()` throw. Match on `code`. */
export type AgentErrorCode =
  /** A plain-http URL outside loopback, and `allowInsecureHttp` is not set. */
  | 'INSECURE_URL'
  /** An option or a declaration is missing or malformed; the message names it. */
  | 'INVALID_OPTIONS'
  /** Another process uses the state folder. */
  | 'STATE_FOLDER_IN_USE'
  /** The state folder cannot be read or written. */
  | 'STATE_FOLDER_UNUSABLE'
  /** `start()` was called twice; make a new agent instead. */
  | 'ALREADY_STARTED';

export class AgentError extends Error {
  readonly code: AgentErrorCode;

  constructor(code: AgentErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AgentError';
    this.code = code;
  }
}
