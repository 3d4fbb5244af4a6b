import { type Command, type FinalStatus, isFinal, type OutcomeError } from './command.ts';
import { finished } from './command-lifecycle.ts';
import { hasPassed, type Instant } from './instant.ts';

export interface Deadline {
  at: Instant;
  status: FinalStatus;
  outcomeKnown: boolean;
  error: OutcomeError | null;
}

/**
 * The next thing that time alone does to a command; null for a final one. Every such thing ends the command, so one
 * deadline is all there ever is to apply. Where two fall together the one that says more of the cause comes first.
 */
export function nextDeadline(command: Command): Deadline | null {
  if (isFinal(command.status)) return null;
  if (command.status === 'PENDING') {
    // Never acknowledged, so certainly never run.
    return { at: command.startBy, status: 'EXPIRED', outcomeKnown: true, error: null };
  }
  const candidates: Deadline[] = [{ at: command.expiresAt, status: 'EXPIRED', outcomeKnown: false, error: null }];
  if (command.cancelDeadlineAt !== null) {
    candidates.unshift({ at: command.cancelDeadlineAt, status: 'CANCELLED', outcomeKnown: false, error: null });
  }
  if (command.leaseExpiresAt !== null) {
    const error = { code: 'AGENT_LOST', message: 'no sign of life from the running command' };
    candidates.unshift({ at: command.leaseExpiresAt, status: 'FAILED', outcomeKnown: false, error });
  }
  return candidates.reduce((earliest, candidate) => (candidate.at < earliest.at ? candidate : earliest));
}

/** The command with its passed deadline applied, dated at the deadline; null when none has passed. */
export function pastDeadline(command: Command, now: Instant): Command | null {
  const deadline = nextDeadline(command);
  if (deadline === null || !hasPassed(deadline.at, now)) return null;
  const { status, outcomeKnown, error } = deadline;
  return finished(command, { status, outcomeKnown, error, at: deadline.at });
}

/** The command as it is at `now`, whether or not that was written down yet. */
export function evaluated(command: Command, now: Instant): Command {
  return pastDeadline(command, now) ?? command;
}
