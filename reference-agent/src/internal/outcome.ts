/** Turns what a handler returned or threw into the result that is sent. */
import { ActionFailure } from '../action-failure.ts';
import { isRecord, type JsonRecord } from './answer.ts';
import { messageOf } from './clip.ts';
import type { StoredResult } from './journal-record.ts';

/** The contract's body limit, less room for what stands around `data`. */
const DATA_BYTES_MAX = 1_048_576 - 8_192;
const CODE_FORM = /^([A-Z][A-Z0-9]*(_[A-Z0-9]+)*|[a-z][a-z0-9-]*(\.[A-Za-z0-9_-]+)+)$/;
const CODE_LENGTH_MAX = 200;
/** The only bare code a handler may give; the others say something about the agent itself. */
const PLAIN_CODE = 'ACTION_FAILED';

export function returned(value: unknown): StoredResult {
  if (value === undefined || value === null) return { success: true };
  let json: string | undefined;
  try {
    json = JSON.stringify(value);
  } catch (error) {
    return failed(PLAIN_CODE, `the result cannot be written as JSON: ${messageOf(error)}`);
  }
  // Read back: what is kept and sent again later must not change with an object the handler still holds.
  const data: unknown = json === undefined ? null : JSON.parse(json);
  if (json === undefined || !isRecord(data))
    return failed(PLAIN_CODE, 'the handler returned something else than an object');
  if (Buffer.byteLength(json) > DATA_BYTES_MAX) return failed('RESULT_REJECTED', 'the result is too large to send');
  return { success: true, data: data as JsonRecord };
}

/** `cancelled` where the handler stopped because it was asked to; any other error is a failure of its own. */
export function threw(error: unknown, cancellation: unknown): StoredResult {
  if (cancellation !== undefined && stemsFrom(error, cancellation)) return { success: false, cancelled: true };
  if (!(error instanceof ActionFailure)) return failed(PLAIN_CODE, messageOf(error));
  const ownCode = error.code.includes('.') && CODE_FORM.test(error.code) && error.code.length <= CODE_LENGTH_MAX;
  return failed(ownCode ? error.code : PLAIN_CODE, messageOf(error));
}

export function failed(code: string, message: string): StoredResult {
  return { success: false, error: { code, message } };
}

/** Whether the error is the signal's reason, an abort, or was caused by either. */
function stemsFrom(error: unknown, reason: unknown): boolean {
  if (error === reason) return true;
  if (!(error instanceof Error)) return false;
  return error.name === 'AbortError' || (error.cause !== undefined && stemsFrom(error.cause, reason));
}
