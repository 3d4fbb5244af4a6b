/** A run of every check against the Opstage without a defect, and everything that was said in it. */
import type { OpstageCheck } from '../../src/checks/check.ts';
import { allOpstageChecks } from '../../src/checks/opstage/all-opstage-checks.ts';
import type { Depth } from '../../src/checks/trial.ts';
import type { RunReport } from '../../src/runner/run-report.ts';
import type { Transcript } from '../../src/target/transcript.ts';
import { judgeOpstage } from '../opstage/stage.ts';
import type { State } from '../opstage/state.ts';
import type { Ran } from './ran.ts';

export async function coveredRun(depth: Depth): Promise<{ report: RunReport; ran: Ran }> {
  const transcripts: Transcript[] = [];
  let state: State | null = null;
  const checks = allOpstageChecks.map(
    (check): OpstageCheck => ({
      ...check,
      run: (t) => {
        transcripts.push(t.transcript);
        return check.run(t);
      },
    }),
  );
  const onState = (one: State) => {
    state = one;
  };
  const asked = { defect: null, seed: 'matrix', depth, checks } as const;
  const report = await judgeOpstage({ ...asked, only: [], onState });
  // What only a stopping Opstage says.
  const stopped = await judgeOpstage({ ...asked, only: ['session-drain'] });
  if (state === null) throw new Error('the run has no Opstage');
  const all = [report, stopped].flatMap(({ requirements }) => requirements).flatMap((one) => one.checks);
  const passed = new Set(all.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id));
  const transcript = transcripts.flatMap(({ messages }) => messages);
  return { report, ran: { checks: allOpstageChecks, passed, transcript, state } };
}
