/**
 * The regular sign of life. It waits for nothing: not for claims, handlers or probes, and not for the answer to the beat
 * before. Only a failure changes its pace (backoff, `Retry-After`, a shut gate), as it does for every other call.
 *
 * Health is looked at just before each beat, in time that is over when the beat is due: what hangs is UNKNOWN by then.
 */
import type { HeartbeatEvent, HeartbeatRequest, HeartbeatService } from 'capsule-contract/types';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AgentCalls } from './agent-calls.ts';
import { type Answer, describe, isAuthRefusal, isRecord, isRetryable, type JsonRecord } from './answer.ts';
import { Backoff } from './backoff.ts';
import type { EventQueue } from './event-queue.ts';
import type { ServiceWatch } from './service-watch.ts';
import type { ToldIntervals } from './told-intervals.ts';
import { Wake } from './wake.ts';

/** Beats that may be unanswered at once; beyond, Opstage is too slow for more to help. */
const UNANSWERED_MAX = 12;
const RUNNING_MAX = 100;
const BARE_BEATS = 20;
/** A look ends this long before its beat, so that its findings are in. */
const LOOK_MARGIN_MS = 25;

export interface HeartbeatParts {
  bootId: string;
  capabilities: string[];
  calls: AgentCalls;
  services: readonly ServiceWatch[];
  events: EventQueue;
  intervals: ToldIntervals;
  probeTimeoutMs: number;
  clock: Clock;
  random: () => number;
  log: Log;
  /** Commands acknowledged and not yet answered. */
  running: () => string[];
  reportServices: (codes: string[]) => void;
  cancel: (commandIds: string[]) => void;
  rotateToken: () => void;
}

export class Heartbeat {
  readonly #parts: HeartbeatParts;
  readonly #backoff: Backoff;
  readonly #wake: Wake;
  #dueAt: number;
  #lookedForBeat = false;
  #unanswered = 0;
  #announced = false;
  /** When the newest accepted beat was sent. */
  #acceptedAt = 0;
  /** After a refused body: how many more beats carry the bare minimum. */
  #bareBeats = 0;

  constructor(parts: HeartbeatParts) {
    this.#parts = parts;
    this.#backoff = new Backoff(parts.random);
    this.#wake = new Wake(parts.clock);
    // The first one anywhere in the interval, so that a fleet started together spreads.
    this.#dueAt = parts.clock.now() + parts.random() * parts.intervals.heartbeatIntervalMs;
  }

  /** Beats until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    const { clock, calls, intervals, probeTimeoutMs } = this.#parts;
    for (;;) {
      const now = clock.now();
      const lookAt = this.#dueAt - Math.min(probeTimeoutMs, intervals.heartbeatIntervalMs / 2);
      if (!this.#lookedForBeat && now >= lookAt) {
        this.#lookedForBeat = true;
        void this.look(Math.max(LOOK_MARGIN_MS, this.#dueAt - now - LOOK_MARGIN_MS));
      }
      if (now < this.#dueAt) {
        await this.#wake.wait(this.#lookedForBeat ? this.#dueAt : lookAt, signal);
        continue;
      }
      this.#dueNext(now + this.#jittered());
      const unansweredMax = calls.gate.shutUntil === null ? UNANSWERED_MAX : 1;
      if (this.#unanswered < unansweredMax) void this.#beat(signal);
    }
  }

  /** Moves the next beat, sooner or later; the gate names the moment of its probe by this. */
  dueAt(atMs: number): void {
    this.#dueNext(atMs);
    this.#wake.call();
  }

