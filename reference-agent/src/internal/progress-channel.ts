/** Carries a handler's progress to Opstage: one call at a time, the newest wins, nothing is owed. */
import type { CommandProgressRequest } from 'capsule-contract/types';
import type { Progress } from '../action.ts';
import type { Clock } from '../clock.ts';
import type { AgentCalls } from './agent-calls.ts';
import { isAuthRefusal, isRetryable } from './answer.ts';
import { Backoff } from './backoff.ts';
import { clip, MESSAGE_CODE_POINTS_MAX } from './clip.ts';
import { sleep } from './sleep.ts';

/** Between two reports of one command, however often the handler tells. */
const PAUSE_MS = 250;

export interface ProgressChannelParts {
  commandId: string;
  deliveryId: () => string;
  calls: AgentCalls;
  clock: Clock;
  random: () => number;
  /** Opstage says in its answer that an operator asked to cancel, or that the command is cancelled. */
  cancelRequested: () => void;
}

export class ProgressChannel {
  readonly #parts: ProgressChannelParts;
  readonly #closed = new AbortController();
  #newest: Progress | null = null;
  #sending = false;
  #seq = 0;

  constructor(parts: ProgressChannelParts) {
    this.#parts = parts;
  }

  /** Never throws, never waits. */
  tell(progress: Progress): void {
    this.#newest = progress;
    if (!this.#sending && !this.#closed.signal.aborted) void this.#send();
  }

  /** What is not sent by now is dropped: the result follows. */
  close(): void {
    this.#closed.abort();
  }

  async #send(): Promise<void> {
    const { calls, clock, commandId, random, cancelRequested } = this.#parts;
    const { signal } = this.#closed;
    const backoff = new Backoff(random);
    this.#sending = true;
    try {
      while (this.#newest) {
        await calls.gate.whenOpen(signal);
        const body = this.#body(this.#newest);
        this.#newest = null;
        const answer = await calls.attempt({ operation: 'commandProgress', commandId, body }, signal);
        if (answer.kind === 'success') {
          if (answer.data.cancelRequested === true) cancelRequested();
          await sleep(clock, PAUSE_MS, signal);
        } else if (isAuthRefusal(answer)) {
          // The gate holds the next one back.
        } else if (isRetryable(answer)) {
          await sleep(clock, backoff.failed(answer.retryAfterMs), signal);
        } else {
          if (answer.kind === 'refusal' && answer.code === 'COMMAND_CANCELLED') cancelRequested();
          await sleep(clock, PAUSE_MS, signal);
        }
      }
    } catch {
      // Closed, or the agent stops: progress is owed to nobody.
    } finally {
      this.#sending = false;
    }
  }

  #body(progress: Progress): CommandProgressRequest {
    this.#seq += 1;
    const body: CommandProgressRequest = { deliveryId: this.#parts.deliveryId(), seq: this.#seq };
    if (progress.percent !== undefined && Number.isFinite(progress.percent)) {
      body.percent = Math.min(100, Math.max(0, progress.percent));
    }
    if (progress.message !== undefined) body.message = clip(progress.message, MESSAGE_CODE_POINTS_MAX);
    if (progress.data !== undefined) body.data = progress.data;
    return body;
  }
}
