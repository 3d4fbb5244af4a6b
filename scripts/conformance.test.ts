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

const green = new Set(['passed', 'not-applicable']);
/** An idle machine with two cores needs a fifth of it. */
const ceilingMs = 600_000;

/** Runs the script and gives its exit code with all it printed. */
async function run(): Promise<{ code: number | null; output: string }> {
  const script = fileURLToPath(new URL('scripts/conformance.ts', root));
  const child = spawn(process.execPath, [script, '--quiet', '--seed', 'ci'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

function expectNothingWrong(report: Report): void {
  const red = report.requirements.flatMap(({ checks }) => checks.filter(({ verdict }) => !green.has(verdict)));
  expect(red).toEqual([]);
  expect(report).toMatchObject({
    summary: { failed: 0, couldNotRun: 0, harnessError: 0 },
    exitCode: 0,
    partial: false,
  });
  expect(report.checks.emitted).toBe(report.checks.planned);
}

describe('npm run conformance', () => {
  let ended: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    ended = await run();
  }, ceilingMs);

  test.each(['opstage', 'agent'])('finds nothing wrong with the reference %s', (role) => {
    expectNothingWrong(reportOf(role));
  });

  test('sees at least sixty requirements pass', () => {
    expect(reportOf('opstage').summary.passed + reportOf('agent').summary.passed).toBeGreaterThanOrEqual(60);
  });

  test('exits 0 and prints both summaries', () => {
    expect(ended.code, ended.output).toBe(0);
    expect(ended.output.match(/^requirements: \d+ passed, 0 failed/gm)).toHaveLength(2);
  });
});
