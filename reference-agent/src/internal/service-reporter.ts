/**
 * Tells Opstage what the services are: at start, when content changed, and when asked. One report at a time; what changes
 * meanwhile goes into the next. Split where one body would be too large.
 */
import type { ServiceReport } from 'capsule-contract/types';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AgentCalls } from './agent-calls.ts';
import { describe, isRecord, type Refusal, type Success } from './answer.ts';
import { Backoff } from './backoff.ts';
import type { ServiceWatch } from './service-watch.ts';
import { sleep } from './sleep.ts';
import type { ToldIntervals } from './told-intervals.ts';
import { Wake } from './wake.ts';

/** Room for the envelope of the report under the contract's 1 MiB. */
const REPORT_BYTES_MAX = 1_000_000;

export interface ServiceReporterParts {
  bootId: string;
  calls: AgentCalls;
  services: readonly ServiceWatch[];
  intervals: ToldIntervals;
  probeTimeoutMs: number;
  clock: Clock;
  random: () => number;
  log: Log;
}

export class ServiceReporter {
  readonly #parts: ServiceReporterParts;
  readonly #wake: Wake;
  /** Revision Opstage last answered for, by code. */
  readonly #told = new Map<string, string>();
  /** Revisions whose very body was refused (413, 422): never sent again. */
  readonly #refused = new Map<string, string>();
  readonly #wanted = new Set<string>();

  constructor(parts: ServiceReporterParts) {
    this.#parts = parts;
    this.#wake = new Wake(parts.clock);
  }

  /** Opstage asks for these; codes that are not ours are ignored. */
  want(codes: readonly string[]): void {
    for (const code of codes) this.#wanted.add(code);
    if (codes.length > 0) this.#wake.call();
  }

  /** Looks at the configuration of every service, in bounded time; a change is reported at once. */
  async look(timeoutMs: number): Promise<void> {
    await Promise.all(this.#parts.services.map((service) => service.lookAtConfigs(timeoutMs)));
    if (this.#due().length > 0) this.#wake.call();
  }

  /** Looks and reports until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#watch(signal), this.#tell(signal)]);
  }

  /** Twice in each interval, so that a change is told within one. */
  async #watch(signal: AbortSignal): Promise<void> {
    const { clock, intervals, probeTimeoutMs } = this.#parts;
    for (;;) {
      const periodMs = intervals.heartbeatIntervalMs / 2;
      await sleep(clock, periodMs, signal);
      await this.look(Math.min(probeTimeoutMs, periodMs));
    }
  }

  async #tell(signal: AbortSignal): Promise<void> {
    const backoff = new Backoff(this.#parts.random);
    for (;;) {
      const due = this.#due();
      if (due.length === 0) {
        this.#wanted.clear();
        await this.#wake.wait(null, signal);
        continue;
      }
      for (const group of this.#split(due)) await this.#report(group, backoff, signal);
    }
  }

  #due(): ServiceWatch[] {
    return this.#parts.services.filter((service) => {
      const { revision } = service;
      if (this.#refused.get(service.code) === revision) return false;
      return this.#wanted.has(service.code) || this.#told.get(service.code) !== revision;
    });
  }

  /** Groups that fit one body each. */
  #split(services: readonly ServiceWatch[]): ServiceWatch[][] {
    const groups: ServiceWatch[][] = [];
    let bytes = Number.POSITIVE_INFINITY;
    for (const service of services) {
      const size = Buffer.byteLength(JSON.stringify(itemOf(service)));
      if (bytes + size > REPORT_BYTES_MAX) {
        groups.push([]);
        bytes = 0;
      }
      groups.at(-1)?.push(service);
      bytes += size;
    }
    return groups;
  }

  async #report(group: readonly ServiceWatch[], backoff: Backoff, signal: AbortSignal): Promise<void> {
    const { bootId, calls, log } = this.#parts;
    let items: ServiceReport[] = [];
    const answer = await calls.untilAnswered(
      () => {
        // Anew for each attempt: what is told is what is so now.
        items = group.map(itemOf);
        for (const service of group) this.#wanted.delete(service.code);
        return { operation: 'serviceReport', body: { bootId, services: items } };
      },
      backoff,
      signal,
    );
    if (!answer) return;
    const bodyRefused = answer.kind === 'refusal' && (answer.status === 413 || answer.status === 422);
    if (bodyRefused && group.length > 1) {
      // One of them spoils it for the others: each alone.
      for (const service of group) await this.#report([service], backoff, signal);
      return;
    }
    for (const item of items) {
      this.#told.set(item.manifest.code, item.revision);
      if (bodyRefused) this.#refused.set(item.manifest.code, item.revision);
    }
    if (answer.kind === 'refusal') log.error('the report was refused', { answer: describe(answer) });
    else for (const line of rejections(answer)) log.error('a service was rejected', line);
  }
}

function itemOf(service: ServiceWatch): ServiceReport {
  return { revision: service.revision, ...service.report() };
}

function rejections(answer: Success | Refusal): { service: string; answer: string }[] {
  if (answer.kind !== 'success' || !Array.isArray(answer.data.rejected)) return [];
  return answer.data.rejected.filter(isRecord).map(({ code, error }) => ({
    service: typeof code === 'string' ? code : 'unnamed',
    answer: isRecord(error) ? `${error.code}: ${error.message}` : 'without a reason',
  }));
}
