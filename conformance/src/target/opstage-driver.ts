/**
 * Drives an Opstage as its clients would: operators with a session, agents with a token, strangers with nothing.
 *
 * `send` and `raw` send anything and judge nothing. The other methods only prepare the ground (`enrol`,
 * `reportService`, `createCommand`, …): when one of their calls does not succeed they throw PrerequisiteMissing, so a
 * check is never red for what another check is about.
 */
import { randomBytes } from 'node:crypto';
import { operations } from 'capsule-contract';
import type {
  AgentRegistration,
  Command,
  CommandDelivery,
  Limits,
  OperationId,
  RegistrationTokenCreateRequest,
  Role,
  SystemVersion,
} from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import type { Caller, Reply } from './caller.ts';
import { type Actor, type CallOptions, type DataOf, prepareCall, prepareRequest } from './contract-call.ts';
import { FakeAgent } from './fake-agent.ts';
import type { HttpClient, HttpReply } from './http-client.ts';
import { anonymous, logIn, type OperatorActor } from './operator-actor.ts';
import type { OpstageProcess } from './opstage-process.ts';
import { PrerequisiteMissing } from './prerequisite-missing.ts';
import { type ServiceItem, type ServiceOptions, serviceItem } from './sample-service.ts';
import type { SecretRegister } from './secret-register.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { Transcript } from './transcript.ts';

/** The Opstage of this run, as the preflight found it. */
export interface OpstageSubject {
  client: HttpClient;
  url: string;
  version: SystemVersion;
  owner: OperatorActor;
  /** Present with `--start`. */
  process: OpstageProcess | null;
  /** Present with `--data-folder`. */
  dataFolder: string | null;
  /** Users the kit made for the whole run, by role; filled when first asked for. */
  shared: Map<Role, Promise<OperatorActor>>;
  /** No check waits longer than this for one advertised duration. */
  waitSecondsMax: number;
}

/** The trial a driver works for. */
export interface DriverContext {
  namespace: string;
  transcript: Transcript;
  random: SeededRandom;
  secrets: SecretRegister;
  signal: AbortSignal;
  code(noun?: string): string;
}

export interface EnrolOptions {
  code?: string;
  mode?: 'embedded' | 'sidecar' | 'external';
  /** Default: every capability an HTTP agent can have. */
  capabilities?: readonly string[];
  bootId?: string;
  /** How the registration token is made. */
  token?: RegistrationTokenCreateRequest;
  services?: readonly ServiceItem[];
}

export interface ReportedService {
  id: string;
  code: string;
  agent: FakeAgent;
  /** The item last reported for it. */
  item: ServiceItem;
}

export interface CommandOptions {
  action?: string;
  payload?: unknown;
  confirmation?: boolean;
  queue?: boolean;
  startWithinSeconds?: number;
  as?: Actor;
}

export class OpstageDriver implements Caller {
  readonly subject: OpstageSubject;
  readonly anonymous: Actor = anonymous;
  readonly #context: DriverContext;

  constructor(subject: OpstageSubject, context: DriverContext) {
    this.subject = subject;
    this.#context = context;
  }

  get owner(): OperatorActor {
    return this.subject.owner;
  }

  get limits(): Limits {
    return this.subject.version.limits;
  }