  #dueNext(atMs: number): void {
    this.#dueAt = atMs;
    this.#lookedForBeat = false;
  }

  /** Asks every service for its health, in bounded time. */
  async look(timeoutMs: number): Promise<void> {
    await Promise.all(this.#parts.services.map((service) => service.lookAtHealth(timeoutMs)));
  }

  /** No beat after this: a disconnect follows, which a later beat would seem to undo. */
  rest(): void {
    this.dueAt(Number.POSITIVE_INFINITY);
  }

  /** One beat out of turn, for what is still to be told at the end; resolves when it is answered or lost. */
  async lastBeat(signal: AbortSignal): Promise<void> {
    await this.#beat(signal);
  }

  async #beat(signal: AbortSignal): Promise<void> {
    const { calls, clock, log } = this.#parts;
    const events = this.#bareBeats > 0 ? [] : this.#parts.events.take();
    const body = this.#body(events);
    const sentAt = clock.now();
    this.#unanswered += 1;
    let answer: Answer;
    try {
      answer = await calls.attempt({ operation: 'agentHeartbeat', body }, signal);
    } catch (error) {
      this.#parts.events.giveBack(events);
      if (!signal.aborted) log.error('the heartbeat could not be sent', { reason: String(error) });
      return;
    } finally {
      this.#unanswered -= 1;
    }
    if (answer.kind === 'success') {
      this.#accepted(answer.data, sentAt);
      return;
    }
    log.warn('the heartbeat was not accepted', { answer: describe(answer) });
    const bodyRefused = answer.kind === 'refusal' && (answer.status === 413 || answer.status === 422);
    if (bodyRefused) this.#refusedBody(events);
    else this.#parts.events.giveBack(events);
    // A beat lost on the way is old news once a later one arrived.
    const overtaken = sentAt < this.#acceptedAt && answer.retryAfterMs === 0;
    if (!isAuthRefusal(answer) && isRetryable(answer) && !overtaken) {
      this.dueAt(clock.now() + this.#backoff.failed(answer.retryAfterMs));
    }
  }

  #body(events: HeartbeatEvent[]): HeartbeatRequest {
    const { bootId, capabilities, clock } = this.#parts;
    const body: HeartbeatRequest = {
      bootId,
      sentAt: new Date(clock.now()).toISOString(),
      services: this.#parts.services.map((service) => this.#serviceIn(service)),
      running: this.#parts.running().slice(0, RUNNING_MAX),
    };
    // Until one beat of this process was accepted: the first may have been lost.
    if (!this.#announced) body.capabilities = capabilities;
    if (events.length > 0) body.events = events;
    return body;
  }

  #serviceIn(service: ServiceWatch): HeartbeatService {
    const listed: HeartbeatService = { code: service.code, revision: service.revision };
    if (service.health) listed.health = this.#bareBeats > 0 ? { status: service.health.status } : service.health;
    return listed;
  }

  #accepted(data: JsonRecord, sentAt: number): void {
    this.#backoff.succeeded();
    this.#announced = true;
    this.#acceptedAt = Math.max(this.#acceptedAt, sentAt);
    this.#bareBeats = Math.max(0, this.#bareBeats - 1);
    this.told(data, sentAt);
  }

  /** Adopts intervals and follows directives: of a beat's answer, or of a session's `welcome`. */
  told(data: JsonRecord, sentAt: number): void {
    const { intervals, reportServices, cancel, rotateToken } = this.#parts;
    const before = intervals.heartbeatIntervalMs;
    intervals.adopt(data);
    if (intervals.heartbeatIntervalMs !== before) this.dueAt(sentAt + this.#jittered());
    const directives = isRecord(data.directives) ? data.directives : {};
    reportServices(strings(directives.reportServices));
    cancel(strings(directives.cancel));
    if (directives.rotateToken === true) rotateToken();
  }

  /** The same body is never sent again: its events are given up, and health is cut to its status. */
  #refusedBody(events: HeartbeatEvent[]): void {
    if (events.length > 0) this.#parts.log.error('events were refused and are given up', { events: events.length });
    this.#bareBeats = BARE_BEATS;
  }

  #jittered(): number {
    return this.#parts.intervals.heartbeatIntervalMs * (0.8 + this.#parts.random() * 0.4);
  }
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
