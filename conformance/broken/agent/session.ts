/**
 * The agent's session: opened where Opstage offers one, used for every message that has a frame while it is open, and opened
 * again after it ended. Whatever happens to it, HTTP goes on.
 */
import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import type { AgentState } from './agent-state.ts';
import { type Answer, isObject, noAnswer } from './answer.ts';
import type { Call, Caller } from './calls.ts';
import { type Delivered, slots } from './commands.ts';
import { defect } from './defects.ts';
import { Pacing } from './pacing.ts';
import { pause } from './pause.ts';
import { answerOf, type Frame, messageOf, readFrame, runs } from './session-messages.ts';

/** How one session, or the try to open one, ended. */
interface End {
  /** Of a refused upgrade. */
  status: number | null;
  code: number;
  floorMs: number;
  stable: boolean;
}

export interface SessionParts {
  url: string;
  caller: Caller;
  state: AgentState;
  bootId: () => string;
  capabilities: readonly string[];
  intervalMs: () => number;
  told: (answer: Answer) => void;
  dispatched: (command: Delivered) => void;
  cancelled: (commandId: string) => void;
  startAnew: () => void;
}

const answerMs = 15_000;
const replacedMs = 60_000;
const notServedMs = 60_000;

export class Session {
  readonly #parts: SessionParts;
  readonly #waiting = new Map<string, { type: string; text: string; settle: (answer: Answer) => void }>();
  /** Frame of each dispatch not yet acked, by delivery. */
  readonly #dispatches = new Map<string, string>();
  #socket: WebSocket | null = null;
  #token: string | null = null;
  #open = false;
  #everOpen = false;
  #stopped = false;
  #quietUntil = 0;
  #pingMs = 25_000;
  #heardAt = 0;
  #floorMs = 0;
  #lost: string[] = [];

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** Whether commands are to be claimed over HTTP now. */
  get claimable(): boolean {
    if (defect('claims-only-on-a-session') && this.#everOpen) return false;
    if (defect('waits-for-its-session') && this.#parts.state.sessions && !this.#everOpen) return false;
    return !this.#open && performance.now() >= this.#quietUntil;
  }

  async run(): Promise<void> {
    const pacing = new Pacing();
    while (!this.#stopped && !this.#parts.caller.ended) {
      const end = await this.#one();
      if (end.stable && !defect('stable-session-forgives-nothing')) pacing.forget();
      if (end.code === 4009 && !defect('replaced-and-back')) this.#quietUntil = performance.now() + replacedMs;
      if (end.code === 1012 && defect('drain-is-for-ever')) return;
      if (end.code === 4400 && defect('protocol-errors-are-for-ever')) return;
      if (end.code === 4401 && defect('close-4401-ends-identity')) this.#parts.startAnew();
      if (end.status === 401 && defect('refused-upgrade-ends-identity')) this.#parts.startAnew();
      const status = end.code === 4401 || end.code === 4403 ? 401 : end.status;
      const answer = { ...noAnswer, status, retryAfterMs: defect('bye-not-read') ? 0 : end.floorMs };
      const wait = pacing.afterFailure(answer, this.#parts.intervalMs());
      const least = Math.max(end.status === 404 ? notServedMs : 0, this.#quietUntil - performance.now());
      await pause(defect('session-retried-at-a-fixed-rate') ? 200 : Math.max(wait, least));
    }
  }

  /** The answer over the session; null when there is none that carries it. */
  call(call: Call): Promise<Answer> | null {
    const message = this.#open ? messageOf(call) : null;
    if (message === null) return null;
    // A session speaks for its own token only.
    if (this.#token !== this.#parts.state.token) {
      this.#open = false;
      this.#socket?.close(1000);
      return null;
    }
    return this.#ask(message.type, message.data);
  }

  /** The last word; false when there is no session to say it on. */
  async goodbye(data: Record<string, unknown>): Promise<boolean> {
    this.#stopped = true;
    const socket = this.#socket;
    if (!this.#open || socket === null) return false;
    this.#send('goodbye', data);
    this.#open = false;
    const closed = new Promise((resolve) => socket.once('close', resolve));
    if (defect('closes-without-a-code')) socket.terminate();
    else socket.close(1000);
    await Promise.race([closed, pause(2_000)]);
    return true;
  }

  #one(): Promise<End> {
    const { url, state } = this.#parts;
    const token = state.token;
    const socket = new WebSocket(
      `${url.replace(/^http/, 'ws').replace(/\/+$/, '')}/api/agents/${state.agentId}/session`,
      'capsule.session.v1',
      {
        perMessageDeflate: false,
        headers: {
          Authorization: `Bearer ${token}`,
          ...(defect('upgrade-without-version-header') ? {} : { 'Capsule-Contract': '1' }),
        },
      },
    );
    this.#socket = socket;
    this.#token = token;
    this.#floorMs = 0;
    let openedAt = Number.POSITIVE_INFINITY;
    let status: number | null = null;
    socket.on('error', (error) => {
      if (defect('dies-on-broken-bytes') && /^WS_ERR_/.test(String((error as { code?: unknown }).code)))
        process.exit(70);
    });
    socket.on('unexpected-response', (_request, response) => {
      status = response.statusCode ?? null;
      this.#floorMs = Number(response.headers['retry-after'] ?? 0) * 1_000;
      response.destroy();
      socket.terminate();
    });
    socket.on('open', () => {
      openedAt = performance.now();
      this.#heardAt = openedAt;
      const bootId = defect('hello-of-another-boot') ? randomBytes(12).toString('hex') : this.#parts.bootId();
      this.#send('hello', { bootId, capabilities: this.#parts.capabilities, maxRunning: slots });
      if (defect('speaks-before-its-welcome')) this.#open = true;
    });
    socket.on('ping', () => {
      if (!defect('pings-do-not-count')) this.#heardAt = performance.now();
    });
    socket.on('message', (data) => {
      this.#heardAt = performance.now();
      const frame = readFrame(String(data));
      if (frame !== null) this.#heed(frame);
    });
    const watch = setInterval(() => this.#watch(socket), 100);
    return new Promise((resolve) => {
      socket.once('close', (code) => {
        clearInterval(watch);
        const stable = performance.now() - openedAt >= 2 * this.#pingMs;
        this.#ended();
        resolve({ status, code, floorMs: this.#floorMs, stable });
      });
    });
  }

  #watch(socket: WebSocket): void {
    if (socket.readyState !== WebSocket.OPEN || defect('silence-not-noticed')) return;
    if (performance.now() - this.#heardAt < 2 * this.#pingMs) return;
    socket.close(4008);
    setTimeout(() => socket.terminate(), 500);
  }

  #ended(): void {
    this.#open = false;
    this.#dispatches.clear();
    for (const { type, text, settle } of this.#waiting.values()) {
      this.#lost.push(text);
      const givenUp =
        (defect('ack-given-up-with-the-session') && type === 'command.ack') ||
        (defect('result-lost-with-the-session') && type === 'command.result');
      settle({ ...noAnswer, status: givenUp ? 409 : null, retryAfterMs: 0 });
    }
    this.#waiting.clear();
    if (defect('journal-forgotten-with-the-session')) this.#parts.state.entries.clear();
  }

  #heed(frame: Frame): void {
    if (defect('answers-what-is-not-asked') && frame.type !== 'welcome' && frame.type !== 'command.dispatch') {
      if (!this.#waiting.has(frame.re ?? '')) this.#send('ack', {}, frame.id);
    }
    if (frame.type === 'welcome') this.#welcomed(frame);
    if (frame.type === 'ack' || frame.type === 'error') {
      this.#waiting.get(frame.re ?? '')?.settle(answerOf(frame));
      this.#waiting.delete(frame.re ?? '');
    }
    if (frame.type === 'command.cancel' && !defect('cancel-frame-not-read'))
      this.#parts.cancelled(String(frame.data.commandId));
    if (frame.type === 'bye') {
      this.#open = false;
      this.#floorMs = Number(frame.data.reconnectAfterMs) || 0;
    }
    if (frame.type === 'command.dispatch') {
      const command = frame.data as unknown as Delivered;
      this.#dispatches.set(command.delivery.id, frame.id);
      this.#parts.dispatched(command);
    }
  }

  #welcomed({ data }: Frame): void {
    this.#open = true;
    this.#everOpen = true;
    this.#pingMs = Math.min(30, Math.max(1, Number(data.pingSeconds) || 25)) * 1_000;
    this.#parts.state.worked(this.#token);
    this.#parts.told({ status: 200, code: null, data: isObject(data) ? data : {}, retryAfterMs: 0 });
    if (defect('frame-sent-again-as-it-was')) for (const text of this.#lost.splice(0)) this.#socket?.send(text);
  }

  #ask(type: string, data: Record<string, unknown>): Promise<Answer> {
    const deliveryId = String(data.deliveryId);
    const re = type === 'command.ack' ? this.#dispatches.get(deliveryId) : undefined;
    if (type === 'command.ack') this.#dispatches.delete(deliveryId);
    return new Promise((settle) => {
      const { id, text } = this.#send(type, data, defect('ack-without-re') ? undefined : re);
      if (defect('session-ack-not-awaited') && type === 'command.ack') settle({ ...runs, retryAfterMs: 0 });
      else this.#waiting.set(id, { type, text, settle });
      // A side that keeps the connection and answers nothing is of no use.
      setTimeout(() => this.#waiting.has(id) && this.#socket?.terminate(), answerMs).unref();
    });
  }

  #send(type: string, data: Record<string, unknown>, re?: string): { id: string; text: string } {
    const id = randomBytes(9).toString('hex');
    const text = JSON.stringify({ v: 1, type, id, ts: new Date().toISOString(), re, data });
    this.#socket?.send(text);
    return { id, text };
  }
}
