/**
 * The rows of a matrix in a test. Most defects show at once; searching on for those that did would cost most of the time.
 * The others are asked again: chance hides some now and then, and lateness while all rows run at once.
 */
import type { CheckSaid, RowRun } from './row-run.ts';
import type { WorkerPool } from './worker-pool.ts';

/**
 * What was said last about each defect. The first of `again` comes in the turn of the pool, the others when every row
 * was asked once.
 */
export function untilCaught(
  pool: Pick<WorkerPool, 'run'>,
  rows: readonly RowRun[],
  again: readonly Pick<RowRun, 'seed' | 'depth'>[],
): ReadonlyMap<string, Promise<CheckSaid[]>> {
  const first = new Map(rows.map((row) => [row, pool.run(row)]));
  const ask = async (row: RowRun, run: Promise<CheckSaid[]>): Promise<CheckSaid[]> => {
    let last = await run;
    for (const [turn, next] of again.entries()) {
      if (isCaught(last)) break;
      if (turn > 0) await Promise.allSettled(first.values());
      last = await pool.run({ ...row, ...next });
    }
    return last;
  };
  const said = new Map([...first].map(([row, run]) => [row.defect, ask(row, run)]));
  // A row that breaks is told by the test that asks for it.
  for (const run of said.values()) run.catch(() => {});
  return said;
}

function isCaught(said: readonly CheckSaid[]): boolean {
  return said.length > 0 && said.every(({ verdict }) => verdict === 'failed');
}
