/** A replay file tells, on any Opstage and any day, whether the bug is still there. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contract } from 'capsule-contract';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { ReplayCase } from '../src/model/replay-case.ts';
import { runKit } from './run-kit.ts';

// Ceilings that only a hanging program reaches: a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const folder = mkdtempSync(join(tmpdir(), 'capsule-replay-'));
const started = new Set<ChildProcess>();
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const password = 'replayed-many-times';

/** The address of an Opstage of its own. */
async function opstage(...more: string[]): Promise<string> {
  const main = join(import.meta.dirname, '../broken/opstage/main.ts');
  const child = spawn(process.execPath, [main, '--port', '0', ...more], {
    env: { ...process.env, CAPSULE_OWNER_PASSWORD: password },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.add(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return /http:\S+/.exec(line.toString())?.[0] ?? '';
}

const found: ReplayCase = {
  kind: 'capsule-conformance/program',
  contract: { version: contract.version, hash: contract.hash },
  requirement: 'retry-new-command',
  check: 'retry-new-command/model',
  operations: [
    { op: 'create', by: 0, service: 0, action: 0, confirm: false, queue: false, key: 0, variant: 0 },
    { op: 'cancel', by: 0, command: 0 },
    { op: 'retry', by: 0, command: 0, confirm: false, key: 0 },
    { op: 'cancel', by: 0, command: 0 },
    { op: 'retry', by: 0, command: 0, confirm: false, key: 0 },
  ],
  violation: { operation: 'commandRetry', expected: 'SUCCESS', actual: '409 COMMAND_NOT_RETRYABLE' },
};

function replayed(name: string, content: unknown, url: string) {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return runKit(['replay', file, '--url', url, '--owner', 'admin'], { CAPSULE_OWNER_PASSWORD: password }).ended;
}

describe('a replay file', () => {
  test('is reproduced by the Opstage with the bug, with the calls that show it', async () => {
    const { code, stdout } = await replayed('broken', found, await opstage('--defect', 'retried-once-only'));
    expect(stdout).toMatch(/^reproduced 10\/10$/m);
    expect(stdout).toContain('COMMAND_NOT_RETRYABLE');
    expect(stdout.match(/^ {4}curl /gm)).toHaveLength(5);
    expect(code).toBe(1);
  });

  test('is not reproduced by one without', async () => {
    const { code, stdout } = await replayed('sound', found, await opstage());
    expect(stdout).toMatch(/^not reproduced in 10 executions$/m);
    expect(code).toBe(0);
  });

  test.each<[title: string, content: unknown, said: string]>([
    ['no JSON', '{', 'cannot be read as JSON'],
    ['another document', { requirement: 'cancel' }, 'is no replay file'],
    ['an unknown step', { ...found, operations: [{ op: 'destroy' }] }, 'is no replay file'],
  ])('is refused with exit code 2 when it is %s', async (title, content, said) => {
    const { code, stderr } = await replayed(title.replaceAll(' ', '-'), content, 'http://127.0.0.1:9');
    expect(stderr).toContain(said);
    expect(code).toBe(2);
  });

  test('says that nothing could be told when nobody answers', async () => {
    const { code, stdout } = await replayed('nobody', found, 'http://127.0.0.1:9');
    expect(stdout).toContain('could not be replayed');
    expect(code).toBe(3);
  });
});
