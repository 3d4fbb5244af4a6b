/**
 * The sessions of the fake Opstage: opened by an upgrade, welcomed after `hello`, served frame by frame like the HTTP twins,
 * and used for every dispatch while one is open.
 *
 * Every frame of the agent stands in the transcript as a message with the method FRAME, its reply as the answer; faults
 * strike it by its twin's operationId or its own type.
 */
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Hello } from 'capsule-contract/types';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Transcript } from '../../transcript.ts';
import { altered } from '../altered-answer.ts';
import { type Answer, refusal, success } from '../answer.ts';
import { type Exchange, freshExchange } from '../exchange.ts';
import type { ArmedFault, Struck } from '../fault-script.ts';
import type { FakeAgent } from '../identity-book.ts';
import type { Memory } from '../memory.ts';
import type { OpaqueIds } from '../opaque-id.ts';
import { agentDirectives } from '../operations/agent-directives.ts';
import { carryOut } from '../serve.ts';
import { isWireFault } from '../wire-answer.ts';
import { type AgentMessage, readAgentMessage, subprotocol } from './agent-message.ts';
import { FakeSession } from './fake-session.ts';

/** An agent that does not close after its goodbye waits for Opstage to do it. */
const goodbyeMs = 1_000;

export interface SessionBookParts {
  memory: Memory;
  ids: OpaqueIds;
  transcript: Transcript;
  /** Where every request of the agent is kept in order. */
  exchanges: Exchange[];
  /** The fault that strikes this message; it counts as struck. */
  strike: (message: Struck) => ArmedFault | undefined;
}

export class SessionBook {
  /** Every session so far, in order of opening. */
  readonly all: FakeSession[] = [];
  readonly #parts: SessionBookParts;
  readonly #server: WebSocketServer;

