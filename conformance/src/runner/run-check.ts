/**
 * Runs one check's code and says what it came to. The only place where exceptions become verdicts.
 *
 * The order matters: a check that ran out of time is not judged by what it threw while being stopped, and a check that
 * returned is only a pass when something it cited was a real answer of the contract.
 */
import type { ReplayScript } from '../checks/agent/scripts/replay-script.ts';
import { CheckFailure, CouldNotRun, NotApplicable } from '../checks/check-outcome.ts';
import type { Trial } from '../checks/trial.ts';
import type { ReplayCase } from '../model/replay-case.ts';
import { TransportFailure } from '../target/http-client.ts';
import { PrerequisiteMissing } from '../target/prerequisite-missing.ts';
import type { Message } from '../target/transcript.ts';
import type { Verdict } from './run-report.ts';

export interface CheckOutcome {
  verdict: Verdict;
  reason: string | null;
  failure: {
    expected: string;
    actual: string;
    messages: readonly number[];
    program?: ReplayCase | ReplayScript;
  } | null;
}

export interface RunCheckOptions {
  trial: Trial;
  run: () => Promise<void>;
  ceilingMs: number;
  /** Aborts the trial; called at the ceiling. */
  abort: (reason: Error) => void;
  /** Whether a message counts as spoken by a subject that knows the contract. */
  restsOnContract: (message: Message) => boolean;
  /** Asked after a transport failure: is the subject still there? */
  subjectAnswers: () => Promise<boolean>;
}

export class CheckOverrun extends Error {
  constructor(ceilingMs: number) {
    super(`the check was not done after ${ceilingMs / 1000} s`);
    this.name = 'CheckOverrun';
  }
}

export async function runCheck(options: RunCheckOptions): Promise<CheckOutcome> {
  const { trial, run, ceilingMs, abort } = options;
  const overrun = new CheckOverrun(ceilingMs);
  let timer: NodeJS.Timeout | undefined;
  const ceiling = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      abort(overrun);
      reject(overrun);
    }, ceilingMs);
  });
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(trial.signal.reason);
    if (trial.signal.aborted) stop();
    else trial.signal.addEventListener('abort', stop, { once: true });
  });
  try {
    await Promise.race([run(), ceiling, stopped]);
    return returned(options);
  } catch (thrown) {
    return await threw(thrown, options);
  } finally {
    clearTimeout(timer);
  }
}

function returned({ trial, restsOnContract }: RunCheckOptions): CheckOutcome {
  const cited = new Set(trial.evidence);
  const proven = trial.transcript.messages.some((message) => cited.has(message.number) && restsOnContract(message));
  if (proven) return { verdict: 'passed', reason: null, failure: null };
  const reason =
    cited.size === 0 ? 'the check ended without evidence' : 'no cited message is an answer of the contract';
  return { verdict: 'harness-error', reason, failure: null };
}

async function threw(thrown: unknown, options: RunCheckOptions): Promise<CheckOutcome> {
  const plainly = (verdict: Verdict, reason: string): CheckOutcome => ({ verdict, reason, failure: null });
  if (options.trial.signal.aborted) return plainly('could-not-run', messageOf(options.trial.signal.reason));
  if (thrown instanceof CheckFailure) {
    const { expected, actual, messages, program } = thrown;
    return {
      verdict: 'failed',
      reason: null,
      failure: { expected, actual, messages, ...(program ? { program } : {}) },
    };
  }
  if (thrown instanceof NotApplicable) return plainly('not-applicable', thrown.message);
  if (thrown instanceof CouldNotRun) return plainly('could-not-run', thrown.message);
  if (thrown instanceof PrerequisiteMissing) return plainly('could-not-run', `prerequisite missing: ${thrown.message}`);
  if (thrown instanceof TransportFailure) return unanswered(thrown, options);
  return plainly('harness-error', thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
}

/** A request nobody answered is the subject's fault only if the subject is otherwise there. */
async function unanswered(thrown: TransportFailure, options: RunCheckOptions): Promise<CheckOutcome> {
  const { number } = thrown.exchange;
  if (!(await options.subjectAnswers())) {
    return { verdict: 'could-not-run', reason: `the subject stopped answering: ${thrown.message}`, failure: null };
  }
  return {
    verdict: 'failed',
    reason: null,
    failure: { expected: 'an answer to every request', actual: thrown.message, messages: [number] },
  };
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
