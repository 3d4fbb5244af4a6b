/**
 * One session from its `hello` to its close: frames out and in, who waits for which answer, and whether the other side is
 * still there. It knows nothing of what messages mean to the agent; that is told to `SessionNews`.
 *
 * Nothing is sent twice: what is unanswered when the session ends has failed, and goes out anew on whatever way is next.
 */
import { randomBytes } from 'node:crypto';
import type { Hello } from 'capsule-contract/types';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { type Answer, isRecord, type JsonRecord } from '../answer.ts';
import type { AgentCall } from '../transport.ts';
import { answerOf, type Message, messageOf, readFrame, type SessionFrame } from './session-frame.ts';
import type { Closing, WebSocketConnection, WebSocketEvents } from './web-socket.ts';

/** As long as an agent has for its `hello`. */
const WELCOME_TIMEOUT_MS = 10_000;
const ANSWER_TIMEOUT_MS = 15_000;
const PING_SECONDS_DEFAULT = 25;
const PING_SECONDS_MAX = 30;
/** Ten bad frames in a minute are no accident; the other side judges ours the same way. */
const BAD_FRAMES_MAX = 10;
const BAD_FRAMES_MS = 60_000;

export interface SessionNews {
  /** Opstage accepted the `hello`; `data` is that of its `welcome`. */
  welcomed(data: JsonRecord): void;
  /** `data` of a `command.dispatch`, as a claim would have given it. */
  dispatched(data: JsonRecord): void;
  cancelled(commandId: string): void;
}

/** How a session ended; `reconnectAfterMs` is what a `bye` asked for, else 0. */
export interface SessionEnd {
  closing: Closing;
  reconnectAfterMs: number;
  /** Whether it was open for two ping periods after its `welcome`. */
  stable: boolean;
}

/** `http`: not for this way, ask over HTTP instead. */
export type SessionAnswer = Answer | { kind: 'http' };

export class Session implements WebSocketEvents {
  readonly ended: Promise<SessionEnd>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #news: SessionNews;
  readonly #end = Promise.withResolvers<SessionEnd>();
  readonly #prefix = randomBytes(6).toString('base64url');
  readonly #waiting = new Map<string, (answer: SessionAnswer) => void>();
  /** Frames of the dispatches not yet acked, by delivery id. */
  readonly #dispatches = new Map<string, string>();
  #socket: WebSocketConnection | null = null;
  #helloId = '';
  #frames = 0;
  #welcomedAt: number | null = null;
  #accepting = false;
  #receivedAt: number;
  #pingMs = PING_SECONDS_DEFAULT * 1_000;
  #frameBytesMax = Number.POSITIVE_INFINITY;
  #reconnectAfterMs = 0;
  #badFrames: number[] = [];
  #cancelTimer = () => {};

  constructor(clock: Clock, log: Log, news: SessionNews) {
    this.#clock = clock;
    this.#log = log;
    this.#news = news;
    this.#receivedAt = clock.now();
    this.ended = this.#end.promise;
  }

  /** Whether calls may go this way: welcomed, and not about to end. */
  get accepting(): boolean {
    return this.#accepting;
  }

  /** The first frame; `welcomed` is told when it is answered, `ended` resolves when it is not. */
  begin(socket: WebSocketConnection, hello: Hello): void {
    this.#socket = socket;
    this.#receivedAt = this.#clock.now();
    this.#helloId = this.#send({ type: 'hello', data: { ...hello } }, null);
    this.#cancelTimer = this.#clock.after(WELCOME_TIMEOUT_MS, () => socket.drop(4008, 'no welcome in time'));
  }

