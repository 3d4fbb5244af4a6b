/** A process that runs rows of a matrix as its parent asks for them, several side by side. */
import { runOpstageRow } from '../opstage/stage.ts';
import { runAgentRow } from './agent-row.ts';
import type { CheckSaid, RowRun } from './row-run.ts';

export interface WorkerAnswer {
  n: number;
  said?: CheckSaid[];
  failure?: string;
}

process.on('message', ({ n, run }: { n: number; run: RowRun }) => {
  const rows = { opstage: runOpstageRow, agent: runAgentRow };
  rows[run.role](run).then(
    (said) => process.send?.({ n, said } satisfies WorkerAnswer),
    (cause) => process.send?.({ n, failure: cause instanceof Error ? cause.stack : String(cause) }),
  );
});
// What a check leaves behind ends with the check.
process.on('unhandledRejection', () => {});
process.on('disconnect', () => process.exit(0));
