import { spawn } from 'node:child_process';

/** One thing to run through npm that either passes or fails. */
export interface Step {
  readonly title: string;
  /** Arguments of npm: `['run', 'check', '-w', 'capsule-contract']`. */
  readonly npm: readonly string[];
  /** What to type to run this step again by hand, where it is not `npm` with those arguments. */
  readonly again?: string;
}

export interface StepOptions {
  /** Milliseconds of a monotonic clock. */
  readonly nowMs: () => number;
  readonly print: (text: string) => void;
  /** Show what the step prints as it prints it, instead of only when it fails. */
  readonly live?: boolean;
}

/** Runs one step and says how it went; one that fails shows everything it printed. Several may run at once. Never throws. */
export async function runStep(step: Step, { nowMs, print, live = false }: StepOptions): Promise<boolean> {
  const startedMs = nowMs();
  if (live) print(`${step.title} …\n`);
  const { exitCode, output } = await npm(step.npm, live);
  const passed = exitCode === 0;
  const seconds = ((nowMs() - startedMs) / 1000).toFixed(1);
  const said = passed ? `ok, ${seconds} s` : `FAILED with exit code ${exitCode}, ${seconds} s\n${output.trimEnd()}`;
  print(`${live ? '' : `${step.title} … `}${said}\n`);
  if (!passed) print(`To run only this: ${step.again ?? `npm ${step.npm.join(' ')}`}\n`);
  return passed;
}

function npm(npmArguments: readonly string[], live: boolean): Promise<{ exitCode: number; output: string }> {
  // npm names its own program file to the scripts it runs; outside npm the one on the path is taken.
  const npmProgram = process.env.npm_execpath;
  const [command, leading] = npmProgram === undefined ? ['npm', []] : [process.execPath, [npmProgram]];
  return new Promise((resolve) => {
    const child = spawn(command, [...leading, '--silent', ...npmArguments], {
      // Colours are for a terminal; in a log they are noise around every character.
      env: process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => resolve({ exitCode: 127, output: `${error.message}\n` }));
    child.on('close', (code) => resolve({ exitCode: code ?? 1, output }));
  });
}
