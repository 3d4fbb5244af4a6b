/**
 * A tiny Opstage for this package's own tests: it records every request, answers as the contract says, and answers
 * otherwise where a test scripted it. It shares no code with the agent and judges every body by the contract's validators.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TypeName } from 'capsule-contract/types';
import { validateWhole } from 'capsule-contract/validators';

// biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every kind; the validators have judged them.
export type Body = any;

export interface Received {
  operation: string;
  headers: IncomingMessage['headers'];
  body: Body;
  commandId: string | undefined;
  /** Milliseconds of a monotonic clock, when the body was complete. */
  at: number;
}

export type Reply = (response: ServerResponse, received: Received) => void;

/** What becomes of a request to open a session. */
export type UpgradeReply = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export const AGENT_ID = 'agt_0123456789abcdef0123';

const ROUTES: readonly [RegExp, operation: string, type: TypeName][] = [
  [/^\/api\/agents\/register$/, 'agentRegister', 'AgentRegisterRequest'],
  [/^\/api\/agents\/[^/]+\/heartbeat$/, 'agentHeartbeat', 'HeartbeatRequest'],
  [/^\/api\/agents\/[^/]+\/disconnect$/, 'agentDisconnect', 'DisconnectRequest'],
  [/^\/api\/agents\/[^/]+\/token\/rotate$/, 'agentTokenRotate', 'TokenRotateRequest'],
  [/^\/api\/agents\/[^/]+\/services\/report$/, 'serviceReport', 'ServiceReportRequest'],
  [/^\/api\/agents\/[^/]+\/commands\/claim$/, 'commandClaim', 'CommandClaimRequest'],
  [/^\/api\/agents\/[^/]+\/commands\/([^/]+)\/ack$/, 'commandAck', 'CommandAckRequest'],
  [/^\/api\/agents\/[^/]+\/commands\/([^/]+)\/progress$/, 'commandProgress', 'CommandProgressRequest'],
  [/^\/api\/agents\/[^/]+\/commands\/([^/]+)\/result$/, 'commandResult', 'CommandResultRequest'],
];

