/**
 * One WebSocket of an agent, as the fake Opstage holds it: what was sent, when it was welcomed, how it ended. It can fall
 * silent: then it sends nothing more, as a connection does whose other end was cut off, and still hears.
 */
import type { Socket } from 'node:net';
import type { Hello } from 'capsule-contract/types';
import type { RawData, WebSocket } from 'ws';
import type { Exchange } from '../exchange.ts';
import type { FakeAgent } from '../identity-book.ts';
import { frameBytes, sendBytes, type WireFault } from '../wire-answer.ts';

export interface SentFrame {
  readonly id: string;
  readonly type: string;
  readonly atMs: number;
  /** The command of a `command.dispatch`. */
  readonly commandId: string | null;
}

export interface SessionClose {
  /** 1006 when the connection ended without a close frame. */
  readonly code: number;
  readonly by: 'agent' | 'opstage';
  readonly atMs: number;
}

export interface SessionFacts {
  id: string;
  agent: FakeAgent;
  /** The token of its upgrade; the session ends with it. */
  token: string;
  upgrade: Exchange;
  /** What the socket speaks over, for bytes that are no frame. */
  connection: Socket;
  pingSeconds: number;
  now: () => number;
}

/** An agent that does not answer a close is not waited for. */
const closeAnswerMs = 2_000;

export class FakeSession {
  readonly id: string;
  readonly agent: FakeAgent;
  readonly token: string;
  /** The request it began with. */
  readonly upgrade: Exchange;
  readonly openedAtMs = performance.now();
  /** Frames of the agent, in order of arrival. */
  readonly frames: Exchange[] = [];
  readonly sent: SentFrame[] = [];
  hello: Hello | null = null;
  welcomedAtMs: number | null = null;
  closed: SessionClose | null = null;
  /** How many pings the agent has answered. */
  pongs = 0;
  /** When it stopped speaking. */
  silentSinceMs: number | null = null;
  readonly #socket: WebSocket;
  readonly #connection: Socket;
  readonly #now: () => number;
  readonly #pings: NodeJS.Timeout;
  #closing: number | null = null;

  constructor(socket: WebSocket, facts: SessionFacts, heard: (session: FakeSession, text: string) => Promise<void>) {
    this.id = facts.id;
    this.agent = facts.agent;
    this.token = facts.token;
    this.upgrade = facts.upgrade;
    this.#socket = socket;
    this.#connection = facts.connection;
    this.#now = facts.now;
    this.#pings = setInterval(() => this.#ping(), facts.pingSeconds * 1_000);
    socket.on('message', (data, isBinary) => {
      // Whatever an agent sends, the kit lives on; the agent sees a session that broke.
      heard(this, isBinary ? '' : textOf(data)).catch(() => this.drop());
    });
    socket.on('ping', (payload) => this.silentSinceMs === null && socket.pong(payload));
    socket.on('pong', () => {
      this.pongs += 1;
    });
    // A socket that fails also closes; that it failed is told by the code 1006.
    socket.on('error', () => {});
    socket.once('close', (code) => {
      clearInterval(this.#pings);
      const by = this.#closing === null ? 'agent' : 'opstage';
      this.closed = { code: this.#closing ?? code, by, atMs: performance.now() };
    });
  }

  get open(): boolean {
    return this.closed === null && this.#closing === null;
  }

  /** Frames can be sent on it that are no answer to `hello`. */
  get usable(): boolean {
    return this.open && this.welcomedAtMs !== null && this.silentSinceMs === null;
  }

  /** Sends a frame of the contract; gives its id. Nothing is sent while it is silent or over. */
  send(id: string, type: string, data: unknown, re: string | null = null): string {
    const commandId = type === 'command.dispatch' ? String((data as { id: string }).id) : null;
    if (this.sendText(this.#frame(id, type, data, re))) {
      this.sent.push({ id, type, atMs: performance.now(), commandId });
    }
    return id;
  }

  /** Sends a frame whose bytes meet this on their way; false when the agent was gone before they had left. */
  async sendBroken(id: string, type: string, data: unknown, re: string | null, fault: WireFault): Promise<boolean> {
    if (!this.open || this.silentSinceMs !== null) return false;
    return sendBytes(this.#connection, frameBytes(this.#frame(id, type, data, re)), fault);
  }

  /** Sends any text as one message. */
  sendText(text: string): boolean {
    if (!this.open || this.silentSinceMs !== null) return false;
    this.#socket.send(text);
    return true;
  }

  beSilent(): void {
    this.silentSinceMs ??= performance.now();
  }

  close(code: number, reason: string): void {
    if (!this.open) return;
    this.#closing = code;
    this.#socket.close(code, reason);
    setTimeout(() => this.#socket.terminate(), closeAnswerMs).unref();
  }

  /** Ends the connection without a word. */
  drop(): void {
    this.#closing ??= 1006;
    this.#socket.terminate();
  }

  #frame(id: string, type: string, data: unknown, re: string | null): string {
    const ts = new Date(this.#now()).toISOString();
    return JSON.stringify({ v: 1, type, id, ts, ...(re === null ? {} : { re }), data });
  }

  #ping(): void {
    if (this.open && this.silentSinceMs === null) this.#socket.ping();
  }
}

function textOf(data: RawData): string {
  return Array.isArray(data) ? Buffer.concat(data).toString('utf8') : Buffer.from(data as ArrayBuffer).toString('utf8');
}
