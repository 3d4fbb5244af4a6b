/** A fleet that is started in one moment, as after a power failure or a deployment, must not call in one moment. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type AgentOptions, CapsuleAgent } from 'capsule-agent';
import { expect, onTestFinished, test } from 'vitest';
import { ScriptedOpstage, success } from './scripted-opstage.ts';
import { seededRandom } from './seeded-random.ts';
import { SteppedClock } from './stepped-clock.ts';
import { REGISTRATION_TOKEN } from './test-agent.ts';

const AGENTS = 200;
const INTERVAL_SECONDS = 60;
const SHARE_MAX = 0.05;

interface Fleet {
  opstage: ScriptedOpstage;
  clock: SteppedClock;
  agents: (options?: Partial<AgentOptions>) => CapsuleAgent[];
  /** Passes virtual seconds, one by one; gives the calls that arrived in each. */
  seconds: (count: number) => Promise<number[]>;
}

async function fleet(): Promise<Fleet> {
  const opstage = await ScriptedOpstage.start();
  opstage.intervals = { heartbeatIntervalSeconds: INTERVAL_SECONDS, commandPollIntervalSeconds: 5 };
  const root = await mkdtemp(join(tmpdir(), 'capsule-agent-fleet-'));
  const clock = new SteppedClock();
  // Claims are held in the agents' time, not in ours.
  opstage.always('commandClaim', (response, received) => {
    clock.after(received.body.waitSeconds * 1_000, () => success({ commands: [] })(response, received));
  });
  const started: CapsuleAgent[] = [];
  onTestFinished(async () => {
    await stopAll(started, clock);
    await opstage.close();
    await rm(root, { recursive: true, force: true });
    expect(opstage.faults).toEqual([]);
  });
  const agents = (options: Partial<AgentOptions> = {}) =>
    Array.from({ length: AGENTS }, (_, index) => {
      const agent = new CapsuleAgent({
        url: opstage.url,
        registrationToken: REGISTRATION_TOKEN,
        stateDir: join(root, String(index)),
        service: { code: `worker-${index}`, name: 'Worker', version: '1' },
        clock,
        // Each its own, so that the order in which they ask makes no difference.
        random: seededRandom(20_261 + index),
        log: () => {},
        ...options,
      });
      started.push(agent);
      return agent;
    });
  const seconds = async (count: number) => {
    const calls: number[] = [];
    for (let second = 0; second < count; second += 1) {
      const before = opstage.received.length + opstage.upgrades.length;
      clock.advance(1_000);
      await quiet(opstage);
      calls.push(opstage.received.length + opstage.upgrades.length - before);
    }
    return calls;
  };
  return { opstage, clock, agents, seconds };
}

/** Resolves when nothing has arrived for a little while: what the last step of the clock set off has happened. */
async function quiet(opstage: ScriptedOpstage): Promise<void> {
  for (let seen = -1, still = 0; still < 3; ) {
    await wait(4);
    const now = opstage.received.length + opstage.upgrades.length;
    still = now === seen ? still + 1 : 0;
    seen = now;
  }
}

async function stopAll(agents: readonly CapsuleAgent[], clock: SteppedClock): Promise<void> {
  let over = false;
  const stopped = Promise.all(agents.map((agent) => agent.stop({ graceMs: 0 }))).then(() => {
    over = true;
  });
  while (!over) {
    await wait(10);
    clock.advance(1_000);
  }
  await stopped;
}

function shares(calls: readonly number[]): number {
  const total = calls.reduce((sum, count) => sum + count, 0);
  return Math.max(...calls) / total;
}

test('200 agents restarted together spread their calls over the first interval', async () => {
  const { opstage, clock, agents, seconds } = await fleet();
  const first = agents();
  await Promise.all(first.map((agent) => agent.start()));
  while (opstage.of('agentRegister').length < AGENTS) await wait(10);
  await quiet(opstage);
  await stopAll(first, clock);
  const from = opstage.received.length;
  await Promise.all(agents().map((agent) => agent.start()));
  await quiet(opstage);
  expect(opstage.received.length - from).toBeLessThan(AGENTS * SHARE_MAX);
  const calls = await seconds(INTERVAL_SECONDS);
  for (const operation of ['serviceReport', 'agentHeartbeat', 'commandClaim']) {
    const made = opstage.received.slice(from).filter((one) => one.operation === operation);
    expect(made.length).toBeGreaterThanOrEqual(AGENTS * 0.95);
  }
  expect(shares(calls)).toBeLessThan(SHARE_MAX);
});

test('200 agents started together with fresh tokens and a start spread register and report spread as well', async () => {
  const { opstage, agents, seconds } = await fleet();
  await Promise.all(agents({ startSpreadMs: INTERVAL_SECONDS * 1_000 }).map((agent) => agent.start()));
  const calls = await seconds(2 * INTERVAL_SECONDS);
  expect(opstage.of('agentRegister')).toHaveLength(AGENTS);
  expect(opstage.of('serviceReport').length).toBeGreaterThanOrEqual(AGENTS);
  expect(shares(calls)).toBeLessThan(SHARE_MAX);
});