  constructor(parts: SessionBookParts) {
    this.#parts = parts;
    this.#server = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      autoPong: false,
      clientTracking: false,
      maxPayload: parts.memory.limits.maxMessageBytes ?? 1_114_112,
      handleProtocols: () => subprotocol,
    });
  }

  /** The newest that was welcomed and is not over. */
  get current(): FakeSession | undefined {
    return this.all.findLast((one) => one.open && one.welcomedAtMs !== null);
  }

  /** Completes an upgrade that was judged good. */
  accept(request: IncomingMessage, socket: Socket, head: Buffer, upgrade: Exchange, agent: FakeAgent): void {
    this.#server.handleUpgrade(request, socket, head, (opened) => this.#open(opened, socket, upgrade, agent));
  }

  #open(socket: WebSocket, connection: Socket, upgrade: Exchange, agent: FakeAgent): void {
    const { memory, ids } = this.#parts;
    const facts = {
      id: ids.id('ses'),
      agent,
      connection,
      token: (upgrade.headers.authorization ?? '').replace(/^bearer +/i, ''),
      upgrade,
      pingSeconds: memory.settings.session?.pingSeconds ?? 25,
      now: memory.now,
    };
    this.all.push(new FakeSession(socket, facts, (session, text) => this.#heard(session, text)));
  }

  /** Sends what is due to the open session, as far as the agent said it can run. */
  dispatch(): void {
    const session = this.current;
    if (!session?.usable) return;
    const { memory, ids } = this.#parts;
    const room = (session.hello?.maxRunning ?? 1) - memory.commands.openOf(session.agent.id);
    if (room <= 0) return;
    for (const delivery of memory.commands.claim(session.agent.id, room, memory.settings.ackLeaseSeconds)) {
      const frame = session.send(ids.id('frm'), 'command.dispatch', delivery);
      this.#parts.transcript.note(`the fake Opstage dispatches ${delivery.id} as ${delivery.delivery.id} in ${frame}`);
    }
  }

  /** Tells the open session that a running command is to be cancelled. */
  tellCancel(commandId: string): void {
    const session = this.current;
    if (session && this.#parts.memory.commands.cancelRequested(session.agent.id).includes(commandId)) {
      session.send(this.#parts.ids.id('frm'), 'command.cancel', { commandId });
    }
  }

  /** Sends `bye` and closes 1012. */
  drain(reconnectAfterMs: number): void {
    const session = this.current;
    session?.send(this.#parts.ids.id('frm'), 'bye', { reason: 'Opstage restarts', reconnectAfterMs });
    session?.close(1012, 'drain');
  }

  /** Sessions of a token that is dead by now close 4401. */
  closeDead(): void {
    for (const session of this.all) {
      const { token, pendingToken } = session.agent;
      if (session.token !== token && session.token !== pendingToken) session.close(4401, 'the token is dead');
    }
  }

  dropAll(): void {
    for (const session of this.all) session.drop();
  }

  async #heard(session: FakeSession, text: string): Promise<void> {
    // What an agent sends after it was told to go has no effect.
    if (!session.open) return;
    const message = readAgentMessage(text);
    const exchange = this.#record(session, message, text);
    const { twin, commandId, type } = message;
    const armed = this.#parts.strike({ operationId: twin, commandId, message: type === '' ? null : type });
    exchange.fault = armed?.step ?? null;
    const answer = await this.#outcome(session, message, exchange, armed);
    const failure = session.open ? answer : 'the session ended before the answer';
    if (typeof failure === 'string') this.#end(exchange, failure);
    else await this.#reply(session, exchange, failure, armed);
    this.dispatch();
  }

  /** The answer that leaves, or why none does. */
  async #outcome(
    session: FakeSession,
    message: AgentMessage,
    exchange: Exchange,
    armed: ArmedFault | undefined,
  ): Promise<Answer | string> {
    const fault = armed?.step.fault;
    const before = fault?.kind === 'reset' || fault?.kind === 'refuse' || fault?.kind === 'foreign';
    if (armed && before) this.#met(session, exchange, armed);
    if (fault?.kind === 'reset') {
      session.drop();
      return 'the kit ended the session before the frame took effect';
    }
    if (fault?.kind === 'refuse') return refusal(fault.code, fault);
    if (fault?.kind === 'foreign') {
      session.sendText(fault.body);
      return 'answered by the kit with what is no frame';
    }
    const proper = await this.#serve(session, message, exchange);
    exchange.processed = true;
    if (session.silentSinceMs !== null) return 'the session is silent';
    if (armed && !before && !isWireFault(fault)) this.#met(session, exchange, armed);
    if (fault?.kind === 'lose-answer') return 'left unanswered by the kit after it took effect';
    if (fault?.kind === 'cut-answer') session.drop();
    if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (fault?.kind === 'hold') await armed?.released;
    if (proper === null) return 'a frame that is not answered';
    return fault ? altered(proper, fault) : proper;
  }

  /** What the frame earns; null for one that is not answered. */
  async #serve(session: FakeSession, message: AgentMessage, exchange: Exchange): Promise<Answer | null> {
    const { memory } = this.#parts;
    if (session.hello === null && message.type !== 'hello') {
      session.close(4001, 'no hello');
      return null;
    }
    if (message.refused !== null) return refusal(message.refused);
    if (message.type === 'hello') return this.#welcome(session, message.body as unknown as Hello);
    if (message.twin === null) return null;
    const answer = await carryOut(memory, session.agent, {
      operationId: message.twin,
      body: message.body,
      commandId: message.commandId ?? '',
      headers: exchange.headers,
      gone: new AbortController().signal,
    });
    if (message.type !== 'goodbye') return answer;
    setTimeout(() => session.close(1000, 'goodbye'), goodbyeMs).unref();
    return null;
  }

  #welcome(session: FakeSession, hello: Hello): Answer {
    const { memory } = this.#parts;
    const { agent } = session;
    session.hello = hello;
    agent.capabilities = hello.capabilities;
    return success({
      agentId: agent.id,
      sessionId: session.id,
      pingSeconds: memory.settings.session?.pingSeconds ?? 25,
      ...memory.intervals,
      limits: memory.limits,
      serverTime: memory.serverTime,
      directives: agentDirectives(memory, agent, []),
    });
  }

  #met(session: FakeSession, exchange: Exchange, armed: ArmedFault): void {
    if (!session.open) return;
    armed.took += 1;
    this.#parts.transcript.note(`frame ${exchange.number} meets the fault ${JSON.stringify(armed.step.fault)}`);
  }

  /** `ack`, `error` or `welcome`, with `re`. */
  async #reply(session: FakeSession, exchange: Exchange, answer: Answer, armed?: ArmedFault): Promise<void> {
    const requestId = this.#parts.ids.id('req');
    const envelope = JSON.parse(answer.text.replace('"requestId":""', `"requestId":"${requestId}"`)) as {
      data?: unknown;
      error?: unknown;
    };
    const type = envelope.error !== undefined ? 'error' : exchange.frame?.type === 'hello' ? 'welcome' : 'ack';
    const data = envelope.error ?? envelope.data;
    const re = exchange.frame?.id ?? null;
    const fault = armed?.step.fault;
    if (armed && isWireFault(fault)) {
      if (await session.sendBroken(this.#parts.ids.id('frm'), type, data, re, fault))
        this.#met(session, exchange, armed);
      this.#end(exchange, 'broken by the kit on its way');
      if (fault.kind === 'cut-bytes') session.drop();
      return;
    }
    session.send(this.#parts.ids.id('frm'), type, data, re);
    if (type === 'welcome') this.#begin(session);
    exchange.status = answer.status;
    exchange.data = envelope.data;
    exchange.endedAtMs = performance.now();
    const text = JSON.stringify({ type, data });
    this.#parts.transcript.end(exchange.recorded, { response: { status: answer.status, headers: [], text } });
  }

  /** From its welcome on a session is the newest; an older one is replaced. */
  #begin(session: FakeSession): void {
    session.welcomedAtMs = performance.now();
    for (const older of this.all) {
      if (older !== session && older.agent === session.agent) older.close(4009, 'replaced');
    }
  }

  #end(exchange: Exchange, failure: string): void {
    exchange.endedAtMs = performance.now();
    this.#parts.transcript.end(exchange.recorded, { failure });
  }

  #record(session: FakeSession, message: AgentMessage, text: string): Exchange {
    const operationId = message.twin ?? 'agentSession';
    const { target } = session.upgrade;
    const recorded = this.#parts.transcript.begin('agent', operationId as never, {
      method: 'FRAME',
      target,
      headers: [],
      text,
    });
    const exchange = freshExchange({
      recorded,
      operationId,
      agentId: session.agent.id,
      commandId: message.commandId,
      method: 'FRAME',
      target,
      // A frame speaks for the token its session was opened with.
      headers: { authorization: session.upgrade.headers.authorization ?? '' },
      body: message.body,
      frame: { type: message.type, id: message.id, re: message.re, session: this.all.indexOf(session) },
      problems: message.refused === null ? [] : [{ kind: 'schema', text: `the frame is refused: ${message.refused}` }],
    });
    this.#parts.exchanges.push(exchange);
    session.frames.push(exchange);
    return exchange;
  }
}
