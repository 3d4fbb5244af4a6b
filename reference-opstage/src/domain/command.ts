import type { DangerLevel } from './action.ts';
import type { ActorRef } from './actor-ref.ts';
import type { Instant } from './instant.ts';
import type { JsonObject } from './json.ts';

export type OpenStatus = 'PENDING' | 'RUNNING';
export type FinalStatus = 'SUCCEEDED' | 'FAILED' | 'EXPIRED' | 'CANCELLED';
export type CommandStatus = OpenStatus | FinalStatus;

export interface OutcomeError {
  code: string;
  message: string | null;
}

export interface CommandProgress {
  seq: number;
  percent: number | null;
  message: string | null;
  data: JsonObject | null;
  receivedAt: Instant;
}

/** What an agent reported in the end, as it is kept and shown. */
export interface CommandResult {
  id: string;
  success: boolean;
  cancelled: boolean;
  message: string | null;
  data: JsonObject | null;
  error: OutcomeError | null;
  startedAt: Instant | null;
  finishedAt: Instant | null;
  receivedAt: Instant;
  /** SHA-256 over the canonical form of what was sent, secrets included: equal means the same result again. */
  digest: string;
}

export interface Command {
  id: string;
  serviceId: string;
  serviceCode: string;
  agentId: string;
  actionName: string;
  /** As shown: redacted values hidden. */
  payload: JsonObject;
  /** As delivered, only where it differs from what is shown, and only until the command is final. */
  secretPayload: JsonObject | null;
  payloadErased: boolean;
  status: CommandStatus;
  dangerLevel: DangerLevel;
  idempotent: boolean;
  cancellable: boolean;
  /** The action's output schema, kept only where it marks secrets. */
  outputSecrets: JsonObject | null;
  timeoutSeconds: number;
  queue: boolean;
  startBy: Instant;
  expiresAt: Instant;
  createdAt: Instant;
  createdBy: ActorRef;
  attempt: number;
  deliveredAt: Instant | null;
  /** Until then the last delivery is not repeated. */
  ackLeaseExpiresAt: Instant | null;
  /** The delivery that was acknowledged; no newer one exists after it. */
  acknowledgedDeliveryId: string | null;
  acknowledgedBootId: string | null;
  acknowledgedAt: Instant | null;
  leaseExpiresAt: Instant | null;
  cancelRequestedAt: Instant | null;
  /** Without a result by then, a requested cancellation ends as CANCELLED with an unknown outcome. */
  cancelDeadlineAt: Instant | null;
  finishedAt: Instant | null;
  progress: CommandProgress | null;
  outcomeKnown: boolean | null;
  result: CommandResult | null;
  error: OutcomeError | null;
  lateResult: CommandResult | null;
  retryOf: string | null;
}

/** One delivery of a command. Ack, progress and result name it. */
export interface Delivery {
  id: string;
  commandId: string;
  agentId: string;
  attempt: number;
  bootId: string;
  deliveredAt: Instant;
  /** The answer of the agent, null until there is one. */
  accepted: boolean | null;
  /** Made stale before a newer one existed, because its agent was replaced. */
  voided: boolean;
}

export function isFinal(status: CommandStatus): status is FinalStatus {
  return status !== 'PENDING' && status !== 'RUNNING';
}

/** What the agent is given to run. */
export function deliveredPayload(command: Command): JsonObject {
  return command.secretPayload ?? command.payload;
}
