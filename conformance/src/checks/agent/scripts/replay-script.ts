/** A shrunk fault script with what was wrong after it: everything a later run needs to say whether it is still so. */
import type { RequirementId } from 'capsule-contract/types';
import type { Script } from './script-operation.ts';
import type { Property } from './violation.ts';

export interface ReplayScript {
  kind: 'capsule-conformance/script';
  contract: { version: string; hash: string };
  requirement: RequirementId;
  /** Id of the check that found it; it says what kind of Opstage the agent is played to. */
  check: string;
  operations: Script;
  violation: { property: Property; actual: string };
}
