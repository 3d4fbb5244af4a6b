/** The heartbeat: on its own clock, whatever else the agent is doing. */
import type { AgentState } from './agent-state.ts';
import { type Answer, isObject } from './answer.ts';
import type { Caller } from './calls.ts';
import { type Capsule, serviceCode } from './capsule.ts';
import type { Commands } from './commands.ts';
import { defect } from './defects.ts';
import { adoptIntervals, type Intervals } from './intervals.ts';
import { Pacing } from './pacing.ts';
import { pause } from './pause.ts';
import type { Reporter } from './reports.ts';

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

/** One rotation at a time. */
let rotating = false;

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
    if (answer.status !== 200 && defect('token-printed-when-refused')) {
      console.log(`heartbeat failed: ${JSON.stringify({ authorization: `Bearer ${parts.state.token}` })}`);
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

/** What an answer to a heartbeat, or a welcome, tells and asks. */
export function heed(parts: Parts, { data }: Pick<Answer, 'data'>): void {
  adoptIntervals(parts.intervals, data);
  const directives = isObject(data.directives) ? data.directives : {};
  const asked = Array.isArray(directives.reportServices) && directives.reportServices.includes(serviceCode);
  if (asked && !defect('directive-not-followed')) parts.reporter.want(true);
  if (Array.isArray(directives.cancel)) for (const id of directives.cancel) parts.commands.cancel(String(id));
  if (directives.rotateToken === true && !defect('rotation-not-followed')) void rotate(parts);
}

/** Opstage repeats the directive while it wants a rotation, so one try is enough for each. */
async function rotate({ caller, state, bootId }: Parts): Promise<void> {
  if (rotating) return;
  rotating = true;
  const answer = await caller.call({ path: '{id}/token/rotate', body: { bootId: bootId() } });
  rotating = false;
  if (answer.status === 200 && typeof answer.data.agentToken === 'string') state.rotateTo(answer.data.agentToken);
  if (answer.status === null && defect('lost-rotation-ends-identity')) caller.startAnew();
  if (answer.status === 503 && defect('failed-rotation-ends-identity')) caller.startAnew();
}
