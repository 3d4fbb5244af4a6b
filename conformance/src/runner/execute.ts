/**
 * Runs the planned checks: first those that stand beside each other, a bounded number at once, then those that need the
 * subject for themselves, one at a time, at the end, beside each other again, those that judge the whole run.
 *
 * Bounded are the checks at work. One that only lets time pass gives its place to the next and goes on when its time has
 * come, so that a time-based check waits beside others and not before them.
 *
 * A check that tried and could not run beside the others, or found a fault while the machine kept the kit from running, is
 * asked once more, alone: what was missing may have been time. Only a few are: where many find the like, the cause is not
 * who ran beside them.
 */
import type { Check } from '../checks/check.ts';
import type { CheckReport, RunProgress } from './run-report.ts';

/** A check says with true that it begins to do nothing but let time pass, with false that it goes on. */
export type OnWait = (waiting: boolean) => void;

export interface CheckTurn {
  onWait: OnWait;
  /** Nothing else runs meanwhile. */
  alone: boolean;
  /** It ran before, beside others, and what it made then is still there. */
  again: boolean;
}

export interface CheckAnswer {
  report: CheckReport;
  /** The machine kept the kit from running for so long that a fault proves little. */
  disturbed?: boolean;
}

export interface ExecuteOptions<C extends Check> {
  checks: readonly C[];
  /** Null puts the check off until it has the subject for itself. */
  runOne: (check: C, facts: CheckTurn) => Promise<CheckAnswer | null>;
  /** How many checks are at work at once; 1 is one after the other, whatever they do. */
  parallel: number;
  onProgress: (progress: RunProgress) => void;
}

/** A subject that lacks something many checks need does not cost that many checks one after the other. */
const askedAgainMax = 16;

/** So many times the bound may have begun and not ended: what waits comes back to work. */
const begunPerPlace = 8;

/** One report per check, in the order of `checks`. */
export async function executeChecks<C extends Check>(options: ExecuteOptions<C>): Promise<CheckReport[]> {
  const { checks, runOne, parallel, onProgress } = options;
  const reports = new Map<C, CheckReport>();
  onProgress({ kind: 'planned', checks: checks.length });
  const putOff: C[] = [];
  const askedAgain = new Set<C>();
  const inDoubt = ({ report, disturbed = false }: CheckAnswer): boolean =>
    report.messages > 0 && (report.verdict === 'could-not-run' || (report.verdict === 'failed' && disturbed));
  const worthAsking = (answer: CheckAnswer): boolean =>
    inDoubt(answer) && askedAgain.size < askedAgainMax && parallel > 1;
  const runAndTell = async (check: C, onWait: OnWait, alone: boolean) => {
    onProgress({ kind: 'started', check: check.id });
    const answer = await runOne(check, { onWait, alone, again: askedAgain.has(check) });
    if (answer === null || (!alone && worthAsking(answer))) {
      if (answer !== null) askedAgain.add(check);
      putOff.push(check);
      return;
    }
    const { report } = answer;
    reports.set(check, report);
    onProgress({ kind: 'ended', check: check.id, verdict: report.verdict, durationMs: report.durationMs, report });
  };
  const ofTurn = (...turns: Turn[]) => checks.filter(({ turn = 'parallel' }) => turns.includes(turn));
  const beside = ofTurn('parallel', 'apart');
  const longFirst = [...beside.filter(({ long }) => long), ...beside.filter(({ long }) => !long)];
  await inPlaces(longFirst, parallel, (check, onWait) => runAndTell(check, onWait, false));
  const aloneEach = async (ones: readonly C[]) => {
    for (const check of ones) await runAndTell(check, () => undefined, true);
  };
  await aloneEach([...ofTurn('alone'), ...putOff.splice(0)]);
  await inPlaces(ofTurn('last'), parallel, (check, onWait) => runAndTell(check, onWait, false));
  await aloneEach(putOff.splice(0));
  return checks.flatMap((check) => reports.get(check) ?? []);
}

type Turn = NonNullable<Check['turn']>;

function inPlaces<C>(
  queue: readonly C[],
  places: number,
  run: (one: C, onWait: OnWait) => Promise<void>,
): Promise<void> {
  const begunMax = places === 1 ? 1 : places * begunPerPlace;
  return new Promise((resolve, reject) => {
    let next = 0;
    let begun = 0;
    let atWork = 0;
    const fill = () => {
      while (next < queue.length && atWork < places && begun < begunMax) begin(queue[next++] as C);
      if (begun === 0 && next === queue.length) resolve();
    };
    const begin = (one: C) => {
      begun += 1;
      atWork += 1;
      // A check may do several things at once, and let time pass with more than one of them.
      let waits = 0;
      const onWait = (waiting: boolean) => {
        const before = waits > 0;
        waits += waiting ? 1 : -1;
        if (before === waits > 0) return;
        atWork += waiting ? -1 : 1;
        if (waiting) setImmediate(fill);
      };
      const end = () => {
        begun -= 1;
        if (waits === 0) atWork -= 1;
        // What of it still waits has nobody to tell any more.
        waits = Number.POSITIVE_INFINITY;
        fill();
      };
      run(one, onWait).then(end, reject);
    };
    fill();
  });
}
