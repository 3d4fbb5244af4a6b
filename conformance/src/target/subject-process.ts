/**
 * One run of a program under test, in a process group of its own, so that what it starts itself is stopped with it.
 *
 * "Gone" means the whole group: a launcher that exits before its child would otherwise look stopped while the child
 * still writes to its state folder.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { CapturedOutput } from './captured-output.ts';
import { parseCommandLine } from './command-line.ts';
import { groupAlive, signalGroup } from './process-group.ts';
import { reaper } from './reaper.ts';

export interface ProcessExit {
  code: number | null;
  signal: string | null;
}

export class SubjectProcess {
  readonly #child: ChildProcess;
  readonly #output: CapturedOutput;
  #exit: ProcessExit | null = null;
  #startError: string | null = null;

  private constructor(child: ChildProcess, output: CapturedOutput) {
    this.#child = child;
    this.#output = output;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8');
      stream?.on('data', (text: string) => output.add(text));
    }
    child.on('error', (error) => {
      this.#startError = error.message;
      this.#exit = { code: null, signal: null };
    });
    child.on('exit', (code, signal) => {
      this.#exit = { code, signal };
    });
    if (child.pid !== undefined) reaper.groupStarted(child.pid);
  }

  /**
   * Starts the command line with these variables on top of the kit's own environment, without the owner's password;
   * undefined takes a variable away. Never throws for a program that does not exist.
   */
  static start(
    command: string,
    env: Readonly<Record<string, string | undefined>> = {},
    output: CapturedOutput = new CapturedOutput(),
  ): SubjectProcess {
    const { program, args, env: own } = parseCommandLine(command);
    return new SubjectProcess(
      spawn(program, args, {
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, CAPSULE_OWNER_PASSWORD: undefined, ...env, ...own },
      }),
      output,
    );
  }

  get pid(): number | null {
    return this.#child.pid ?? null;
  }

  /** stdout and stderr in the order they came, as far as kept. */
  get output(): string {
    return this.#output.text;
  }

  get running(): boolean {
    return this.#exit === null;
  }

  /** Whether anything of its process group runs. */
  get groupRunning(): boolean {
    return this.running || (this.pid !== null && groupAlive(this.pid));
  }

  /** The leader's exit; null while it runs. */
  get exit(): ProcessExit | null {
    return this.#exit;
  }

  /** How it ended, as the end of a sentence: `with exit code 1`, `by SIGKILL`. */
  get exitText(): string {
    if (this.#startError !== null) return `before it began: ${this.#startError}`;
    const { code = null, signal = null } = this.#exit ?? {};
    return code === null ? `by ${signal ?? 'an unknown signal'}` : `with exit code ${code}`;
  }

  /** Why the program could not be started at all, e.g. that it does not exist. */
  get startError(): string | null {
    return this.#startError;
  }

  /** To the whole group. */
  signal(signal: NodeJS.Signals): void {
    if (this.pid !== null) signalGroup(this.pid, signal);
  }

  /** SIGKILL to the group; returns when no process of it is left. */
  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.exited(10_000);
  }

  /** SIGTERM, then after the grace SIGKILL. */
  async stop(graceMs: number): Promise<void> {
    this.signal('SIGTERM');
    if ((await this.exited(graceMs)) === null) await this.kill();
  }

  /** How the leader exited once the whole group is gone; null when that takes longer than the ceiling. */
  async exited(ceilingMs: number): Promise<ProcessExit | null> {
    const deadline = performance.now() + ceilingMs;
    while (this.#exit === null || (this.pid !== null && groupAlive(this.pid))) {
      if (performance.now() >= deadline) return null;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    if (this.pid !== null) reaper.groupEnded(this.pid);
    return this.#exit;
  }
}
