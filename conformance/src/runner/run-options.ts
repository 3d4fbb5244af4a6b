/** What both roles' runs take, apart from the subject itself. */
import type { Depth } from '../checks/trial.ts';
import type { Selection } from './plan.ts';
import type { RunProgress } from './run-report.ts';

export interface RunOptions {
  selection: Selection;
  seed: string;
  /** Unique to this run; part of every code the kit makes. */
  runId: string;
  depth: Depth;
  /** As typed, for the report. */
  command: string;
  /** The command line that runs one check of this subject again, without `--only` and `--seed`. */
  replayBase: string;
  /** How many checks run at once. */
  parallel: number;
  /** Aborted by Ctrl-C: checks under way stop, the rest could not run, the report is still made. */
  signal: AbortSignal;
  /** Multiplies every ceiling, for machines or subjects slower than most; default 1. */
  patience?: number;
  onProgress: (progress: RunProgress) => void;
}

export function replayLine(options: Pick<RunOptions, 'replayBase' | 'seed'>, checkId: string): string {
  return `${options.replayBase} --level should --only ${checkId} --seed ${options.seed}`;
}
