import type { ActionDefinition } from 'capsule-contract/types';
import type { ActionHandler } from '../action.ts';
import type { ServiceDefinition } from '../agent-options.ts';
import type { ConfigProvider } from '../config-entry.ts';
import type { HealthProbe } from '../health-probe.ts';

/** What the public handle of a service collects and the running agent reads; either side may go on while the other does. */
export interface ServiceDeclaration {
  readonly definition: ServiceDefinition;
  readonly actions: Map<string, DeclaredAction>;
  /** Null: the service is UP while the process lives. */
  health: HealthProbe | null;
  /** Null: the service says nothing about configuration. */
  configs: ConfigProvider | null;
}

export interface DeclaredAction {
  readonly definition: ActionDefinition;
  readonly handler: ActionHandler;
}
