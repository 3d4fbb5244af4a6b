/**
 * The transitions of a command as pure functions: each takes a command and gives the next one. Whether a request is
 * judged legal is in command-judgement.ts, what time alone does is in command-deadline.ts.
 */
import type { Command, CommandProgress, CommandResult, FinalStatus, OutcomeError } from './command.ts';
import { type Instant, secondsAfter } from './instant.ts';

/** Delivered (again): not repeated within the ack lease, which is cut at `startBy`. */
export function delivered(command: Command, now: Instant, ackLeaseSeconds: number): Command {
  return {
    ...command,
    attempt: command.attempt + 1,
    deliveredAt: now,
    ackLeaseExpiresAt: Math.min(secondsAfter(now, ackLeaseSeconds), command.startBy),
  };
}

/** Made deliverable at once, because the process it was delivered to lost its identity. */
export function deliveryVoided(command: Command): Command {
  return { ...command, ackLeaseExpiresAt: null };
}

export function acknowledged(
  command: Command,
  delivery: { id: string; bootId: string },
  now: Instant,
  runLeaseSeconds: number,
): Command {
  return {
    ...command,
    status: 'RUNNING',
    acknowledgedDeliveryId: delivery.id,
    acknowledgedBootId: delivery.bootId,
    acknowledgedAt: now,
    ackLeaseExpiresAt: null,
    leaseExpiresAt: secondsAfter(now, runLeaseSeconds),
  };
}

/** Refused by its agent before it ran. */
export function refused(command: Command, deliveryId: string, error: OutcomeError, now: Instant): Command {
  const answered = { ...command, acknowledgedDeliveryId: deliveryId, acknowledgedAt: now };
  return finished(answered, { status: 'FAILED', outcomeKnown: true, error, at: now });
}

export function leaseRenewed(command: Command, now: Instant, runLeaseSeconds: number): Command {
  return { ...command, leaseExpiresAt: secondsAfter(now, runLeaseSeconds) };
}

/** A higher `seq` replaces, a lower or equal one is ignored. */
export function progressed(command: Command, progress: CommandProgress): Command {
  if (command.progress !== null && progress.seq <= command.progress.seq) return command;
  return { ...command, progress };
}

/** Cancellation of a running command was asked for; asking again changes nothing. */
export function cancelRequested(command: Command, now: Instant, cancelGraceSeconds: number): Command {
  if (command.cancelRequestedAt !== null) return command;
  return { ...command, cancelRequestedAt: now, cancelDeadlineAt: secondsAfter(now, cancelGraceSeconds) };
}

export function completed(command: Command, result: CommandResult, now: Instant): Command {
  const status = result.success ? 'SUCCEEDED' : result.cancelled ? 'CANCELLED' : 'FAILED';
  const error = status === 'FAILED' ? (result.error ?? { code: 'ACTION_FAILED', message: result.message }) : null;
  return { ...finished(command, { status, outcomeKnown: true, error, at: now }), result };
}

export function lateResultKept(command: Command, result: CommandResult): Command {
  return { ...command, lateResult: result };
}

/** The one way into a final state: whatever was secret in the payload goes with it. */
export function finished(
  command: Command,
  outcome: { status: FinalStatus; outcomeKnown: boolean; error: OutcomeError | null; at: Instant },
): Command {
  return {
    ...command,
    status: outcome.status,
    outcomeKnown: outcome.outcomeKnown,
    error: outcome.error,
    finishedAt: outcome.at,
    ackLeaseExpiresAt: null,
    leaseExpiresAt: null,
    secretPayload: null,
    payloadErased: command.payloadErased || command.secretPayload !== null,
  };
}

/** What revoking or replacing its agent does to an open command. */
export function settledByRevocation(command: Command, now: Instant): Command {
  if (command.status === 'PENDING') {
    return finished(command, { status: 'CANCELLED', outcomeKnown: true, error: null, at: now });
  }
  const error = { code: 'AGENT_REVOKED', message: 'the agent was revoked while the command ran' };
  return finished(command, { status: 'FAILED', outcomeKnown: false, error, at: now });
}

export function lostByReplacement(command: Command, now: Instant): Command {
  const error = { code: 'AGENT_LOST', message: 'the agent was replaced while the command ran' };
  return finished(command, { status: 'FAILED', outcomeKnown: false, error, at: now });
}
