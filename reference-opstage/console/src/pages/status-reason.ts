import { t } from '../language/language.ts';

/** Why a status is what it is: the contract's sentence in this language, or what Opstage says where it is its own. */
export function statusReason(reason: string): string {
  return t().contract.statusReasons[reason] ?? reason;
}
