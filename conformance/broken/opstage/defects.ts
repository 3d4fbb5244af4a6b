/**
 * What can be wrong with this Opstage, one thing at a time, and which switch is on. `caughtBy` names the checks that must
 * go red; matrix.test.ts runs every row.
 */
import { commandDefects } from './command-defects.ts';
import { conventionDefects } from './convention-defects.ts';
import { enrolmentDefects } from './enrolment-defects.ts';
import { operatorDefects } from './operator-defects.ts';
import type { OpstageDefect } from './opstage-defect.ts';
import { serviceDefects } from './service-defects.ts';

export const defects = {
  ...conventionDefects,
  ...enrolmentDefects,
  ...serviceDefects,
  ...commandDefects,
  ...operatorDefects,
} as const satisfies Record<string, OpstageDefect>;

export type DefectName = keyof typeof defects;

let active: DefectName | null = null;

/** False for a name that is no defect; null switches the one that is on off. */
export function activate(name: string | null): boolean {
  if (name !== null && !Object.hasOwn(defects, name)) return false;
  active = name as DefectName | null;
  return true;
}

export function defect(name: DefectName): boolean {
  return active === name;
}
