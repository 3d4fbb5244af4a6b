/**
 * The audit matrix as deeds: for each outcome it lists, how to bring exactly that outcome about. What must then stand in
 * the audit log is not said here; it is read from the matrix.
 */
import type { OperationId } from 'capsule-contract/types';
import type { Reply } from '../../../target/caller.ts';
import type { OpstageTrial } from '../../opstage-trial.ts';

export interface Provoked {
  /** The call whose events are counted. */
  reply: Reply;
  /** Rows of the matrix's item tables that hold for it, one for each item. */
  items?: readonly (readonly [table: string, outcome: string])[];
}

export type Provoke = (t: OpstageTrial) => Promise<Provoked>;

/** By operation and outcome, as the matrix names them. */
export type Outcomes = Readonly<Partial<Record<OperationId, Readonly<Record<string, Provoke>>>>>;
