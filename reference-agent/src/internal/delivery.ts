import { isRecord, type JsonRecord } from './answer.ts';

/** A delivered command, read with care: what is missing shows as refusable rather than as a crash. */
export interface Delivery {
  commandId: string;
  deliveryId: string;
  type: string;
  serviceCode: string;
  actionName: string;
  payload: JsonRecord;
  timeoutMs: number;
  /** How long Opstage waits for the ack before it delivers again. */
  ackLeaseMs: number;
  /** How long the command can matter, from its creation to its expiry by Opstage's clock. */
  lifeMs: number;
}

const TIMEOUT_SECONDS_DEFAULT = 300;
const TIMEOUT_SECONDS_MAX = 86_400;
const ACK_LEASE_SECONDS_DEFAULT = 30;
const LIFE_MS_DEFAULT = 24 * 3_600_000;

/** Null when it cannot be answered at all: without the two ids there is nothing to ack. */
export function readDelivery(value: unknown): Delivery | null {
  if (!isRecord(value) || !isRecord(value.delivery)) return null;
  const commandId = value.id;
  const deliveryId = value.delivery.id;
  if (typeof commandId !== 'string' || typeof deliveryId !== 'string') return null;
  return {
    commandId,
    deliveryId,
    type: textOf(value.type),
    serviceCode: textOf(value.serviceCode),
    actionName: textOf(value.actionName),
    payload: isRecord(value.payload) ? value.payload : {},
    timeoutMs: timeoutMs(value.timeoutSeconds),
    ackLeaseMs: ackLeaseMs(value.delivery.ackLeaseSeconds),
    lifeMs: lifeMs(value.createdAt, value.expiresAt),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function timeoutMs(seconds: unknown): number {
  const given = typeof seconds === 'number' && seconds > 0 ? seconds : TIMEOUT_SECONDS_DEFAULT;
  return Math.min(given, TIMEOUT_SECONDS_MAX) * 1_000;
}

function ackLeaseMs(seconds: unknown): number {
  const given = typeof seconds === 'number' && seconds > 0 ? seconds : ACK_LEASE_SECONDS_DEFAULT;
  return Math.min(given, TIMEOUT_SECONDS_MAX) * 1_000;
}

/** A difference of two times of Opstage: the agent's own clock has no say in deadlines. */
function lifeMs(createdAt: unknown, expiresAt: unknown): number {
  const difference = Date.parse(textOf(expiresAt)) - Date.parse(textOf(createdAt));
  return difference > 0 ? Math.min(difference, LIFE_MS_DEFAULT) : LIFE_MS_DEFAULT;
}
