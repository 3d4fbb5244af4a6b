// `npm test`: everything that can be wrong, in one run. The last line of output is `N passed, N failed`: the tests of
// vitest, and each other step as one. Anything that is not a pass makes the exit code 1.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCheckSteps } from './check-steps.ts';
import { runStep, type StepOptions } from './step.ts';
import { failedTests, type Tally, type VitestReport, vitestTally } from './vitest-tally.ts';

const options: StepOptions = {
  nowMs: () => performance.now(),
  print: (text) => {
    process.stdout.write(text);
  },
};

async function runVitest(liveFrom: Promise<unknown>): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'capsule-test-'));
  const reportFile = join(folder, 'vitest.json');
  // The tests start hundreds of processes of the same few programs: what Node compiled for one it has for the next.
  process.env.NODE_COMPILE_CACHE ??= join(folder, 'compiled');
  try {
    const vitest = ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${reportFile}`];
    const step = { title: 'tests', npm: ['exec', '--', ...vitest], again: 'npx vitest run' };
    const exitedCleanly = await runStep(step, { ...options, liveFrom });
    const report = readReport(reportFile);
    if (report !== null) failures.push(...failedTests(report, `${process.cwd()}/`));
    return vitestTally(report, exitedCleanly);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport(file: string): VitestReport | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Told once more at the end: a log is read from there. */
const failures: string[] = [];
// Beside the tests, which mostly wait; what the tests print is shown when all checks have said their word.
const checks = runCheckSteps(options, 1);
const tests = runVitest(checks);
const tallies: Tally[] = (await checks).map((passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1 }));
tallies.push(await tests);

const sum = (field: keyof Tally): number => tallies.reduce((total, tally) => total + tally[field], 0);
process.exitCode = sum('failed') === 0 ? 0 : 1;
for (const failure of failures) process.stdout.write(`FAILED ${failure}\n`);
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
