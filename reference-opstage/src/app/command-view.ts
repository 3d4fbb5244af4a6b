import type { CommandDelivery, Command as CommandView, CommandResult as ResultView } from 'capsule-contract/types';
import { type Command, type CommandResult, type Delivery, deliveredPayload } from '../domain/command.ts';
import { evaluated } from '../domain/command-deadline.ts';
import type { Instant } from '../domain/instant.ts';
import { timestamp, timestampOrNull } from './timestamps.ts';

/** A command as operators see it at `now`, with a passed deadline applied whether or not it was written down. */
export function commandView(stored: Command, now: Instant): CommandView {
  const command = evaluated(stored, now);
  const { progress } = command;
  return {
    id: command.id,
    type: 'ACTION_EXECUTE',
    serviceId: command.serviceId,
    serviceCode: command.serviceCode,
    agentId: command.agentId,
    actionName: command.actionName,
    payload: command.payload,
    payloadErased: command.payloadErased,
    status: command.status,
    dangerLevel: command.dangerLevel,
    idempotent: command.idempotent,
    cancellable: command.cancellable,
    timeoutSeconds: command.timeoutSeconds,
    queue: command.queue,
    startBy: timestamp(command.startBy),
    expiresAt: timestamp(command.expiresAt),
    createdAt: timestamp(command.createdAt),
    createdBy: command.createdBy,
    attempt: command.attempt,
    deliveredAt: timestampOrNull(command.deliveredAt),
    acknowledgedAt: timestampOrNull(command.acknowledgedAt),
    leaseExpiresAt: timestampOrNull(command.leaseExpiresAt),
    cancelRequestedAt: timestampOrNull(command.cancelRequestedAt),
    finishedAt: timestampOrNull(command.finishedAt),
    progress: progress === null ? null : { ...progress, receivedAt: timestamp(progress.receivedAt) },
    outcomeKnown: command.outcomeKnown,
    result: command.result === null ? null : resultView(command.result),
    error: command.error,
    lateResult: command.lateResult === null ? null : resultView(command.lateResult),
    retryOf: command.retryOf,
  };
}

function resultView(result: CommandResult): ResultView {
  const { digest: _digest, ...shown } = result;
  return {
    ...shown,
    startedAt: timestampOrNull(result.startedAt),
    finishedAt: timestampOrNull(result.finishedAt),
    receivedAt: timestamp(result.receivedAt),
  };
}

/** A command as its agent gets it: the only place that carries what is redacted elsewhere. */
export function deliveryView(command: Command, delivery: Delivery, ackLeaseSeconds: number): CommandDelivery {
  return {
    id: command.id,
    type: 'ACTION_EXECUTE',
    serviceCode: command.serviceCode,
    serviceId: command.serviceId,
    actionName: command.actionName,
    payload: deliveredPayload(command),
    timeoutSeconds: command.timeoutSeconds,
    idempotent: command.idempotent,
    startBy: timestamp(command.startBy),
    expiresAt: timestamp(command.expiresAt),
    createdAt: timestamp(command.createdAt),
    delivery: { id: delivery.id, attempt: delivery.attempt, ackLeaseSeconds },
  };
}
