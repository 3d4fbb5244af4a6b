/** Prints the report and writes the files asked for. */
import { writeFileSync } from 'node:fs';
import { consoleReport } from '../report/console-report.ts';
import { jsonReport } from '../report/json-report.ts';
import { paintFor } from '../report/paint.ts';
import { progressLines } from '../report/progress-lines.ts';
import type { RunProgress, RunReport } from '../runner/run-report.ts';
import type { RunFlags } from './run-flags.ts';

export function deliverReport(report: RunReport, flags: RunFlags, files: readonly { file: string }[]): void {
  for (const { file } of files) writeFileSync(file, jsonReport(report));
  process.stdout.write(flags.json ? jsonReport(report) : consoleReport(report, paintFor(process.stdout, process.env)));
  process.exitCode = report.exitCode;
}

/** Progress goes to stderr, so that stdout is the report alone. */
export function progressOf(flags: RunFlags): (progress: RunProgress) => void {
  if (flags.quiet || flags.json) return () => {};
  return progressLines(process.stderr, paintFor(process.stderr, process.env));
}
