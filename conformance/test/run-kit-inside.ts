/**
 * Executes the kit's command line within this process and gives what it printed and its exit code: for what ends without a
 * run, where starting a process costs more than all it does. Only one at a time; runs are for `run-kit.ts`.
 */
import { vi } from 'vitest';
import { execute } from '../src/cli/main.ts';

export async function runKitInside(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const stdout = recorded(process.stdout);
  const stderr = recorded(process.stderr);
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
  }
}

/** Keeps what is written to the stream from it. */
function recorded(stream: NodeJS.WriteStream): { text(): string; stop(): void } {
  let text = '';
  const spy = vi.spyOn(stream, 'write').mockImplementation((chunk) => {
    text += chunk.toString();
    return true;
  });
  return { text: () => text, stop: () => spy.mockRestore() };
}
