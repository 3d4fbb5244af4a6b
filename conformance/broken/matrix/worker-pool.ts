/** As many processes as there are processors, each running several rows of a matrix side by side. */
import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { CheckSaid, RowRun } from './row-run.ts';
import type { WorkerAnswer } from './worker.ts';

interface Waiting {
  run: RowRun;
  resolve: (said: CheckSaid[]) => void;
  reject: (cause: Error) => void;
}

export class WorkerPool {
  readonly #workers: ChildProcess[] = [];
  readonly #queue: Waiting[] = [];
  readonly #running = new Map<number, { waiting: Waiting; worker: ChildProcess }>();
  readonly #width: number;
  #asked = 0;

  /** `width`: rows side by side in all; most of the time each waits for a duration to pass. */
  constructor(width: number) {
    this.#width = width;
    for (let count = Math.max(2, availableParallelism()); count > 0; count -= 1)
      this.#workers.push(this.#startWorker());
  }

  /** Begins when there is room; in the order asked for. */
  run(run: RowRun): Promise<CheckSaid[]> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ run, resolve, reject });
      this.#fill();
    });
  }

  stop(): void {
    for (const worker of this.#workers) worker.disconnect();
  }

  #startWorker(): ChildProcess {
    const worker = fork(join(import.meta.dirname, 'worker.ts'), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    });
    worker.on('message', (answer: WorkerAnswer) => this.#answered(answer));
    worker.on('exit', (code) => {
      for (const [n, { worker: one }] of this.#running)
        if (one === worker) this.#answered({ n, failure: `a worker of the matrix ended with ${code}` });
    });
    return worker;
  }

  #fill(): void {
    while (this.#running.size < this.#width) {
      const waiting = this.#queue.shift();
      if (!waiting) return;
      this.#asked += 1;
      const worker = this.#idlest();
      this.#running.set(this.#asked, { waiting, worker });
      worker.send({ n: this.#asked, run: waiting.run });
    }
  }

  #idlest(): ChildProcess {
    const load = (worker: ChildProcess) => [...this.#running.values()].filter((one) => one.worker === worker).length;
    return this.#workers.reduce((best, worker) => (load(worker) < load(best) ? worker : best));
  }

  #answered({ n, said, failure }: WorkerAnswer): void {
    const running = this.#running.get(n);
    if (!running) return;
    this.#running.delete(n);
    if (said) running.waiting.resolve(said);
    else running.waiting.reject(new Error(failure));
    this.#fill();
  }
}
