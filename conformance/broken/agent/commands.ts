/**
 * Commands: claimed while there is a free slot, acked before they run, journaled before they run, run once, and their
 * result sent until it is answered for good.
 */
import type { AgentState, Entry } from './agent-state.ts';
import { type Answer, isObject } from './answer.ts';
import type { Caller } from './calls.ts';
import { type Capsule, type Handler, serviceCode } from './capsule.ts';
import { defect } from './defects.ts';
import type { Intervals } from './intervals.ts';
import { isPassing, Pacing } from './pacing.ts';
import { pause } from './pause.ts';
import { outcomeOf, restarted } from './run-handler.ts';

export const slots = 4;

export interface Delivered {
  id: string;
  type: string;
  serviceCode: string;
  actionName: string;
  payload: Record<string, unknown>;
  timeoutSeconds: number;
  delivery: { id: string; attempt: number };
}

export class Commands {
  readonly #caller: Caller;
  readonly #state: AgentState;
  readonly #capsule: Capsule;
  readonly #intervals: Intervals;
  readonly #bootId: () => string;
  readonly #claimable: () => boolean;
  readonly #aborts = new Map<string, AbortController>();
  readonly #sending = new Set<string>();
  readonly #open = new Set<Promise<void>>();
  #busy = 0;
  #claim: Promise<unknown> = Promise.resolve();
  #freed: () => void = () => {};
  stopping = false;

  constructor(parts: {
    caller: Caller;
    state: AgentState;
    capsule: Capsule;
    intervals: Intervals;
    bootId: () => string;
    /** Whether commands come over HTTP now, and not over a session. */
    claimable: () => boolean;
  }) {
    this.#caller = parts.caller;
    this.#state = parts.state;
    this.#capsule = parts.capsule;
    this.#intervals = parts.intervals;
    this.#bootId = parts.bootId;
    this.#claimable = parts.claimable;
  }

