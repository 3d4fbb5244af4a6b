/** What the agent has reported of its services, and what it must be asked for again. */
import type { ActionDefinition, ConfigItemReport, HealthReport, Manifest, ServiceReport } from 'capsule-contract/types';
import type { OpaqueIds } from './opaque-id.ts';

export interface FakeService {
  readonly id: string;
  readonly code: string;
  readonly agentId: string;
  manifest: Manifest;
  revision: string;
  health: HealthReport | null;
  configs: readonly ConfigItemReport[];
  actions: readonly ActionDefinition[];
}

export class ServiceBook {
  readonly services = new Map<string, FakeService>();
  readonly #asked = new Set<string>();
  /** (code, revision) pairs refused once; asking again at once would loop. */
  readonly #refused = new Set<string>();
  readonly #ids: OpaqueIds;

  constructor(ids: OpaqueIds) {
    this.#ids = ids;
  }

  report(agentId: string, report: ServiceReport): FakeService {
    const code = report.manifest.code;
    const known = this.services.get(code);
    const service: FakeService = {
      id: known?.id ?? this.#ids.id('svc'),
      code,
      agentId,
      manifest: report.manifest,
      revision: report.revision,
      health: report.health ?? known?.health ?? null,
      configs: report.configs ?? known?.configs ?? [],
      actions: report.actions ?? known?.actions ?? [],
    };
    this.services.set(code, service);
    this.#asked.delete(code);
    return service;
  }

  release(code: string): void {
    this.services.delete(code);
  }

  /** Asks for it in the next heartbeat answer even if its revision is known. */
  askFor(code: string): void {
    this.#asked.add(code);
  }

  /** The report of this revision was refused; it is not asked for again. */
  refuse(code: string, revision: string): void {
    this.#refused.add(`${code} ${revision}`);
  }

  /** The directive for a heartbeat that names these services. */
  wanted(named: readonly { code: string; revision: string }[]): string[] {
    const differing = named.filter(
      ({ code, revision }) =>
        this.services.get(code)?.revision !== revision && !this.#refused.has(`${code} ${revision}`),
    );
    return [...new Set([...this.#asked, ...differing.map(({ code }) => code)])];
  }

  forget(): void {
    this.services.clear();
    this.#refused.clear();
  }
}
