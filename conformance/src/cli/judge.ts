/** What both run commands do around the run itself: flags before it, progress during it, reports after it. */
import { appendFileSync } from 'node:fs';
import type { Check } from '../checks/check.ts';
import { consoleReport } from '../report/console-report.ts';
import { jsonReport } from '../report/json-report.ts';
import { markdownReport } from '../report/markdown-report.ts';
import { progressLines } from '../report/progress-lines.ts';
import { updatedKnownFailures, withKnownFailures } from '../runner/known-failures.ts';
import { planChecks } from '../runner/plan.ts';
import { replayBase } from '../runner/replay-base.ts';
import type { RunOptions } from '../runner/run-options.ts';
import { freshSeed, runRepeatedly } from '../runner/run-repeatedly.ts';
import type { RunProgress, RunReport } from '../runner/run-report.ts';
import { readKnownFailures, writeKnownFailures } from './known-failures-file.ts';
import { columnsOf, paintOf } from './output-flags.ts';
import { replayFolder, withReplayFiles } from './replay-files.ts';
import { ReportFiles } from './report-files.ts';
import { type RunFlags, selectionOf } from './run-flags.ts';
import { stopSignals } from './stop-signals.ts';
import { UsageError } from './usage-error.ts';
import { writableFolder } from './writable-place.ts';

export interface Judgement {
  role: 'opstage' | 'agent';
  flags: RunFlags;
  /** Every check of the role. */
  checks: readonly Check[];
  /** The words after the kit's name that name this subject again, for the replay line. */
  subjectWords: readonly string[];
  /** The same for `replay`, where it takes fewer; default `subjectWords`. */
  replayWords?: readonly string[];
  run: (options: RunOptions) => Promise<RunReport>;
}

export async function judge({ role, flags, checks, subjectWords, replayWords, run }: Judgement): Promise<void> {
  const selection = selectionOf(flags, role);
  // Says what is wrong with the selection before anything is started or written.
  planChecks(checks, selection, flags.depth);
  if (flags.updateKnownFailures && flags.knownFailures === undefined) {
    throw new UsageError('--update-known-failures needs --known-failures, the file to write.');
  }
  const entries =
    flags.knownFailures === undefined ? [] : readKnownFailures(flags.knownFailures, flags.updateKnownFailures);
  if (flags.replayDir !== undefined) writableFolder('The folder of replay files', flags.replayDir);
  const files = new ReportFiles(flags.report);
  const seed = flags.seed ?? freshSeed();
  const tell = progressOf(flags);
  const signal = stopSignals((text) => process.stderr.write(text));
  // Until there is a verdict: who reads the output may go away (`| head`), and that ends the run.
  process.exitCode = 3;
  const once = await runRepeatedly({ seed, runs: flags.runs, timeBudgetMs: flags.timeBudget ?? null, signal }, (one) =>
    run({
      ...one,
      selection,
      depth: flags.depth,
      command: replayBase(process.argv.slice(2)),
      replayBase: replayBase([role, ...subjectWords, ...depthWords(flags)]),
      parallel: flags.parallel,
      onProgress: (progress) => {
        files.progress(progress);
        tell(progress);
      },
    }),
  );
  const today = new Date().toISOString().slice(0, 10);
  const current = flags.updateKnownFailures ? updatedKnownFailures(once, entries, today) : entries;
  if (flags.updateKnownFailures && flags.knownFailures !== undefined) writeKnownFailures(flags.knownFailures, current);
  const report =
    flags.knownFailures === undefined
      ? once
      : withKnownFailures(once, current, { today, checkIds: checks.map(({ id }) => id) });
  deliver(withReplayFiles(report, replayFolder(flags), replayWords ?? subjectWords), flags, files);
}

function deliver(report: RunReport, flags: RunFlags, files: ReportFiles): void {
  files.write(report);
  const { GITHUB_STEP_SUMMARY: summaryFile } = process.env;
  if (summaryFile) appendFileSync(summaryFile, markdownReport(report));
  process.stdout.write(
    flags.json ? jsonReport(report) : consoleReport(report, paintOf(process.stdout, flags), columnsOf(process.stdout)),
  );
  if (files.names.length > 0 && !flags.quiet && !flags.json) {
    process.stderr.write(`Written: ${files.names.join(', ')}\n`);
  }
  process.exitCode = report.exitCode;
}

/** Progress goes to stderr, so that stdout is the report alone. */
function progressOf(flags: RunFlags): (progress: RunProgress) => void {
  if (flags.quiet || flags.json) return () => {};
  return progressLines(process.stderr, paintOf(process.stderr, flags));
}

/** What a check tries depends on the depth as well as on the seed. */
function depthWords({ depth }: RunFlags): string[] {
  return depth === 'standard' ? [] : ['--depth', depth];
}
