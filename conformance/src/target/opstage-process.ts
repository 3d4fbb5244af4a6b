/** The Opstage under test when the kit starts it: ready when it answers HTTP, killed and started again by crash checks. */
import type { HttpClient } from './http-client.ts';
import { SubjectProcess } from './subject-process.ts';
import { Transcript } from './transcript.ts';

const stopGraceMs = 10_000;

export class OpstageProcess {
  readonly #command: string;
  readonly #client: HttpClient;
  readonly #readyCeilingMs: number;
  readonly #env: Readonly<Record<string, string>>;
  #process: SubjectProcess | null = null;

  constructor(command: string, client: HttpClient, readyCeilingMs: number, env: Readonly<Record<string, string>> = {}) {
    this.#command = command;
    this.#client = client;
    this.#readyCeilingMs = readyCeilingMs;
    this.#env = env;
  }

  /** The command line it is started with. */
  get command(): string {
    return this.#command;
  }

  get output(): string {
    return this.#process?.output ?? '';
  }

  get running(): boolean {
    return this.#process?.running ?? false;
  }

  /** Starts it and waits until it answers HTTP, whatever it answers. Throws an Error saying why it is not ready. */
  async start(signal: AbortSignal): Promise<void> {
    const process = SubjectProcess.start(this.#command, this.#env);
    this.#process = process;
    const deadline = performance.now() + this.#readyCeilingMs;
    while (!(await this.#answers(signal))) {
      signal.throwIfAborted();
      if (process.startError) throw new Error(`the start command could not be run: ${process.startError}`);
      if (!process.running) {
        throw new Error(`the start command ended ${process.exitText} before it answered HTTP${lastOutput(process)}`);
      }
      if (performance.now() > deadline) {
        const seconds = this.#readyCeilingMs / 1000;
        throw new Error(`the start command did not answer HTTP within ${seconds} s${lastOutput(process)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    // Something else may listen on that port already while the command itself has failed.
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (!process.running) {
      throw new Error(
        `another program answers at the URL; the start command ended ${process.exitText}${lastOutput(process)}`,
      );
    }
  }

  /** SIGKILL, as a power cut would be. */
  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  /** SIGTERM, then SIGKILL after a grace. */
  async stop(): Promise<void> {
    await this.#process?.stop(stopGraceMs);
  }

  async #answers(signal: AbortSignal): Promise<boolean> {
    try {
      const request = { method: 'GET', target: '/api/system/health', lane: 'kit', timeoutMs: 2_000, signal };
      await this.#client.exchange(request, new Transcript());
      return true;
    } catch {
      return false;
    }
  }
}

function lastOutput(process: SubjectProcess): string {
  const lines = process.output.trim().split('\n').slice(-5).join('\n  ');
  return lines === '' ? '' : `; its last output:\n  ${lines}`;
}
