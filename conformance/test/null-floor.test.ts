/** Whoever does nothing proves nothing: no requirement passes against a program that is not what the kit judges. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { runAgent } from '../src/runner/run-agent.ts';
import { runOpstage } from '../src/runner/run-opstage.ts';
import type { RunReport } from '../src/runner/run-report.ts';
import { nothingServerNames, startNothingServer, startPretender } from './nothing-servers.ts';

// Programs are started and waited for; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000 });

const ceilingMs = 240_000;
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
    const server = await startPretender();
    try {
      const report = await judgedOpstage(server.url);
      expect(report.unfit).toBeNull();
      expectNothingProven(report);
      expect(report.exitCode).toBe(1);
    } finally {
      await server.close();
    }
  });
});

test('a server that falls silent behind the door passes no requirement', async () => {
  const server = await startPretender({ otherwise: null });
  try {
    const report = await judgedOpstage(server.url);
    expectNothingProven(report);
    expect(report.exitCode).not.toBe(0);
  } finally {
    await server.close();
  }
});

describe('an agent command that', () => {
  const sends = fileURLToPath(new URL('./registers-only.mjs', import.meta.url));
  const floods = fileURLToPath(new URL('./floods.mjs', import.meta.url));
  test.concurrent.each([
    ['exits at once', 'true', 'ended with exit code 0'],
    ['fails at once', 'sh -c "echo out of paper; exit 7"', 'out of paper'],
    ['does not exist', './no-such-program', 'ENOENT'],
    ['sleeps for ever', 'sleep 1000', 'did not send agentRegister within 10 s'],
    ['only registers', `node ${sends}`, 'did not send serviceReport within 10 s'],
    ['floods', `node ${floods}`, 'did not send serviceReport within 10 s'],
  ])('%s passes no requirement', async (_name, start, reason) => {
    const report = await runAgent({
      ...options,
      start,
      startCeilingMs: 10_000,
      signal: AbortSignal.timeout(ceilingMs),
    });
    expectNothingProven(report);
    expect(report.unfit?.reason).toContain(reason);
    expect(report.exitCode).toBe(3);
  });
});

/**
 * What is seen to be so of an agent that registers, reports once and sends heartbeats under one token, whatever they are
 * answered: that it does so, goes on with it, and does nothing forbidden meanwhile.
 */
const shown = [
  'version-header/every-request',
  'responses-match-schema/every-request',
  'agent-token-stored-safely/every-request',
  'agent-token-stored-safely/never-printed',
  'auth-failure-keeps-identity/one-revoked-answer',
  'auth-failure-keeps-identity/agent-token-invalid',
  'auth-failure-keeps-identity/agent-token-missing',
  'auth-failure-keeps-identity/agent-disabled',
  'auth-failure-keeps-identity/agent-id-mismatch',
  // Twice too fast, it is slow enough for a check that counts four heartbeats with generosity.
  'auth-failure-keeps-identity/no-faster-than-the-heartbeat',
  'only-contract-answers-count/foreign-unauthorized',
  'unknown-enum-is-not-success/error-code-401',
  'unknown-enum-is-not-success/error-code-403',
  'heartbeat-cadence/lists-every-service',
  'server-told-intervals/nonsense-ignored',
  'server-told-intervals/absent-unchanged',
  'server-told-intervals/clamped-low',
  'throttle-obeyed/report-refused-422',
  'throttle-obeyed/report-refused-413',
  'throttle-obeyed/registration-refused',
];
/** Of these a flood passes none. */
const aboutPace = ['heartbeat-cadence', 'server-told-intervals', 'reconnect-backoff', 'throttle-obeyed', 'claim-*'];

describe('an agent that does nothing but', () => {
  const shows = fileURLToPath(new URL('./shows-up-only.mjs', import.meta.url));
  test.each([
    ['register, report and send heartbeats', '', [], shown],
    ['register, report and flood', ' flood', aboutPace, shown.filter((id) => !id.startsWith('server-told'))],
  ])('%s passes no check but those of what it did', async (_what, how, only, seen) => {
    const report = await runAgent({
      ...options,
      selection: { only, level: 'must', profiles: [] },
      start: `node ${shows}${how}`,
      parallel: 32,
      startCeilingMs: 60_000,
      // Nothing it is waited for ever comes; a wait cut short lets nothing pass that would not.
      patience: 0.2,
      signal: AbortSignal.timeout(ceilingMs),
    });
    expect(report.unfit).toBeNull();
    const checks = report.requirements.flatMap((one) => one.checks);
    const passed = checks.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id);
    expect(passed.filter((id) => !seen.includes(id))).toEqual([]);
    expect(report.exitCode).toBe(1);
    expect(report.checks.emitted).toBe(report.checks.planned);
  });
});
