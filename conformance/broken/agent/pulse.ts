/** The heartbeat: on its own clock, whatever else the agent is doing. */
import type { AgentState } from './agent-state.ts';
import type { Answer, Caller } from './calls.ts';
import { isObject, pause } from './calls.ts';
import { type Capsule, serviceCode } from './capsule.ts';
import type { Commands } from './commands.ts';
import { defect } from './defects.ts';
import { Pacing } from './pacing.ts';
import type { Reporter } from './reports.ts';

export interface Intervals {
  heartbeatMs: number;
  pollMs: number;
}

interface Parts {
  caller: Caller;
  state: AgentState;
  capsule: Capsule;
  commands: Commands;
  reporter: Reporter;
  intervals: Intervals;
  bootId: () => string;
  capabilities: readonly string[];
  stopped: () => boolean;
}

/** Before Opstage told any. */
export const untold = 30_000;

export async function beat(parts: Parts): Promise<void> {
  const { caller, intervals } = parts;
  const pacing = new Pacing();
  let first = true;
  if (!defect('first-heartbeat-at-once')) await pause(Math.random() * intervals.heartbeatMs);
  while (!parts.stopped() && !caller.ended) {
    const began = performance.now();
    if (defect('heartbeat-waits-for-claims')) await parts.commands.claimed();
    if (defect('heartbeat-waits-for-handlers')) await parts.commands.settled();
    const answer = await caller.call({ path: '{id}/heartbeat', body: await heartbeat(parts, first) });
    if (answer.status === 200) {
      first = false;
      pacing.succeeded();
      heed(parts, answer);
    }
    const jitter = defect('no-jitter') ? 1 : 0.8 + Math.random() * 0.4;
    const due = intervals.heartbeatMs * jitter - (performance.now() - began);
    const failed = answer.status === 200 ? 0 : pacing.afterFailure(answer, intervals.heartbeatMs);
    if (defect('dies-on-a-refused-heartbeat') && answer.status !== null && answer.status >= 400) process.exit(70);
    await pause(Math.max(due, failed, 0));
  }
}

async function heartbeat(parts: Parts, first: boolean): Promise<Record<string, unknown>> {
  const { revision } = parts.capsule.declaration();
  const health = await parts.capsule.health();
  const service = { code: serviceCode, revision, ...(defect('health-left-out') ? {} : { health }) };
  return {
    bootId: parts.bootId(),
    ...(first ? { capabilities: parts.capabilities } : {}),
    sentAt: new Date().toISOString(),
    services: defect('heartbeat-names-no-service') ? [] : [service],
    ...(defect('heartbeat-without-running') ? {} : { running: runningOf(parts) }),
    events: parts.capsule.events.splice(0, 50),
  };
}

function runningOf({ commands }: Parts): string[] {
  return defect('running-always-empty') ? [] : commands.running();
}

function heed(parts: Parts, { data }: Answer): void {
  adoptIntervals(parts.intervals, data);
  const directives = isObject(data.directives) ? data.directives : {};
  const asked = Array.isArray(directives.reportServices) && directives.reportServices.includes(serviceCode);
  if (asked && !defect('directive-not-followed')) parts.reporter.want(true);
  if (Array.isArray(directives.cancel)) for (const id of directives.cancel) parts.commands.cancel(String(id));
}

/** Absent is unchanged, not a positive number is ignored, the rest is clamped to [1 s, 3600 s]. */
export function adoptIntervals(intervals: Intervals, told: Record<string, unknown>): void {
  if (defect('intervals-fixed') && intervals.heartbeatMs !== untold) return;
  intervals.heartbeatMs = adopted(told.heartbeatIntervalSeconds, intervals.heartbeatMs);
  intervals.pollMs = adopted(told.commandPollIntervalSeconds, intervals.pollMs);
}

function adopted(told: unknown, currentMs: number): number {
  if (defect('absent-interval-is-an-hour') && told === undefined) return 3_600_000;
  if (defect('zero-interval-obeyed') && typeof told === 'number' && told <= 0) return 10;
  if (typeof told !== 'number' || !(told > 0)) return currentMs;
  if (defect('interval-not-clamped-below') && told < 1) return told * 1_000;
  // More milliseconds than a timer holds make it fire at once.
  if (defect('interval-not-clamped-above') && told > 3_600) return told * 1_000;
  return Math.min(3_600, Math.max(1, told)) * 1_000;
}
