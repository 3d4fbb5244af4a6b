/** The kit as a library: one call, one report. */
import { allAgentChecks } from '../checks/agent/all-agent-checks.ts';
import { allOpstageChecks } from '../checks/opstage/all-opstage-checks.ts';
import { withKnownFailures } from './known-failures.ts';
import { parallelDefault } from './parallel-default.ts';
import { replayBase } from './replay-base.ts';
import { runAgent } from './run-agent.ts';
import { runOpstage } from './run-opstage.ts';
import type { RunOptions } from './run-options.ts';
import { freshSeed, type OneRun, runRepeatedly } from './run-repeatedly.ts';
import type { RunReport } from './run-report.ts';
import type { RunRequest } from './run-request.ts';

/**
 * Judges an Opstage or an agent and gives the report; nothing is printed or written. A subject that fails, or cannot be
 * judged at all, is a report too (`exitCode` 1 or 3), never an exception.
 *
 * Throws an `EmptySelection` (an Error) when nothing fits `only`, `level` and `profiles`. Several runs may go on at
 * once against different subjects. When the returned promise settles, every process the kit started has ended.
 */
export async function run(request: RunRequest): Promise<RunReport> {
  const { seed = freshSeed(), runs = 1, timeBudgetMs = null, signal = new AbortController().signal } = request;
  const report = await runRepeatedly({ seed, runs, timeBudgetMs, signal }, (one) => runOnce(request, one));
  if (!request.knownFailures) return report;
  const checks = request.role === 'opstage' ? allOpstageChecks : allAgentChecks;
  const today = new Date().toISOString().slice(0, 10);
  return withKnownFailures(report, request.knownFailures, { today, checkIds: checks.map(({ id }) => id) });
}

function runOnce(request: RunRequest, one: OneRun): Promise<RunReport> {
  const { only = [], level = 'must', profiles = [], depth = 'standard', onProgress } = request;
  const base = replayBase([request.role, ...subjectWords(request)]);
  const options: RunOptions = {
    ...one,
    selection: { only, level, profiles },
    depth,
    parallel: request.parallel ?? parallelDefault[request.role],
    command: base,
    replayBase: base,
    onProgress: onProgress ?? (() => {}),
  };
  if (request.role === 'agent') {
    return runAgent({ ...options, start: request.start, startCeilingMs: request.startTimeoutMs ?? 20_000 });
  }
  const { url, owner, start = null, dataFolder = null, startTimeoutMs = 30_000, waitSecondsMax = 10 } = request;
  return runOpstage({ ...options, url, owner, start, dataFolder, startCeilingMs: startTimeoutMs, waitSecondsMax });
}

function subjectWords(request: RunRequest): string[] {
  const start = request.start === undefined ? [] : ['--start', request.start];
  if (request.role === 'agent') return start;
  const folder = request.dataFolder === undefined ? [] : ['--data-folder', request.dataFolder];
  return ['--url', request.url, '--owner', request.owner.username, ...start, ...folder];
}
