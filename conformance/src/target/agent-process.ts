/** The agent under test as a process the kit starts as often as a check needs, on one state folder per check. */
import { makeScratchFolder, removeScratchFolder } from './scratch-folder.ts';
import { SubjectProcess } from './subject-process.ts';

/** What is known about the agent under test. */
export interface AgentSubject {
  /** The command line of `--start`. */
  command: string;
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
  #process: SubjectProcess | null = null;
  #output = '';
  #disposed = false;

  constructor(command: string) {
    this.#command = command;
  }

  /** The folder given as OPSTAGE_AGENT_STATE; it exists once the agent was started. */
  get stateFolder(): string | null {
    return this.#folder;
  }

  /** Everything written to stdout and stderr so far, over all starts. */
  get output(): string {
    return this.#output + (this.#process?.output ?? '');
  }

  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  get running(): boolean {
    return this.#process?.running ?? false;
  }

  /** How it ended, as the end of a sentence: `with exit code 1`. */
  get exitText(): string {
    return this.#process?.exitText ?? 'before it began';
  }

  start(opstage: { url: string; registrationToken: string }, env: Readonly<Record<string, string>>): void {
    // A check that was stopped may still be on its way here.
    if (this.#disposed) throw new Error('the trial is over');
    if (this.running) throw new Error('the agent is already running');
    this.#output = this.output;
    this.#folder ??= makeScratchFolder('agent');
    this.#process = SubjectProcess.start(this.#command, {
      OPSTAGE_URL: opstage.url,
      OPSTAGE_REGISTRATION_TOKEN: opstage.registrationToken,
      OPSTAGE_AGENT_STATE: this.#folder,
      ...env,
    });
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  async stop(ceilingMs: number): Promise<AgentExit | null> {
    const process = this.#process;
    if (!process) throw new Error('the agent was never started');
    const beganAt = performance.now();
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
