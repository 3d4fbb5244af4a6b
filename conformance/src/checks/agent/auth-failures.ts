/** What a refused token does to an agent: nearly always nothing but waiting. */

import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { Fault } from '../../target/fake-opstage/fault-script.ts';
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import { accepted, all, gaps, heartbeats, keepsIdentity, now, ready, seconds, sent } from './capsule-run.ts';

const sentences = {
  'auth-failure-keeps-identity':
    'Only an HTTP answer `AGENT_TOKEN_REVOKED`, confirmed by one retry, ends an identity; the agent MUST then stop calling until a new registration token is given. On any other 401 or 403 it MUST keep the credential and retry no faster than the heartbeat interval; on `AGENT_TOKEN_INVALID` it tries the other stored token if there is one. No close code and no refused upgrade ends an identity.',
} as const;

const keptIdentity = {
  requirement: 'auth-failure-keeps-identity',
  sentence: sentences['auth-failure-keeps-identity'],
} as const;

export const authFailureChecks: AgentCheck[] = [
  agentCheck({
    ...keptIdentity,
    id: 'auth-failure-keeps-identity/one-revoked-answer',
    title: 'one AGENT_TOKEN_REVOKED that a retry does not confirm ends nothing',
    how: 'Answers a single heartbeat 401 AGENT_TOKEN_REVOKED and the next calls properly. Expects heartbeats under the same token to go on.',
    async run(t) {
      await ready(t);
      await refusedThenKept(t, { kind: 'refuse', code: 'AGENT_TOKEN_REVOKED' }, { on: 'agentHeartbeat', times: 1 });
    },
  }),
  agentCheck({
    ...keptIdentity,
    id: 'auth-failure-keeps-identity/revoked-ends-it',
    needs: ['start'],
    long: true,
    since: 'standard',
    title: 'a confirmed AGENT_TOKEN_REVOKED ends all calls until there is a new registration token',
    how: 'Answers every call 401 AGENT_TOKEN_REVOKED. Expects one retry, then silence, also after a restart with the old registration token; with a new one the agent registers.',
    async run(t) {
      const beganAt = performance.now();
      await ready(t);
      const startMs = performance.now() - beganAt;
      const after = now(t);
      t.opstage.play([
        { on: '*', times: 'always', fault: { kind: 'refuse', code: 'AGENT_TOKEN_REVOKED' } },
        { do: 'end-claims' },
      ]);
      const refused = await t.until('a refused call', () =>
        t.opstage.exchanges.find((one) => one.number > after && one.fault),
      );
      const calls = () => t.opstage.exchanges.filter(({ number }) => number > after);
      await t.until('a retry that confirms it', () => calls().length >= 2);
      await silence(t);
      t.cite(...all(calls()));
      await t.kill();
      const afterEnd = now(t);
      await t.start();
      // Longer than it took to begin with its work the first time.
      await t.pause(2_000 + 2 * startMs);
      const restarted = t.opstage.exchanges.filter(({ number }) => number > afterEnd);
      t.equal(
        'the calls after a restart',
        restarted.map(({ operationId }) => operationId),
        [],
        refused,
      );
      await t.kill();
      const registrationToken = t.opstage.issueRegistrationToken(t.opstage.agent);
      await t.start({ env: { OPSTAGE_REGISTRATION_TOKEN: registrationToken } });
      const register = await sent(t, 'a registration with the new token', 'agentRegister', {
        after: afterEnd,
      });
      const { registrationToken: given } = register.body as { registrationToken?: unknown };
      t.equal('the registration token', given, registrationToken, register);
    },
  }),
  ...(
    [
      ['AGENT_TOKEN_INVALID', 'unknown to an Opstage that lost its memory'],
      ['AGENT_TOKEN_MISSING', 'lost on its way in a proxy'],
      ['AGENT_DISABLED', 'of an agent that an operator disabled'],
      ['AGENT_ID_MISMATCH', 'taken for another agent’s'],
    ] as const
  ).map(([code, why]) =>
    agentCheck({
      ...keptIdentity,
      id: `auth-failure-keeps-identity/${code.toLowerCase().replaceAll('_', '-')}`,
      title: `a token ${why} (${code}) is kept and used again`,
      how: `Refuses every call with ${code} until two heartbeats met it, then serves again. Expects the same token and no registration.`,
      async run(t) {
        await ready(t);
        await refusedThenKept(t, { kind: 'refuse', code }, { on: '*', times: 'always' });
      },
    }),
  ),
  agentCheck({
    ...keptIdentity,
    id: 'auth-failure-keeps-identity/no-faster-than-the-heartbeat',
    long: true,
    since: 'standard',
    title: 'refused calls are not repeated faster than heartbeats',
    how: 'Refuses every call with 403 AGENT_DISABLED for five heartbeats of 2 s. Expects no operation to be tried more often than the heartbeat interval allows.',
    opstage: { heartbeatIntervalSeconds: 2, offlineAfterSeconds: 10 },
    async run(t) {
      await ready(t);
      const after = now(t);
      t.opstage.play([
        { on: '*', times: 'always', fault: { kind: 'refuse', code: 'AGENT_DISABLED' } },
        { do: 'end-claims' },
      ]);
      const first = await sent(t, 'a refused call', 'agentHeartbeat', { after });
      await heartbeats(t, 4);
      // Jitter allows 0.8 intervals.
      const leastMs = 0.8 * 2_000;
      const beats = t.opstage.exchangesOf('agentHeartbeat', { after: first.number - 1 });
      const elapsedMs = performance.now() - first.receivedAtMs;
      // Heartbeats have a clock of their own, so one that came late is soon followed by the next.
      const most = Math.floor(elapsedMs / leastMs) + 2;
      const what = `at most ${most} agentHeartbeat calls in ${(elapsedMs / 1000).toFixed(1)} s of refusals`;
      t.that(what, beats.length <= most, `${beats.length} calls`, ...all(beats));
      for (const operation of new Set(t.opstage.exchanges.map(({ operationId }) => operationId))) {
        if (operation === null || operation === 'agentHeartbeat') continue;
        const refused = t.opstage.exchangesOf(operation, { after }).filter(({ fault }) => fault !== null);
        const hurried = hurriedStretch(refused, leastMs);
        if (hurried.length > 0) {
          const expected = `at least ${leastMs / 1000} s from one refused ${operation} to the next`;
          t.fail(expected, `${hurried.length} calls, ${seconds(gaps(hurried))} apart`, ...all(hurried));
        }
        if (refused.length > 0) t.cite(...all(refused));
      }
    },
  }),
];

