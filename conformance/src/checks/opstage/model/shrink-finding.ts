/** A program that failed, made as small as it fails, and executed ten times to tell how surely it does. */
import { ddmin } from '../../../model/ddmin.ts';
import type { ModelOperation } from '../../../model/model-operation.ts';
import { simplerOperations } from '../../../model/programs.ts';
import type { Message } from '../../../target/transcript.ts';
import { severalAtOnce } from '../several-at-once.ts';
import type { ProgramRun, Violation } from './run-program.ts';

/** What makes two violations the same bug: numbers of objects, ids and times do not. */
export type Signature = string;

export function signatureOf({ requirement, operationId, expected, actual }: Omit<Violation, 'message'>): Signature {
  const told = [requirement, operationId, expected, actual].join(' | ');
  return told.replaceAll(/\b[a-z]{3,4}_[\w-]{16,}|\b[\dT:.-]+Z?\b/g, '#');
}

export interface Finding {
  violation: Violation;
  operations: ModelOperation[];
  /** Steps of the program that showed it first. */
  found: number;
  reproduced: number;
  /** Of so many executions that were quick enough to tell. */
  of: number;
  executions: number;
  /** The steps in order, the one that shows it last. */
  messages: Message[];
}

export const reproductionsMax = 10;
/** For a fault that three executions in a row showed. */
const attemptsOfSureMax = 2;
const executionsMax = 250;
/** How often an execution that took too long is tried again. */
const voidMax = 3;
const width = 3;

type Execute = (operations: readonly ModelOperation[]) => Promise<ProgramRun>;

export async function shrinkFinding(
  seen: { violation: Violation; operations: readonly ModelOperation[]; run: ProgramRun },
  execute: Execute,
  signal: AbortSignal,
): Promise<Finding> {
  const signature = signatureOf(seen.violation);
  let smallest = { run: seen.run, violation: seen.violation };
  const judged = async (operations: readonly ModelOperation[]): Promise<'fails' | 'passes' | 'void'> => {
    for (let attempt = 1; attempt <= voidMax; attempt += 1) {
      const run = await execute(operations);
      if (run.isVoid) continue;
      const violation = run.violations.find((one) => signatureOf(one) === signature);
      if (violation) smallest = { run, violation };
      return violation ? 'fails' : 'passes';
    }
    return 'void';
  };
  const fails = async (operations: readonly ModelOperation[]) => (await judged(operations)) === 'fails';
  const tries = Array.from({ length: reproductionsMax }, () => seen.operations);
  const sure = await severalAtOnce(tries.slice(0, 3), width, fails);
  const isSeenAgain = sure.includes(true) || (await severalAtOnce(tries.slice(3), width, fails)).includes(true);
  const { items, executions } = await ddmin(seen.operations, {
    ...{ fails, attempts: sure.every(Boolean) ? attemptsOfSureMax : reproductionsMax, signal },
    executionsMax: isSeenAgain ? executionsMax : 0,
    simpler: simplerOperations,
  });
  const again = Array.from({ length: reproductionsMax }, () => items);
  const reproductions = (await severalAtOnce(again, width, judged)).filter((one) => one !== 'void');
  const { run, violation } = smallest;
  const until = run.steps.indexOf(violation.message);
  const messages = until >= 0 ? run.steps.slice(0, until + 1) : [...run.steps, violation.message];
  return {
    violation,
    operations: items,
    found: seen.operations.length,
    reproduced: reproductions.filter((one) => one === 'fails').length,
    of: reproductions.length,
    executions,
    messages,
  };
}
