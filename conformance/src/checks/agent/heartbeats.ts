/** The regular sign of life: nothing delays it, and it says everything. */
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import {
  all,
  gaps,
  heartbeats,
  heldTouch,
  json,
  needsCapsule,
  now,
  objects,
  order,
  ready,
  resultOf,
  seconds,
  sent,
} from './capsule-run.ts';
import { gathered } from './chance.ts';

const sentences = {
  'heartbeat-cadence':
    'An agent MUST send each heartbeat no more than 1.2 intervals after the previous one, whatever else was sent, and also while a claim is held, a handler runs or a health provider hangs; the verdict is that gaps stay below `offlineAfterSeconds`. A heartbeat MUST list every service with its revision and, when known, its health, and in `running` every command acknowledged and not yet answered.',
  'heartbeat-jitter':
    'An agent SHOULD wait the interval times a factor uniform in 0.8 to 1.2 between heartbeats and send the first one after start at a time uniform in the interval.',
} as const;

const cadence = { requirement: 'heartbeat-cadence', sentence: sentences['heartbeat-cadence'] } as const;
/** Told to the agent, whose interval is a second: longer than any machine is likely to hold up a heartbeat. */
export const offlineAfterSeconds = 15;
/** A single gap this long may be the machine's; in an agent that is not hindered most are a third of it. */
const slowMs = 3_500;
const beats = 6;

/** `within` of `drawn` distances in one window: an agent that jitters by the rule does not do that. */
export const distances = { drawn: 20, within: 14, windowMs: 50, uniformMs: 400 } as const;
/** All of them in one window. */
export const firstOnes = { drawn: 8, within: 8, windowMs: 800, uniformMs: 8_000 } as const;

export const heartbeatChecks: AgentCheck[] = [
  agentCheck({
    ...cadence,
    id: 'heartbeat-cadence/while-a-claim-is-held',
    long: true,
    since: 'standard',
    title: 'heartbeats go on while a claim is held',
    how: 'Holds claims for as long as the agent asks, which has to be a while, and watches. Expects six heartbeats, no gap as long as offlineAfterSeconds and few of several intervals.',
    opstage: { offlineAfterSeconds, claimHoldSeconds: 60 },
    async run(t) {
      await ready(t);
      await sent(t, 'a claim', 'commandClaim');
      const during = await goesOn(t);
      const isHeld = ({ receivedAtMs, endedAtMs }: Exchange) =>
        during.some((one) => one.receivedAtMs > receivedAtMs && one.receivedAtMs < (endedAtMs ?? Infinity));
      if (!t.opstage.exchangesOf('commandClaim').some(isHeld))
        t.notApplicable('the agent does not ask for its claims to be held');
    },
  }),
  agentCheck({
    ...cadence,
    id: 'heartbeat-cadence/while-a-handler-runs',
    long: true,
    since: 'standard',
    title: 'heartbeats go on while a handler runs, and name its command as running',
    how: 'Keeps a touch open. Expects six heartbeats meanwhile, no gap as long as offlineAfterSeconds and few of several intervals, the command in `running`, and no longer there once its result was answered.',
    needs: needsCapsule,
    opstage: { offlineAfterSeconds },
    async run(t) {
      await ready(t);
      const { command, path } = await heldTouch(t);
      const during = await goesOn(t);
      // The first one may have been put together before the ack was answered.
      for (const one of during.slice(1)) {
        t.that('the command among those running', runningOf(one).includes(command.id), runningOf(one), one);
      }
      t.opstage.effects.release(path);
      await resultOf(t, command);
      const later = (await heartbeats(t, 2)).at(-1) as Exchange;
      t.that('the command gone from those running', !runningOf(later).includes(command.id), runningOf(later), later);
    },
  }),
  agentCheck({
    ...cadence,
    id: 'heartbeat-cadence/while-a-probe-hangs',
    long: true,
    since: 'standard',
    title: 'heartbeats go on while a health provider hangs',
    how: 'Lets the health probe of the capsule hang. Expects six heartbeats, no gap as long as offlineAfterSeconds and few of several intervals.',
    needs: needsCapsule,
    opstage: { offlineAfterSeconds },
    async run(t) {
      await ready(t);
      await resultOf(t, order(t, 'set-health', { status: 'hang' }));
      await goesOn(t);
    },
  }),
  agentCheck({
    ...cadence,
    id: 'heartbeat-cadence/lists-every-service',
    title: 'every heartbeat lists every service with its revision',
    how: 'Compares heartbeats with the reports before them. Expects every service reported, with the revision reported last.',
    async run(t) {
      await ready(t);
      const listed = await heartbeats(t, 3);
      const reported = [...t.opstage.memory.services.services.values()];
      const wanted = reported.map(({ code, revision }) => ({ code, revision })).sort(byCode);
      for (const one of listed) {
        const named = objects(json(one).services).map(({ code, revision }) => ({ code: String(code), revision }));
        t.equal('the services of a heartbeat', named.sort(byCode), wanted, one);
      }
    },
  }),
  agentCheck({
    id: 'heartbeat-jitter',
    long: true,
    since: 'standard',
    requirement: 'heartbeat-jitter',
    sentence: sentences['heartbeat-jitter'],
    title: 'the distances between heartbeats vary',
    how: `Measures up to ${distances.drawn} distances at an interval of 1 s, until it is clear that no ${distances.within} of ${distances.drawn} stand within ${distances.windowMs} ms, as uniform ones do in less than one run of a million. Expects that, and at least 0.7 s on average.`,
    async run(t) {
      await ready(t);
      const measured = await heartbeats(t, 1);
      for (;;) {
        const ms = gaps(measured);
        const most = gathered(ms, distances.windowMs);
        const what = `fewer than ${distances.within} of ${distances.drawn} distances within ${distances.windowMs} ms`;
        if (most >= distances.within) t.fail(what, seconds(ms), ...measured);
        if (most + distances.drawn - ms.length < distances.within) {
          t.that(what, true, seconds(ms), ...all(measured));
          break;
        }
        measured.push(await sent(t, 'the next heartbeat', 'agentHeartbeat', { after: measured.at(-1)?.number ?? 0 }));
      }
      const mean = gaps(measured).reduce((sum, one) => sum + one, 0) / (measured.length - 1);
      t.that('at least 0.7 s between heartbeats on average', mean >= 700, seconds([mean]), ...all(measured));
    },
  }),
  agentCheck({
    id: 'heartbeat-jitter/first-one',
    requirement: 'heartbeat-jitter',
    sentence: sentences['heartbeat-jitter'],
    title: 'the first heartbeat after a start comes at no fixed time',
    how: `Starts the agent up to ${firstOnes.drawn} times with fresh state and measures how long after its registration the first heartbeat comes, at an interval of ${firstOnes.uniformMs / 1000} s. Expects two of them more than ${firstOnes.windowMs} ms apart: uniform ones are in all but one run of a million.`,
    long: true,
    since: 'standard',
    needs: ['start'],
    ceilingMs: 180_000,
    opstage: { heartbeatIntervalSeconds: firstOnes.uniformMs / 1_000, offlineAfterSeconds: 20 },
    async run(t) {
      const firsts: Exchange[] = [];
      const delays: number[] = [];
      const spread = () => Math.max(...delays) - Math.min(...delays);
      while (firsts.length < firstOnes.drawn && (firsts.length < 2 || spread() <= firstOnes.windowMs)) {
        const first = await firstHeartbeat(t);
        firsts.push(first);
        delays.push(first.receivedAtMs - (registrationBefore(t, first)?.receivedAtMs ?? first.receivedAtMs));
      }
      const what = `two first heartbeats more than ${firstOnes.windowMs} ms apart`;
      t.that(what, spread() > firstOnes.windowMs, seconds(delays), ...all(firsts));
    },
  }),
];

