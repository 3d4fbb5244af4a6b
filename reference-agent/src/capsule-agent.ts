import type { ActionDeclaration, ActionHandlerOf } from './action.ts';
import type { ActionSchema } from './action-input.ts';
import type { AgentEnd } from './agent-end.ts';
import { AgentError } from './agent-error.ts';
import type { AgentOptions, ServiceDefinition } from './agent-options.ts';
import { CapsuleService } from './capsule-service.ts';
import type { ConfigEntry, ConfigProvider } from './config-entry.ts';
import type { HealthProbe } from './health-probe.ts';
import { AgentRun } from './internal/agent-run.ts';
import { type AgentSettings, readSettings } from './internal/agent-settings.ts';
import { EventQueue } from './internal/event-queue.ts';
import type { ServiceDeclaration } from './internal/service-declaration.ts';

const SERVICE_CODE = /^[a-z0-9][a-z0-9_-]{0,79}$/;
const SERVICES_MAX = 200;
const GRACE_MS = 10_000;

/**
 * An agent: the part of a program that makes one or more services governable by Opstage.
 *
 * ```ts
 * const agent = new CapsuleAgent({ url, registrationToken, stateDir, service: { code: 'otp-reader', name: 'OTP reader', version: '1.2.0' } });
 * agent.health(() => (mailbox.connected ? 'UP' : 'DOWN'));
 * agent.action({ name: 'drain', label: 'Drain the mailbox' }, async (input, { signal }) => ({ read: await drain(signal) }));
 * await agent.start();
 * ```
 *
 * One instance, one start. Two agents never share a state folder.
 */
export class CapsuleAgent {
  /**
   * Resolves, never rejects, when the agent is over for whatever reason: stopped, revoked, refused. A program that is
   * nothing without its agent waits for it.
   */
  readonly ended: Promise<AgentEnd>;
  readonly #settings: AgentSettings;
  readonly #declarations: ServiceDeclaration[] = [];
  readonly #services = new Map<string, CapsuleService>();
  readonly #events = new EventQueue();
  readonly #end = Promise.withResolvers<AgentEnd>();
  #starting: Promise<AgentRun> | null = null;
  #run: AgentRun | null = null;

  /** Throws AgentError INVALID_OPTIONS or INSECURE_URL. Touches neither network nor disk. */
  constructor(options: AgentOptions) {
    this.#settings = readSettings(options);
    this.ended = this.#end.promise;
    if (options.service) this.service(options.service);
    for (const definition of options.services ?? []) this.service(definition);
  }

  /** The agent's id at Opstage; null until it is registered. */
  get agentId(): string | null {
    return this.#run?.agentId ?? null;
  }

  /** Declares a service (before `start()`), or finds a declared one by its code. */
  service(definition: ServiceDefinition | string): CapsuleService {
    if (typeof definition === 'string') {
      const found = this.#services.get(definition);
      if (!found) throw new AgentError('INVALID_OPTIONS', `no service ${definition} is declared`);
      return found;
    }
    const { code } = definition;
    if (!SERVICE_CODE.test(code)) {
      throw new AgentError('INVALID_OPTIONS', `service code ${JSON.stringify(code)} must match ${SERVICE_CODE.source}`);
    }
    if (this.#services.has(code)) throw new AgentError('INVALID_OPTIONS', `service ${code} is declared twice`);
    if (this.#starting) throw new AgentError('INVALID_OPTIONS', 'services are declared before start()');
    if (this.#services.size >= SERVICES_MAX) {
      throw new AgentError('INVALID_OPTIONS', `an agent has at most ${SERVICES_MAX} services`);
    }
    const declaration: ServiceDeclaration = { definition, actions: new Map(), health: null, configs: null };
    const service = new CapsuleService(declaration, {
      emit: (serviceCode, event) => {
        const kept = this.#events.add(serviceCode, event, this.#settings.clock.now());
        if (!kept) this.#run?.log.warn('events are dropped: Opstage takes none');
      },
      refresh: async () => this.#run?.refresh(),
    });
    this.#declarations.push(declaration);
    this.#services.set(code, service);
    return service;
  }

  /** `service(…).health(…)` of the only service. */
  health(probe: HealthProbe): this {
    this.#only().health(probe);
    return this;
  }

  /** `service(…).config(…)` of the only service. */
  config(items: readonly ConfigEntry[] | ConfigProvider): this {
    this.#only().config(items);
    return this;
  }

  /** `service(…).action(…)` of the only service. */
  action<const Schema extends ActionSchema = ActionSchema>(
    declaration: ActionDeclaration<Schema>,
    handler: ActionHandlerOf<Schema>,
  ): this {
    this.#only().action(declaration, handler);
    return this;
  }

  /**
   * Locks and reads the state folder and begins to work; resolves then, whether or not Opstage can be reached: what the
   * network does is the agent's to retry. Once; rejects with AgentError ALREADY_STARTED, INVALID_OPTIONS,
   * STATE_FOLDER_IN_USE or STATE_FOLDER_UNUSABLE.
   */
  async start(): Promise<void> {
    if (this.#starting) throw new AgentError('ALREADY_STARTED', 'start() was called before: make a new agent');
    const [first] = this.#declarations;
    if (!first) throw new AgentError('INVALID_OPTIONS', 'an agent needs at least one service');
    // One service and no code of its own: the agent is known by its service.
    if (this.#declarations.length === 1) this.#settings.agent.code ??= first.definition.code;
    this.#starting = AgentRun.open(this.#settings, this.#declarations, this.#events);
    try {
      this.#run = await this.#starting;
    } catch (error) {
      this.#end.resolve({ reason: 'failed', error });
      throw error;
    }
    void this.#run.ended.then(this.#end.resolve);
    this.#run.run();
  }

  /**
   * Takes no more commands, waits up to `graceMs` for handlers, fails the rest, delivers what results and events it can
   * within a few seconds, disconnects, closes everything. Resolves when done; may be called any number of times.
   */
  async stop({ graceMs = GRACE_MS }: { graceMs?: number } = {}): Promise<void> {
    // An agent that could not start has nothing to stop.
    const run = await this.#starting?.catch(() => null);
    if (!run) return;
    void run.stop(graceMs);
    await run.ended;
  }

  #only(): CapsuleService {
    const [service, ...more] = this.#services.values();
    if (!service || more.length > 0) {
      throw new AgentError('INVALID_OPTIONS', 'with none or several services, use service(code)');
    }
    return service;
  }
}
