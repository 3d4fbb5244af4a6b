/**
 * How a request about a command is judged, in the order the contract gives. All of these take the command with its
 * passed deadlines applied.
 */
import { type Command, type CommandResult, type Delivery, isFinal } from './command.ts';

export type FinalRefusal = 'COMMAND_CANCELLED' | 'COMMAND_EXPIRED' | 'COMMAND_ALREADY_COMPLETED';

export function refusalOfFinal(command: Command): FinalRefusal | null {
  if (!isFinal(command.status)) return null;
  if (command.status === 'CANCELLED') return 'COMMAND_CANCELLED';
  return command.status === 'EXPIRED' ? 'COMMAND_EXPIRED' : 'COMMAND_ALREADY_COMPLETED';
}

export type AckVerdict = 'accept' | 'repeat' | FinalRefusal | 'COMMAND_DELIVERY_STALE';

export function judgeAck(
  command: Command,
  delivery: Delivery,
  newestDeliveryId: string | null,
  accepted: boolean,
): AckVerdict {
  if (delivery.voided || newestDeliveryId !== delivery.id) return 'COMMAND_DELIVERY_STALE';
  if (delivery.accepted === accepted) return 'repeat';
  const refusal = refusalOfFinal(command);
  if (refusal !== null) return refusal;
  // The delivery was answered the other way round; the first answer stands.
  return delivery.accepted === null && command.status === 'PENDING' ? 'accept' : 'COMMAND_ALREADY_COMPLETED';
}

export type RunningRefusal = FinalRefusal | 'COMMAND_NOT_ACKNOWLEDGED' | 'COMMAND_DELIVERY_STALE';

/** Whether progress or a result under this delivery is about the run that was acknowledged. */
export function refusalOfReport(command: Command, deliveryId: string): RunningRefusal | null {
  const refusal = refusalOfFinal(command);
  if (refusal !== null) return refusal;
  if (command.status === 'PENDING') return 'COMMAND_NOT_ACKNOWLEDGED';
  return command.acknowledgedDeliveryId === deliveryId ? null : 'COMMAND_DELIVERY_STALE';
}

export type ResultVerdict = 'record' | 'replay' | 'keep-late' | 'replay-late' | RunningRefusal;

export function judgeResult(command: Command, deliveryId: string, digest: string): ResultVerdict {
  if (command.result?.digest === digest) return 'replay';
  if (command.lateResult?.digest === digest) return 'replay-late';
  if (command.lateResult === null && decidedByOpstage(command) && command.acknowledgedDeliveryId === deliveryId) {
    return 'keep-late';
  }
  return refusalOfReport(command, deliveryId) ?? 'record';
}

/** Opstage itself ended a command that an agent had begun: its true result may still come. */
function decidedByOpstage(command: Command): boolean {
  return isFinal(command.status) && command.outcomeKnown === false && command.result === null;
}

export type CancelVerdict =
  | 'cancel'
  | 'request'
  | 'unchanged'
  | 'COMMAND_NOT_CANCELLABLE'
  | 'COMMAND_ALREADY_COMPLETED';

export function judgeCancel(command: Command, agentCapabilities: readonly string[]): CancelVerdict {
  if (command.status === 'PENDING') return 'cancel';
  if (command.status === 'CANCELLED') return 'unchanged';
  if (isFinal(command.status)) return 'COMMAND_ALREADY_COMPLETED';
  if (command.cancelRequestedAt !== null) return 'unchanged';
  const possible = command.cancellable && agentCapabilities.includes('commands.cancel');
  return possible ? 'request' : 'COMMAND_NOT_CANCELLABLE';
}

/** `cancelled` may only be said of a command that was asked to stop, and never together with success. */
export function claimsUnaskedCancel(command: Command, result: Pick<CommandResult, 'cancelled'>): boolean {
  return result.cancelled && command.cancelRequestedAt === null;
}

export function isRetryable(command: Command): boolean {
  return command.status === 'FAILED' || command.status === 'EXPIRED' || command.status === 'CANCELLED';
}

/** Repeating an action that may have run needs a person's word unless running it twice is harmless. */
export function retryNeedsConfirmation(command: Command): boolean {
  return command.outcomeKnown === false && !command.idempotent;
}
