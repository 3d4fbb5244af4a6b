/**
 * Writes the shrunk program of every failure that has one to a file of its own, and names the file in the failure's replay
 * line: a program replays on another day and on another Opstage, which a seed does only as long as the kit stays the same.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { replayBase } from '../runner/replay-base.ts';
import type { CheckReport, RunReport } from '../runner/run-report.ts';

export function withReplayFiles(report: RunReport, folder: string | null, subjectWords: readonly string[]): RunReport {
  if (folder === null) return report;
  const written = (check: CheckReport): CheckReport => {
    const { failure } = check;
    if (!failure?.program) return check;
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${check.id.replaceAll('/', '-')}.json`);
    writeFileSync(file, `${JSON.stringify(failure.program, null, 2)}\n`);
    return { ...check, failure: { ...failure, replay: replayBase(['replay', file, ...subjectWords]) } };
  };
  const requirements = report.requirements.map((one) => ({ ...one, checks: one.checks.map(written) }));
  return { ...report, requirements };
}

/** `--replay-dir`, or a folder beside the JSON report; null when neither is asked for. */
export function replayFolder(flags: { replayDir?: string; report: readonly string[] }): string | null {
  if (flags.replayDir !== undefined) return flags.replayDir;
  const json = flags.report.find((one) => one.startsWith('json='));
  return json === undefined ? null : join(dirname(json.slice('json='.length)), 'replay');
}