/** What a machine may take from a wait that is seen from outside, or from several in a row. */
const slackMs = 500;

/** Calls in a row that came sooner, taken together, than that much between each of them and the next; none where all waited. */
function hurriedStretch(calls: readonly Exchange[], leastMs: number): readonly Exchange[] {
  for (const [from, first] of calls.entries()) {
    for (const [to, last] of calls.entries()) {
      const leastInAll = (to - from) * leastMs - slackMs;
      if (to > from && last.receivedAtMs - first.receivedAtMs < leastInAll) return calls.slice(from, to + 1);
    }
  }
  return [];
}

/** Strikes, waits until two heartbeats (or the one) met it, ends it, and expects the same identity to go on. */
export async function refusedThenKept(
  t: AgentTrial,
  fault: Fault,
  strike: { on: string; times: 1 | 'always' },
): Promise<void> {
  const before = await accepted(t, 'a heartbeat', 'agentHeartbeat');
  const after = now(t);
  keepsIdentity(t);
  const script = t.opstage.play([{ ...strike, fault }, { do: 'end-claims' }]);
  const struck = () => t.opstage.exchangesOf('agentHeartbeat', { after }).filter((one) => one.fault !== null);
  const wanted = strike.times === 1 ? 1 : 2;
  await t.until(`${wanted} heartbeat(s) to be refused`, () => struck().length >= wanted);
  script.end();
  const healed = await accepted(t, 'a heartbeat after the refusals', 'agentHeartbeat', { after: now(t) });
  t.equal('the token', healed.headers.authorization, before.headers.authorization, before, healed);
  t.equal('the register calls since', t.opstage.exchangesOf('agentRegister', { after }).length, 0, healed);
}

/** Waits until the agent has called nothing for five heartbeat intervals. */
async function silence(t: AgentTrial): Promise<void> {
  const quietMs = 5_000 * t.opstage.memory.settings.heartbeatIntervalSeconds;
  const deadline = performance.now() + 45_000 * t.patience;
  for (;;) {
    const last = t.opstage.exchanges.at(-1);
    const quietForMs = performance.now() - (last?.receivedAtMs ?? 0);
    if (quietForMs >= quietMs) return;
    if (performance.now() >= deadline)
      t.fail(`no call for ${quietMs / 1000} s`, 'calls without end', ...(last ? [last] : []));
    await t.pause(Math.min(quietMs - quietForMs, 500));
  }
}
