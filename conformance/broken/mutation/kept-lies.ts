/** The lies that were found by the mutation run and are told in every test run. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lie } from './lie.ts';

export interface LieRow {
  check: string;
  /** File and text of the line that notices it. */
  expectation: string;
  /** What its failure expects, without ids and times. */
  expected: string;
  lie: Lie;
}

const file = join(import.meta.dirname, '../generated/opstage-lies.json');

export function keptLies(): LieRow[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as LieRow[]) : [];
}

/** A text of a failure without what differs from run to run. */
export function plainly(text: string): string {
  return text
    .replaceAll(/\b[a-z]{3}_[\w-]{16,64}/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
    .replaceAll(/\bk[a-z0-9]{9}\b/g, '<namespace>')
    .replaceAll(/\d+/g, '<n>')
    .slice(0, 120);
}

export function keepLies(rows: readonly LieRow[]): void {
  const sorted = rows.toSorted((a, b) => (a.expectation + a.check < b.expectation + b.check ? -1 : 1));
  writeFileSync(file, `[\n${sorted.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`);
}
