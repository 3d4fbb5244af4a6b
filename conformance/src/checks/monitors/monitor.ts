/**
 * A monitor judges every message of every trial against one requirement. It is a pure function of the message (and of
 * the secrets known so far), so that it can be run over a recorded transcript as well.
 */
import type { RequirementId } from 'capsule-contract/types';
import type { Message } from '../../target/transcript.ts';

export type Judgement =
  /** The rule says nothing about this message. */
  | { applies: false }
  | { applies: true; holds: true; success: boolean }
  | { applies: true; holds: false; expected: string; actual: string };

export interface Monitor {
  requirement: RequirementId;
  judge(message: Message): Judgement;
}

export const notJudged: Judgement = { applies: false };

/** The rule holds for this message; `success` tells whether it was a success answer. */
export function held(success: boolean): Judgement {
  return { applies: true, holds: true, success };
}

export function broken(expected: string, actual: string): Judgement {
  return { applies: true, holds: false, expected, actual };
}
