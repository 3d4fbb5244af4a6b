/** What becomes of an error that is none of the contract's. */
import { ContractError, contractErrors } from 'capsule-contract/errors';
import { StoreUnavailable } from '../app/ports/store.ts';

/** What the server logs; requests by operation, never by URL or content. */
export interface Log {
  debug(facts: object, message: string): void;
  isLevelEnabled(level: string): boolean;
  error(facts: object, message: string): void;
}

/** A full disk or a failing database is nobody's request's fault; everything else unexpected is a bug of ours. */
export function asContractError(thrown: unknown, log: Log, origin: { requestId: string }): ContractError {
  if (thrown instanceof ContractError) return thrown;
  log.error({ err: thrown, requestId: origin.requestId }, 'request failed');
  if (thrown instanceof StoreUnavailable) return contractErrors.SERVICE_UNAVAILABLE({ internal: thrown });
  return contractErrors.INTERNAL_ERROR({ internal: thrown });
}
