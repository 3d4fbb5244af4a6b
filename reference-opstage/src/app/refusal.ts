import type { ContractError } from 'capsule-contract/errors';
import type { ActorRef } from '../domain/actor-ref.ts';
import type { TargetRef } from '../domain/audit-event.ts';

/** What the audit log needs to know about a refusal beyond its code. */
export interface RefusalFacts {
  target?: TargetRef;
  /** The known agent behind a call whose token no longer works. */
  actor?: ActorRef;
}

// Kept beside the error, not in it: what is thrown is the contract's error and nothing else.
const facts = new WeakMap<ContractError, RefusalFacts>();

export function refusal(error: ContractError, about: RefusalFacts): ContractError {
  facts.set(error, about);
  return error;
}

export function refusalFacts(error: ContractError): RefusalFacts {
  return facts.get(error) ?? {};
}
