/**
 * A check: one normative sentence, what is sent, what must come, and the code that does it.
 *
 * A check knows no test framework and prints nothing. It returns when everything it expected held; otherwise one of
 * the errors of `check-outcome.ts` leaves it. Its verdict is decided by the runner, never by the check.
 */
import type { RequirementId } from 'capsule-contract/types';
import type { AgentTrial, FakeOpstageOptions } from './agent-trial.ts';
import type { OpstageTrial } from './opstage-trial.ts';

/** What a check cannot do without; missing, its verdict is could-not-run (or not-applicable for the capsule). */
export type Need =
  /** The kit starts and stops the subject (`--start`). */
  | 'start'
  /** The folder where the Opstage keeps its data is known (`--data-folder`). */
  | 'data-folder'
  /** The agent declares the conformance capsule (contract, section 9). */
  | 'conformance-capsule';

interface CheckFacts {
  /** The requirement's id, or `<requirement>/<variant>`. */
  id: string;
  requirement: RequirementId;
  /** Literally the catalogue's English sentence; a test holds them equal. */
  sentence: string;
  /** The truth this check establishes, in a few words. */
  title: string;
  /** What is sent and what is expected: one to three sentences. */
  how: string;
  needs?: readonly Need[];
  /** Ceiling for the whole check; default 60,000, of an agent 180,000. Overrun is could-not-run, never a pass. */
  ceilingMs?: number;
  /** It lasts seconds, mostly waiting for time to pass: begun among the first, so that nobody waits for it at the end. */
  long?: boolean;
  /**
   * The least depth it belongs to; default `quick`. What has to wait for seconds, or to restart the Opstage, is no part of
   * a quick run, and the run says that it was left out.
   */
  since?: 'standard';
  /**
   * `parallel` (default) beside all others · `apart` as well, on an instance that the kit starts for it (it restarts or
   * kills the subject, or needs to be without others), and `alone` where there can be none · `alone` after them, one at
   * a time · `last` after everything (it judges what the whole run recorded).
   */
  turn?: 'parallel' | 'apart' | 'alone' | 'last';
}

export interface OpstageCheck extends CheckFacts {
  role: 'opstage';
  /** `opstage-core` unless said. */
  profile: string;
  run(trial: OpstageTrial): Promise<void>;
}

export interface AgentCheck extends CheckFacts {
  role: 'agent';
  /** `agent-core` unless said. */
  profile: string;
  /** How this check's own fake Opstage begins (intervals, script). */
  opstage?: FakeOpstageOptions;
  run(trial: AgentTrial): Promise<void>;
}

export type Check = OpstageCheck | AgentCheck;

export function opstageCheck(check: Omit<OpstageCheck, 'role' | 'profile'> & { profile?: string }): OpstageCheck {
  return { profile: 'opstage-core', ...check, role: 'opstage' };
}

export function agentCheck(check: Omit<AgentCheck, 'role' | 'profile'> & { profile?: string }): AgentCheck {
  return { profile: 'agent-core', ...check, role: 'agent' };
}
