/**
 * Commands and their deliveries, as section 6 has them from the agent's side.
 *
 * Refusals are returned as codes; the operations turn them into answers. A command that runs or is done comes again only
 * where an Opstage lost what it knew, say after a restore: that is asked for with `redeliver`.
 */
import { isDeepStrictEqual } from 'node:util';
import type {
  CommandAckRequest,
  CommandDelivery,
  CommandProgressRequest,
  CommandResultRequest,
  CommandStatus,
} from 'capsule-contract/types';
import type { OpaqueIds } from './opaque-id.ts';

export interface CommandOrder {
  actionName: string;
  payload?: Readonly<Record<string, unknown>>;
  serviceCode: string;
  serviceId: string;
  agentId: string;
  /** Default `ACTION_EXECUTE`; another is one the agent cannot know. */
  type?: string;
  timeoutSeconds?: number;
  idempotent?: boolean;
}

export interface FakeDelivery {
  readonly id: string;
  readonly attempt: number;
  readonly leaseEndsAtMs: number;
  /** What the ack said; null before it. */
  accepted: boolean | null;
}

export interface FakeCommand {
  readonly id: string;
  readonly order: CommandOrder;
  readonly createdAtMs: number;
  readonly startByMs: number;
  readonly expiresAtMs: number;
  status: CommandStatus;
  readonly deliveries: FakeDelivery[];
  /** How many deliveries were lost with a redelivery; they are remembered for counting only. */
  lost: number;
  cancelRequested: boolean;
  readonly progress: CommandProgressRequest[];
  result: CommandResultRequest | null;
}

export type Refused = { refused: string };
const startWithinMs = 300_000;
const expiryGraceMs = 60_000;
const finalStates: readonly CommandStatus[] = ['SUCCEEDED', 'FAILED', 'EXPIRED', 'CANCELLED'];

export class CommandBook {
  readonly commands = new Map<string, FakeCommand>();
  readonly #ids: OpaqueIds;
  readonly #now: () => number;

  constructor(ids: OpaqueIds, now: () => number) {
    this.#ids = ids;
    this.#now = now;
  }

  create(order: CommandOrder): FakeCommand {
    const createdAtMs = this.#now();
    const startByMs = createdAtMs + startWithinMs;
    const command: FakeCommand = {
      id: this.#ids.id('cmd'),
      order,
      createdAtMs,
      startByMs,
      expiresAtMs: startByMs + (order.timeoutSeconds ?? 300) * 1000 + expiryGraceMs,
      status: 'PENDING',
      deliveries: [],
      lost: 0,
      cancelRequested: false,
      progress: [],
      result: null,
    };
    this.commands.set(command.id, command);
    return command;
  }

