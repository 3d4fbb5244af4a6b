import type { ErrorBody, ErrorCode, ErrorDetails } from 'capsule-contract/types';

/** `UNREACHABLE`: no answer came. `NOT_AN_OPSTAGE`: something answered that does not speak the contract. */
export type FailureCode = ErrorCode | 'UNREACHABLE' | 'NOT_AN_OPSTAGE';

/** A call that did not succeed. Match on `code`. */
export class ApiError extends Error {
  readonly code: FailureCode;
  readonly requestId: string | null;
  readonly details: ErrorDetails;
  readonly retryAfterSeconds: number | null;

  constructor(code: FailureCode, body: Partial<ErrorBody> = {}, retryAfterSeconds: number | null = null) {
    super(body.message ?? code);
    this.code = code;
    this.requestId = body.requestId ?? null;
    this.details = body.details ?? {};
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
