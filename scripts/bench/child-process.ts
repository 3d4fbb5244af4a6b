/** A program under measurement: started, watched through /proc where there is one, and always stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface RunningProgram {
  child: ChildProcess;
  pid: number;
  /** What it wrote to stdout and stderr so far. */
  output(): string;
  exited: Promise<number | null>;
  /** Signals and waits for the end. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export interface Usage {
  /** Resident memory in MiB. */
  rssMb: number;
  /** The most it ever was. */
  peakMb: number;
  cpuMs: number;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export function startProgram(args: readonly string[], env: Record<string, string> = {}, cwd?: string): RunningProgram {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  return {
    child,
    pid: child.pid ?? 0,
    output: () => output,
    exited,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await exited;
    },
  };
}

/** Waits until the program has written what the pattern finds; the first group of it. */
export async function written(program: RunningProgram, pattern: RegExp): Promise<string> {
  let over = false;
  program.exited.then(() => {
    over = true;
  });
  for (;;) {
    const [, found] = pattern.exec(program.output()) ?? [];
    if (found !== undefined) return found;
    if (over) throw new Error(`it ended before it was ready: ${program.output().slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Clock ticks of /proc are hundredths of a second on every Linux that Node runs on. */
const tickMs = 10;

/** Null where there is no /proc, or no such process any more. */
export function usageOf(pid: number): Usage | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kib = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
    // The name of the program may hold spaces; it ends with the last parenthesis.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { rssMb: kib('VmRSS') / 1024, peakMb: kib('VmHWM') / 1024, cpuMs: ticks * tickMs };
  } catch {
    return null;
  }
}

export function requiredUsageOf(pid: number): Usage {
  const usage = usageOf(pid);
  if (usage === null) throw new Error('memory and CPU of a process are read from /proc, which is not here');
  return usage;
}
