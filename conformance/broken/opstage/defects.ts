/**
 * What can be wrong with this Opstage, one thing at a time, and which switch is on. `caughtBy` names the checks that must
 * go red; matrix.test.ts runs every row.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { commandDefects } from './command-defects.ts';
import { conventionDefects } from './convention-defects.ts';
import { enrolmentDefects } from './enrolment-defects.ts';
import { feedDefects } from './feed-defects.ts';
import { modelDefects } from './model-defects.ts';
import { operatorDefects } from './operator-defects.ts';
import type { OpstageDefect } from './opstage-defect.ts';
import { raceDefects } from './race-defects.ts';
import { serviceDefects } from './service-defects.ts';
import { sessionDefects } from './session-defects.ts';
import { storageDefects } from './storage-defects.ts';

export const defects = {
  ...conventionDefects,
  ...enrolmentDefects,
  ...serviceDefects,
  ...commandDefects,
  ...operatorDefects,
  ...modelDefects,
  ...raceDefects,
  ...sessionDefects,
  ...feedDefects,
  ...storageDefects,
} as const satisfies Record<string, OpstageDefect>;

export type DefectName = keyof typeof defects;

/** Which defect is on, for everything that begins inside; so several Opstages of one process can be broken differently. */
const scope = new AsyncLocalStorage<DefectName | null>();

/** Throws for a name that is no defect; null is none. */
export function withDefect<T>(name: string | null, work: () => T): T {
  if (name !== null && !Object.hasOwn(defects, name)) throw new RangeError(`There is no defect "${name}".`);
  return scope.run(name as DefectName | null, work);
}

/** Nothing is wrong with it on purpose. */
export function isSound(): boolean {
  return scope.getStore() == null;
}

export function defect(name: DefectName): boolean {
  return scope.getStore() === name;
}
