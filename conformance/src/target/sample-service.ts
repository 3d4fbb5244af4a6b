/** A plausible service to report: an OTP reader with a harmless, a cancellable, a confirmed and a dangerous action. */
import type { ActionDefinition, ConfigItemReport, HealthReport, Manifest } from 'capsule-contract/types';

export interface ServiceItem {
  manifest: Manifest;
  revision: string;
  health?: HealthReport;
  configs?: ConfigItemReport[];
  actions?: ActionDefinition[];
}

export interface ServiceOptions {
  code?: string;
  revision?: string;
  manifest?: Partial<Manifest>;
  health?: HealthReport;
  configs?: ConfigItemReport[];
  /** Default: `sampleActions`. */
  actions?: ActionDefinition[];
}

/** `echo` takes anything; `read` demands `{mailbox}`; `slow` can be cancelled; `confirm` and `purge` need confirmation. */
export const sampleActions: ActionDefinition[] = [
  {
    name: 'echo',
    label: 'Echo',
    dangerLevel: 'LOW',
    requiresConfirmation: false,
    idempotent: true,
    cancellable: false,
  },
  {
    name: 'read',
    label: 'Read the newest code',
    dangerLevel: 'LOW',
    requiresConfirmation: false,
    idempotent: true,
    cancellable: false,
    inputSchema: {
      type: 'object',
      properties: { mailbox: { type: 'string', minLength: 1, maxLength: 80 }, limit: { type: 'integer', minimum: 1 } },
      required: ['mailbox'],
      additionalProperties: false,
    },
  },
  {
    name: 'slow',
    label: 'Slow',
    dangerLevel: 'LOW',
    requiresConfirmation: false,
    idempotent: false,
    cancellable: true,
  },
  {
    name: 'confirm',
    label: 'Restart',
    dangerLevel: 'MEDIUM',
    requiresConfirmation: true,
    idempotent: false,
    cancellable: false,
  },
  {
    name: 'purge',
    label: 'Purge',
    dangerLevel: 'HIGH',
    requiresConfirmation: true,
    idempotent: false,
    cancellable: false,
  },
];

export function serviceItem(options: ServiceOptions & { code: string }): ServiceItem {
  const { code, revision = 'r1', manifest, health, configs, actions = sampleActions } = options;
  return {
    manifest: {
      kind: 'CapsuleService',
      schemaVersion: '1.0',
      code,
      name: `OTP reader ${code}`,
      description: 'Reads one-time passwords from a mailbox',
      version: '1.0.0',
      runtime: 'nodejs',
      agentMode: 'external',
      ...manifest,
    },
    revision,
    health: health ?? { status: 'UP' },
    actions,
    ...(configs ? { configs } : {}),
  };
}