  /** Sends an operation of the contract. Without `as`, operator calls come from the owner, all others from nobody. */
  async send<Op extends OperationId>(operationId: Op, options: CallOptions = {}): Promise<Reply<Op>> {
    const as = options.as ?? (operations[operationId].auth === 'operator' ? this.owner : anonymous);
    const call = prepareCall(operationId, { ...options, as });
    return { ...(await this.#exchange(call, as, operationId, options)), operationId };
  }

  /** Sends a request that is no operation of the contract; the target goes out byte for byte. */
  async raw(method: string, target: string, options: CallOptions = {}): Promise<Reply<null>> {
    const as = options.as ?? anonymous;
    const mutating = !['GET', 'HEAD', 'OPTIONS'].includes(method);
    const call = prepareRequest(method, target, { mutating }, { ...options, as });
    return { ...(await this.#exchange(call, as, null, options)), operationId: null };
  }

  /** A user of that role, made once per run and shared by all checks: never disable or change it. */
  shared(role: Exclude<Role, 'owner'>): Promise<OperatorActor> {
    const known = this.subject.shared.get(role);
    if (known) return known;
    const made = this.newOperator(role);
    this.subject.shared.set(role, made);
    return made;
  }

  /** A fresh user with a session, for a check that changes or disables it. */
  async newOperator(role: Role): Promise<OperatorActor> {
    const username = `${this.#context.namespace}-${role}-${this.#context.random.word(4)}`;
    const password = randomBytes(18).toString('base64url');
    this.register(password, `password of ${username}`);
    const user = this.must(await this.send('userCreate', { body: { username, password, role } }));
    const actor = await logIn(this, { username, password, lane: `${role} ${username}` });
    return { ...actor, user };
  }

  async registrationToken(options: RegistrationTokenCreateRequest = {}): Promise<DataOf<'registrationTokenCreate'>> {
    const issued = this.must(await this.send('registrationTokenCreate', { body: options }));
    this.register(issued.token, `registration token ${issued.id}`);
    return issued;
  }

  /** Registers a fake agent with a registration token of its own. */
  async enrol(options: EnrolOptions = {}): Promise<FakeAgent> {
    const issued = await this.registrationToken(options.token);
    const code = options.code ?? this.#context.code('agent');
    const bootId = options.bootId ?? this.newBootId();
    const capabilities = options.capabilities ?? ['commands.progress', 'commands.cancel', 'token.rotate'];
    const reply = await this.send('agentRegister', {
      body: {
        registrationToken: issued.token,
        agent: { code, mode: options.mode ?? 'external', runtime: 'nodejs', version: '1.0.0' },
        bootId,
        capabilities,
        ...(options.services ? { services: options.services } : {}),
      },
    });
    return this.agentOf(this.must(reply), bootId);
  }

  /** The fake agent of a registration made by hand. */
  agentOf(registration: AgentRegistration, bootId: string): FakeAgent {
    this.register(registration.agentToken, `agent token of ${registration.code}`);
    return new FakeAgent(this, registration, bootId);
  }

  /** Remembers a secret, so that it is masked in reports and searched where it must not be. */
  register(value: string, name: string): void {
    // Comes from an answer: a subject may have left it out.
    if (typeof value !== 'string') throw new PrerequisiteMissing(`no ${name} was given`);
    this.#context.secrets.add(value, name);
  }

  /** A code nobody else uses. */
  newCode(noun: string): string {
    return this.#context.code(noun);
  }

  newBootId(): string {
    return `boot-${this.#context.random.word(16)}`;
  }

  /** Reports one service, by default with the actions of `sample-service.ts`. */
  async reportService(agent: FakeAgent, options: ServiceOptions = {}): Promise<ReportedService> {
    const item = serviceItem({ ...options, code: options.code ?? this.#context.code('service') });
    const answer = this.must(await agent.report([item]));
    const stored = answer.services.find(({ code }) => code === item.manifest.code);
    if (!stored) throw new PrerequisiteMissing(`serviceReport rejected a plain service: ${JSON.stringify(answer)}`);
    agent.knows(item);
    return { id: stored.id, code: stored.code, agent, item };
  }

  /** Creates a command for a service's action (default `echo`), keeping its agent live first. */
  async createCommand(service: ReportedService, options: CommandOptions = {}): Promise<Command> {
    const { action = 'echo', as, ...body } = options;
    await service.agent.stayLive();
    const reply = await this.send('commandCreate', {
      path: { serviceId: service.id, actionName: action },
      body,
      ...(as ? { as } : {}),
    });
    return this.must(reply).command;
  }

  /** Claims until the command is delivered. */
  async deliver(agent: FakeAgent, command: { id: string }): Promise<CommandDelivery> {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { commands } = this.must(await agent.claim({ max: 10, waitSeconds: 1 }));
      const delivery = commands.find(({ id }) => id === command.id);
      if (delivery) return delivery;
    }
    throw new PrerequisiteMissing(`commandClaim did not deliver ${command.id}`);
  }

  /** Creates, claims and acks a command: it is RUNNING afterwards. */
  async startCommand(
    service: ReportedService,
    options: CommandOptions = {},
  ): Promise<{ command: Command; delivery: CommandDelivery }> {
    const command = await this.createCommand(service, options);
    const delivery = await this.deliver(service.agent, command);
    this.must(await service.agent.ack(delivery));
    return { command, delivery };
  }

  /** The data of a preparing call; PrerequisiteMissing unless it is a success valid against the contract. */
  must<Op extends OperationId>(reply: Reply<Op>): DataOf<Op> {
    const data = this.leniently(reply);
    const type = operations[reply.operationId].response;
    const judged = type === null ? null : validate(type, reply.body);
    if (judged === null || judged.ok) return data;
    const [issue] = judged.issues;
    const where = `${issue?.path || '/'} ${issue?.message ?? ''}`;
    throw new PrerequisiteMissing(`${reply.operationId} prepared the ground but its answer is no ${type}: ${where}`);
  }

  /** As `must`, asking only for status and envelope: for what has to be known before anything is judged. */
  leniently<Op extends OperationId>(reply: Reply<Op>): DataOf<Op> {
    const body = reply.body as { success?: unknown; data?: unknown } | null | undefined;
    if (reply.status === 200 && body?.success === true && body.data !== undefined) return body.data as DataOf<Op>;
    const text = reply.text.length > 200 ? `${reply.text.slice(0, 200)}…` : reply.text;
    throw new PrerequisiteMissing(
      `${reply.operationId} prepared the ground but answered ${reply.status} ${text} (message ${reply.message})`,
    );
  }

  async #exchange(
    call: ReturnType<typeof prepareRequest>,
    as: Actor,
    operationId: OperationId | null,
    options: CallOptions,
  ): Promise<HttpReply> {
    const { timeoutMs } = options;
    const signal = options.signal ? AbortSignal.any([options.signal, this.#context.signal]) : this.#context.signal;
    return this.subject.client.exchange(
      { ...call, lane: as.lane, operationId, signal, ...(timeoutMs === undefined ? {} : { timeoutMs }) },
      this.#context.transcript,
    );
  }
}
