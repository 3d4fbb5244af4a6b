/** Agents that are awkward to drive and none the worse for it: one that starts slowly, one that never stops talking. */
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { runAgent } from '../src/runner/run-agent.ts';
import type { CheckReport, RunReport } from '../src/runner/run-report.ts';

// Programs are started and waited for; a busy machine takes its time.
vi.setConfig({ testTimeout: 600_000 });

const agent = join(import.meta.dirname, '../broken/agent/main.ts');
const chatters = join(import.meta.dirname, 'chatters.mjs');

function judge(start: string, only: readonly string[], startCeilingMs = 240_000): Promise<RunReport> {
  return runAgent({
    ...{ start, startCeilingMs, seed: 'drives', runId: 'drives', depth: 'standard', parallel: 8 },
    ...{ command: '', replayBase: 'capsule-conformance' },
    selection: { only, level: 'should', profiles: [] },
    signal: new AbortController().signal,
    onProgress: () => {},
  });
}

const checksOf = ({ requirements }: RunReport): CheckReport[] => requirements.flatMap(({ checks }) => checks);
const short = (report: RunReport): string[] =>
  checksOf(report)
    .filter(({ verdict }) => verdict !== 'passed')
    .map(({ id, verdict, reason, failure }) => `${id}: ${verdict} ${reason ?? failure?.actual}`);

describe('an agent that takes seconds to start', () => {
  const slow = `sh -c "sleep 3; exec node ${agent}"`;

  test('is judged like every other, also by checks that start it again and again', async () => {
    const report = await judge(slow, [
      'boot-id',
      'disconnect-on-stop',
      'execute-at-most-once/killed-in-the-handler',
      'result-retried/across-a-restart',
      'tls-outside-loopback',
    ]);
    expect(short(report)).toEqual([]);
    expect(report.exitCode).toBe(0);
  });

  test('could not be judged within less than it takes, which is said', async () => {
    const report = await judge(slow, ['boot-id'], 1_000);
    expect(report.unfit?.reason).toBe('the agent command did not send agentRegister within 1 s');
    expect(report.exitCode).toBe(3);
  });
});

describe('an agent that prints hundreds of kilobytes a second', () => {
  const chatty = `node --import ${chatters} ${agent}`;

  test('is neither held up by it nor misjudged', async () => {
    const report = await judge(chatty, ['ack-before-run', 'heartbeat-cadence/while-a-handler-runs', 'boot-id']);
    expect(short(report)).toEqual([]);
  });

  test('is caught printing its token amid it, and the report shows the end of what it said', async () => {
    const report = await judge(`${chatty} --defect token-logged`, ['agent-token-stored-safely/never-shown']);
    const [check] = checksOf(report);
    expect(check, JSON.stringify(check)).toMatchObject({ verdict: 'failed' });
    expect(check?.failure?.expected).toContain('the tokens in its output');
    expect(JSON.stringify(report).length).toBeLessThan(100_000);
  });
});
