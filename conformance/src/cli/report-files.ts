/** `--report format=file`: where the reports of a run go. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { InvalidArgumentError } from 'commander';
import { badge } from '../report/badge.ts';
import { closingLine, eventLine } from '../report/event-line.ts';
import { htmlReport } from '../report/html-report.ts';
import { jsonReport } from '../report/json-report.ts';
import { junitReport } from '../report/junit-report.ts';
import { markdownReport } from '../report/markdown-report.ts';
import { sarifReport } from '../report/sarif-report.ts';
import type { RunProgress, RunReport } from '../runner/run-report.ts';
import { didYouMean } from './nearest-name.ts';
import { writableFile } from './writable-place.ts';

/** Written when the run is over. The event stream is not among them: it is written while the run goes on. */
export const reportFormats: Readonly<Record<string, (report: RunReport) => string>> = {
  json: jsonReport,
  junit: junitReport,
  html: htmlReport,
  md: markdownReport,
  badge,
  sarif: sarifReport,
};

export const formatNames: readonly string[] = [...Object.keys(reportFormats), 'ndjson'];

export class ReportFiles {
  readonly #files: readonly { format: string; file: string }[];

  /** A place that cannot be written is known before the run, not after it. */
  constructor(specs: readonly string[]) {
    this.#files = specs.map(reportSpec);
    for (const { file } of this.#files) writableFile('The report file', file);
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

/** `FORMAT=FILE`, taken apart. */
export function reportSpec(spec: string): { format: string; file: string } {
  const at = spec.indexOf('=');
  const format = spec.slice(0, Math.max(at, 0));
  const file = spec.slice(at + 1);
  if (at < 0 || file === '') throw new InvalidArgumentError(`${spec} is not of the form FORMAT=FILE.`);
  if (!formatNames.includes(format)) {
    throw new InvalidArgumentError(
      `There is no format ${format}; there are ${formatNames.join(', ')}.${didYouMean(format, formatNames)}`,
    );
  }
  return { format, file };
}