/** Starts an agent of its own with fresh state, in place of the one before, until its first heartbeat. */
async function firstHeartbeat(t: AgentTrial): Promise<Exchange> {
  const process = t.another();
  try {
    const after = now(t);
    const registrationToken = t.opstage.issueRegistrationToken(t.opstage.agent);
    await process.start({ url: t.opstage.url, registrationToken }, {});
    return await sent(t, 'the first heartbeat', 'agentHeartbeat', { after });
  } finally {
    await process.dispose();
  }
}

function registrationBefore(t: AgentTrial, heartbeat: Exchange): Exchange | undefined {
  return t.opstage.exchangesOf('agentRegister').findLast(({ number }) => number < heartbeat.number);
}

/** Waits for some heartbeats and judges their distances; gives them. */
async function goesOn(t: AgentTrial): Promise<Exchange[]> {
  const after = now(t);
  const beganAtMs = performance.now();
  const during = () => t.opstage.exchangesOf('agentHeartbeat', { after });
  const silences = () => {
    const moments = [beganAtMs, ...during().map(({ receivedAtMs }) => receivedAtMs), performance.now()];
    return moments.slice(1).map((moment, index) => moment - (moments[index] ?? moment));
  };
  const isOver = () => during().length >= beats || !isRegular(silences());
  await t.until(`${beats} heartbeats`, isOver, { ceilingMs: 120_000, everyMs: 20, beats: Infinity });
  const seen = during();
  judgeCadence(t, silences(), seen.length > 0 ? seen : t.opstage.exchanges.slice(-1));
  return seen;
}

export function judgeCadence(t: AgentTrial, distancesMs: readonly number[], cited: readonly Exchange[]): void {
  const what = `no ${offlineAfterSeconds} s without a heartbeat, and most of them less than ${slowMs / 1_000} s apart`;
  t.that(what, isRegular(distancesMs), seconds(distancesMs), ...all(cited));
}

function isRegular(distancesMs: readonly number[]): boolean {
  const slow = distancesMs.filter((ms) => ms >= slowMs).length;
  return Math.max(0, ...distancesMs) < offlineAfterSeconds * 1_000 && slow < beats / 2;
}

function runningOf(heartbeat: Exchange): unknown[] {
  const { running } = json(heartbeat);
  return Array.isArray(running) ? running : [];
}

function byCode(a: { code: string }, b: { code: string }): number {
  return a.code < b.code ? -1 : 1;
}
