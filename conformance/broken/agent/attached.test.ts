/** An agent that somebody else started: judged where it can be, and told where it cannot. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { allAgentChecks } from '../../src/checks/agent/all-agent-checks.ts';
import { runAgent } from '../../src/runner/run-agent.ts';
import type { RunReport } from '../../src/runner/run-report.ts';

/** Of checks that wait for an agent to be calm before each of them. */
const ceilingMs = 900_000;
const program = join(import.meta.dirname, 'main.ts');

async function judgeAttached(ids: readonly string[], defect: string | null): Promise<Map<string, string>> {
  const state = mkdtempSync(join(tmpdir(), 'capsule-attached-'));
  let agent: ChildProcess | undefined;
  onTestFinished(() => {
    agent?.kill('SIGKILL');
    rmSync(state, { recursive: true, force: true, maxRetries: 5 });
  });
  const report = await runAgent({
    start: null,
    attach: {
      listen: { host: '127.0.0.1', port: 0 },
      onListening({ url, registrationToken }) {
        const variables = {
          OPSTAGE_URL: url,
          OPSTAGE_REGISTRATION_TOKEN: registrationToken,
          OPSTAGE_AGENT_STATE: state,
        };
        const args = [program, ...(defect === null ? [] : ['--defect', defect])];
        agent = spawn(process.execPath, args, { env: { ...process.env, ...variables }, stdio: 'ignore' });
      },
    },
    checks: allAgentChecks.filter(({ id }) => ids.includes(id)),
    startCeilingMs: 120_000,
    selection: { only: [], level: 'should', profiles: [] },
    seed: 'attached',
    runId: 'attached',
    depth: 'quick',
    command: '',
    replayBase: '',
    parallel: 8,
    patience: 2,
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  expect(agent?.exitCode).toBe(null);
  return verdicts(report);
}

function verdicts({ requirements }: RunReport): Map<string, string> {
  const checks = requirements.flatMap((one) => one.checks);
  return new Map(
    checks.map(({ id, verdict, reason, failure }) => [id, `${verdict} ${reason ?? failure?.actual ?? ''}`.trim()]),
  );
}

test(
  'passes what needs no start of its own, and what does could not run and says so',
  async () => {
    const found = await judgeAttached(
      [
        'ack-before-run',
        'handler-timeout/fail',
        'boot-id',
        'session-replies',
        'refusal-is-explicit/unknown-type',
        'report-on-start-and-change/after-a-change',
      ],
      null,
    );
    expect(found.get('ack-before-run')).toBe('passed');
    expect(found.get('handler-timeout/fail')).toBe('passed');
    expect(found.get('refusal-is-explicit/unknown-type')).toBe('passed');
    expect(found.get('report-on-start-and-change/after-a-change')).toBe('passed');
    expect(found.get('boot-id')).toMatch(/^could-not-run .*--attach cannot; use --start$/);
    expect(found.get('session-replies')).toMatch(/^could-not-run .*--attach/);
  },
  ceilingMs,
);

test(
  'a defect is caught in it too',
  async () => {
    const found = await judgeAttached(
      ['execute-at-most-once/redelivered-after-its-result'],
      'runs-again-when-finished',
    );
    expect(found.get('execute-at-most-once/redelivered-after-its-result')).toMatch(/^failed/);
  },
  ceilingMs,
);
