/** `npm run conformance` does what the README promises: both references pass, whole, in time, and nothing is left. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';

const root = new URL('../', import.meta.url);

/** The part of `capsule-conformance/report.schema.json` that is looked at here. */
interface Report {
  summary: { passed: number; failed: number; notApplicable: number; couldNotRun: number; harnessError: number };
  checks: { planned: number; emitted: number };
  partial: boolean;
  requirements: {
    id: string;
    verdict: string;
    checks: { id: string; verdict: string; reason: string | null; failure: object | null }[];
  }[];
  exitCode: number;
}

const reportOf = (role: string): Report => JSON.parse(readFileSync(new URL(`reports/${role}.json`, root), 'utf8'));

describe('npm run conformance', () => {
  let code: number | null = null;
  let output = '';
  beforeAll(async () => {
    const script = fileURLToPath(new URL('scripts/conformance.ts', root));
    const child = spawn(process.execPath, [script, '--quiet', '--seed', 'ci'], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    code = await new Promise((resolve) => child.once('close', resolve));
  }, 300_000);

  test.each(['opstage', 'agent'])('finds nothing wrong with the reference %s', (role) => {
    const report = reportOf(role);
    const green = new Set(['passed', 'not-applicable']);
    const red = report.requirements.flatMap(({ checks }) => checks.filter(({ verdict }) => !green.has(verdict)));
    expect(red).toEqual([]);
    expect(report).toMatchObject({
      summary: { failed: 0, couldNotRun: 0, harnessError: 0 },
      exitCode: 0,
      partial: false,
    });
    expect(report.checks.emitted).toBe(report.checks.planned);
  });

  test('sees at least sixty requirements pass', () => {
    expect(reportOf('opstage').summary.passed + reportOf('agent').summary.passed).toBeGreaterThanOrEqual(60);
  });

  test('exits 0 and prints both summaries', () => {
    expect(code, output).toBe(0);
    expect(output.match(/^requirements: \d+ passed, 0 failed/gm)).toHaveLength(2);
  });
});
