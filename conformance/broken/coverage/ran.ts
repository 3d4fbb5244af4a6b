/** What is left of a run against the Opstage without a defect, to be asked what it reached. */
import type { Check } from '../../src/checks/check.ts';
import type { Message } from '../../src/target/transcript.ts';
import type { State } from '../opstage/state.ts';

export interface Ran {
  checks: readonly Check[];
  passed: ReadonlySet<string>;
  transcript: readonly Message[];
  state: State;
}
