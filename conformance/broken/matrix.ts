/**
 * Runs the kit against every defect of a role: one run per defect, of the check that is meant to catch it. Runs are side by
 * side, because an agent spends its time waiting; each gives the verdict of that check.
 */
import type { RunReport, Verdict } from '../src/runner/run-report.ts';
import type { Defect } from './defect.ts';

export interface MatrixCell {
  defect: string;
  caughtBy: string;
  verdict: Verdict;
  /** What the check said: the failure's expected and actual, or the reason of another verdict. */
  said: string;
}

export class Matrix {
  readonly #cells = new Map<string, Promise<MatrixCell>>();

  /** Starts at once, `width` runs side by side, in the order of the table. */
  constructor(
    defects: Readonly<Record<string, Defect>>,
    width: number,
    run: (defect: string, only: string) => Promise<RunReport>,
  ) {
    const queue = Object.entries(defects);
    const lanes = Array.from({ length: width }, () => Promise.resolve());
    queue.forEach(([name, { caughtBy }], index) => {
      const lane = index % width;
      const cell = (lanes[lane] as Promise<void>).then(async () => cellOf(name, caughtBy, await run(name, caughtBy)));
      this.#cells.set(name, cell);
      lanes[lane] = cell.then(
        () => {},
        () => {},
      );
    });
  }

  cell(defect: string): Promise<MatrixCell> {
    const cell = this.#cells.get(defect);
    if (cell === undefined) throw new Error(`the matrix has no defect ${defect}`);
    return cell;
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
