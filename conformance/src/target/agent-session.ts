/**
 * An agent's WebSocket session played by the kit, frame by frame. It sends anything, also what no agent should, and
 * keeps everything that came: frames, pings, the close code and its reason. It never answers by itself, pongs apart.
 *
 * In the transcript the upgrade is one message, each frame sent another (its answer is the reply frame), and each frame
 * that came unasked one of the lane `Opstage to …`. What a frame of Opstage got wrong in its form is kept in `faults`.
 */
import { messages } from 'capsule-contract';
import type { MessageType } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import WebSocket from 'ws';
import type { Reply } from './caller.ts';
import { type Actor, prepareCall } from './contract-call.ts';
import { replyOf, TransportFailure } from './http-client.ts';
import type { Message, MessageResponse, Transcript } from './transcript.ts';

export const sessionProtocol = 'capsule.session.v1';

export interface Frame {
  v: number;
  type: string;
  id: string;
  ts: string;
  re?: string;
  data: Record<string, unknown>;
}

/** A frame that came; `message` is the number to cite. */
export interface ReceivedFrame {
  message: number;
  frame: Frame;
  atMs: number;
}

export interface SentFrame {
  message: number;
  id: string;
}

export interface SessionEnd {
  code: number;
  reason: string;
}

export interface SessionOptions {
  as: Actor;
  agentId: string;
  /** Default: the contract's; empty for none. */
  protocols?: readonly string[];
  query?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string | null>>;
  /** False plays a connection that died: pings stay unanswered. */
  pong?: boolean;
}

interface Surroundings {
  url: string;
  transcript: Transcript;
  signal: AbortSignal;
}

const openCeilingMs = 15_000;

export class AgentSession {
  /** Number of the upgrade's message. */
  readonly message: number;
  readonly upgrade: Reply<'agentSession'>;
  readonly received: ReceivedFrame[] = [];
  /** When pings came, in milliseconds of the transcript. */
  readonly pingsAtMs: number[] = [];
  readonly faults: { message: number; text: string }[] = [];
  end: SessionEnd | null = null;
  readonly #socket: WebSocket;
  readonly #transcript: Transcript;
  readonly #lane: string;
  readonly #waiting = new Map<string, { message: Message; type: string }>();
  readonly #ids = new Set<string>();
  #sent = 0;

  private constructor(
    socket: WebSocket,
    upgrade: Reply<'agentSession'>,
    options: SessionOptions,
    { transcript }: Surroundings,
  ) {
    this.#socket = socket;
    this.upgrade = upgrade;
    this.message = upgrade.message;
    this.#transcript = transcript;
    this.#lane = `${options.as.lane} session`;
    socket.on('message', (data: Buffer, isBinary: boolean) => this.#take(data.toString('utf8'), isBinary));
    socket.on('ping', () => this.pingsAtMs.push(transcript.elapsedMs()));
    socket.on('error', () => undefined);
    socket.once('close', (code: number, reason: Buffer) => this.#closed({ code, reason: reason.toString('utf8') }));
  }

  /** Asks for the upgrade; a refusal comes back as the HTTP answer it is. */
  static async open(
    options: SessionOptions,
    surroundings: Surroundings,
  ): Promise<{ session: AgentSession | null; reply: Reply<'agentSession'> }> {
    const { as, agentId, protocols = [sessionProtocol], query, headers = {} } = options;
    const { url, transcript, signal } = surroundings;
    const call = prepareCall('agentSession', { as, path: { agentId }, headers, ...(query ? { query } : {}) });
    const base = new URL(url);
    const target = base.pathname.replace(/\/+$/, '') + call.target;
    const sent: [string, string][] = [...call.headers, ['upgrade', 'websocket']];
    if (protocols.length > 0) sent.push(['sec-websocket-protocol', protocols.join(', ')]);
    const message = transcript.begin(as.lane, 'agentSession', { method: 'GET', target, headers: sent, text: '' });
    const socket = new WebSocket(base.origin.replace(/^http/, 'ws') + target, [...protocols], {
      headers: Object.fromEntries(call.headers),
      perMessageDeflate: false,
      autoPong: options.pong ?? true,
      handshakeTimeout: openCeilingMs,
    });
    signal.addEventListener('abort', () => socket.terminate(), { once: true });
    return new Promise((resolve, reject) => {
      let upgraded: MessageResponse | null = null;
      socket.once('upgrade', (incoming) => {
        upgraded = { status: 101, headers: pairs(incoming.rawHeaders), text: '' };
        transcript.end(message, { response: upgraded });
        const reply: Reply<'agentSession'> = { ...replyOf(message, upgraded), operationId: 'agentSession' };
        const session = new AgentSession(socket, reply, options, surroundings);
        socket.once('open', () => resolve({ session, reply }));
      });
      socket.once('unexpected-response', (_request, incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const response = { status: incoming.statusCode ?? 0, headers: pairs(incoming.rawHeaders), text };
          transcript.end(message, { response });
          socket.terminate();
          resolve({ session: null, reply: { ...replyOf(message, response), operationId: 'agentSession' } });
        });
      });
      socket.once('error', (error) => {
        if (message.endedAtMs !== null) return;
        transcript.end(message, { failure: error.message });
        reject(new TransportFailure(message, error.message, false));
      });
    });
  }

