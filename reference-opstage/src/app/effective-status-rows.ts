import { lifecycles } from 'capsule-contract';
import type { EffectiveStatusRow } from '../domain/effective-status.ts';

/** The contract's truth table, in the form the domain and the store judge by. */
export const effectiveStatusRows: readonly EffectiveStatusRow[] = lifecycles.serviceEffectiveStatus.rows.map(
  ({ when, status, statusReason }) => ({ when, status, reason: statusReason.en }),
);
