/** The agent under test as a process the kit starts as often as a check needs, on one state folder per check. */
import { CapturedOutput } from './captured-output.ts';
import { makeScratchFolder, removeScratchFolder } from './scratch-folder.ts';
import type { Secret, SecretRegister } from './secret-register.ts';
import { SubjectProcess } from './subject-process.ts';

/** What is known about the agent under test. */
export interface AgentSubject {
  /** The command line of `--start`; null where somebody else started it (`--attach`). */
  command: string | null;
  /** The services it declared to the preflight's fake Opstage, as reported. */
  services: readonly unknown[];
  /** Whether the conformance capsule (service `conformance`) is among them. */
  capsule: boolean;
  /** Capabilities announced at registration. */
  capabilities: readonly string[];
}

export interface AgentExit {
  code: number | null;
  signal: string | null;
  tookMs: number;
}

export class AgentProcess {
  readonly #command: string;
  #folder: string | null = null;
  readonly #output: CapturedOutput;
  #process: SubjectProcess | null = null;
  /** Whether the kit asked for the end of what it started last. */
  #endAsked = false;
  #disposed = false;

  /** With a register, what it prints is searched for secrets. */
  constructor(command: string, secrets: SecretRegister | null = null) {
    this.#command = command;
    this.#output = new CapturedOutput(secrets);
  }

  /** The folder given as OPSTAGE_AGENT_STATE; it exists once the agent was started. */
  get stateFolder(): string | null {
    return this.#folder;
  }

  /** What was written to stdout and stderr so far, over all starts: the beginning and the end of it. */
  get output(): string {
    return this.#output.text;
  }

  /** The secrets that stood anywhere in all it ever printed. */
  get leaks(): readonly Secret[] {
    return [...this.#output.leaks.values()];
  }

  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  get running(): boolean {
    return this.#process?.running ?? false;
  }

  /** Why the program could not be started at all; null where it could. */
  get startError(): string | null {
    return this.#process?.startError ?? null;
  }

  /** How it ended, as the end of a sentence: `with exit code 1`. */
  get exitText(): string {
    return this.#process?.exitText ?? 'before it began';
  }

  /** Whether it ended, with all it started, without the kit having asked it to. */
  get endedByItself(): boolean {
    if (this.#process === null || this.#endAsked || this.#process.running) return false;
    return !this.#process.groupRunning;
  }

  start(opstage: { url: string; registrationToken: string }, env: Readonly<Record<string, string>>): void {
    // A check that was stopped may still be on its way here.
    if (this.#disposed) throw new Error('the trial is over');
    if (this.running) throw new Error('the agent is already running');
    this.#folder ??= makeScratchFolder('agent');
    this.#endAsked = false;
    const given = {
      OPSTAGE_URL: opstage.url,
      OPSTAGE_REGISTRATION_TOKEN: opstage.registrationToken,
      OPSTAGE_AGENT_STATE: this.#folder,
    };
    this.#process = SubjectProcess.start(this.#command, { ...given, ...env }, this.#output);
  }

  async kill(): Promise<void> {
    this.#endAsked = true;
    await this.#process?.kill();
  }

  async stop(ceilingMs: number): Promise<AgentExit | null> {
    const process = this.#process;
    if (!process) throw new Error('the agent was never started');
    const beganAt = performance.now();
    this.#endAsked = true;
    process.signal('SIGTERM');
    const exit = await process.exited(ceilingMs);
    return exit && { ...exit, tookMs: performance.now() - beganAt };
  }

  /** How it exited, or null when it did not within the ceiling. */
  async exited(ceilingMs: number): Promise<{ code: number | null; signal: string | null } | null> {
    return this.#process?.exited(ceilingMs) ?? null;
  }

  /** Kills what runs and removes the state folder. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.kill();
    if (this.#folder) await removeScratchFolder(this.#folder);
    this.#folder = null;
  }
}