  /** One attempt; rejects only with the reason of an aborted `signal`. */
  call(call: AgentCall, signal: AbortSignal): Promise<SessionAnswer> {
    const message = messageOf(call);
    if (!message || !this.#accepting) return Promise.resolve({ kind: 'http' });
    if (call.operation === 'agentDisconnect') return this.#goodbye(message);
    const re = call.operation === 'commandAck' ? this.#dispatchOf(call.body.deliveryId) : null;
    return this.#ask(message, re, signal);
  }

  /** Ends it in an orderly way; answers under way are lost. */
  close(code: number, reason: string): void {
    this.#accepting = false;
    this.#socket?.close(code, reason);
  }

  message(text: string): void {
    const frame = readFrame(text);
    if (frame) this.#act(frame);
    else this.#badFrame();
  }

  traffic(): void {
    this.#receivedAt = this.#clock.now();
  }

  closed(closing: Closing): void {
    this.#accepting = false;
    this.#cancelTimer();
    const now = this.#clock.now();
    const stable = this.#welcomedAt !== null && now - this.#welcomedAt >= 2 * this.#pingMs;
    // Too big for a frame may still be an answer over HTTP: that says which message it was.
    const lost: SessionAnswer =
      closing.code === 1009
        ? { kind: 'http' }
        : { kind: 'failure', reason: `the session ended (${closing.code})`, retryAfterMs: 0 };
    for (const settle of [...this.#waiting.values()]) settle(lost);
    this.#end.resolve({ closing, reconnectAfterMs: this.#reconnectAfterMs, stable });
  }

  #act(frame: SessionFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.#welcome(frame);
        break;
      case 'ack':
      case 'error':
        this.#answered(frame);
        break;
      case 'command.dispatch':
        this.#dispatched(frame);
        break;
      case 'command.cancel':
        if (typeof frame.data.commandId === 'string') this.#news.cancelled(frame.data.commandId);
        break;
      case 'bye':
        this.#bye(frame.data);
        break;
      default:
        // A later contract's; what nobody foresaw is not answered.
        this.#log.debug('a frame of an unknown type was ignored', { type: frame.type.slice(0, 80) });
    }
  }

  #ask(message: Message, re: string | null, signal: AbortSignal): Promise<SessionAnswer> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const frame = this.#encode(message, re);
      if (frame.bytes > this.#frameBytesMax) return resolve({ kind: 'http' });
      const settle = (answer: SessionAnswer) => {
        cancelTimeout();
        this.#waiting.delete(frame.id);
        signal.removeEventListener('abort', aborted);
        resolve(answer);
      };
      const aborted = () => {
        cancelTimeout();
        this.#waiting.delete(frame.id);
        reject(signal.reason);
      };
      const cancelTimeout = this.#clock.after(ANSWER_TIMEOUT_MS, () => {
        // A side that answers pings and no messages is of no use; over HTTP it may be better.
        settle({ kind: 'failure', reason: `no answer to ${message.type} on the session`, retryAfterMs: 0 });
        this.#socket?.drop(4400, 'a message was not answered');
      });
      this.#waiting.set(frame.id, settle);
      signal.addEventListener('abort', aborted, { once: true });
      this.#socket?.send(frame.text);
    });
  }

  /** Not answered by a frame; that the close is answered shows that it arrived. */
  async #goodbye(message: Message): Promise<SessionAnswer> {
    this.#send(message, null);
    this.close(1000, 'the agent stops');
    const { closing } = await this.ended;
    return closing.agreed ? { kind: 'success', data: {} } : { kind: 'http' };
  }

  #welcome({ re, data }: SessionFrame): void {
    if (this.#welcomedAt !== null || re !== this.#helloId) {
      this.#badFrame();
      return;
    }
    this.#cancelTimer();
    this.#welcomedAt = this.#clock.now();
    const { pingSeconds, limits } = data;
    if (typeof pingSeconds === 'number' && pingSeconds > 0) {
      this.#pingMs = Math.min(PING_SECONDS_MAX, Math.max(1, pingSeconds)) * 1_000;
    }
    const bytes = isRecord(limits) ? limits.maxMessageBytes : undefined;
    if (typeof bytes === 'number' && bytes > 0) this.#frameBytesMax = bytes;
    this.#accepting = true;
    this.#watch();
    this.#news.welcomed(data);
  }

  /** Nothing for two ping periods: the connection is dead, whatever the operating system thinks. */
  #watch(): void {
    const silentMs = this.#clock.now() - this.#receivedAt;
    if (silentMs >= 2 * this.#pingMs) this.#socket?.drop(4008, 'nothing received for two ping periods');
    else this.#cancelTimer = this.#clock.after(2 * this.#pingMs - silentMs, () => this.#watch());
  }

  #answered(frame: SessionFrame): void {
    const settle = frame.re === null ? undefined : this.#waiting.get(frame.re);
    // An `error` unknown here, such as UNKNOWN_MESSAGE_TYPE, says nothing about the message; HTTP will.
    if (settle) settle(answerOf(frame) ?? { kind: 'http' });
    else if (frame.re === this.#helloId) this.#socket?.close(1000, 'the hello was refused');
    // Answers to frames given up, and errors about frames nobody could read.
    else this.#log.debug('a session frame answers nothing that is asked', { type: frame.type });
  }

  #dispatched({ id, data }: SessionFrame): void {
    if (this.#welcomedAt === null) {
      this.#badFrame();
      return;
    }
    const deliveryId = isRecord(data.delivery) ? data.delivery.id : undefined;
    if (typeof deliveryId === 'string') this.#dispatches.set(deliveryId, id);
    this.#news.dispatched(data);
  }

  /** The frame that an ack of this delivery answers: each is answered once. */
  #dispatchOf(deliveryId: string): string | null {
    const id = this.#dispatches.get(deliveryId) ?? null;
    this.#dispatches.delete(deliveryId);
    return id;
  }

  #bye({ reconnectAfterMs }: JsonRecord): void {
    this.#accepting = false;
    if (typeof reconnectAfterMs === 'number' && reconnectAfterMs > 0) this.#reconnectAfterMs = reconnectAfterMs;
    // Opstage closes next; if it does not get to it, we do.
    this.#cancelTimer();
    this.#cancelTimer = this.#clock.after(WELCOME_TIMEOUT_MS, () => this.#socket?.drop(1000, 'after a bye'));
  }

  #badFrame(): void {
    const now = this.#clock.now();
    this.#badFrames = [...this.#badFrames.filter((at) => now - at < BAD_FRAMES_MS), now];
    this.#log.warn('a frame of the session cannot be read');
    if (this.#badFrames.length >= BAD_FRAMES_MAX) this.#socket?.drop(4400, 'too many frames that cannot be read');
  }

  #encode({ type, data }: Message, re: string | null): { id: string; text: string; bytes: number } {
    this.#frames += 1;
    const id = `${this.#prefix}.${this.#frames}`;
    const ts = new Date(this.#clock.now()).toISOString();
    const text = JSON.stringify({ v: 1, type, id, ts, ...(re === null ? {} : { re }), data });
    return { id, text, bytes: Buffer.byteLength(text) };
  }

  #send(message: Message, re: string | null): string {
    const { id, text } = this.#encode(message, re);
    this.#socket?.send(text);
    return id;
  }
}
