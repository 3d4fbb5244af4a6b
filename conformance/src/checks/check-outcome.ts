/** How a check ends when it does not simply hold. The runner maps each class to one verdict. */

import type { ReplayCase } from '../model/replay-case.ts';
import type { ReplayScript } from './agent/scripts/replay-script.ts';

/** The subject did something else than the contract says: verdict `failed`. */
export class CheckFailure extends Error {
  readonly expected: string;
  readonly actual: string;
  /** Numbers of the messages that show it, in order. */
  readonly messages: readonly number[];
  /** It was waited for, up to a ceiling. */
  readonly waited: boolean;
  /** The program or the fault script that shows it, where a file can replay it. */
  readonly program: ReplayCase | ReplayScript | null;
  constructor(facts: {
    expected: string;
    actual: string;
    messages: readonly number[];
    waited?: boolean;
    program?: ReplayCase | ReplayScript;
  }) {
    super(`expected ${facts.expected}, got ${facts.actual}`);
    this.name = 'CheckFailure';
    this.expected = facts.expected;
    this.actual = facts.actual;
    this.messages = facts.messages;
    this.program = facts.program ?? null;
    this.waited = facts.waited ?? false;
  }
}

/** The rule does not bind this subject (a profile it does not claim, an optional thing it does not declare). */
export class NotApplicable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotApplicable';
  }
}

/** Something the check needs is missing; the reason names it. */
export class CouldNotRun extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'CouldNotRun';
  }
}
