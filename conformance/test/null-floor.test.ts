/** Whoever does nothing proves nothing: no requirement passes against a program that is not what the kit judges. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runAgent } from '../src/runner/run-agent.ts';
import { runOpstage } from '../src/runner/run-opstage.ts';
import type { RunReport } from '../src/runner/run-report.ts';
import { nothingServerNames, startNothingServer, startPretender } from './nothing-servers.ts';

const ceilingMs = 60_000;
const options = {
  selection: { only: [], level: 'should' as const, profiles: [] },
  seed: 'null-floor',
  runId: 'run',
  depth: 'standard' as const,
  command: '',
  replayBase: 'capsule-conformance',
  parallel: 12,
  onProgress: () => {},
};

async function judgedOpstage(url: string): Promise<RunReport> {
  return runOpstage({
    ...options,
    url,
    owner: { username: 'admin', password: 'correct horse battery' },
    start: null,
    dataFolder: null,
    startCeilingMs: 3_000,
    waitSecondsMax: 10,
    signal: AbortSignal.timeout(ceilingMs),
  });
}

function expectNothingProven(report: RunReport): void {
  const passed = report.requirements.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id);
  expect(passed).toEqual([]);
  expect([1, 3]).toContain(report.exitCode);
  expect(report.checks.emitted).toBe(report.checks.planned);
  expect(report.checks.planned).toBeGreaterThan(0);
  expect(report.durationMs).toBeLessThan(ceilingMs);
}

describe('a server that', () => {
  test.each(nothingServerNames)('%s passes no requirement', async (name) => {
    const server = await startNothingServer(name);
    try {
      const report = await judgedOpstage(server.url);
      expectNothingProven(report);
      expect(report.unfit?.reason).toBeTruthy();
      expect(report.exitCode).toBe(3);
    } finally {
      await server.close();
    }
  });

  test('pretends only at the door passes no requirement', async () => {
    const server = await startPretender(
      example('SystemVersion/valid/core-only.json'),
      example('OperatorSession/valid/mira.json'),
    );
    try {
      const report = await judgedOpstage(server.url);
      expect(report.unfit).toBeNull();
      expectNothingProven(report);
      expect(report.exitCode).toBe(1);
    } finally {
      await server.close();
    }
  }, 120_000);
});

test('a server that falls silent behind the door passes no requirement', async () => {
  const server = await startPretender(
    example('SystemVersion/valid/core-only.json'),
    example('OperatorSession/valid/mira.json'),
    null,
  );
  try {
    const report = await judgedOpstage(server.url);
    expectNothingProven(report);
    expect(report.exitCode).not.toBe(0);
  } finally {
    await server.close();
  }
}, 120_000);

describe('an agent command that', () => {
  const sends = fileURLToPath(new URL('./registers-only.mjs', import.meta.url));
  const floods = fileURLToPath(new URL('./floods.mjs', import.meta.url));
  test.each([
    ['exits at once', 'true', 'ended with exit code 0'],
    ['fails at once', 'sh -c "echo out of paper; exit 7"', 'out of paper'],
    ['does not exist', './no-such-program', 'ENOENT'],
    ['sleeps for ever', 'sleep 1000', 'did not send agentRegister within 3 s'],
    ['only registers', `node ${sends}`, 'did not send serviceReport within 3 s'],
    ['floods', `node ${floods}`, 'did not send serviceReport within 3 s'],
  ])('%s passes no requirement', async (_name, start, reason) => {
    const report = await runAgent({
      ...options,
      start,
      startCeilingMs: 3_000,
      signal: AbortSignal.timeout(ceilingMs),
    });
    expectNothingProven(report);
    expect(report.unfit?.reason).toContain(reason);
    expect(report.exitCode).toBe(3);
  });
});

/** A valid document of the contract's own examples. */
function example(path: string): object {
  return JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`capsule-contract/examples/${path}`)), 'utf8'));
}
