/**
 * From a delivery to a started handler, or to a refusal that says why.
 *
 * Ack first and run only on its 200; write down before running; a command id seen before is acked and never started again.
 * One command is taken in by one task, whatever number of deliveries of it arrive: the newest is the one acked.
 */
import type { CommandAckRequest, OutcomeErrorReport } from 'capsule-contract/types';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { ActionRunner } from './action-runner.ts';
import type { AgentCalls } from './agent-calls.ts';
import { describe, isRecord } from './answer.ts';
import { Backoff } from './backoff.ts';
import { type Delivery, readDelivery } from './delivery.ts';
import type { Journal } from './journal.ts';
import { payloadFault } from './payload-check.ts';
import type { ResultOutbox } from './result-outbox.ts';
import type { DeclaredAction } from './service-declaration.ts';
import { sleep } from './sleep.ts';
import type { Slots } from './slots.ts';

export interface CommandIntakeParts {
  journal: Journal;
  calls: AgentCalls;
  runner: ActionRunner;
  outbox: ResultOutbox;
  slots: Slots;
  action: (serviceCode: string, actionName: string) => DeclaredAction | undefined;
  clock: Clock;
  random: () => number;
  log: Log;
}

/** States in which Opstage has closed a command: an accepted ack repeated too late is answered with one. */
const FINAL_STATES: readonly unknown[] = ['SUCCEEDED', 'FAILED', 'EXPIRED', 'CANCELLED'];

/** How much of the ack lease a delivery may wait for a slot; after it, it would only be delivered again. */
const LEASE_SHARE = 0.6;

interface TakingIn {
  newest: Delivery;
  /** Whether one of our slots is held for it. */
  slot: boolean;
  /** An operator asked to cancel it before its handler was started. */
  cancelled: boolean;
  done: Promise<void>;
}

export class CommandIntake {
  readonly #parts: CommandIntakeParts;
  readonly #signal: AbortSignal;
  readonly #takingIn = new Map<string, TakingIn>();
  readonly #finishing = new AbortController();

  constructor(parts: CommandIntakeParts, signal: AbortSignal) {
    this.#parts = parts;
    this.#signal = signal;
  }

  /** No new command is begun and no ack is repeated; resolves when the acks under way are answered. */
  async finish(): Promise<void> {
    this.#finishing.abort();
    while (this.#takingIn.size > 0) await Promise.all([...this.#takingIn.values()].map((command) => command.done));
  }

  /** An operator asked to cancel these; ids that are not in hand here are ignored. */
  cancel(commandIds: readonly string[]): void {
    for (const commandId of commandIds) {
      const command = this.#takingIn.get(commandId);
      if (command) command.cancelled = true;
    }
    this.#parts.runner.cancel(commandIds);
  }

  /** Takes a command as delivered, on whatever way it came. True when it holds a slot now, that is, may start. */
  deliver(raw: unknown): boolean {
    const { journal, slots, log } = this.#parts;
    // Not acked, it is delivered again, to the next process.
    if (this.#finishing.signal.aborted) return false;
    const delivery = readDelivery(raw);
    if (!delivery) {
      log.error('a delivery without command id or delivery id cannot be answered');
      return false;
    }
    const known = this.#takingIn.get(delivery.commandId);
    if (known) {
      known.newest = delivery;
      return false;
    }
    const slot = !journal.get(delivery.commandId) && this.#declared(delivery) !== undefined && slots.take();
    const command: TakingIn = { newest: delivery, slot, cancelled: false, done: Promise.resolve() };
    this.#takingIn.set(delivery.commandId, command);
    command.done = this.#takeIn(command).catch((error: unknown) => {
      if (!this.#signal.aborted) log.error('a command could not be taken in', { reason: String(error) });
    });
    return slot;
  }

  async #takeIn(command: TakingIn): Promise<void> {
    const { commandId } = command.newest;
    try {
      for (let handled: Delivery | null = null; handled !== command.newest; ) {
        handled = this.#parts.journal.get(commandId) ? await this.#ackKnown(command) : await this.#ackNew(command);
      }
    } finally {
      this.#takingIn.delete(commandId);
      if (command.slot) this.#parts.slots.giveBack();
    }
  }

