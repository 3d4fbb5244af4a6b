/**
 * The run as a stream: one JSON object per line, written while it goes on. Every line has `event` and `at`; the last is
 * `report`, the report without its requirements, whose checks have gone by as `ended` already.
 */
import type { RunProgress, RunReport } from '../runner/run-report.ts';

export function eventLine(progress: RunProgress, at: Date): string {
  const { kind, ...facts } = progress;
  // The check's report has its id, verdict and duration; they are not said twice.
  const said = kind === 'ended' ? { ...progress.report } : facts;
  return line(kind, at, said);
}

export function closingLine(report: RunReport, at: Date): string {
  const { requirements, ...facts } = report;
  return line('report', at, { ...facts, requirementsJudged: requirements.length });
}

function line(event: string, at: Date, facts: object): string {
  return `${JSON.stringify({ event, at: at.toISOString(), ...facts })}\n`;
}
