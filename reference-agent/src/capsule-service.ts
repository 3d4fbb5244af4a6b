import type { ActionDefinition } from 'capsule-contract/types';
import type { ActionDeclaration, ActionHandler, ActionHandlerOf } from './action.ts';
import type { ActionSchema } from './action-input.ts';
import { AgentError } from './agent-error.ts';
import type { ConfigEntry, ConfigProvider } from './config-entry.ts';
import type { HealthProbe } from './health-probe.ts';
import type { EmittedEvent } from './internal/event-queue.ts';
import type { ServiceDeclaration } from './internal/service-declaration.ts';

const ACTION_NAME = /^[A-Za-z][A-Za-z0-9._-]{0,79}$/;
const EVENT_TYPE = /^[A-Za-z][A-Za-z0-9._-]{0,79}$/;
const ACTIONS_MAX = 200;

/** What a service can do once its agent was made; given by the agent. */
export interface ServiceLink {
  emit(serviceCode: string, event: EmittedEvent): void;
  refresh(): Promise<void>;
}

/**
 * One service of an agent. Everything may be called before and after `start()`; what changes later is told to Opstage
 * within one heartbeat interval. `health`, `config` and `action` return the service, to be chained.
 */
export class CapsuleService {
  readonly code: string;
  readonly #declaration: ServiceDeclaration;
  readonly #link: ServiceLink;

  constructor(declaration: ServiceDeclaration, link: ServiceLink) {
    this.code = declaration.definition.code;
    this.#declaration = declaration;
    this.#link = link;
  }

  /** Sets the probe; a later one replaces it. Without one the service is UP while the process lives. */
  health(probe: HealthProbe): this {
    this.#declaration.health = probe;
    return this;
  }

  /** Sets what configuration the service shows: all its items, or a function that gives them. A later one replaces it. */
  config(items: readonly ConfigEntry[] | ConfigProvider): this {
    this.#declaration.configs = typeof items === 'function' ? items : () => items;
    return this;
  }

  /**
   * Declares an action and what runs it. Its input has the type that `inputSchema` describes, and is held against it first.
   * A name can be declared once; throws AgentError INVALID_OPTIONS.
   */
  action<const Schema extends ActionSchema = ActionSchema>(
    declaration: ActionDeclaration<Schema>,
    handler: ActionHandlerOf<Schema>,
  ): this {
    const { name } = declaration;
    const { actions } = this.#declaration;
    if (!ACTION_NAME.test(name)) throw invalid(`action name ${JSON.stringify(name)} must match ${ACTION_NAME.source}`);
    if (actions.has(name)) throw invalid(`action ${name} is declared twice`);
    if (actions.size >= ACTIONS_MAX) throw invalid(`a service has at most ${ACTIONS_MAX} actions`);
    const defaults = {
      dangerLevel: 'LOW',
      requiresConfirmation: false,
      idempotent: false,
      cancellable: false,
    } as const;
    const definition = plain<ActionDefinition>({ ...defaults, ...declaration });
    // The schema is what makes it true: an input that does not fit it never gets here.
    actions.set(name, { definition, handler: handler as ActionHandler });
    return this;
  }

  /**
   * Queues an event for the audit log; it goes with the next heartbeat and is recorded once. Held in memory, the newest
   * 1,000 of them. Throws AgentError INVALID_OPTIONS for a type outside `^[A-Za-z][A-Za-z0-9._-]{0,79}$` or data that is no JSON.
   */
  emit(event: EmittedEvent): void {
    if (!EVENT_TYPE.test(event.type)) throw invalid(`an event type must match ${EVENT_TYPE.source}`);
    this.#link.emit(this.code, plain(event));
  }

  /** Looks at the configuration now; resolves when looked. A change is then reported at once. Without effect before `start()`. */
  refresh(): Promise<void> {
    return this.#link.refresh();
  }
}

/** A copy that nobody holds and that is surely JSON. */
function plain<T>(value: T): T {
  try {
    return JSON.parse(JSON.stringify(value)) as T;
  } catch (error) {
    throw new AgentError('INVALID_OPTIONS', 'what is declared or emitted must be plain JSON', error);
  }
}

function invalid(message: string): AgentError {
  return new AgentError('INVALID_OPTIONS', message);
}
