/** How an agent waits: longer after each failure, as long as it is told, and never again for what cannot succeed. */
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import {
  all,
  gaps,
  heartbeats,
  needsStartAndCapsule,
  now,
  order,
  ready,
  registrations,
  resultOf,
  seconds,
  sent,
} from './capsule-run.ts';

const sentences = {
  'reconnect-backoff':
    'On every transport an agent MUST retry after a delay uniform in [d/2, d] with d = min(60 s, 2ⁿ s), reset after 3 successes in a row or a session that was open for two ping periods; `Retry-After` and `bye.reconnectAfterMs` are floors with jitter on top.',
  'throttle-obeyed':
    'On 429 and 503 an agent MUST wait the longer of its own backoff and `Retry-After`, plus jitter; it MUST retry only 408, 429, 5xx, network errors and non-contract answers, and MUST NOT resend a body refused with 413 or 422.',
} as const;

const backoff = { requirement: 'reconnect-backoff', sentence: sentences['reconnect-backoff'] } as const;
const throttle = { requirement: 'throttle-obeyed', sentence: sentences['throttle-obeyed'] } as const;
/** Least waits after the first failures: [d/2, d] with d = 1, 2, 4 s. */
const leastWaitsMs = [500, 1_000, 2_000];
/** A timer may be early by a little; no machine makes a wait shorter than that. */
const slack = 0.8;
/** Least wait after a failure that three others came before. */
const longMs = 4_000;
/** A busy machine makes a short wait long, but not each of these. */
export const chancesMax = 3;

/** Everything an agent sends on a working day; each is told to wait once. */
const throttled = [
  'agentRegister',
  'serviceReport',
  'agentHeartbeat',
  'commandClaim',
  'commandAck',
  'commandResult',
] as const;
/** Longer than a first wait would be anyway. */
const retryAfterSeconds = 2;

export const pacingChecks: AgentCheck[] = [
  agentCheck({
    ...backoff,
    id: 'reconnect-backoff/register',
    long: true,
    since: 'standard',
    needs: ['start'],
    title: 'waits between registrations grow while Opstage does not answer',
    how: 'Resets the first three register calls. Expects waits of at least 0.5, 1 and 2 s before the next one.',
    opstage: { script: [{ on: 'agentRegister', times: 3, fault: { kind: 'reset' } }] },
    async run(t) {
      await t.start();
      const calls = await attempts(t, 'agentRegister', 4);
      judgeWaits(t, calls);
    },
  }),
  agentCheck({
    ...backoff,
    id: 'reconnect-backoff/claims',
    long: true,
    since: 'standard',
    title: 'waits between claims grow while Opstage does not answer',
    how: 'Resets every call after the agent is ready. Expects waits of at least 0.5, 1 and 2 s between four claims.',
    async run(t) {
      await ready(t);
      await sent(t, 'a claim', 'commandClaim');
      const after = now(t);
      t.opstage.play([{ on: '*', times: 'always', fault: { kind: 'reset' } }, { do: 'end-claims' }]);
      const calls = await attempts(t, 'commandClaim', 4, after);
      judgeWaits(t, calls);
    },
  }),
  agentCheck({
    ...backoff,
    id: 'reconnect-backoff/reset-after-three-successes',
    long: true,
    since: 'standard',
    title: 'one success does not make an agent forget the failures before it; three in a row do',
    how: `Resets two claims, answers one, resets one; then answers claims again and resets one more. Expects a wait of at least 2 s after the failure that followed one success, and less than 4 s after the last; ${chancesMax} such failures have the chance to show it.`,
    opstage: {
      heartbeatIntervalSeconds: 30,
      offlineAfterSeconds: 120,
      claimHoldSeconds: 0,
      commandPollIntervalSeconds: 1,
    },
    async run(t) {
      await t.start();
      await sent(t, 'a claim', 'commandClaim');
      const after = now(t);
      t.opstage.play([
        { on: 'commandClaim', times: 2, fault: { kind: 'reset' } },
        { on: 'commandClaim', skip: 1, fault: { kind: 'reset' } },
      ]);
      const calls = await attempts(t, 'commandClaim', 5, after);
      const heartbeatsBetween = t.opstage.exchangesOf('agentHeartbeat', { after });
      const struck = calls.filter(({ fault }) => fault !== null);
      const last = struck.at(-1) as Exchange;
      const next = calls.find(({ number }) => number > last.number) as Exchange;
      if (heartbeatsBetween.length > 1) t.couldNotRun('more heartbeats than one came in between');
      t.equal('the claims reset', struck.length, 3, ...all(calls));
      const [wait = 0] = gaps([last, next]);
      t.that(
        'at least 2 s before the claim after one success and a failure',
        wait >= (leastWaitsMs[2] ?? 0) * slack,
        seconds([wait]),
        ...all(calls),
      );
      let answered = next.number;
      await shortOnce(t, 'after a failure that followed successes', async () => {
        await attempts(t, 'commandClaim', 4, answered);
        const calm = now(t);
        t.opstage.play([{ on: 'commandClaim', fault: { kind: 'reset' } }]);
        const failed = await sent(t, 'a claim to be reset', 'commandClaim', {
          after: calm,
          fits: ({ fault }) => fault !== null,
        });
        const recovered = await sent(t, 'the claim after it', 'commandClaim', { after: failed.number });
        answered = recovered.number;
        const [waitMs = 0] = gaps([failed, recovered]);
        return { waitMs, shownBy: [failed, recovered] };
      });
    },
  }),
  agentCheck({
    ...throttle,
    id: 'throttle-obeyed',
    long: true,
    since: 'standard',
    title: 'no call is sent again before its Retry-After is over',
    how: `Refuses the first ${throttled.join(', ')} with 429 or 503 and Retry-After 2. Expects of each the next one no sooner than 2 s later, and the command done.`,
    needs: needsStartAndCapsule,
    opstage: {
      script: throttled.map((on, index) => {
        const code = index % 2 === 0 ? 'RATE_LIMITED' : 'SERVICE_UNAVAILABLE';
        return { on, fault: { kind: 'refuse', code, retryAfterSeconds } };
      }),
    },
    async run(t) {
      await ready(t);
      const command = order(t, 'echo', { a: 1 });
      t.cite(await resultOf(t, command, { beats: 25 }));
      for (const operation of throttled) judgeRetryAfter(t, await attempts(t, operation, 2));
    },
  }),
  agentCheck({
    ...throttle,
    id: 'throttle-obeyed/retry-after-of-a-stranger',
    needs: ['start'],
    title: 'Retry-After is obeyed from a proxy too',
    how: 'Answers the first register call with a 503 page of a proxy and Retry-After 2. Expects the next one no sooner than 2 s later.',
    opstage: {
      script: [
        {
          on: 'agentRegister',
          fault: {
            kind: 'foreign',
            status: 503,
            body: '<html><body>busy</body></html>',
            headers: { 'retry-after': String(retryAfterSeconds) },
          },
        },
      ],
    },
    async run(t) {
      await t.start();
      judgeRetryAfter(t, await attempts(t, 'agentRegister', 2));
    },
  }),
  ...(
    [
      ['VALIDATION_FAILED', '422'],
      ['BODY_TOO_LARGE', '413'],
    ] as const
  ).map(([code, status]) =>
    agentCheck({
      ...throttle,
      id: `throttle-obeyed/report-refused-${status}`,
      long: true,
      since: 'standard',
      needs: ['start'],
      title: `a report refused ${status} is not sent again as it was`,
      how: `Refuses every report ${code} and asks for none in heartbeat answers. Expects no report with the very same body among those of the next five heartbeats.`,
      opstage: {
        script: [
          { on: 'serviceReport', times: 'always', fault: { kind: 'refuse', code } },
          // Nothing asks for it: a directive would be a reason to send it.
          {
            on: 'agentHeartbeat',
            times: 'always',
            fault: { kind: 'rewrite', data: { directives: { reportServices: [] } } },
          },
        ],
      },
      async run(t) {
        await t.start();
        const refused = await sent(t, 'a report', 'serviceReport');
        const later = await heartbeats(t, 5);
        const same = t.opstage
          .exchangesOf('serviceReport', { after: refused.number })
          .filter(({ recorded }) => recorded.request.text === refused.recorded.request.text);
        t.equal('the repetitions of the refused body', same.length, 0, refused, ...all(later));
      },
    }),
  ),
  agentCheck({
    ...throttle,
    id: 'throttle-obeyed/registration-refused',
    long: true,
    since: 'standard',
    needs: ['start'],
    title: 'a registration refused 409 is not repeated',
    how: 'Refuses every register call 409 AGENT_CODE_TAKEN. Expects no other one in the 5 s after it.',
    opstage: {
      script: [{ on: 'agentRegister', times: 'always', fault: { kind: 'refuse', code: 'AGENT_CODE_TAKEN' } }],
    },
    async run(t) {
      await t.start();
      const refused = await sent(t, 'a register call', 'agentRegister');
      await t.pause(5_000);
      t.equal('the register calls', t.opstage.exchangesOf('agentRegister').length, registrations(t), refused);
    },
  }),
];