  /** Acknowledged and not yet answered. */
  running(): string[] {
    return [...this.#state.entries.values()].filter(({ answered }) => !answered).map(({ commandId }) => commandId);
  }

  cancel(commandId: string): void {
    if (!defect('cancel-ignored')) this.#aborts.get(commandId)?.abort('cancel');
    const known = this.#state.entries.get(commandId);
    if (defect('cancel-answered-again') && known?.answered) void this.#sendResult(known);
  }

  async claimed(): Promise<void> {
    await this.#claim;
  }

  async settled(): Promise<void> {
    await Promise.all(this.#open);
  }

  /** What an earlier process left: results not yet answered, and runs it died in. */
  resume(): void {
    for (const entry of this.#state.entries.values()) {
      if (entry.answered) continue;
      if (entry.outcome === null) {
        if (defect('death-in-a-handler-not-told')) continue;
        this.#state.update(entry.commandId, { outcome: restarted() });
      }
      this.#track(this.#sendResult(entry));
    }
  }

  async claim(): Promise<void> {
    const pacing = new Pacing();
    while (!this.stopping && !this.#caller.ended) {
      if (!this.#claimable()) {
        await pause(100);
        continue;
      }
      const free = defect('queues-what-it-claims') ? 10 : slots - this.#busy;
      if (free <= 0) {
        await new Promise<void>((resolve) => {
          this.#freed = resolve;
        });
        continue;
      }
      const began = performance.now();
      const body = { bootId: this.#bootId(), max: free, waitSeconds: 20 };
      const claim = this.#caller.call({ path: '{id}/commands/claim', body, timeoutMs: 35_000 });
      this.#claim = claim;
      const answer = await claim;
      if (answer.status !== 200) {
        if (!this.stopping) await pause(pacing.afterFailure(answer, this.#intervals.heartbeatMs));
        continue;
      }
      pacing.succeeded();
      const commands = Array.isArray(answer.data.commands) ? (answer.data.commands as Delivered[]) : [];
      for (const command of commands) this.#take(command);
      if (commands.length === 0) await pause(Math.max(0, this.#intervals.pollMs - (performance.now() - began)));
    }
  }

  /** A command dispatched on the session. */
  dispatched(command: Delivered): void {
    if (!this.stopping) this.#take(command);
  }

  /** Lets what runs end within the grace, then stops it; returns when every result was sent or given up. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    if (defect('stop-drops-what-runs')) return;
    if (defect('stop-waits-for-ever')) return this.settled();
    await Promise.race([this.settled(), pause(graceMs)]);
    for (const abort of this.#aborts.values()) abort.abort('stop');
    await Promise.race([this.settled(), pause(2_000)]);
  }

  #track(work: Promise<void>): void {
    this.#open.add(work);
    void work.finally(() => this.#open.delete(work));
  }

  #take(command: Delivered): void {
    this.#busy += 1;
    const work = this.#handle(command).finally(() => {
      this.#busy -= 1;
      this.#freed();
    });
    this.#track(work);
  }

  async #handle(command: Delivered): Promise<void> {
    const handler = this.#refusalOf(command);
    if (typeof handler === 'string') {
      if (defect('refuses-in-silence')) return;
      await this.#ack(command, { accepted: false, error: { code: handler, message: 'not declared here' } });
      return;
    }
    while (defect('queues-what-it-claims') && this.#aborts.size >= slots) await pause(50);
    if (defect('runs-before-the-ack'))
      void outcomeOf(handler, command.payload, command.timeoutSeconds, new AbortController());
    if (defect('success-journaled-before-the-run')) {
      const { id, attempt } = command.delivery;
      const outcome = { success: true };
      this.#state.begin({ commandId: command.id, deliveryId: id, attempt, outcome, answered: false }, command.payload);
      this.#state.entries.delete(command.id);
    }
    const answer = await this.#ack(command, { accepted: true });
    const lost = defect('runs-unjournaled-after-a-lost-ack') && answer.status === null;
    if (answer.status !== 200 && !lost && !(defect('runs-though-the-ack-was-refused') && answer.status !== null))
      return;
    if (answer.status === 200 && answer.data.status !== 'RUNNING' && !defect('ack-status-not-read')) {
      if (!this.#state.entries.has(command.id)) return;
    }
    if (defect('runs-unjournaled-after-a-lost-ack') && answer.status === null) {
      await outcomeOf(handler, command.payload, command.timeoutSeconds, new AbortController());
      return;
    }
    const known = this.#state.entries.get(command.id);
    if (known !== undefined && !this.#forgets(known, command.delivery.id)) return this.#deliveredAgain(known, command);
    const { id, attempt } = command.delivery;
    const entry: Entry = { commandId: command.id, deliveryId: id, attempt, outcome: null, answered: false };
    this.#state.begin(entry, command.payload);
    await this.#run(entry, handler, command);
  }

  /** Only a defect forgets: then a known command is started again. */
  #forgets(known: Entry, deliveryId: string): boolean {
    if (defect('journal-by-delivery')) return known.deliveryId !== deliveryId;
    if (defect('runs-again-when-finished') && known.answered) return true;
    if (defect('runs-again-while-running') && known.outcome === null) return true;
    return defect('runs-twice-in-one-answer') && known.outcome === null;
  }

  async #deliveredAgain(known: Entry, command: Delivered): Promise<void> {
    const { id, attempt } = command.delivery;
    if (attempt > known.attempt && !defect('result-under-the-old-delivery')) {
      this.#state.update(known.commandId, { deliveryId: id, attempt, answered: false });
    }
    if (known.outcome !== null) await this.#sendResult(known);
  }

  /** The handler, or the code of the refusal. */
  #refusalOf(command: Delivered): Handler | string {
    if (command.type !== 'ACTION_EXECUTE' && !defect('command-type-not-read')) return 'COMMAND_TYPE_UNKNOWN';
    const known = command.serviceCode === serviceCode || defect('service-code-not-read');
    return (known ? this.#capsule.handler(command.actionName) : undefined) ?? 'ACTION_NOT_FOUND';
  }

  async #ack(command: Delivered, answer: Record<string, unknown>): Promise<Answer> {
    const call = { path: `{id}/commands/${command.id}/ack`, body: { deliveryId: command.delivery.id, ...answer } };
    if (defect('ack-not-retried') || defect('runs-unjournaled-after-a-lost-ack')) return this.#caller.call(call);
    return this.#caller.insist(call, new Pacing(), (one) => !isPassing(one));
  }

  async #run(entry: Entry, handler: Handler, command: Delivered): Promise<void> {
    const abort = new AbortController();
    this.#aborts.set(entry.commandId, abort);
    let seq = 0;
    const progress = (percent: number) => {
      seq += 1;
      void this.#tell(entry, { seq, percent });
    };
    const outcome = await outcomeOf(handler, command.payload, command.timeoutSeconds, abort, progress);
    this.#aborts.delete(entry.commandId);
    this.#state.update(entry.commandId, { outcome });
    if (outcome.cancelled === true && defect('cancelled-without-a-word')) return;
    await this.#sendResult(entry);
  }

  /** Progress is told once; what is lost is overtaken by the next. */
  async #tell(entry: Entry, progress: Record<string, unknown>): Promise<void> {
    const body = { deliveryId: entry.deliveryId, ...progress };
    const answer = await this.#caller.call({ path: `{id}/commands/${entry.commandId}/progress`, body });
    const wanted = answer.status === 200 && answer.data.cancelRequested === true;
    if (wanted && !defect('cancel-in-progress-answer-ignored')) this.cancel(entry.commandId);
  }

  async #sendResult(entry: Entry): Promise<void> {
    // One sender a command: it takes the newest delivery id with every attempt.
    if (this.#sending.has(entry.commandId) || entry.outcome === null) return;
    this.#sending.add(entry.commandId);
    const pacing = new Pacing();
    for (;;) {
      const { deliveryId } = entry;
      const body = { deliveryId, ...entry.outcome };
      const answer = await this.#caller.call({ path: `{id}/commands/${entry.commandId}/result`, body });
      if (this.#caller.ended) break;
      if (defect('result-not-retried')) break;
      if (defect('unanswered-result-given-up') && answer.status === null) break;
      if (defect('result-given-up-on-401') && answer.status === 401) break;
      if (defect('unknown-error-taken-as-final') && answer.code === 'STORAGE_RESTING') break;
      const rejected = answer.status === 413 || answer.status === 422;
      if (rejected && entry.outcome.error === undefined && !defect('rejected-result-given-up')) {
        if (!defect('rejected-result-sent-again')) this.#state.update(entry.commandId, { outcome: resultRejected });
        continue;
      }
      const final =
        !isPassing(answer) && !(defect('refused-result-sent-again') && isObject(answer.data) && answer.status !== 200);
      if (final && entry.deliveryId === deliveryId) break;
      if (!final) await pause(pacing.afterFailure(answer, this.#intervals.heartbeatMs));
    }
    this.#sending.delete(entry.commandId);
    this.#state.update(entry.commandId, { answered: true });
  }
}

const resultRejected = {
  success: false,
  error: { code: 'RESULT_REJECTED', message: 'Opstage refused the result as it was' },
};
