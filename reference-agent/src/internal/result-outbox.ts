/**
 * Brings results to Opstage: each is on disk before it is first sent, and is sent again, also by later processes, until
 * Opstage has given its final answer or a day has passed.
 */
import type { Log } from '../log.ts';
import type { AgentCalls } from './agent-calls.ts';
import { describe, type Refusal } from './answer.ts';
import { Backoff } from './backoff.ts';
import { type Journal, type JournaledCommand, RETENTION_MS } from './journal.ts';
import type { StoredResult } from './journal-record.ts';

export interface ResultOutboxParts {
  journal: Journal;
  calls: AgentCalls;
  now: () => number;
  random: () => number;
  log: Log;
}

export class ResultOutbox {
  readonly #parts: ResultOutboxParts;
  readonly #signal: AbortSignal;
  readonly #sending = new Map<string, Promise<void>>();

  constructor(parts: ResultOutboxParts, signal: AbortSignal) {
    this.#parts = parts;
    this.#signal = signal;
  }

  /** Writes the result down and begins to send it; resolves when it is written, or could not be. */
  async settle(commandId: string, result: StoredResult): Promise<void> {
    try {
      await this.#parts.journal.result(commandId, result);
    } catch (error) {
      // Sending from memory is the best that is left.
      this.#parts.log.error('a result could not be written to the journal', { commandId, reason: String(error) });
    }
    this.send(commandId);
  }

  /** Sends a stored result that is owed; without effect while that is under way or the handler still runs. */
  send(commandId: string): void {
    const command = this.#parts.journal.get(commandId);
    if (!command?.result || command.answeredAt !== null || this.#sending.has(commandId)) return;
    const sending = this.#untilAnswered(commandId)
      .catch((error: unknown) => {
        if (!this.#signal.aborted)
          this.#parts.log.error('sending a result failed', { commandId, reason: String(error) });
        return null;
      })
      .then((deliveryId) => {
        this.#sending.delete(commandId);
        // A delivery acked while the last answer was being written down found this still at work.
        if (deliveryId !== null && this.#parts.journal.get(commandId)?.deliveryId !== deliveryId) this.send(commandId);
      });
    this.#sending.set(commandId, sending);
  }

  /** Resolves when nothing is being sent. */
  async idle(): Promise<void> {
    while (this.#sending.size > 0) await Promise.all(this.#sending.values());
  }

  /** Resolves with the delivery it was last sent under; null where it was never sent. */
  async #untilAnswered(commandId: string): Promise<string | null> {
    const { journal, calls, now, random, log } = this.#parts;
    const backoff = new Backoff(random);
    for (;;) {
      let sent: JournaledCommand | undefined;
      const answer = await calls.untilAnswered(
        () => {
          sent = journal.get(commandId);
          if (!sent?.result || now() - (sent.resultAt ?? 0) > RETENTION_MS) return null;
          const { deliveryId, result } = sent;
          return { operation: 'commandResult', commandId, body: { deliveryId, ...result } };
        },
        backoff,
        this.#signal,
      );
      if (!answer) {
        log.error('a result could not be delivered within a day and is given up', { commandId });
        await journal.answered(commandId);
        return null;
      }
      const deliveryId = sent?.deliveryId ?? null;
      const isFinal = answer.kind === 'success' || [404, 409, 410].includes(answer.status);
      // Acked under a newer delivery meanwhile: whatever became of the older, that is the one to answer under.
      if (isFinal && journal.get(commandId)?.deliveryId !== deliveryId) continue;
      if (answer.kind === 'success') {
        await journal.answered(commandId);
        return deliveryId;
      }
      if (isFinal) {
        log.warn('Opstage did not take the result', { commandId, answer: describe(answer) });
        await journal.answered(commandId);
        return deliveryId;
      }
      if (!isBodyRefusal(answer)) {
        // Nothing the contract foresees for a result: it stays owed, for the next process or delivery.
        log.error('the result was refused', { commandId, answer: describe(answer) });
        return deliveryId;
      }
      if (sent?.result?.error?.code === 'RESULT_REJECTED') {
        await journal.answered(commandId);
        return deliveryId;
      }
      log.error('Opstage refuses the result itself', { commandId, answer: describe(answer) });
      await journal.result(commandId, rejectedResult(answer));
    }
  }
}

function isBodyRefusal({ status }: Refusal): boolean {
  return status === 413 || status === 422;
}

function rejectedResult(answer: Refusal): StoredResult {
  const message = answer.status === 413 ? 'the result is too large' : 'the result does not fit the contract';
  return { success: false, error: { code: 'RESULT_REJECTED', message } };
}
