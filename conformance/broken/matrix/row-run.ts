/** One run of the kit against one broken implementation: what is asked for, and what the checks said. */
import type { Depth } from '../../src/checks/trial.ts';
import type { RunReport, Verdict } from '../../src/runner/run-report.ts';

export interface RowRun {
  role: 'opstage' | 'agent';
  defect: string;
  /** Patterns of the checks to run, separated by commas. */
  checks: string;
  seed: string;
  depth: Depth;
}

export interface CheckSaid {
  id: string;
  verdict: Verdict;
  /** What came instead of what was expected, or the reason of another verdict. */
  said: string;
  /** In how many messages the failure is shown. */
  messages: number;
}

/** A check that found the machine too busy to say anything is asked again, so often. */
const attemptsMax = 4;

/** What the checks of `run.checks` said; those of a profile that is not served are left out. */
export async function askAgain(
  run: RowRun,
  ask: (checks: string) => Promise<readonly CheckSaid[]>,
): Promise<CheckSaid[]> {
  let said = [...(await ask(run.checks))];
  for (let attempt = 1; attempt < attemptsMax; attempt += 1) {
    const open = said.filter(({ verdict }) => verdict === 'could-not-run').map(({ id }) => id);
    if (open.length === 0) break;
    const again = await ask(open.join(','));
    said = [...said.filter(({ id }) => !open.includes(id)), ...again];
  }
  return said;
}

export function saidIn(report: RunReport, isMeant: (id: string) => boolean): CheckSaid[] {
  return report.requirements
    .flatMap(({ checks }) => checks)
    .filter(({ id, verdict }) => isMeant(id) && verdict !== 'not-applicable')
    .map(({ id, verdict, failure, reason }) => {
      const why = failure === null ? `${reason ?? ''} ${report.unfit?.reason ?? ''}`.trim() : failure.actual;
      return { id, verdict, said: why, messages: failure?.exchange.length ?? 0 };
    });
}
