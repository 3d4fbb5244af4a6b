/**
 * What is known about one service right now: its health and its content (manifest, actions, configs) with the revision
 * that names it. Looking is separate from telling: the heartbeat only reads what the last look found.
 */
import type { AgentMode, ConfigItemReport, HealthReport, Manifest, ServiceReport } from 'capsule-contract/types';
import type { Clock } from '../clock.ts';
import type { ConfigEntry } from '../config-entry.ts';
import type { HealthProbe, ProbedHealth } from '../health-probe.ts';
import type { Log } from '../log.ts';
import { isRecord } from './answer.ts';
import { BoundedCall } from './bounded-call.ts';
import { clip, MESSAGE_CODE_POINTS_MAX } from './clip.ts';
import { configReport } from './config-report.ts';
import { revisionOf } from './revision.ts';
import type { ServiceDeclaration } from './service-declaration.ts';

const STATUSES: readonly string[] = ['UP', 'DEGRADED', 'DOWN', 'UNKNOWN'] satisfies HealthReport['status'][];

export interface ServiceWatchParts {
  mode: AgentMode;
  fingerprintKey: Buffer;
  clock: Clock;
  log: Log;
}

export class ServiceWatch {
  readonly code: string;
  readonly #declaration: ServiceDeclaration;
  readonly #parts: ServiceWatchParts;
  readonly #probe: BoundedCall<ProbedHealth>;
  readonly #provider: BoundedCall<readonly ConfigEntry[]>;
  #health: HealthReport | null = null;
  #configs: ConfigItemReport[] | null = null;
  #configTrouble = '';

  constructor(declaration: ServiceDeclaration, parts: ServiceWatchParts) {
    this.code = declaration.definition.code;
    this.#declaration = declaration;
    this.#parts = parts;
    const up: HealthProbe = () => 'UP';
    this.#probe = new BoundedCall((signal) => (declaration.health ?? up)(signal), parts.clock);
    this.#provider = new BoundedCall(() => declaration.configs?.() ?? [], parts.clock);
  }

  /** Null until the first look at it is over. */
  get health(): HealthReport | null {
    return this.#health;
  }

  get revision(): string {
    const { manifest, actions, configs } = this.report();
    return revisionOf({ manifest, actions, configs });
  }

  /** The whole report of this service; configs are left out (unchanged) while none were ever read. */
  report(): Omit<ServiceReport, 'revision'> {
    const report: Omit<ServiceReport, 'revision'> = {
      manifest: this.#manifest(),
      actions: [...this.#declaration.actions.values()].map((action) => action.definition),
    };
    if (this.#configs) report.configs = this.#configs;
    if (this.#health) report.health = this.#health;
    return report;
  }

  action(name: string) {
    return this.#declaration.actions.get(name);
  }

  /** Asks the probe; resolves within `timeoutMs`, never rejects. */
  async lookAtHealth(timeoutMs: number): Promise<void> {
    const outcome = await this.#probe.run(timeoutMs);
    const observedAt = new Date(this.#parts.clock.now()).toISOString();
    const found = outcome.ok ? read(outcome.value) : { status: 'UNKNOWN' as const, message: outcome.reason };
    this.#health = { observedAt, ...found };
  }

  /** Asks for the configuration; resolves within `timeoutMs`, never rejects. */
  async lookAtConfigs(timeoutMs: number): Promise<void> {
    if (!this.#declaration.configs) {
      this.#configs = [];
      return;
    }
    const outcome = await this.#provider.run(timeoutMs);
    let trouble = outcome.ok ? '' : outcome.reason;
    if (outcome.ok) {
      try {
        this.#configs = configReport(outcome.value, this.code, this.#parts.fingerprintKey);
      } catch (error) {
        trouble = error instanceof Error ? error.message : String(error);
      }
    }
    // Said once, not at every heartbeat; the items known so far stay.
    if (trouble && trouble !== this.#configTrouble) {
      this.#parts.log.warn('the configuration could not be read', { service: this.code, reason: trouble });
    }
    this.#configTrouble = trouble;
  }

  #manifest(): Manifest {
    const { definition } = this.#declaration;
    return {
      kind: 'CapsuleService',
      schemaVersion: '1.0',
      description: '',
      runtime: 'nodejs',
      agentMode: this.#parts.mode,
      ...definition,
    };
  }
}

function read(found: unknown): HealthReport {
  const report = typeof found === 'string' ? { status: found } : found;
  if (!isRecord(report) || typeof report.status !== 'string' || !STATUSES.includes(report.status)) {
    return { status: 'UNKNOWN', message: 'the health probe gave no status of UP, DEGRADED, DOWN, UNKNOWN' };
  }
  try {
    // A copy that is surely JSON: what a probe gives must not be able to spoil every heartbeat.
    const health = JSON.parse(JSON.stringify(report)) as HealthReport;
    if (health.message !== undefined) health.message = clip(String(health.message), MESSAGE_CODE_POINTS_MAX);
    return health;
  } catch {
    return { status: 'UNKNOWN', message: 'the health probe gave details that are no JSON' };
  }
}