export class ScriptedOpstage {
  readonly received: Received[] = [];
  /** What the agent sent that the contract does not allow; a test that ends with any is red. */
  readonly faults: string[] = [];
  readonly url: string;
  intervals: Body = { heartbeatIntervalSeconds: 1, commandPollIntervalSeconds: 1, offlineAfterSeconds: 3 };
  directives: Body = { reportServices: [], cancel: [] };
  /** When each session was asked for, on the clock of `Received.at`. */
  readonly upgrades: number[] = [];
  /** An Opstage without sessions, until a test says otherwise. */
  upgrade: UpgradeReply = refusedUpgrade(404, 'ROUTE_NOT_FOUND');
  /** Bearer tokens accepted; any other is AGENT_TOKEN_INVALID. */
  readonly tokens = new Set<string>();
  readonly #server: Server;
  readonly #scripts = new Map<string, Reply[]>();
  readonly #always = new Map<string, Reply>();
  #commands: Body[] = [];
  #heldClaim: (() => void) | null = null;
  #arrived: (() => void)[] = [];
  #issued = 0;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<ScriptedOpstage> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const opstage = new ScriptedOpstage(server);
    server.on('request', (request, response) => void opstage.#serve(request, response));
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => {});
      opstage.upgrades.push(performance.now());
      if (request.headers['capsule-contract'] !== '1') opstage.faults.push('upgrade without Capsule-Contract: 1');
      opstage.upgrade(request, socket, head);
      opstage.#tell();
    });
    return opstage;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** The next requests of this operation get these, one each; after them as always. */
  next(operation: string, ...replies: Reply[]): void {
    this.#scripts.set(operation, [...(this.#scripts.get(operation) ?? []), ...replies]);
  }

  /** From now on every request of this operation gets this. */
  always(operation: string, reply: Reply): void {
    this.#always.set(operation, reply);
  }

  /** As the contract says again. */
  asUsual(operation: string): void {
    this.#always.delete(operation);
  }

  /** Puts commands up for the next claim, or into the one that is held. */
  deliver(...commands: Body[]): void {
    this.#commands.push(...commands);
    this.#heldClaim?.();
  }

  /** Requests of one operation so far. */
  of(operation: string): Received[] {
    return this.received.filter((one) => one.operation === operation);
  }

  /** The first request, from the `from`th on, that fits. */
  async until(operation: string, fits: (received: Received) => boolean = () => true, from = 0): Promise<Received> {
    for (;;) {
      const found = this.received.slice(from).find((one) => one.operation === operation && fits(one));
      if (found) return found;
      await new Promise<void>((resolve) => this.#arrived.push(resolve));
    }
  }

  /** When that many sessions were asked for. */
  async untilUpgrades(count: number): Promise<void> {
    while (this.upgrades.length < count) await new Promise<void>((resolve) => this.#arrived.push(resolve));
  }

  /** The first result of a command. */
  result(commandId: string): Promise<Received> {
    return this.until('commandResult', (one) => one.commandId === commandId);
  }

  issueToken(): string {
    this.#issued += 1;
    const token = `opstage_agent_${String(this.#issued).padStart(4, '0')}abcdefghijklmnopqrstuvwxyz012345`;
    this.tokens.add(token);
    return token;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const route = ROUTES.find(([pattern]) => pattern.test(path));
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch {
      return;
    }
    if (!route || request.method !== 'POST') {
      this.faults.push(`${request.method} ${path}`);
      return refusal(404, 'ROUTE_NOT_FOUND')(response, {} as Received);
    }
    const [pattern, operation, type] = route;
    const body = JSON.parse(Buffer.concat(chunks).toString());
    const commandId = pattern.exec(path)?.[1];
    const received: Received = { operation, headers: request.headers, body, commandId, at: performance.now() };
    this.#judge(received, type);
    this.received.push(received);
    const reply = this.#scripts.get(operation)?.shift() ?? this.#always.get(operation) ?? this.#asContracted(received);
    reply(response, received);
    this.#tell();
  }

  #tell(): void {
    for (const resolve of this.#arrived.splice(0)) resolve();
  }

  #judge({ operation, headers, body }: Received, type: TypeName): void {
    if (headers['capsule-contract'] !== '1') this.faults.push(`${operation} without Capsule-Contract: 1`);
    const judgement = validateWhole(type, body);
    if (!judgement.ok) this.faults.push(`${operation}: ${JSON.stringify(judgement.issues)}`);
  }

  #asContracted(received: Received): Reply {
    const { operation, headers, body, commandId } = received;
    if (operation === 'agentRegister') return this.registered();
    const token = headers.authorization?.replace('Bearer ', '') ?? '';
    if (!this.tokens.has(token)) return refusal(401, 'AGENT_TOKEN_INVALID');
    const serverTime = new Date().toISOString();
    switch (operation) {
      case 'agentHeartbeat':
        return success({ ...this.intervals, serverTime, directives: this.directives });
      case 'serviceReport':
        return success({ services: [], rejected: [] });
      case 'commandClaim':
        return (response) => this.#claim(response, body);
      case 'commandAck':
        return success({ commandId, status: body.accepted ? 'RUNNING' : 'FAILED', leaseExpiresAt: null });
      case 'commandProgress':
        return success({ leaseExpiresAt: serverTime, cancelRequested: false });
      case 'commandResult':
        return success({ commandId, status: body.success ? 'SUCCEEDED' : 'FAILED', replayed: false, late: false });
      case 'agentTokenRotate':
        return success({ agentToken: this.issueToken(), pendingExpiresAt: serverTime });
      default:
        return success({ status: 'OFFLINE', serverTime });
    }
  }

  registered(): Reply {
    const data = { agentId: AGENT_ID, code: 'test', agentToken: this.issueToken(), ...this.intervals };
    return success({ ...data, capabilities: [], limits: {}, serverTime: '', services: [], rejected: [] });
  }

  #claim(response: ServerResponse, { max }: Body): void {
    const answer = () => {
      clearTimeout(timer);
      this.#heldClaim = null;
      if (response.destroyed) return;
      success({ commands: this.#commands.splice(0, max) })(response, {} as Received);
    };
    // Held shorter than asked for, which the contract allows: tests need no patience.
    const timer = setTimeout(answer, this.#commands.length > 0 ? 0 : 2_000);
    response.on('close', () => {
      clearTimeout(timer);
      if (this.#heldClaim === answer) this.#heldClaim = null;
    });
    this.#heldClaim = answer;
  }
}

export function success(data: unknown): Reply {
  return json(200, { success: true, data });
}

export function refusal(status: number, code: string, headers: Record<string, string> = {}): Reply {
  return json(status, { success: false, error: { code, message: 'refused', requestId: 'req_1' } }, headers);
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json', 'Capsule-Contract': '1', ...headers });
    response.end(JSON.stringify(body));
  };
}

export function refusedUpgrade(status: number, code: string, headers: Record<string, string> = {}): UpgradeReply {
  const body = JSON.stringify({ success: false, error: { code, message: 'refused', requestId: 'req_1' } });
  return rawUpgrade(status, { 'Capsule-Contract': '1', 'Content-Type': 'application/json', ...headers }, body);
}

/** An answer to an upgrade, by whomever. */
export function rawUpgrade(status: number, headers: Record<string, string>, body: string): UpgradeReply {
  const all = { ...headers, 'Content-Length': String(Buffer.byteLength(body)), Connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return (_request, socket) => void socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n${body}`);
}

/** What a proxy says for a dead backend, or a captive portal for anything. */
export function html(status: number, headers: Record<string, string> = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'Content-Type': 'text/html', ...headers });
    response.end('<html><body>nothing to see</body></html>');
  };
}

/** The request was processed, its answer never arrives. */
export const lost: Reply = (response) => void response.destroy();

/** Headers and half a body, then the connection ends. */
export const cut: Reply = (response) => {
  response.writeHead(200, { 'Capsule-Contract': '1', 'Content-Length': '1000' });
  response.write('{"success":true,"data":{', () => response.destroy());
};
