/** What a program that uses the kit as a library asks for. Only `role` and what names the subject are required. */
import type { KnownFailureReport, RunProgress } from './run-report.ts';

export interface CommonRequest {
  /** Patterns over ids of requirements and checks, `*` for any text. Default: all. A pattern that fits nothing throws. */
  only?: readonly string[];
  /** `should` judges the SHOULDs as well. Default `must`. */
  level?: 'must' | 'should';
  /** Only checks of these profiles. Default: every profile the subject claims. */
  profiles?: readonly string[];
  /** Replays the choices of an earlier run. Default: a fresh one; the report names it. */
  seed?: string;
  /** How much the generated layers try. Default `standard`. */
  depth?: 'quick' | 'standard' | 'deep';
  /** How many checks run at once. Default: 8 for an Opstage, 16 per processor and at most 32 for an agent. */
  parallel?: number;
  /** How often, each time with another seed; the gravest verdict counts. Default 1. */
  runs?: number;
  /** Ends the run after so long; the report is partial if nothing was judged whole by then. Default: no bound. */
  timeBudgetMs?: number;
  /** Checks that may fail for now. An entry that does not hold makes `exitCode` 1. */
  knownFailures?: readonly Omit<KnownFailureReport, 'state'>[];
  /** Aborting it ends the run; the report of what is known so far is still given. */
  signal?: AbortSignal;
  /** Called as the run goes on, never after `run` has returned. What it throws ends the run. */
  onProgress?: (progress: RunProgress) => void;
}

export interface OpstageRequest extends CommonRequest {
  role: 'opstage';
  /** Where it listens. */
  url: string;
  /** An account with the role owner. */
  owner: { username: string; password: string };
  /** Its start command, where the kit shall start and stop it. */
  start?: string;
  /** Where it keeps its data; opens the checks of what is stored. */
  dataFolder?: string;
  /** How long it may take to answer after `start`. Default 30,000. */
  startTimeoutMs?: number;
  /** The longest advertised duration a check waits for. Default 10. */
  waitSecondsMax?: number;
}

export interface AgentRequest extends CommonRequest {
  role: 'agent';
  /** The command line that starts it; the kit does so as often as it needs. No shell runs. */
  start: string;
  /** How long it may take to register and report. Default 20,000. */
  startTimeoutMs?: number;
}

export type RunRequest = OpstageRequest | AgentRequest;
