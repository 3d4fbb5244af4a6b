/**
 * Keeps what the results page shows of a report of the kit: `node scripts/keep-result.ts report.json results/name.json`.
 * The whole report stays with whoever ran it; it holds exchanges, this holds verdicts.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** What is kept of a report; the names are those of the report itself. */
export interface KeptResult {
  kit: { name: string; version: string };
  contract: { version: string };
  subject: { role: 'agent' | 'opstage'; name: string | null; version: string | null; profiles: string[] };
  startedAt: string;
  durationMs: number;
  seed: string;
  partial: boolean;
  summary: Record<'passed' | 'failed' | 'notApplicable' | 'couldNotRun' | 'harnessError', number>;
  requirements: { id: string; level: string; verdict: string }[];
}

export function keptResult(report: KeptResult): KeptResult {
  const { kit, contract, subject, startedAt, durationMs, seed, partial, summary, requirements } = report;
  const { role, name, version, profiles } = subject;
  return {
    kit: { name: kit.name, version: kit.version },
    contract: { version: contract.version },
    subject: { role, name, version, profiles },
    startedAt,
    durationMs,
    seed,
    partial,
    summary,
    requirements: requirements.map(({ id, level, verdict }) => ({ id, level, verdict })),
  };
}

if (import.meta.main) {
  const [from, to] = process.argv.slice(2);
  if (from === undefined || to === undefined) {
    process.stderr.write('node scripts/keep-result.ts <report.json> <results/name.json>\n');
    process.exit(2);
  }
  writeFileSync(to, `${JSON.stringify(keptResult(JSON.parse(readFileSync(from, 'utf8'))), null, 1)}\n`);
}