  /** Up to `max` deliveries in order of creation, each under a new delivery id. */
  claim(agentId: string, max: number, ackLeaseSeconds: number): CommandDelivery[] {
    const due = [...this.commands.values()].filter((one) => one.order.agentId === agentId && this.#due(one));
    return due.slice(0, max).map((command) => this.#deliver(command, ackLeaseSeconds));
  }

  /** How many are delivered and may still be acked, or run. */
  openOf(agentId: string): number {
    return [...this.commands.values()].filter((command) => {
      if (command.order.agentId !== agentId) return false;
      const last = command.deliveries.slice(command.lost).at(-1);
      const delivered = last?.accepted === null && this.#now() < last.leaseEndsAtMs;
      return command.status === 'RUNNING' || (command.status === 'PENDING' && delivered);
    }).length;
  }

  /** As if Opstage had lost all it knew of it since its creation: it is due again, and no earlier ack counts. */
  redeliver(commandId: string): void {
    const command = this.commands.get(commandId);
    if (!command) return;
    command.status = 'PENDING';
    command.result = null;
    command.lost = command.deliveries.length;
  }

  cancel(commandId: string): void {
    const command = this.commands.get(commandId);
    if (!command) return;
    if (command.status === 'PENDING') command.status = 'CANCELLED';
    else if (command.status === 'RUNNING') command.cancelRequested = true;
  }

  /** Ids of the agent's running commands whose cancellation is asked for. */
  cancelRequested(agentId: string): string[] {
    return [...this.commands.values()]
      .filter((one) => one.order.agentId === agentId && one.status === 'RUNNING' && one.cancelRequested)
      .map(({ id }) => id);
  }

  ack(agentId: string, commandId: string, ack: CommandAckRequest): FakeCommand | Refused {
    const command = this.#own(agentId, commandId);
    const delivery = command?.deliveries.find(({ id }) => id === ack.deliveryId);
    if (!command || !delivery) return { refused: 'COMMAND_NOT_FOUND' };
    if (delivery !== command.deliveries.at(-1)) return { refused: 'COMMAND_DELIVERY_STALE' };
    // Forgotten, and not delivered anew yet: nothing is known of this delivery.
    if (command.deliveries.length <= command.lost) return { refused: 'COMMAND_NOT_FOUND' };
    if (delivery.accepted === ack.accepted) return command;
    if (command.status !== 'PENDING') return { refused: finalRefusal(command.status) };
    delivery.accepted = ack.accepted;
    command.status = ack.accepted ? 'RUNNING' : 'FAILED';
    return command;
  }

  progress(agentId: string, commandId: string, progress: CommandProgressRequest): FakeCommand | Refused {
    const command = this.#own(agentId, commandId);
    if (!command) return { refused: 'COMMAND_NOT_FOUND' };
    const unfit = this.#unfit(command, progress.deliveryId);
    if (unfit) return { refused: unfit };
    const last = command.progress.at(-1);
    if (!last || progress.seq > last.seq) command.progress.push(progress);
    return command;
  }

  /** `replayed` when this very outcome was recorded before. */
  result(
    agentId: string,
    commandId: string,
    result: CommandResultRequest,
  ): { command: FakeCommand; replayed: boolean } | Refused {
    const command = this.#own(agentId, commandId);
    if (!command) return { refused: 'COMMAND_NOT_FOUND' };
    if (command.result && isDeepStrictEqual(outcomeOf(command.result), outcomeOf(result)))
      return { command, replayed: true };
    if (finalStates.includes(command.status)) return { refused: finalRefusal(command.status) };
    const unfit = this.#unfit(command, result.deliveryId);
    if (unfit) return { refused: unfit };
    command.result = result;
    if (result.success) command.status = 'SUCCEEDED';
    else command.status = result.cancelled === true ? 'CANCELLED' : 'FAILED';
    return { command, replayed: false };
  }

  forget(): void {
    this.commands.clear();
  }

  #own(agentId: string, commandId: string): FakeCommand | undefined {
    const command = this.commands.get(commandId);
    return command?.order.agentId === agentId ? command : undefined;
  }

  #due(command: FakeCommand): boolean {
    if (command.status !== 'PENDING' || this.#now() >= command.startByMs) return false;
    const last = command.deliveries.slice(command.lost).at(-1);
    return !last || (last.accepted === null && this.#now() >= last.leaseEndsAtMs);
  }

  #deliver(command: FakeCommand, ackLeaseSeconds: number): CommandDelivery {
    const delivery: FakeDelivery = {
      id: this.#ids.id('dlv'),
      attempt: command.deliveries.length + 1,
      leaseEndsAtMs: this.#now() + ackLeaseSeconds * 1000,
      accepted: null,
    };
    command.deliveries.push(delivery);
    const { order } = command;
    return {
      id: command.id,
      // Only a script names another type than the contract's one.
      type: (order.type ?? 'ACTION_EXECUTE') as CommandDelivery['type'],
      serviceCode: order.serviceCode,
      serviceId: order.serviceId,
      actionName: order.actionName,
      payload: order.payload ?? {},
      timeoutSeconds: order.timeoutSeconds ?? 300,
      idempotent: order.idempotent ?? false,
      startBy: new Date(command.startByMs).toISOString(),
      expiresAt: new Date(command.expiresAtMs).toISOString(),
      createdAt: new Date(command.createdAtMs).toISOString(),
      delivery: { id: delivery.id, attempt: delivery.attempt, ackLeaseSeconds },
    };
  }

  #unfit(command: FakeCommand, deliveryId: string): string | null {
    if (finalStates.includes(command.status)) return finalRefusal(command.status);
    const acked = command.deliveries.slice(command.lost).filter(({ accepted }) => accepted === true);
    if (acked.length === 0) return 'COMMAND_NOT_ACKNOWLEDGED';
    return acked.some(({ id }) => id === deliveryId) ? null : 'COMMAND_DELIVERY_STALE';
  }
}

/** The part of a result by which two are the same. */
export function outcomeOf(result: CommandResultRequest): unknown {
  const { success, cancelled, message, data, error } = result;
  return JSON.parse(JSON.stringify({ success, cancelled, message, data, error }));
}

function finalRefusal(status: CommandStatus): string {
  if (status === 'CANCELLED') return 'COMMAND_CANCELLED';
  return status === 'EXPIRED' ? 'COMMAND_EXPIRED' : 'COMMAND_ALREADY_COMPLETED';
}