  /** Both return the delivery they got an answer for. */
  async #ackNew(command: TakingIn): Promise<Delivery> {
    const { journal, runner, outbox, log } = this.#parts;
    await this.#waitForSlot(command);
    // Not acked, it is delivered again, to the next process.
    if (this.#finishing.signal.aborted && !command.slot) return command.newest;
    const refusal = this.#refusalOf(command);
    const { delivery, running } = await this.#ack(command, refusal);
    const { commandId, deliveryId } = delivery;
    if (refusal) log.warn('a command was refused', { commandId, code: refusal.code });
    if (refusal || !running) return delivery;
    const action = this.#declared(delivery);
    try {
      await journal.accepted(commandId, deliveryId);
      if (!action) throw new Error('its action was withdrawn');
    } catch (error) {
      // Unwritten, it could run twice: it must not run at all.
      log.error('an accepted command cannot be started', { commandId, reason: String(error) });
      const message = 'the agent could not write its journal';
      await outbox.settle(commandId, { success: false, error: { code: 'ACTION_FAILED', message } });
      return delivery;
    }
    command.slot = false;
    runner.start(delivery, action);
    if (command.cancelled) runner.cancel([commandId]);
    return delivery;
  }

  /** A delivery beyond what can start, as a claim that crosses a session may bring: most handlers end soon. */
  async #waitForSlot(command: TakingIn): Promise<void> {
    const { slots, clock } = this.#parts;
    if (command.slot || !this.#declared(command.newest)) return;
    const enough = new AbortController();
    const cancel = clock.after(command.newest.ackLeaseMs * LEASE_SHARE, () => enough.abort());
    try {
      await slots.takeNext(AbortSignal.any([enough.signal, this.#finishing.signal, this.#signal]));
      command.slot = true;
    } catch {
      this.#signal.throwIfAborted();
    } finally {
      cancel();
    }
  }

  async #ackKnown(command: TakingIn): Promise<Delivery> {
    const { journal, outbox, log } = this.#parts;
    const { delivery, answered } = await this.#ack(command, null);
    const { commandId, deliveryId } = delivery;
    if (!answered) return delivery;
    log.info('a known command was delivered again', { commandId });
    await journal.redelivered(commandId, deliveryId);
    outbox.send(commandId);
    return delivery;
  }

  /** Repeats the ack until Opstage answers it. `running`: run it now. `answered`: Opstage took the ack. */
  async #ack(
    command: TakingIn,
    refusal: OutcomeErrorReport | null,
  ): Promise<{ delivery: Delivery; running: boolean; answered: boolean }> {
    const { calls, clock, random, log } = this.#parts;
    const backoff = new Backoff(random);
    const giveUpAt = clock.now() + command.newest.lifeMs;
    let delivery = command.newest;
    let attempted = false;
    for (;;) {
      const answer = await calls.untilAnswered(
        () => {
          if (clock.now() >= giveUpAt || (this.#finishing.signal.aborted && attempted)) return null;
          attempted = true;
          delivery = command.newest;
          const body: CommandAckRequest = { deliveryId: delivery.deliveryId, accepted: refusal === null };
          if (refusal) body.error = refusal;
          return { operation: 'commandAck', commandId: delivery.commandId, body };
        },
        backoff,
        this.#signal,
      );
      const { commandId } = delivery;
      if (answer?.kind !== 'success') {
        if (answer) log.info('the command is not ours to run', { commandId, answer: describe(answer) });
        return { delivery, running: false, answered: false };
      }
      const { status } = answer.data;
      const final = FINAL_STATES.includes(status);
      if (status === 'RUNNING' || final) return { delivery, running: !final, answered: true };
      // A state this contract does not know is no leave to run: ask again.
      log.warn('the ack was answered with an unknown state', { commandId });
      await sleep(clock, backoff.failed(), this.#signal);
    }
  }

  #declared({ type, serviceCode, actionName }: Delivery): DeclaredAction | undefined {
    return type === 'ACTION_EXECUTE' ? this.#parts.action(serviceCode, actionName) : undefined;
  }

  #refusalOf({ newest, slot }: TakingIn): OutcomeErrorReport | null {
    if (newest.type !== 'ACTION_EXECUTE') {
      return { code: 'COMMAND_TYPE_UNKNOWN', message: 'this agent knows no command of this type' };
    }
    const action = this.#declared(newest);
    if (!action) return { code: 'ACTION_NOT_FOUND', message: 'this agent declares no such action' };
    const { inputSchema } = action.definition;
    const fault = isRecord(inputSchema) ? payloadFault(inputSchema, newest.payload) : null;
    if (fault !== null) return { code: 'ACTION_PAYLOAD_INVALID', message: `the payload does not fit at ${fault}` };
    return slot ? null : { code: 'AGENT_BUSY', message: 'this agent runs as many commands as it can' };
  }
}
