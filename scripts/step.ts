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
  /** Show what the step prints as it prints it, instead of only when it fails; what it prints before this, then. */
  readonly liveFrom?: Promise<unknown>;
}

/** Runs one step and says how it went; one that fails shows everything it printed. Several may run at once. Never throws. */
export async function runStep(step: Step, { nowMs, print, liveFrom }: StepOptions): Promise<boolean> {
  const startedMs = nowMs();
  let printed = '';
  let live = false;
  const begun = liveFrom?.then(() => {
    print(`${step.title} …\n${printed}`);
    live = true;
  });
  const exitCode = await npm(step.npm, (text) => {
    if (live) print(text);
    else printed += text;
  });
  await begun;
  const passed = exitCode === 0;
  const seconds = ((nowMs() - startedMs) / 1000).toFixed(1);
  const said = passed
    ? `ok, ${seconds} s`
    : `FAILED with exit code ${exitCode}, ${seconds} s${live ? '' : `\n${printed.trimEnd()}`}`;
  print(`${live ? '' : `${step.title} … `}${said}\n`);
  if (!passed) print(`To run only this: ${step.again ?? `npm ${step.npm.join(' ')}`}\n`);
  return passed;
}

/** Its exit code, when all it printed was handed over. */
function npm(npmArguments: readonly string[], onPrint: (text: string) => void): Promise<number> {
  // npm names its own program file to the scripts it runs; outside npm the one on the path is taken.
  const npmProgram = process.env.npm_execpath;
  const [command, leading] = npmProgram === undefined ? ['npm', []] : [process.execPath, [npmProgram]];
  return new Promise((resolve) => {
    const child = spawn(command, [...leading, '--silent', ...npmArguments], {
      // Colours are for a terminal; in a log they are noise around every character.
      env: process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onPrint);
    child.on('error', (error) => {
      onPrint(`${error.message}\n`);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
