/**
 * An Opstage with a bad network in front of it. What it knows of commands is right; what arrives of its answers is up to the
 * fault script.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Body, rawUpgrade } from '../scripted-opstage.ts';
import { CommandLedger, ok, refused, type Verdict } from './command-ledger.ts';
import type { FaultScript, FrameFault, HttpFault, WorldFault } from './fault-script.ts';

const AGENT_ID = 'agt_0123456789abcdef0123';
const TOKEN = 'opstage_agent_hostileafternoon0123456789abcdefghij';
const INTERVALS = { heartbeatIntervalSeconds: 2, commandPollIntervalSeconds: 1, offlineAfterSeconds: 60 };
const TICK_MS = 20;
const PING_MS = 100;
const RESTART_MS = 40;
const SLOW_MS = 40;
const CLAIM_HELD_MS = 400;
const CAPACITY = 4;

const OPERATION_OF: Record<string, string> = {
  heartbeat: 'agentHeartbeat',
  disconnect: 'agentDisconnect',
  'services/report': 'serviceReport',
  'commands/claim': 'commandClaim',
  ack: 'commandAck',
  progress: 'commandProgress',
  result: 'commandResult',
};

export class HostileOpstage {
  readonly ledger: CommandLedger;
  readonly url: string;
  /** When heartbeats came, on either way, whatever became of them. */
  readonly beats: number[] = [];
  readonly idempotencyKeys = new Set<string>();
  /** Anything an agent with its identity intact would not do. */
  readonly faults: string[] = [];
  readonly #server: Server;
  readonly #sessions = new WebSocketServer({ noServer: true, handleProtocols: () => 'capsule.session.v1' });
  readonly #ticking: NodeJS.Timeout;
  readonly #pinging: NodeJS.Timeout;
  #script: FaultScript | null = null;
  #httpFaults: FaultScript['http'] = [];
  #frameFaults: FaultScript['frames'] = [];
  #downUntil = 0;
  #twice = false;
  #session: WebSocket | null = null;
  #held: { max: number; answer: (commands: object[]) => void } | null = null;
  #known = false;
  #lostRegistration = false;

  private constructor(server: Server, prefix: string) {
    this.#server = server;
    this.ledger = new CommandLedger(prefix);
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#ticking = setInterval(() => this.#deliver(), TICK_MS);
    this.#pinging = setInterval(() => this.#session?.ping(), PING_MS);
  }

  static async start(prefix: string): Promise<HostileOpstage> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const opstage = new HostileOpstage(server, prefix);
    server.on('request', (request, response) => void opstage.#serve(request, response));
    server.on('upgrade', (request, socket, head) => opstage.#upgrade(request, socket, head));
    return opstage;
  }

  async close(): Promise<void> {
    clearInterval(this.#ticking);
    clearInterval(this.#pinging);
    this.#session?.terminate();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** Arms the faults of one script; those of the one before are over. */
  play(script: FaultScript): void {
    this.#script = script;
    this.#httpFaults = [...script.http];
    this.#frameFaults = [...script.frames];
    if (!script.sessions) this.#session?.close(1012);
    for (const { workMs } of script.commands) this.ledger.order(workMs);
  }

  happen(fault: WorldFault): void {
    if (fault === 'deliver-twice') this.#twice = true;
    if (fault === 'redeliver-running' || fault === 'restart') this.ledger.forget();
    if (fault === 'cut-session') this.#session?.terminate();
    if (fault === 'drain-session' && this.#session) {
      this.#send(this.#session, 'bye', { reason: 'drain', reconnectAfterMs: 200 });
      this.#session.close(1012);
    }
    if (fault === 'restart') {
      this.#downUntil = performance.now() + RESTART_MS;
      this.#session?.terminate();
      this.#server.closeAllConnections();
    }
  }

  #deliver(): void {
    const now = performance.now();
    const open = this.#session;
    const running = this.ledger.commands.filter(({ state }) => state === 'RUNNING').length;
    if (open) {
      for (const command of this.ledger.deliver(Math.max(0, CAPACITY - running), now)) {
        this.#send(open, 'command.dispatch', command);
        if (!this.#twice) continue;
        this.#twice = false;
        this.#send(open, 'command.dispatch', command);
        this.#held?.answer([command]);
      }
    } else if (this.#held) {
      const commands = this.ledger.deliver(this.#held.max, now);
      const [first] = commands;
      if (!first) return;
      this.#held.answer(this.#twice ? [first, ...commands] : commands);
      this.#twice = false;
    }
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (performance.now() < this.#downUntil) return void request.destroy();
    const path = request.url ?? '';
    let text = '';
    try {
      for await (const chunk of request) text += chunk;
    } catch {
      return;
    }
    const body: Body = JSON.parse(text);
    if (path === '/api/agents/register') return this.#register(request, response);
    const [, , , agentId, ...rest] = path.split('/');
    const commandId = rest[0] === 'commands' && rest[1] !== 'claim' ? (rest[1] ?? '') : '';
    const operation = OPERATION_OF[commandId ? (rest[2] ?? '') : rest.join('/')] ?? '';
    if (agentId !== AGENT_ID || request.headers.authorization !== `Bearer ${TOKEN}`)
      this.faults.push(`${path}: not its own`);
    this.#known = true;
    if (operation === 'agentHeartbeat') this.beats.push(performance.now());
    const fault = take(this.#httpFaults, (one) => one.operation === operation)?.fault;
    await this.#answer(response, fault, () => this.#handle(operation, commandId, body, 'http', response));
  }

  /** Lets the fault decide whether the call has its effect, and what arrives of the answer. */
  async #answer(response: ServerResponse, fault: HttpFault | undefined, handle: () => Promise<Verdict>): Promise<void> {
    if (fault === 'reset-before') return void response.destroy();
    if (fault === 'proxy-page-before') return void response.writeHead(502).end('<html></html>');
    if (fault === 'throttled') return send(response, refused(429, 'RATE_LIMITED'), { 'Retry-After': '1' });
    if (fault === 'unavailable') return send(response, refused(503, 'SERVICE_UNAVAILABLE'), { 'Retry-After': '1' });
    if (fault === 'token-unknown') return send(response, refused(401, 'AGENT_TOKEN_INVALID'));
    let verdict = await handle();
    if (fault === 'processed-twice') verdict = await handle();
    if (fault === 'slow-after') await sleep(SLOW_MS);
    if (fault === 'reset-after') response.destroy();
    else if (fault === 'portal-page-after') response.writeHead(200).end('<html>welcome</html>');
    else if (fault === 'cut-body-after') {
      response.writeHead(200, { 'Capsule-Contract': '1', 'Content-Length': '900' });
      response.write('{"success":true,"data":{', () => response.destroy());
    } else send(response, verdict);
  }

  #register(request: IncomingMessage, response: ServerResponse): void {
    this.idempotencyKeys.add(String(request.headers['idempotency-key']));
    if (this.#known) this.faults.push('a registration although there is an identity');
    // The first answer is lost: asking again under the same key must bring the same identity.
    if (!this.#lostRegistration) {
      this.#lostRegistration = true;
      response.destroy();
      return;
    }
    const ids = { agentId: AGENT_ID, code: 'hostile', agentToken: TOKEN };
    const rest = { capabilities: [], limits: {}, serverTime: '', services: [], rejected: [] };
    send(response, ok({ ...ids, ...INTERVALS, ...rest }));
  }

  async #handle(
    operation: string,
    commandId: string,
    body: Body,
    way: 'http' | 'session',
    response: ServerResponse | null,
  ): Promise<Verdict> {
    switch (operation) {
      case 'agentHeartbeat':
        this.ledger.heartbeat(body.running);
        return ok({ ...INTERVALS, serverTime: '', directives: { reportServices: [], cancel: [] } });
      case 'serviceReport':
        return ok({ services: [], rejected: [] });
      case 'commandAck':
        return this.ledger.ack(commandId, body.deliveryId, body.accepted, way);
      case 'commandResult':
        return this.ledger.result(commandId, body.deliveryId, body);
      case 'commandClaim':
        return ok({ commands: response ? await this.#claim(body.max, response) : [] });
      default:
        return ok({ leaseExpiresAt: '', cancelRequested: false });
    }
  }

  #claim(max: number, response: ServerResponse): Promise<object[]> {
    return new Promise((resolve) => {
      const answer = (commands: object[]) => {
        clearTimeout(timer);
        if (this.#held === held) this.#held = null;
        resolve(commands);
      };
      const held = { max, answer };
      const timer = setTimeout(() => answer([]), CLAIM_HELD_MS);
      response.on('close', () => answer([]));
      this.#held = held;
    });
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => {});
    if (performance.now() < this.#downUntil) return void socket.destroy();
    if (!this.#script?.sessions) {
      rawUpgrade(503, { 'Retry-After': '1' }, '<html></html>')(request, socket, head);
      return;
    }
    this.#sessions.handleUpgrade(request, socket, head, (session) => {
      session.on('message', (bytes) => void this.#frame(session, JSON.parse(bytes.toString())));
      session.on('close', () => {
        if (this.#session === session) this.#session = null;
      });
      session.on('error', () => {});
    });
  }

  async #frame(session: WebSocket, frame: Body): Promise<void> {
    const { type, id, data } = frame;
    if (type === 'hello') {
      this.#session = session;
      const ids = { agentId: AGENT_ID, sessionId: 'ses_0123456789abcdef0123', pingSeconds: 10 };
      const directives = { reportServices: [], cancel: [] };
      return this.#send(session, 'welcome', { ...ids, ...INTERVALS, limits: {}, serverTime: '', directives }, id);
    }
    if (type === 'heartbeat') this.beats.push(performance.now());
    if (type === 'goodbye') return;
    const fault: FrameFault | undefined = take(this.#frameFaults, (one) => one.type === type)?.fault;
    if (fault === 'cut-before') return session.terminate();
    if (fault === 'refused-once') return this.#refuse(session, id, 'SERVICE_UNAVAILABLE');
    const operation = OPERATION_OF[type.replace('command.', '').replace('service.report', 'services/report')] ?? '';
    let verdict = await this.#handle(operation, data.commandId, data, 'session', null);
    if (fault === 'processed-twice') verdict = await this.#handle(operation, data.commandId, data, 'session', null);
    if (fault === 'cut-after') return session.terminate();
    if (fault === 'slow-after') await sleep(SLOW_MS);
    if (verdict.code) this.#refuse(session, id, verdict.code);
    else this.#send(session, 'ack', verdict.data, id);
  }

  #refuse(session: WebSocket, re: string, code: string): void {
    this.#send(session, 'error', { code, message: 'refused', requestId: 'req_1' }, re);
  }

  #send(session: WebSocket, type: string, data: object, re?: string): void {
    const ts = new Date().toISOString();
    session.send(
      JSON.stringify({ v: 1, type, id: `o${Math.random().toString(36).slice(2)}`, ts, ...(re ? { re } : {}), data }),
    );
  }
}

function send(response: ServerResponse, { status, code, data }: Verdict, headers: Record<string, string> = {}): void {
  if (response.destroyed) return;
  const body = code
    ? { success: false, error: { code, message: 'refused', requestId: 'req_1' } }
    : { success: true, data };
  response.writeHead(status, { 'Content-Type': 'application/json', 'Capsule-Contract': '1', ...headers });
  response.end(JSON.stringify(body));
}

/** The first that fits, taken out. */
function take<T>(list: T[], fits: (one: T) => boolean): T | undefined {
  const index = list.findIndex(fits);
  return index < 0 ? undefined : list.splice(index, 1)[0];
}
