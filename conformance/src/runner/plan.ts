/** Which checks a run consists of, from the kit's list and the user's selection. */
import { requirements } from 'capsule-contract';
import type { RequirementId } from 'capsule-contract/types';
import type { Check } from '../checks/check.ts';
import type { Depth } from '../checks/trial.ts';

export type Level = 'must' | 'should';

export interface Selection {
  /** Patterns over requirement ids and check ids; `*` stands for any text. Empty: all. */
  only: readonly string[];
  /** `must` leaves out the checks of SHOULD requirements. */
  level: Level;
  /** Empty: every profile the subject claims. */
  profiles: readonly string[];
}

export interface Plan<C extends Check = Check> {
  checks: C[];
  /** Whether anything of the role was left out by the user's wish (the level apart). */
  partial: boolean;
  /** Ids of the checks that were selected and are no part of a quick run. */
  leftToStandard: string[];
}

/** Raised when the selection cannot be honoured; the message is for the user. */
export class EmptySelection extends Error {
  /** The pattern that matched nothing, when it was one. */
  readonly pattern: string | null;
  /** The checks it could have matched. */
  readonly among: readonly Check[];
  constructor(message: string, pattern: string | null = null, among: readonly Check[] = []) {
    super(message);
    this.name = 'EmptySelection';
    this.pattern = pattern;
    this.among = among;
  }
}

export function planChecks<C extends Check>(all: readonly C[], selection: Selection, depth: Depth): Plan<C> {
  const patterns = selection.only.map((pattern) => ({ pattern, fits: globMatcher(pattern) }));
  const named = all.filter((check) => patterns.length === 0 || patterns.some(({ fits }) => covers(fits, check)));
  const unmatched = patterns.find(({ fits }) => !all.some((check) => covers(fits, check)));
  if (unmatched) throw new EmptySelection(`--only ${unmatched.pattern} matches no check.`, unmatched.pattern, all);
  const level = named.filter((check) => selection.level === 'should' || levelOf(check.requirement) === 'MUST');
  if (level.length === 0) {
    throw new EmptySelection('Everything selected is a SHOULD; add --level should to run it.');
  }
  const whole = level.filter((check) => selection.profiles.length === 0 || selection.profiles.includes(check.profile));
  if (whole.length === 0) {
    throw new EmptySelection(`--profile ${selection.profiles.join(', ')} leaves no check.`);
  }
  const checks = whole.filter(({ since }) => depth !== 'quick' || since === undefined);
  if (checks.length === 0) {
    throw new EmptySelection('Nothing selected is part of a quick run; take --depth standard.');
  }
  return {
    checks,
    partial: named.length < all.length || checks.length < level.length,
    leftToStandard: whole.filter((check) => !checks.includes(check)).map(({ id }) => id),
  };
}

export function levelOf(requirement: RequirementId): string {
  return requirements[requirement].level;
}

/** `*` stands for any text, `?` for one character; everything else for itself. */
export function globMatcher(pattern: string): (text: string) => boolean {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${source}$`, 's');
  return (text) => expression.test(text);
}

function covers(fits: (text: string) => boolean, check: Check): boolean {
  return fits(check.requirement) || fits(check.id);
}
