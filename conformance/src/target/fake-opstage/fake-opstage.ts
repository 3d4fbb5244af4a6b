/**
 * An Opstage for one agent at a time: real HTTP, everything recorded, and bad manners on request.
 *
 * By default it keeps the contract as far as an agent can see it. `play` makes it misbehave by a script of plain JSON;
 * the verbs below it are what an operator would do. Nothing here judges the agent: the checks do.
 */
import { createServer, type IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { SecretRegister } from '../secret-register.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { Transcript } from '../transcript.ts';
import { altered, foreignAnswer } from './altered-answer.ts';
import { type Answer, refusal, sealed } from './answer.ts';
import { carryOutStep } from './carry-out-step.ts';
import type { CommandOrder, FakeCommand } from './command-book.ts';
import { Effects, effectsPrefix } from './effects.ts';
import type { Exchange } from './exchange.ts';
import { ArmedFault, type Fault, isFaultStep, type Script } from './fault-script.ts';
import { type FakeAgent, IdentityBook } from './identity-book.ts';
import { Memory } from './memory.ts';
import { OpaqueIds } from './opaque-id.ts';
import { PlayedScript } from './played-script.ts';
import { type RequestRoute, recordRequest } from './record-request.ts';
import { cut, type Settle, send, sendPart } from './send-answer.ts';
import { serve } from './serve.ts';
import { SessionBook } from './sessions/session-book.ts';
import { type Settings, settingsDefault } from './settings.ts';
import type { StandingOpstage } from './standing-opstage.ts';
import { answerBytes, isWireFault, sendBytes, type WireFault } from './wire-answer.ts';

export interface FakeOpstageOptions extends Partial<Settings> {
  /** Played before the first request can arrive. */
  script?: Script;
  /** Listens on every interface instead of loopback only; `url` stays the loopback one. */
  everyInterface?: boolean;
}

export interface FakeOpstageParts {
  transcript: Transcript;
  secrets: SecretRegister;
  random: SeededRandom;
  /** Given, it is this Opstage's address and book of identities. */
  standing?: StandingOpstage | null;
}

/** An order for a command; the service defaults to `conformance`, the agent to the first one registered. */
export type CommandRequest = Pick<CommandOrder, 'actionName'> & Partial<CommandOrder>;

export async function startFakeOpstage(options: FakeOpstageOptions, parts: FakeOpstageParts): Promise<FakeOpstage> {
  const opstage = new FakeOpstage(options, parts);
  const { standing } = parts;
  await opstage.listen(standing?.host ?? (options.everyInterface ? '0.0.0.0' : '127.0.0.1'), standing?.port ?? 0);
  if (standing) standing.port = opstage.port;
  opstage.play(options.script ?? []);
  return opstage;
}

export class FakeOpstage {
  readonly registrationToken: string;
  readonly effects = new Effects();
  /** Every request so far, in order of arrival. */
  readonly exchanges: Exchange[] = [];
  readonly memory: Memory;
  /** Served only where the options say so. */
  readonly sessions: SessionBook;
  /** How many TCP connections were ever opened to it by an address outside loopback. */
  outsideConnections = 0;
  readonly #transcript: Transcript;
  readonly #ids: OpaqueIds;
  readonly #faults: ArmedFault[] = [];
  /** How the connection of an upgrade is had from its answer. */
  readonly #takeOver = new WeakMap<ServerResponse, () => { socket: Socket; head: Buffer }>();
  readonly #server = createServer((request, response) => {
    this.#receive(request, response).catch((cause: unknown) => {
      // Whatever an agent sends, the kit lives on; the agent sees a connection that broke.
      this.#transcript.note(`the fake Opstage could not handle a request: ${String(cause)}`);
      response.destroy();
    });
  });

  constructor(options: FakeOpstageOptions, { transcript, secrets, random, standing }: FakeOpstageParts) {
    const { script: _script, everyInterface: _everyInterface, ...settings } = options;
    this.#transcript = transcript;
    this.#ids = new OpaqueIds(random);
    this.memory = new Memory(
      { ...settingsDefault, ...settings },
      Date.now,
      standing?.identities ?? new IdentityBook(this.#ids, (value, name) => secrets.add(value, name)),
      this.#ids,
    );
    this.sessions = new SessionBook({
      memory: this.memory,
      ids: this.#ids,
      transcript,
      exchanges: this.exchanges,
      strike: (message) => this.#faults.find((fault) => fault.strikes(message)),
    });
    // Without a listener Node answers an upgrade as a request: the unknown path it is where sessions are not served.
    if (this.memory.settings.session !== null) {
      this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket as Socket, head));
    }
    this.registrationToken = standing?.registrationToken ?? this.memory.identities.issueRegistrationToken();
    // An agent that keeps a connection for its next request must not find it closed by idleness.
    this.#server.keepAliveTimeout = 60_000;
    this.#server.on('connection', ({ localAddress }) => {
      if (localAddress !== '127.0.0.1') this.outsideConnections += 1;
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async listen(host: string, port = 0): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, resolve);
    });
  }

  /** Ends every connection and stops listening. */
  async close(): Promise<void> {
    for (const fault of this.#faults) fault.withdraw();
    this.effects.releaseAll();
    this.memory.heldClaims.wake();
    this.sessions.dropAll();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** Arms the script's faults behind those already armed, and carries out its world steps at once, in order. */
  play(script: Script): PlayedScript {
    const armed: ArmedFault[] = [];
    for (const step of script) {
      if (isFaultStep(step)) armed.push(new ArmedFault(step));
      else {
        this.#transcript.note(`the fake Opstage: ${JSON.stringify(step)}`);
        carryOutStep(step, this.memory, this.sessions);
      }
    }
    this.#faults.push(...armed);
    return new PlayedScript(armed);
  }

  /** The agent registered first; undefined before its registration. */
  get agent(): FakeAgent | undefined {
    return this.memory.identities.agents.values().next().value;
  }

  /** A token for one more registration, of another agent or to replace a known one. */
  issueRegistrationToken(replaces: FakeAgent | null = null): string {
    return this.memory.identities.issueRegistrationToken(replaces);
  }

  /** Creates a command, dispatches it on an open session and wakes held claims. The agent must have registered. */
  command(request: CommandRequest): FakeCommand {
    const serviceCode = request.serviceCode ?? 'conformance';
    const agentId = request.agentId ?? this.agent?.id ?? '';
    const serviceId = this.memory.services.services.get(serviceCode)?.id ?? this.#ids.id('svc');
    const command = this.memory.commands.create({ serviceCode, serviceId, agentId, ...request });
    this.sessions.dispatch();
    this.memory.heldClaims.wake();
    return command;
  }

  /** Requests of one operation, oldest first; `after` is a message number. */
  exchangesOf(operationId: string, filter: { commandId?: string; after?: number } = {}): Exchange[] {
    return this.exchanges.filter(
      (one) =>
        one.operationId === operationId &&
        one.number > (filter.after ?? 0) &&
        (filter.commandId === undefined || one.commandId === filter.commandId),
    );
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      return; // The agent went away inside its own request: nothing was received.
    }
    const text = Buffer.concat(chunks).toString('utf8');
    const { exchange, route } = recordRequest(request, text, this.#transcript);
    this.exchanges.push(exchange);
    const settle = (failure: string | null, answer?: Answer) => {
      if (exchange.endedAtMs !== null) return;
      exchange.endedAtMs = performance.now();
      const headers = Object.entries(answer?.headers ?? {});
      if (failure === null && answer) {
        exchange.status = answer.status;
        this.#transcript.end(exchange.recorded, { response: { status: answer.status, headers, text: answer.text } });
      } else this.#transcript.end(exchange.recorded, { failure: failure ?? 'no answer' });
    };
    response.once('close', () => settle('the agent closed the connection before the answer'));
    if (exchange.target.startsWith(effectsPrefix)) {
      const { number, headers, target: path } = exchange;
      await this.effects.arrive({ path, number, atMs: exchange.receivedAtMs, headers });
      return send(response, { status: 200, headers: { 'content-type': 'text/plain' }, text: 'touched' }, settle);
    }
    await this.#answer(exchange, { route, text, gone: gone.signal }, response, settle);
  }

  /** An upgrade is answered like any request until it is known to be good; only then the connection changes hands. */
  #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    // No keep-alive, and no half of it left open: nobody else looks after this connection any more.
    response.once('finish', () => socket.destroySoon());
    socket.on('error', () => {});
    this.#takeOver.set(response, () => {
      response.detachSocket(socket);
      return { socket, head };
    });
    this.#receive(request, response).catch((cause: unknown) => {
      this.#transcript.note(`the fake Opstage could not handle an upgrade: ${String(cause)}`);
      socket.destroy();
    });
  }

  async #answer(
    exchange: Exchange,
    parts: { route: RequestRoute; text: string; gone: AbortSignal },
    response: ServerResponse,
    settle: Settle,
  ): Promise<void> {
    const armed = this.#faults.find((fault) => fault.strikes(exchange));
    exchange.fault = armed?.step ?? null;
    const fault: Fault | undefined = armed?.step.fault;
    const met = () => {
      if (!armed || response.destroyed) return;
      armed.took += 1;
      this.#transcript.note(`message ${exchange.number} meets the fault ${JSON.stringify(fault)}`);
    };
    const requestId = this.#ids.id('req');
    if (fault?.kind === 'reset' || fault?.kind === 'refuse' || fault?.kind === 'foreign') met();
    if (fault?.kind === 'reset') return cut(response, settle, 'reset by the kit before the request took effect');
    if (fault?.kind === 'refuse') return send(response, sealed(refusal(fault.code, fault), requestId), settle);
    if (fault?.kind === 'foreign') return send(response, foreignAnswer(fault), settle);
    const incoming = { ...parts, headers: exchange.headers, body: exchange.body };
    const proper = await serve(this.memory, incoming);
    exchange.processed = true;
    const answer = sealed(fault ? altered(proper, fault) : proper, requestId);
    if (armed && fault?.kind === 'repeat-deliveries' && answer.text === sealed(proper, requestId).text) {
      armed.spare();
      exchange.fault = null;
    } else if (!isWireFault(fault)) met();
    if (isWireFault(fault)) return this.#sendBytes(exchange, answer, { fault, met }, response, settle);
    if (fault?.kind === 'lose-answer') return cut(response, settle, 'cut by the kit after the request took effect');
    if (fault?.kind === 'cut-answer') return sendPart(response, answer, fault.bytes, settle);
    if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    if (fault?.kind === 'hold') await armed?.released;
    this.sessions.closeDead();
    if (proper.status === 101) return this.#openSession(exchange, response, settle);
    exchange.data = (JSON.parse(answer.text) as { data?: unknown }).data;
    send(response, answer, settle);
  }

  async #sendBytes(
    exchange: Exchange,
    answer: Answer,
    { fault, met }: { fault: WireFault; met: () => void },
    response: ServerResponse,
    settle: Settle,
  ): Promise<void> {
    const { socket } = response;
    if (socket === null || !(await sendBytes(socket, answerBytes(answer), fault))) return;
    met();
    if (fault.kind === 'trickle') {
      exchange.data = (JSON.parse(answer.text) as { data?: unknown }).data;
      settle(null, answer);
    } else settle(fault.kind === 'garbage' ? 'answered by the kit after garbage' : 'cut by the kit inside the answer');
    socket.destroySoon();
  }

  #openSession(exchange: Exchange, response: ServerResponse, settle: Settle): void {
    const agent = this.memory.identities.agents.get(exchange.agentId ?? '');
    const connection = this.#takeOver.get(response)?.();
    if (!agent || !connection) {
      cut(response, settle, 'the connection of the upgrade is gone');
      return;
    }
    settle(null, { status: 101, headers: {}, text: '' });
    this.sessions.accept(response.req, connection.socket, connection.head, exchange, agent);
  }
}
