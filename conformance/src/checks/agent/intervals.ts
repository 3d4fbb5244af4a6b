/** Intervals are Opstage's to tell, but an agent does not let itself be driven mad by them. */
import type { Script } from '../../target/fake-opstage/fault-script.ts';
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

export const intervalChecks: AgentCheck[] = [
  agentCheck({
    ...told,
    id: 'server-told-intervals/adopted',
    long: true,
    title: 'a new interval holds from the next cycle on, longer or shorter',
    how: 'Tells 1 s, then 3 s, then 1 s again in heartbeat answers. Expects, one cycle later, a distance of at least 2.2 s, and after the way back four heartbeats in less time than 3 s each would take.',
    opstage: { offlineAfterSeconds: 10 },
    async run(t) {
      await ready(t);
      t.opstage.play([{ do: 'tell-intervals', heartbeatIntervalSeconds: 3 }]);
      const toldLonger = await accepted(t, 'a heartbeat told 3 s', 'agentHeartbeat', { after: now(t) });
      const cycle = await accepted(t, 'the next heartbeat', 'agentHeartbeat', { after: toldLonger.number });
      const longer = await accepted(t, 'a heartbeat after it', 'agentHeartbeat', { after: cycle.number });
      const [distance = 0] = gaps([cycle, longer]);
      t.that(
        'at least 2.2 s between heartbeats after 3 s was told',
        distance >= 2_200,
        seconds([distance]),
        toldLonger,
        cycle,
        longer,
      );
      t.opstage.play([{ do: 'tell-intervals', heartbeatIntervalSeconds: 1 }]);
      const toldShorter = await accepted(t, 'a heartbeat told 1 s', 'agentHeartbeat', { after: longer.number });
      const cycleAgain = await accepted(t, 'the next heartbeat', 'agentHeartbeat', { after: toldShorter.number });
      const last = (await heartbeats(t, 4)).slice(0, 4);
      const tookMs = gaps([cycleAgain, ...last]).reduce((sum, one) => sum + one, 0);
      t.that(
        'four heartbeats in less than 9.6 s after 1 s was told',
        tookMs < 9_600,
        seconds([tookMs]),
        toldShorter,
        ...all(last),
      );
    },
  }),
  agentCheck({
    ...told,
    id: 'server-told-intervals/nonsense-ignored',
    long: true,
    title: 'an interval that is no positive number changes nothing',
    how: 'Tells 0, −1, −1000, a text, null, true and an object in turn. Expects heartbeats at the old pace: neither a flood nor a stop.',
    opstage: { script: nonsenseScript },
    async run(t) {
      await ready(t);
      const measured = await heartbeats(t, nonsense.length + 1);
      const distances = gaps(measured);
      const mean = distances.reduce((sum, one) => sum + one, 0) / distances.length;
      t.that('at least 0.7 s between heartbeats on average', mean >= 700, seconds(distances), ...all(measured));
      t.that('no gap of 5 s or more', Math.max(...distances) < 5_000, seconds(distances), ...all(measured));
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
      const measured = await heartbeats(t, 4);
      const distances = gaps(measured);
      const mean = distances.reduce((sum, one) => sum + one, 0) / distances.length;
      t.that(
        'heartbeats 0.7 to 5 s apart',
        mean >= 700 && Math.max(...distances) < 5_000,
        seconds(distances),
        ...all(measured),
      );
    },
  }),
  agentCheck({
    ...told,
    id: 'server-told-intervals/clamped-low',
    title: 'an interval below a second is taken as a second',
    how: 'Tells 0.01 s in every heartbeat answer. Expects heartbeats at least 0.7 s apart on average.',
    opstage: {
      script: [
        { on: 'agentHeartbeat', times: 'always', fault: { kind: 'rewrite', data: { heartbeatIntervalSeconds: 0.01 } } },
      ],
    },
    async run(t) {
      await ready(t);
      const measured = await heartbeats(t, 5);
      const mean = gaps(measured).reduce((sum, one) => sum + one, 0) / (measured.length - 1);
      t.that('at least 0.7 s between heartbeats on average', mean >= 700, seconds(gaps(measured)), ...all(measured));
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
