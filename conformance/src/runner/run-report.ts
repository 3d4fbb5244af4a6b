/**
 * The result of a run as plain data: what `--report json=FILE` writes and every other report is made from. Its published
 * form is `report.schema.json`; a test holds the two together.
 */
import type { ReplayScript } from '../checks/agent/scripts/replay-script.ts';
import type { ReplayCase } from '../model/replay-case.ts';
import type { KitScore } from './kit-score.ts';

export type Verdict = 'passed' | 'failed' | 'not-applicable' | 'could-not-run' | 'harness-error';

export interface ReportMessage {
  number: number;
  lane: string;
  operationId: string | null;
  atMs: number;
  request: { method: string; target: string; headers: [string, string][]; body: string };
  response: { status: number; headers: [string, string][]; body: string } | null;
  /** Why no complete answer came. */
  failure: string | null;
  /** Whether the verdict cites it; the others are there to make the story whole. */
  cited: boolean;
}

export interface CheckReport {
  id: string;
  title: string;
  how: string;
  verdict: Verdict;
  /** Numbers of the messages the verdict rests on; the transcript has `messages` of them. */
  evidence: number[];
  messages: number;
  durationMs: number;
  /** For not-applicable, could-not-run and harness-error. */
  reason: string | null;
  /** For failed. */
  failure: {
    expected: string;
    actual: string;
    exchange: ReportMessage[];
    notes: string[];
    replay: string;
    /** What `capsule-conformance replay` takes, where the failure is a program or a fault script. */
    program?: ReplayCase | ReplayScript;
  } | null;
  /** The check whose failure explains this one: the same wrong answer, or the call that should have prepared it. */
  root?: string;
}

export interface RequirementReport {
  id: string;
  /** The section of the catalogue it stands in. */
  area: string;
  level: string;
  profile: string;
  sentence: string;
  verdict: Verdict;
  checks: CheckReport[];
}

export interface RunSummary {
  passed: number;
  failed: number;
  notApplicable: number;
  couldNotRun: number;
  harnessError: number;
}

/** An entry of the file of known failures, and what became of it in this run. */
export interface KnownFailureReport {
  /** Id of a check. */
  check: string;
  reason: string;
  link: string | null;
  /** The last day it counts, as YYYY-MM-DD. */
  expires: string;
  /**
   * `fails` as expected, `not-judged` this time. The others make the run red: `no-longer-fails`, `expired`, and
   * `unknown` to this kit.
   */
  state: 'fails' | 'not-judged' | 'no-longer-fails' | 'expired' | 'unknown';
}

export interface RunReport {
  kit: {
    name: string;
    version: string;
    /** How many planted defects it catches in this role; null where that is not published with it. */
    score: KitScore | null;
  };
  contract: { version: string; wireVersion: string; hash: string };
  subject: {
    role: 'opstage' | 'agent';
    name: string | null;
    version: string | null;
    url: string | null;
    start: string | null;
    profiles: string[];
    capabilities: string[];
  };
  /** The command line that was run, secrets masked. */
  command: string;
  seed: string;
  startedAt: string;
  durationMs: number;
  /** True when anything of the role was deselected, or the run was interrupted. */
  partial: boolean;
  /** Checks that are no part of a quick run and were therefore not executed; absent when there are none. */
  leftToStandard?: string[];
  /** Why the run ended before its time: Ctrl-C, the time budget. Null when it did not. */
  interrupted: string | null;
  selection: { only: string[]; level: 'must' | 'should'; profiles: string[] };
  /** Why the subject could not be driven at all; null when it could. */
  unfit: { reason: string; exchange: ReportMessage[] } | null;
  /** Of requirements. */
  summary: RunSummary;
  /** Checks planned and verdicts emitted; unequal numbers are a defect of the kit. */
  checks: { planned: number; emitted: number; evidence: number };
  /** One entry per repetition (`--runs`); the verdicts of this report are the gravest of all of them. */
  runs: { seed: string; durationMs: number; exitCode: number }[];
  /** Checks that did not come to the same verdict in every repetition. */
  unstable: { check: string; verdicts: Verdict[] }[];
  knownFailures: KnownFailureReport[];
  /** Requirements of the role that no check of this kit covers. */
  unchecked: string[];
  requirements: RequirementReport[];
  exitCode: number;
}

/** What a run tells while it goes on. */
export type RunProgress =
  /** The preflight is over; `unfit` says why nothing will be judged. */
  | { kind: 'found'; subject: RunReport['subject']; unfit: string | null }
  | { kind: 'planned'; checks: number }
  | { kind: 'started'; check: string }
  | { kind: 'ended'; check: string; verdict: Verdict; durationMs: number; report: CheckReport };
