/**
 * Runs a declared program: directly, never through a shell, with its input on stdin. Nothing an operator sends can become
 * an argument, an option or another program.
 */
import { type ChildProcess, spawn } from 'node:child_process';

export interface ProgramEnd {
  /** Null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
  /** More was written than is kept. */
  cut: boolean;
}

export interface ProgramRun {
  command: readonly string[];
  folder: string;
  /** Written to stdin, which is then closed. */
  input: string;
  signal: AbortSignal;
}

const OUTPUT_BYTES_MAX = 900_000;
/** Between asking a program to end and ending it. */
const TERM_MS = 3_000;
/** After its exit, for what grandchildren may still hold open. */
const DRAIN_MS = 500;

/** Rejects when the program cannot be started, or with the signal's reason once a stopped program is gone. */
export function runProgram({ command, folder, input, signal }: ProgramRun): Promise<ProgramEnd> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    // A group of its own, so that what it starts is stopped with it.
    const child = spawn(program, args, { cwd: folder, env: ownEnvironment(), shell: false, detached: true });
    const stdout = collect(child.stdout);
    const stderr = collect(child.stderr);
    let killing: NodeJS.Timeout | undefined;
    const stop = () => {
      signalGroup(child, 'SIGTERM');
      killing = setTimeout(() => signalGroup(child, 'SIGKILL'), TERM_MS);
    };
    signal.addEventListener('abort', stop, { once: true });
    const finish = (code: number | null) => {
      clearTimeout(killing);
      clearTimeout(draining);
      signal.removeEventListener('abort', stop);
      if (signal.aborted) reject(signal.reason);
      else resolve({ code, stdout: stdout.text(), stderr: stderr.text(), cut: stdout.cut() });
    };
    let draining: NodeJS.Timeout | undefined;
    child.on('error', (error: Error & { code?: string }) => {
      signal.removeEventListener('abort', stop);
      reject(new Error(`${program} cannot be started: ${error.code ?? error.message}`));
    });
    child.on('exit', (code) => {
      draining = setTimeout(() => {
        signalGroup(child, 'SIGKILL');
        finish(code);
      }, DRAIN_MS);
    });
    child.on('close', finish);
    // A program that reads nothing is none of our faults.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

function collect(stream: NodeJS.ReadableStream): { text: () => string; cut: () => boolean } {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    if (bytes <= OUTPUT_BYTES_MAX) chunks.push(chunk);
    bytes += chunk.length;
  });
  return {
    text: () => Buffer.concat(chunks).subarray(0, OUTPUT_BYTES_MAX).toString(),
    cut: () => bytes > OUTPUT_BYTES_MAX,
  };
}

/** The registration token is the agent's, not its programs'. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const { OPSTAGE_REGISTRATION_TOKEN: _, ...environment } = process.env;
  return environment;
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group is gone.
  }
}
