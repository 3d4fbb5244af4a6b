/**
 * Thrown by a handler to fail its command with a code of its own.
 *
 * `code` is a reverse-DNS name such as `com.example.quota-exceeded`; left out, it is `ACTION_FAILED`. Any other error a
 * handler throws is `ACTION_FAILED` with that error's message. A stack trace never leaves the process.
 */
export class ActionFailure extends Error {
  readonly code: string;

  constructor(message: string, code = 'ACTION_FAILED') {
    super(message);
    this.name = 'ActionFailure';
    this.code = code;
  }
}
