/**
 * The moves every agent check is made of: order an action of the conformance capsule, wait for what the agent sends,
 * let it live for a few heartbeats.
 *
 * Waits are for events. Where a check must show that something does not come, it lets the agent's own heartbeats be
 * the clock: they prove that it lives and had its chance.
 */
import type { CommandOrder, FakeCommand } from '../../target/fake-opstage/command-book.ts';
import type { Effect } from '../../target/fake-opstage/effects.ts';
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { AgentTrial, AgentWaitOptions } from '../agent-trial.ts';

export const needsCapsule = ['conformance-capsule'] as const;
/** It kills the agent, restarts it or looks into it, and has it do things on demand. */
export const needsStartAndCapsule = ['start', 'conformance-capsule'] as const;

export interface WaitOptions extends AgentWaitOptions {
  /** Only requests with a higher message number. */
  after?: number;
  commandId?: string;
}

/**
 * Starts the agent and waits until a report of its services was accepted. A program may take its time to come up; once it
 * has called, it is up. It holds for a restart too, where the first heartbeat may be late: an agent that keeps no intervals
 * begins with those of its own.
 */
export async function ready(
  t: AgentTrial,
  options: { env?: Readonly<Record<string, string>> } = {},
): Promise<Exchange> {
  const after = now(t);
  await t.start(options);
  const called = () => t.opstage.exchanges.some(({ number, operationId }) => number > after && operationId !== null);
  await t.until('a first call of the agent', called, { everyMs: 20 });
  return accepted(t, 'a report of the services', 'serviceReport', { after });
}

/** How many register calls of this trial belong to the agent's first start. */
export function registrations(t: AgentTrial): number {
  return t.attached ? 0 : 1;
}

/** From now on a registration ends every wait: the check expects the identity to be kept. */
export function keepsIdentity(t: AgentTrial): void {
  const after = now(t);
  t.never('a registration', () => t.opstage.exchangesOf('agentRegister', { after })[0]);
}

/** Orders an action of the conformance service. */
export function order(
  t: AgentTrial,
  actionName: string,
  payload: Readonly<Record<string, unknown>> = {},
  more: Partial<CommandOrder> = {},
): FakeCommand {
  return t.opstage.command({ actionName, payload, ...more });
}

/** The number of the last message so far: "after now". */
export function now(t: AgentTrial): number {
  return t.transcript.messages.length;
}

/** Waits for a request that fits; it may still be unanswered. */
export async function sent(
  t: AgentTrial,
  what: string,
  operationId: string,
  options: WaitOptions & { fits?: (exchange: Exchange) => boolean } = {},
): Promise<Exchange> {
  const fits = options.fits ?? (() => true);
  const { after = 0, commandId, ...wait } = options;
  const filter = { after, ...(commandId === undefined ? {} : { commandId }) };
  return t.until(what, () => t.opstage.exchangesOf(operationId, filter).find(fits), { everyMs: 20, ...wait });
}

/** Waits for a request that was answered 200 and whole. */
export async function accepted(
  t: AgentTrial,
  what: string,
  operationId: string,
  options: WaitOptions = {},
): Promise<Exchange> {
  return sent(t, `${what}, answered 200`, operationId, { ...options, fits: succeeded });
}

export function succeeded(exchange: Exchange): boolean {
  return exchange.status === 200 && exchange.processed;
}

/** The first result of a command that the fake Opstage accepted. */
export async function resultOf(t: AgentTrial, command: FakeCommand, options: WaitOptions = {}): Promise<Exchange> {
  return accepted(t, `the result of ${command.order.actionName}`, 'commandResult', {
    ...options,
    commandId: command.id,
  });
}

/** The first ack of a command, whatever it says. */
export async function ackOf(t: AgentTrial, command: FakeCommand, options: WaitOptions = {}): Promise<Exchange> {
  return sent(t, `an ack of ${command.order.actionName}`, 'commandAck', { ...options, commandId: command.id });
}

/** Waits until a path was touched; gives the first touch. */
export async function touched(t: AgentTrial, path: string, wait: AgentWaitOptions = {}): Promise<Effect> {
  return t.until(`the handler to touch ${path}`, () => t.opstage.effects.of(path)[0], { everyMs: 10, ...wait });
}

/** Orders a `touch` that stays open until `t.opstage.effects.release(path)`; returns once its handler runs. */
export async function heldTouch(t: AgentTrial): Promise<{ command: FakeCommand; path: string; effect: Effect }> {
  const path = t.opstage.effects.path('held');
  t.opstage.effects.hold(path);
  const command = order(t, 'touch', { path });
  return { command, path, effect: await touched(t, path) };
}

/** Lets the agent live for `count` further heartbeats, answered or not; gives them. */
export async function heartbeats(t: AgentTrial, count: number): Promise<Exchange[]> {
  const after = now(t);
  const ceilingMs = 30_000 + count * 3_000 * t.opstage.memory.settings.heartbeatIntervalSeconds;
  await t.until(
    `${count} further heartbeats`,
    () => t.opstage.exchangesOf('agentHeartbeat', { after }).length >= count,
    { ceilingMs, everyMs: 20, beats: Infinity },
  );
  return t.opstage.exchangesOf('agentHeartbeat', { after });
}

/** Runs an `echo` to its result: the agent still works. Gives that result. */
export async function stillWorks(t: AgentTrial): Promise<Exchange> {
  const payload = { still: 'working', at: now(t) };
  const command = order(t, 'echo', payload);
  const result = await resultOf(t, command);
  t.equal('the result of echo', json(result).success, true, result);
  t.equal('the data of echo', json(result).data, payload, result);
  return result;
}

/** A request's body as an object; an empty one where it is none. */
export function json(exchange: Exchange): Record<string, unknown> {
  const { body } = exchange;
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
}

/** The objects of a member that is a list. */
export function objects(value: unknown): Record<string, unknown>[] {
  const items = Array.isArray(value) ? value : [];
  return items.filter((item): item is Record<string, unknown> => typeof item === 'object' && item !== null);
}

/** The code of an ack's or a result's `error`. */
export function errorOf(exchange: Exchange): { code: string | undefined; message: string | undefined } {
  const error = json(exchange).error;
  const { code, message } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  return {
    code: typeof code === 'string' ? code : undefined,
    message: typeof message === 'string' ? message : undefined,
  };
}

/** Milliseconds between one request and the next. */
export function gaps(exchanges: readonly Exchange[]): number[] {
  return exchanges
    .slice(1)
    .map((one, index) => one.receivedAtMs - (exchanges[index]?.receivedAtMs ?? one.receivedAtMs));
}

/** For texts: `1.2 s, 0.9 s`. */
export function seconds(values: readonly number[]): string {
  return values.map((ms) => `${(ms / 1000).toFixed(2)} s`).join(', ');
}

/** Cites several exchanges; an expectation needs at least one. */
export function all(exchanges: readonly Exchange[]): [number, ...number[]] {
  const [first, ...rest] = exchanges.map(({ number }) => number);
  if (first === undefined) throw new Error('an expectation needs at least one message');
  return [first, ...rest];
}
