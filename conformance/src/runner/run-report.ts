/**
 * The result of a run as plain data: what `--report json=FILE` writes and every other report is made from. Its published
 * form is `report.schema.json`; a test holds the two together.
 */
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
  failure: { expected: string; actual: string; exchange: ReportMessage[]; notes: string[]; replay: string } | null;
}

export interface RequirementReport {
  id: string;
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

export interface RunReport {
  kit: { name: string; version: string };
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
  selection: { only: string[]; level: 'must' | 'should'; profiles: string[] };
  /** Why the subject could not be driven at all; null when it could. */
  unfit: { reason: string; exchange: ReportMessage[] } | null;
  /** Of requirements. */
  summary: RunSummary;
  /** Checks planned and verdicts emitted; unequal numbers are a defect of the kit. */
  checks: { planned: number; emitted: number; evidence: number };
  /** Requirements of the role that no check of this kit covers. */
  unchecked: string[];
  requirements: RequirementReport[];
  exitCode: number;
}

/** What a run tells while it goes on. */
export type RunProgress =
  | { kind: 'planned'; checks: number }
  | { kind: 'started'; check: string }
  | { kind: 'ended'; check: string; verdict: Verdict; durationMs: number };
