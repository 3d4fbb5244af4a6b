/** Intervals are Opstage's to tell, but an agent does not let itself be driven mad by them. */
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { Script } from '../../target/fake-opstage/fault-script.ts';
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import {
  accepted,
  all,
  gaps,
  heartbeats,
  needsStartAndCapsule,
  now,
  ready,
  seconds,
  sent,
  stillWorks,
} from './capsule-run.ts';

const sentences = {
  'server-told-intervals':
    'An agent MUST adopt a new interval within one cycle, clamped to 1 s to 3600 s; an absent interval means unchanged and one that is not a positive number is ignored.',
} as const;

const told = { requirement: 'server-told-intervals', sentence: sentences['server-told-intervals'] } as const;

/** One heartbeat answer after the other tells a heartbeat interval that is none. */
const nonsense = [0, -1, -1000, 'soon', null, true, {}];
const nonsenseScript: Script = nonsense.map((value) => ({
  on: 'agentHeartbeat',
  fault: { kind: 'rewrite', data: { heartbeatIntervalSeconds: value, commandPollIntervalSeconds: value } },
}));

/** Told in place of one second, and what lies between the two, far from both. */
const longerSeconds = 5;
const longMs = 2_400;
/** Of a second, with the jitter that is allowed and a late first message. */
const meanMsMin = 600;

export const intervalChecks: AgentCheck[] = [
  agentCheck({
    ...told,
    id: 'server-told-intervals/adopted',
    long: true,
    since: 'standard',
    title: 'a new interval holds from the next cycle on, longer or shorter',
    how: `Tells 1 s, then ${longerSeconds} s, then 1 s again in heartbeat answers. Expects, one cycle later, a distance of at least ${longMs / 1_000} s, and after the way back one below that among five.`,
    opstage: { offlineAfterSeconds: 12 },
    async run(t) {
      await ready(t);
      t.opstage.play([{ do: 'tell-intervals', heartbeatIntervalSeconds: longerSeconds }]);
      const toldLonger = await accepted(t, `a heartbeat told ${longerSeconds} s`, 'agentHeartbeat', { after: now(t) });
      const cycle = await accepted(t, 'the next heartbeat', 'agentHeartbeat', { after: toldLonger.number });
      const longer = await accepted(t, 'a heartbeat after it', 'agentHeartbeat', { after: cycle.number });
      const [distance = 0] = gaps([cycle, longer]);
      t.that(
        `at least ${longMs / 1_000} s between heartbeats after ${longerSeconds} s was told`,
        distance >= longMs,
        seconds([distance]),
        toldLonger,
        cycle,
        longer,
      );
      t.opstage.play([{ do: 'tell-intervals', heartbeatIntervalSeconds: 1 }]);
      const toldShorter = await accepted(t, 'a heartbeat told 1 s', 'agentHeartbeat', { after: longer.number });
      const cycleAgain = await accepted(t, 'the next heartbeat', 'agentHeartbeat', { after: toldShorter.number });
      const later = [cycleAgain];
      while (later.length <= 5 && Math.min(...gaps(later), longMs) >= longMs) {
        later.push(await sent(t, 'the next heartbeat', 'agentHeartbeat', { after: later.at(-1)?.number ?? 0 }));
      }
      t.that(
        `less than ${longMs / 1_000} s between two heartbeats after 1 s was told`,
        Math.min(...gaps(later)) < longMs,
        seconds(gaps(later)),
        toldShorter,
        ...all(later),
      );
    },
  }),
  agentCheck({
    ...told,
    id: 'server-told-intervals/nonsense-ignored',
    long: true,
    since: 'standard',
    title: 'an interval that is no positive number changes nothing',
    how: 'Tells 0, −1, −1000, a text, null, true and an object in turn. Expects heartbeats at the old pace: neither a flood nor a stop.',
    opstage: { script: nonsenseScript },
    async run(t) {
      await ready(t);
      const measured = await heartbeats(t, nonsense.length + 1);
      noFlood(t, measured);
      const claims = t.opstage.exchangesOf('commandClaim');
      const elapsedMs = performance.now() - (measured[0]?.receivedAtMs ?? 0);
      t.that('no flood of claims', claims.length < 20 + elapsedMs / 100, `${claims.length} claims`, ...all(measured));
      await heartbeats(t, 1);
    },
  }),
  agentCheck({
    ...told,
    id: 'server-told-intervals/absent-unchanged',
    title: 'an answer without intervals changes none',
    how: 'Leaves all intervals out of every heartbeat answer. Expects heartbeats at the pace told at registration.',
    opstage: {
      script: [
        {
          on: 'agentHeartbeat',
          times: 'always',
          fault: {
            kind: 'rewrite',
            remove: ['heartbeatIntervalSeconds', 'commandPollIntervalSeconds', 'offlineAfterSeconds'],
          },
        },
      ],
    },
    async run(t) {
      await ready(t);
      noFlood(t, await heartbeats(t, 4));
    },
  }),
  agentCheck({
    ...told,
    id: 'server-told-intervals/clamped-low',
    title: 'an interval below a second is taken as a second',
    how: 'Tells 0.01 s in every heartbeat answer. Expects heartbeats at least 0.6 s apart on average.',
    opstage: {
      script: [
        { on: 'agentHeartbeat', times: 'always', fault: { kind: 'rewrite', data: { heartbeatIntervalSeconds: 0.01 } } },
      ],
    },
    async run(t) {
      await ready(t);
      noFlood(t, await heartbeats(t, 5));
    },
  }),
  agentCheck({
    ...told,
    id: 'server-told-intervals/clamped-high',
    title: 'an interval of 10⁹ s is no flood and no end',
    how: 'Tells a heartbeat interval of 10⁹ s in every answer: more milliseconds than many timers hold. Expects at most the heartbeat already due within 4 s, and an agent that still works.',
    needs: needsStartAndCapsule,
    opstage: {
      script: [
        {
          on: 'agentHeartbeat',
          times: 'always',
          fault: { kind: 'rewrite', data: { heartbeatIntervalSeconds: 1_000_000_000 } },
        },
      ],
    },
    async run(t) {
      await ready(t);
      const first = await accepted(t, 'a heartbeat told 10⁹ s', 'agentHeartbeat');
      await t.pause(4_000);
      const more = t.opstage.exchangesOf('agentHeartbeat', { after: first.number });
      t.that('at most one more heartbeat in 4 s', more.length <= 1, `${more.length} heartbeats`, first, ...more);
      await stillWorks(t);
    },
  }),
];

function noFlood(t: AgentTrial, measured: readonly Exchange[]): void {
  const distances = gaps(measured);
  const mean = distances.reduce((sum, one) => sum + one, 0) / distances.length;
  const what = `at least ${meanMsMin / 1_000} s between heartbeats on average`;
  t.that(what, mean >= meanMsMin, seconds(distances), ...all(measured));
}
