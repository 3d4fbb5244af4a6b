/**
 * A WebSocket connection as an agent needs it, over Node's own http client.
 *
 * Why not Node's `WebSocket`: it shows neither pings nor the answer to a refused upgrade (so neither the keepalive nor
 * `Retry-After` could be kept), always offers compression, and a connection whose peer has gone silent cannot be ended:
 * after `close()` it waits for a reply, for ever. What is left to do by hand is the hundred lines beside this file.
 */
import { createHash, randomBytes } from 'node:crypto';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import type { Clock } from '../../clock.ts';
import { type Failure, type Refusal, readAnswer } from '../answer.ts';
import { closePayload, encodeFrame, FrameFault, FrameReader, type ReceivedFrame } from './web-socket-frames.ts';

const ACCEPT_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const REFUSAL_BYTES_MAX = 64 * 1024;
/** How long a peer may take to answer a close before the connection is simply ended. */
const CLOSE_TIMEOUT_MS = 2_000;
/** What no peer says: the connection ended without a close frame. */
export const CONNECTION_LOST = 1006;

export interface Closing {
  code: number;
  reason: string;
  /** Both sides said so: all that was sent before has arrived. */
  agreed: boolean;
}

export interface WebSocketEvents {
  message(text: string): void;
  /** Anything at all arrived, pings included. */
  traffic(): void;
  /** Once, when nothing more can be sent or will be received. */
  closed(closing: Closing): void;
}

export interface UpgradeRequest {
  url: URL;
  headers: Readonly<Record<string, string>>;
  subprotocol: string;
  messageBytesMax: number;
  timeoutMs: number;
  clock: Clock;
}

/** Resolves with an open connection or with what came instead; rejects only with the reason of an aborted `signal`. */
export function openWebSocket(
  upgrade: UpgradeRequest,
  events: WebSocketEvents,
  signal: AbortSignal,
): Promise<WebSocketConnection | Refusal | Failure> {
  const { url, headers, subprotocol, timeoutMs, clock } = upgrade;
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const key = randomBytes(16).toString('base64');
    const send = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = send(url, {
      // An upgraded socket belongs to nobody else, and one of the pool may be half dead.
      agent: false,
      headers: {
        ...headers,
        Connection: 'Upgrade',
        Upgrade: 'websocket',
        'Sec-WebSocket-Version': '13',
        'Sec-WebSocket-Key': key,
        'Sec-WebSocket-Protocol': subprotocol,
      },
    });
    let settled = false;
    const settle = (outcome: WebSocketConnection | Refusal | Failure) => {
      if (settled) return;
      settled = true;
      cancelTimeout();
      signal.removeEventListener('abort', aborted);
      if (!(outcome instanceof WebSocketConnection)) request.destroy();
      resolve(outcome);
    };
    const fail = (reason: string) => settle({ kind: 'failure', reason, retryAfterMs: 0 });
    const cancelTimeout = clock.after(timeoutMs, () => fail(`no answer to the upgrade within ${timeoutMs} ms`));
    const aborted = () => {
      cancelTimeout();
      request.destroy();
      reject(signal.reason);
    };
    signal.addEventListener('abort', aborted, { once: true });
    request.on('upgrade', (response: IncomingMessage, socket: Socket, head: Buffer) => {
      const fault = upgradeFault(response, key, subprotocol);
      if (fault) {
        socket.destroy();
        return fail(fault);
      }
      settle(new WebSocketConnection(socket, head, upgrade, events));
    });
    request.on('response', (response) => void readRefusal(response, () => clock.now()).then(settle));
    request.on('error', (error: Error & { code?: string }) => fail(error.code ?? error.message));
    request.end();
  });
}

export class WebSocketConnection {
  readonly #socket: Socket;
  readonly #clock: Clock;
  readonly #events: WebSocketEvents;
  readonly #reader: FrameReader;
  #closing: { code: number; reason: string } | null = null;
  #over = false;
  #cancelCloseTimeout = () => {};

