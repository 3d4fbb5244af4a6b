/** Runs the kit's command line as a process, as a user would, and gives what it printed and how it ended. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const entry = fileURLToPath(new URL('../bin/capsule-conformance.mjs', import.meta.url));
const compileCache = fileURLToPath(new URL('../../node_modules/.cache/capsule-conformance', import.meta.url));

export interface KitRun {
  child: ChildProcessByStdio<null, Readable, Readable>;
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

export function runKit(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): KitRun {
  const child = spawn(process.execPath, [entry, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Types are stripped once, not by every process a test starts.
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env, ...env },
  });
  // A test that ran out of time must not leave the kit running behind it.
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, ended };
}
