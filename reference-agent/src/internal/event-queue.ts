import { randomUUID } from 'node:crypto';
import type { HeartbeatEvent } from 'capsule-contract/types';
import { clip, MESSAGE_CODE_POINTS_MAX } from './clip.ts';

/** Beyond this the oldest are dropped: an agent that cannot reach Opstage must not grow without end. */
const QUEUE_MAX = 1_000;
/** Most the contract takes in one heartbeat. */
const BATCH_MAX = 50;

export interface EmittedEvent {
  type: string;
  message?: string;
  data?: { [name: string]: unknown };
}

/**
 * Events waiting for a heartbeat that is accepted. Each keeps its id when it is sent again, and is recorded once by that.
 * Held in memory: those not yet accepted are lost with the process.
 */
export class EventQueue {
  #waiting: HeartbeatEvent[] = [];

  /** False when an older event had to be dropped for it. */
  add(serviceCode: string, event: EmittedEvent, nowMs: number): boolean {
    const queued: HeartbeatEvent = {
      id: randomUUID(),
      serviceCode,
      type: event.type,
      at: new Date(nowMs).toISOString(),
    };
    if (event.message !== undefined) queued.message = clip(event.message, MESSAGE_CODE_POINTS_MAX);
    if (event.data !== undefined) queued.data = event.data;
    this.#waiting.push(queued);
    if (this.#waiting.length <= QUEUE_MAX) return true;
    this.#waiting.shift();
    return false;
  }

  get empty(): boolean {
    return this.#waiting.length === 0;
  }

  /** The next batch; it belongs to the caller until given back. */
  take(): HeartbeatEvent[] {
    return this.#waiting.splice(0, BATCH_MAX);
  }

  /** Returns a batch that was not accepted to the head of the queue. */
  giveBack(batch: HeartbeatEvent[]): void {
    this.#waiting = [...batch, ...this.#waiting];
  }
}
