/** A defect of the broken Opstage. One may break several checks, and then each of them has to be red. */
import { operations } from 'capsule-contract';
import type { OperationId, OpstageProfile } from 'capsule-contract/types';
import { type Defect, defectOf } from '../defect.ts';

export interface OpstageDefect extends Defect {
  /** Checks that make the traffic in which a check of every answer sees the defect. */
  traffic?: string;
  /** Variables that configure durations, where the defect needs others to be seen. */
  durations?: Record<string, string>;
  /** Served, where the defect needs fewer than all. */
  profiles?: readonly OpstageProfile[];
}

/** `caughtBy` names checks by id or pattern, separated by commas; the first one's requirement is what is broken. */
export function row(
  caughtBy: string,
  wrong: string,
  more: Pick<OpstageDefect, 'traffic' | 'durations' | 'profiles'> = {},
): OpstageDefect {
  return { ...defectOf(caughtBy, wrong), ...more };
}

/** The checks of a family, one for each operation with a JSON body. */
export function checksOfBodies(family: string, without: readonly OperationId[] = []): string {
  const all = Object.values(operations).filter(({ body }) => body?.type != null);
  return idsOf(family, all, without);
}

/** The checks of a family, one for each operation with a query. */
export function checksOfQueries(family: string, without: readonly OperationId[] = []): string {
  const all = Object.values(operations).filter(({ query }) => query.length > 0);
  return idsOf(family, all, without);
}

function idsOf(family: string, all: readonly { operationId: OperationId }[], without: readonly OperationId[]): string {
  const ids = all.map(({ operationId }) => operationId).filter((id) => !without.includes(id));
  return ids.map((id) => `${family}/${id}`).join(',');
}
