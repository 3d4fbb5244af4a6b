/**
 * Runs handlers: each with its own time limit and its own signal, each ending in exactly one result.
 *
 * A handler cannot be killed. One past its time, or past the grace of a stop, is reported as failed and its later outcome
 * ignored; it is told so by its signal.
 */
import type { ActionContext } from '../action.ts';
import type { Clock } from '../clock.ts';
import type { Log, LogFields } from '../log.ts';
import type { AgentCalls } from './agent-calls.ts';
import type { Delivery } from './delivery.ts';
import type { Journal } from './journal.ts';
import type { StoredResult } from './journal-record.ts';
import { failed, returned, threw } from './outcome.ts';
import { ProgressChannel } from './progress-channel.ts';
import type { ResultOutbox } from './result-outbox.ts';
import type { DeclaredAction } from './service-declaration.ts';
import type { Slots } from './slots.ts';

export interface ActionRunnerParts {
  journal: Journal;
  calls: AgentCalls;
  outbox: ResultOutbox;
  slots: Slots;
  clock: Clock;
  random: () => number;
  logFor: (fields: LogFields) => Log;
}

interface Run {
  abort: AbortController;
  /** The reason the signal was aborted with on request of an operator; undefined when none asked. */
  cancellation: Error | undefined;
  /** Ends the run with this result, unless it ended before. */
  end: (result: StoredResult) => void;
  ended: Promise<void>;
}

export class ActionRunner {
  readonly #parts: ActionRunnerParts;
  readonly #runs = new Map<string, Run>();

  constructor(parts: ActionRunnerParts) {
    this.#parts = parts;
  }

  /** Starts the handler; the caller's slot is given back when the result is written down. */
  start(delivery: Delivery, action: DeclaredAction): void {
    const { clock, slots, outbox } = this.#parts;
    const { commandId, timeoutMs } = delivery;
    const startedAt = new Date(clock.now()).toISOString();
    const outcome = Promise.withResolvers<StoredResult>();
    const abort = new AbortController();
    const ended = outcome.promise.then(async (result) => {
      cancelTimeout();
      progress.close();
      this.#runs.delete(commandId);
      await outbox.settle(commandId, { ...result, startedAt, finishedAt: new Date(clock.now()).toISOString() });
      slots.giveBack();
    });
    const run: Run = { abort, cancellation: undefined, end: outcome.resolve, ended };
    const progress = this.#progressOf(commandId);
    const cancelTimeout = clock.after(timeoutMs, () => {
      const message = `not finished after ${timeoutMs / 1_000} s`;
      run.end(failed('ACTION_TIMEOUT', message));
      abort.abort(new DOMException(message, 'TimeoutError'));
    });
    this.#runs.set(commandId, run);
    const context: ActionContext = {
      commandId,
      signal: abort.signal,
      log: this.#parts.logFor({ commandId, action: delivery.actionName }),
      progress: (told) => progress.tell(told),
    };
    void this.#handle(run, action, delivery, context);
  }

  /** An operator asked to cancel these; ids that do not run here are ignored. */
  cancel(commandIds: readonly string[]): void {
    for (const commandId of commandIds) {
      const run = this.#runs.get(commandId);
      if (!run || run.cancellation) continue;
      run.cancellation = new DOMException('an operator cancelled the command', 'AbortError');
      run.abort.abort(run.cancellation);
    }
  }

  /** Waits for what runs, at most `graceMs`; what is left then is told to stop and reported as failed. */
  async finish(graceMs: number): Promise<void> {
    const { clock } = this.#parts;
    if (this.#runs.size > 0) {
      const grace = Promise.withResolvers<void>();
      const cancel = clock.after(graceMs, grace.resolve);
      await Promise.race([this.#allEnded(), grace.promise]);
      cancel();
    }
    for (const run of this.#runs.values()) {
      run.end(failed('AGENT_RESTARTED', 'the agent stopped before the action was finished'));
      run.abort.abort(new DOMException('the agent stops', 'AbortError'));
    }
    await this.#allEnded();
  }

  async #handle(run: Run, action: DeclaredAction, delivery: Delivery, context: ActionContext): Promise<void> {
    try {
      run.end(returned(await action.handler(delivery.payload, context)));
    } catch (error) {
      run.end(threw(error, run.cancellation));
    }
  }

  async #allEnded(): Promise<void> {
    await Promise.all([...this.#runs.values()].map((run) => run.ended));
  }

  #progressOf(commandId: string): ProgressChannel {
    const { journal, calls, clock, random } = this.#parts;
    return new ProgressChannel({
      commandId,
      deliveryId: () => journal.get(commandId)?.deliveryId ?? '',
      calls,
      clock,
      random,
      cancelRequested: () => this.cancel([commandId]),
    });
  }
}