  /** Sends a frame of this type; its id is given back, so that the reply can be found. */
  send(type: string, data: unknown, extra: Readonly<Record<string, unknown>> = {}): SentFrame {
    this.#sent += 1;
    const id = typeof extra.id === 'string' ? extra.id : `k${this.#sent}`;
    return this.raw(JSON.stringify({ v: 1, type, id, ts: new Date().toISOString(), data, ...extra }), { id, type });
  }

  /** Sends this text, or these bytes as a binary message; `as` names the frame when it can be answered. */
  raw(content: string | Uint8Array, as: { id: string; type: string } = { id: '', type: 'raw' }): SentFrame {
    const binary = typeof content !== 'string';
    const text = binary ? `(${content.byteLength} bytes)` : content;
    const kept = text.length > 20_000 ? `${text.slice(0, 20_000)}… (${text.length} characters)` : text;
    const message = this.#begin(this.#lane, as.type, kept);
    if (as.id !== '') this.#waiting.set(as.id, { message, type: as.type });
    this.#socket.send(content, { binary, compress: false }, () => undefined);
    return { message: message.number, id: as.id };
  }

  /** The reply to a frame, once it is there. */
  replyTo({ id }: SentFrame): ReceivedFrame | undefined {
    return this.received.find(({ frame }) => frame.re === id);
  }

  ofType(type: string): ReceivedFrame[] {
    return this.received.filter(({ frame }) => frame.type === type);
  }

  stall(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(code = 1000): void {
    this.#socket.close(code);
  }

  /** Cuts the connection without a close frame. */
  cut(): void {
    this.#socket.terminate();
  }

  #begin(lane: string, type: string, text: string): Message {
    return this.#transcript.begin(lane, null, { method: 'FRAME', target: type, headers: [], text });
  }

  #take(text: string, isBinary: boolean): void {
    const frame = parsed(text);
    const waiting = frame?.re === undefined ? undefined : this.#waiting.get(frame.re);
    const message = waiting?.message ?? this.#begin(`Opstage to ${this.#lane}`, frame?.type ?? 'unreadable', text);
    const fault = (what: string) =>
      this.faults.push({ message: message.number, text: `${what}: ${text.slice(0, 300)}` });
    if (isBinary) fault('a binary message');
    if (frame === null) {
      fault('no JSON object');
      return;
    }
    const judged = validate('OpstageFrame', frame);
    if (!judged.ok) fault(`not valid as OpstageFrame (${judged.issues[0]?.path} ${judged.issues[0]?.message})`);
    if (this.#ids.has(frame.id)) fault('an id used before');
    this.#ids.add(frame.id);
    if (waiting) {
      this.#waiting.delete(frame.re ?? '');
      this.#transcript.end(message, { response: { status: 0, headers: [], text } });
      const issue = frame.type === 'ack' ? ackIssue(waiting.type, frame.data) : null;
      if (issue !== null) fault(issue);
    } else if (frame.re !== undefined) fault('a reply to no frame that waits for one');
    this.received.push({ message: message.number, frame, atMs: this.#transcript.elapsedMs() });
  }

  #closed(end: SessionEnd): void {
    this.end = end;
    this.#transcript.note(`the session of ${this.#lane} was closed ${end.code} ${end.reason}`.trim());
    for (const { message } of this.#waiting.values()) {
      this.#transcript.end(message, { failure: `the session was closed ${end.code}` });
    }
    this.#waiting.clear();
  }
}

/** What is wrong with the data of an ack, judged as the contract's type for it; null for nothing. */
function ackIssue(type: string, data: unknown): string | null {
  const ackData = messages[type as MessageType]?.ackData ?? null;
  if (ackData === null) return `an ack to ${type}`;
  const judged = validate(ackData, data);
  return judged.ok ? null : `data of the ack is not valid as ${ackData} (${judged.issues[0]?.path})`;
}

function parsed(text: string): Frame | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Frame) : null;
  } catch {
    return null;
  }
}

function pairs(raw: readonly string[]): [string, string][] {
  const list: [string, string][] = [];
  for (let index = 0; index < raw.length; index += 2) {
    list.push([(raw[index] ?? '').toLowerCase(), raw[index + 1] ?? '']);
  }
  return list;
}
