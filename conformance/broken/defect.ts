/** A defect: one thing an implementation does wrong, the requirement it breaks, and the check that must go red. */
import type { RequirementId } from 'capsule-contract/types';

export interface Defect {
  requirement: RequirementId;
  /** The check's id: the requirement's, or `<requirement>/<variant>`. */
  caughtBy: string;
  /** Completes the sentence "this implementation …". */
  wrong: string;
}

export function defectOf(caughtBy: string, wrong: string): Defect {
  return { requirement: caughtBy.split('/')[0] as RequirementId, caughtBy, wrong };
}
