/** What a program can import from `capsule-conformance`: the run, the forms of its report, and their types. */
export { badge } from './report/badge.ts';
export { htmlReport } from './report/html-report.ts';
export { junitReport } from './report/junit-report.ts';
export { markdownReport } from './report/markdown-report.ts';
export { diffVerdicts, type RunDiff, type Verdicts, verdictsOf } from './report/run-diff.ts';
export { sarifReport } from './report/sarif-report.ts';
export { run } from './runner/run.ts';
export type {
  CheckReport,
  KnownFailureReport,
  ReportMessage,
  RequirementReport,
  RunProgress,
  RunReport,
  RunSummary,
  Verdict,
} from './runner/run-report.ts';
export type { AgentRequest, CommonRequest, OpstageRequest, RunRequest } from './runner/run-request.ts';
