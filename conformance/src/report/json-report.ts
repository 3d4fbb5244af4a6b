/** The report as the JSON document that `report.schema.json` describes. */
import type { RunReport } from '../runner/run-report.ts';

export function jsonReport(report: RunReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
