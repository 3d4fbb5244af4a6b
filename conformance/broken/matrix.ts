/**
 * Runs the kit against every defect of a role: one run per defect, of the check that is meant to catch it. Runs are side by
 * side, because an agent spends its time waiting; each gives the verdict of that check.
 */
import type { Depth } from '../src/checks/trial.ts';
import type { RunReport, Verdict } from '../src/runner/run-report.ts';
import type { Defect } from './defect.ts';

export interface MatrixCell {
  defect: string;
  caughtBy: string;
  verdict: Verdict;
  /** What the check said: the failure's expected and actual, or the reason of another verdict. */
  said: string;
}

export interface MatrixOptions {
  /** How many runs side by side. */
  width: number;
  /** Whether a check is one of the long ones: those begin first, so that nobody waits for them at the end. */
  isLong: (caughtBy: string) => boolean;
  run: (defect: string, caughtBy: string, how: { depth: Depth; seed: string }) => Promise<RunReport>;
}

export class Matrix {
  /** Settles when every row was run, whatever came of it. */
  readonly done: Promise<unknown>;
  readonly #cells = new Map<string, PromiseWithResolvers<MatrixCell>>();
  readonly #run: MatrixOptions['run'];

  /** Starts at once. */
  constructor(defects: Readonly<Record<string, Defect>>, { width, isLong, run }: MatrixOptions) {
    this.#run = run;
    const rows = Object.entries(defects).map(([name, { caughtBy }]) => ({ name, caughtBy }));
    for (const { name } of rows) {
      const cell = Promise.withResolvers<MatrixCell>();
      // Whoever asks for the cell hears of it; nobody else must.
      cell.promise.catch(() => {});
      this.#cells.set(name, cell);
    }
    const queue = [
      ...rows.filter(({ caughtBy }) => isLong(caughtBy)),
      ...rows.filter(({ caughtBy }) => !isLong(caughtBy)),
    ];
    const lane = async () => {
      for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
        const { name, caughtBy } = row;
        await run(name, caughtBy, { depth: 'quick', seed: 'matrix' }).then(
          (report) => this.#cells.get(name)?.resolve(cellOf(name, caughtBy, report)),
          (cause: unknown) => this.#cells.get(name)?.reject(cause),
        );
      }
    };
    this.done = Promise.all(Array.from({ length: width }, lane));
  }

  cell(defect: string): Promise<MatrixCell> {
    const cell = this.#cells.get(defect);
    if (cell === undefined) throw new Error(`the matrix has no defect ${defect}`);
    return cell.promise;
  }

  /** The row of a defect once more, with more cases; beside nothing else if `done` was awaited. */
  async again(defect: string, seed: string): Promise<MatrixCell> {
    const { caughtBy } = await this.cell(defect);
    return cellOf(defect, caughtBy, await this.#run(defect, caughtBy, { depth: 'standard', seed }));
  }
}

function cellOf(defect: string, caughtBy: string, report: RunReport): MatrixCell {
  const check = report.requirements.flatMap(({ checks }) => checks).find(({ id }) => id === caughtBy);
  if (check === undefined)
    throw new Error(`the run of ${defect} has no check ${caughtBy}: ${report.unfit?.reason ?? ''}`);
  const { failure, reason, verdict } = check;
  const said = failure === null ? String(reason) : `expected ${failure.expected}; actual ${failure.actual}`;
  return { defect, caughtBy, verdict, said };
}