/** The first `count` calls of an operation. */
export async function attempts(t: AgentTrial, operation: string, count: number, after = 0): Promise<Exchange[]> {
  const calls = () => t.opstage.exchangesOf(operation, { after });
  const wait = { ceilingMs: 60_000, everyMs: 20, beats: 25 };
  await t.until(`${count} ${operation} calls`, () => calls().length >= count, wait);
  return calls().slice(0, count);
}

/** Expects one of a few waits to be shorter than what an agent keeps that has not forgotten its failures. */
export async function shortOnce(
  t: AgentTrial,
  where: string,
  measure: () => Promise<{ waitMs: number; shownBy: readonly [Exchange, Exchange] }>,
): Promise<void> {
  const waitsMs: number[] = [];
  for (let chance = 1; ; chance += 1) {
    const { waitMs, shownBy } = await measure();
    waitsMs.push(waitMs);
    if (waitMs >= longMs && chance < chancesMax) continue;
    t.that(`less than ${longMs / 1_000} s ${where}`, waitMs < longMs, seconds(waitsMs), ...shownBy);
    return;
  }
}

export function judgeWaits(t: AgentTrial, calls: readonly Exchange[]): void {
  const waits = gaps(calls);
  const longEnough = leastWaitsMs.every((least, index) => (waits[index] ?? 0) >= least * slack);
  t.that(`waits of at least ${seconds(leastWaitsMs)}`, longEnough, seconds(waits), ...all(calls));
}

function judgeRetryAfter(t: AgentTrial, calls: readonly Exchange[]): void {
  const [wait = 0] = gaps(calls);
  const { operationId } = calls[0] ?? {};
  t.that(
    `at least ${retryAfterSeconds} s until the next ${operationId}`,
    wait >= retryAfterSeconds * 1_000 * 0.97,
    seconds([wait]),
    ...all(calls),
  );
}
