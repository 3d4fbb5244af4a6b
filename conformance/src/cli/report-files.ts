/** `--report format=file`: where the reports of a run go. */
import { accessSync, appendFileSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { badge } from '../report/badge.ts';
import { closingLine, eventLine } from '../report/event-line.ts';
import { htmlReport } from '../report/html-report.ts';
import { jsonReport } from '../report/json-report.ts';
import { junitReport } from '../report/junit-report.ts';
import { markdownReport } from '../report/markdown-report.ts';
import { sarifReport } from '../report/sarif-report.ts';
import type { RunProgress, RunReport } from '../runner/run-report.ts';
import { didYouMean } from './nearest-name.ts';
import { UsageError } from './usage-error.ts';

/** Written when the run is over. The event stream is not among them: it is written while the run goes on. */
export const reportFormats: Readonly<Record<string, (report: RunReport) => string>> = {
  json: jsonReport,
  junit: junitReport,
  html: htmlReport,
  md: markdownReport,
  badge,
  sarif: sarifReport,
};

export class ReportFiles {
  readonly #files: readonly { format: string; file: string }[];

  /** A place that cannot be written is known before the run, not after it. */
  constructor(specs: readonly string[]) {
    this.#files = specs.map(parsed);
    for (const { file } of this.#streams) writeFileSync(file, '');
  }

  get names(): string[] {
    return this.#files.map(({ file }) => file);
  }

  progress(progress: RunProgress): void {
    for (const { file } of this.#streams) appendFileSync(file, eventLine(progress, new Date()));
  }

  write(report: RunReport): void {
    for (const { file } of this.#streams) appendFileSync(file, closingLine(report, new Date()));
    for (const { format, file } of this.#files) {
      const text = reportFormats[format];
      if (text) writeFileSync(file, text(report));
    }
  }

  get #streams() {
    return this.#files.filter(({ format }) => format === 'ndjson');
  }
}

function parsed(spec: string): { format: string; file: string } {
  const known = [...Object.keys(reportFormats), 'ndjson'];
  const at = spec.indexOf('=');
  const format = spec.slice(0, Math.max(at, 0));
  const file = spec.slice(at + 1);
  if (at < 0 || file === '') throw new UsageError(`--report ${spec} is not of the form FORMAT=FILE.`);
  if (!known.includes(format)) {
    throw new UsageError(
      `--report knows no format ${format}; it knows ${known.join(', ')}.${didYouMean(format, known)}`,
    );
  }
  try {
    mkdirSync(dirname(file), { recursive: true });
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
  } catch (cause) {
    throw new UsageError(
      `The report file ${file} cannot be written: ${cause instanceof Error ? cause.message : cause}`,
    );
  }
  return { format, file };
}