  constructor(socket: Socket, head: Buffer, { messageBytesMax, clock }: UpgradeRequest, events: WebSocketEvents) {
    this.#socket = socket;
    this.#clock = clock;
    this.#events = events;
    this.#reader = new FrameReader(messageBytesMax);
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => this.#received(bytes));
    socket.on('error', () => {});
    socket.on('close', () => this.#end(this.#closing ?? { code: CONNECTION_LOST, reason: 'the connection was lost' }));
    // Frames that came in one packet with the answer; after the caller has the connection.
    if (head.length > 0) queueMicrotask(() => this.#received(head));
  }

  send(text: string): void {
    if (!this.#over && !this.#closing) this.#socket.write(encodeFrame('text', Buffer.from(text)));
  }

  /** Says so and waits a moment for the same from the peer; `closed` is told what was said first. */
  close(code: number, reason: string): void {
    if (this.#over || this.#closing) return;
    this.#closing = { code, reason };
    this.#socket.write(encodeFrame('close', closePayload(code, reason)));
    this.#cancelCloseTimeout = this.#clock.after(CLOSE_TIMEOUT_MS, () => this.#end({ code, reason }));
  }

  /** Says so and ends the connection at once: nobody is expected to answer. */
  drop(code: number, reason: string): void {
    if (this.#over) return;
    if (!this.#closing) this.#socket.write(encodeFrame('close', closePayload(code, reason)));
    this.#end({ code, reason });
  }

  #received(bytes: Buffer): void {
    if (this.#over) return;
    this.#events.traffic();
    try {
      for (const frame of this.#reader.read(bytes)) this.#act(frame);
    } catch (error) {
      if (!(error instanceof FrameFault)) throw error;
      this.drop(error.code, error.message);
    }
  }

  #act(frame: ReceivedFrame): void {
    if (this.#over) return;
    if (frame.kind === 'text') {
      if (!this.#closing) this.#events.message(frame.text);
    } else if (frame.kind === 'ping') {
      if (!this.#closing) this.#socket.write(encodeFrame('pong', frame.payload));
    } else if (frame.kind === 'close') {
      const { code, reason } = this.#closing ?? frame;
      if (!this.#closing) this.#socket.write(encodeFrame('close', closePayload(echoable(code), '')));
      this.#end({ code, reason }, true);
    }
  }

  #end({ code, reason }: { code: number; reason: string }, agreed = false): void {
    if (this.#over) return;
    this.#over = true;
    this.#cancelCloseTimeout();
    // What is written goes out, and what still comes is read and dropped: a socket closed over unread bytes is reset, and
    // the peer never sees the close frame. It keeps no process alive meanwhile.
    const cancel = this.#clock.after(CLOSE_TIMEOUT_MS, () => this.#socket.destroy());
    this.#socket.once('close', cancel);
    this.#socket.end(() => this.#socket.unref());
    this.#events.closed({ code, reason, agreed });
  }
}

/** Codes that say "there was no code" are never sent. */
function echoable(code: number): number {
  return code === 1005 || code === CONNECTION_LOST ? 1000 : code;
}

function upgradeFault(response: IncomingMessage, key: string, subprotocol: string): string | null {
  const accept = createHash('sha1')
    .update(key + ACCEPT_SUFFIX)
    .digest('base64');
  if (response.headers['sec-websocket-accept'] !== accept) return 'the upgrade was answered by no WebSocket server';
  if (response.headers['sec-websocket-protocol'] !== subprotocol) return `the upgrade does not speak ${subprotocol}`;
  if (response.headers['sec-websocket-extensions'] !== undefined)
    return 'the upgrade names an extension nobody offered';
  return null;
}

/** An answer without 101, read as the answer to any other call; a success is none of the contract's here. */
async function readRefusal(response: IncomingMessage, now: () => number): Promise<Refusal | Failure> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      bytes += chunk.length;
      if (bytes > REFUSAL_BYTES_MAX) break;
      chunks.push(chunk);
    }
  } catch {
    // Cut: what the headers say is still worth reading.
  }
  const answer = readAnswer(response.statusCode ?? 0, response.headers, Buffer.concat(chunks).toString(), now());
  if (answer.kind !== 'success') return answer;
  return { kind: 'failure', reason: `HTTP ${response.statusCode} instead of an upgrade`, retryAfterMs: 0 };
}
