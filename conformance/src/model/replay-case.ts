/** A shrunk program with what was wrong at its end: everything a later run needs to say whether it is still so. */
import type { OperationId, RequirementId } from 'capsule-contract/types';
import type { ModelOperation } from './model-operation.ts';

export interface ReplayCase {
  kind: 'capsule-conformance/program';
  contract: { version: string; hash: string };
  requirement: RequirementId;
  /** Id of the check that found it. */
  check: string;
  operations: ModelOperation[];
  /** What came of its last step, or of a read at the end. */
  violation: { operation: OperationId | 'time'; expected: string; actual: string };
}
