/**
 * Executes the kit's command line within this process and gives what it printed and its exit code: for what ends without a
 * run, where starting a process costs more than all it does. Only one at a time; runs are for `run-kit.ts`.
 */
import { PassThrough } from 'node:stream';
import { vi } from 'vitest';
import { execute } from '../src/cli/main.ts';

export async function runKitInside(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
  /** What a person at a terminal types, one for each question. */
  answers: readonly string[] = [],
): Promise<{ code: number; stdout: string; stderr: string }> {
  const stdout = recorded(process.stdout);
  const left = [...answers];
  const stdin = Object.assign(new PassThrough(), { isTTY: answers.length > 0 });
  const terminal = vi.spyOn(process, 'stdin', 'get').mockReturnValue(stdin as unknown as typeof process.stdin);
  const stderr = recorded(process.stderr, (text) => {
    if (/[?\]] $/.test(text)) stdin.write(`${left.shift() ?? ''}\n`);
  });
  const exitCode = process.exitCode;
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  process.exitCode = undefined;
  try {
    await execute([process.execPath, 'capsule-conformance', ...args]);
    return { code: Number(process.exitCode ?? 0), stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.exitCode = exitCode;
    vi.unstubAllEnvs();
    stdout.stop();
    stderr.stop();
    terminal.mockRestore();
  }
}

/** Keeps what is written to the stream from it. */
function recorded(
  stream: NodeJS.WriteStream,
  seen: (text: string) => void = () => {},
): { text(): string; stop(): void } {
  let text = '';
  const spy = vi.spyOn(stream, 'write').mockImplementation((chunk) => {
    text += chunk.toString();
    seen(chunk.toString());
    return true;
  });
  return { text: () => text, stop: () => spy.mockRestore() };
}
