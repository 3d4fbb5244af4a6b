/**
 * An error the contract knows: its code, status and public message, and apart from them what only the log may see. Thrown
 * through the generated constructors `contractErrors`, so that a code outside the catalogue cannot be thrown.
 */
import type { ErrorCode, ErrorDetails } from './types.ts';

export interface ContractErrorOptions {
  /** Public message; absent takes the catalogue's. Never repeats a value of the request. */
  message?: string;
  /** For a code with several statuses, the one that holds here. */
  status?: number;
  details?: ErrorDetails;
  /** Sent as `Retry-After`; every 429 and 503 carries one. */
  retryAfterSeconds?: number;
  /** For the log only; never leaves the process. */
  internal?: unknown;
  cause?: unknown;
}

export class ContractError extends Error {
  readonly code: ErrorCode;
  /** HTTP status; null for a code that is never an HTTP answer. */
  readonly status: number | null;
  readonly details: ErrorDetails | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly internal: unknown;

  constructor(code: ErrorCode, status: number | null, message: string, options: ContractErrorOptions = {}) {
    super(options.message ?? message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'ContractError';
    this.code = code;
    this.status = options.status ?? status;
    this.details = options.details;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.internal = options.internal;
  }
}
