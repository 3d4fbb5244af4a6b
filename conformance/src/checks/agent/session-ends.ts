/** How sessions end: by close codes, refused upgrades and a bye, none of which ends more than the session. */
import type { FakeSession } from '../../target/fake-opstage/sessions/fake-session.ts';
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import {
  accepted,
  all,
  gaps,
  needsCapsule,
  now,
  ready,
  registrations,
  seconds,
  sent,
  stillWorks,
} from './capsule-run.ts';
import { attempts, chancesMax, judgeWaits, shortOnce } from './pacing.ts';
import { bearerOf, closedOf, readyInSession, servingSessions, upgrades, welcomed } from './session-run.ts';

const session = { profile: 'agent-session', opstage: servingSessions } as const;
const closeCodes = [1000, 1009, 1012, 4001, 4008, 4009, 4400, 4401, 4403, 4429];
const byeMs = 3_000;

export const sessionEndChecks: AgentCheck[] = [
  agentCheck({
    ...session,
    id: 'session-close-codes',
    needs: ['start'],
    requirement: 'session-close-codes',
    sentence:
      'Both sides MUST use these close codes: 1000 normal, 1012 drain, 1009 too big, 4001 no hello, 4400 protocol, 4401 token dead, 4403 disabled or revoked, 4008 timeout, 4009 replaced, 4429 slow consumer.',
    title: 'an agent that is stopped closes its session 1000',
    how: 'Stops the agent with SIGTERM while its session is open. Expects a goodbye, on the session or over HTTP, and the close code 1000.',
    async run(t) {
      const open = await readyInSession(t);
      await t.stop({ ceilingMs: 30_000 });
      const left = await sent(t, 'a goodbye', 'agentDisconnect');
      const { code } = await closedOf(t, open);
      t.equal('the close code', code, 1000, open.upgrade, left);
    },
  }),
  ...(
    [
      ['normal-ends', 'an orderly end, a frame too big or a drain', [1000, 1009, 1012]],
      ['faults', 'a fault of the session', [4001, 4008, 4400, 4429]],
    ] as const
  ).map(([variant, what, codes]) =>
    agentCheck({
      ...session,
      id: `session-close-codes/${variant}`,
      requirement: 'session-close-codes',
      sentence:
        'Both sides MUST use these close codes: 1000 normal, 1012 drain, 1009 too big, 4001 no hello, 4400 protocol, 4401 token dead, 4403 disabled or revoked, 4008 timeout, 4009 replaced, 4429 slow consumer.',
      long: true,
      since: 'standard',
      title: `after ${what} the agent comes back`,
      how: `Closes one session after the other with ${codes.join(', ')}. Expects a new one and an echo done after each.`,
      needs: needsCapsule,
      run: (t) => comesBack(t, codes),
    }),
  ),
  agentCheck({
    ...session,
    id: 'session-close-codes/bad-frames',
    requirement: 'session-close-codes',
    sentence:
      'Both sides MUST use these close codes: 1000 normal, 1012 drain, 1009 too big, 4001 no hello, 4400 protocol, 4401 token dead, 4403 disabled or revoked, 4008 timeout, 4009 replaced, 4429 slow consumer.',
    opstage: { ...servingSessions, ackLeaseSeconds: 3 },
    title: 'frames that cannot be read cost at most the session, with a close code of the contract',
    how: 'Sends twelve frames that are no JSON, no frame, or too big. Expects the agent to live and work, and a close code of the list if it closed.',
    needs: needsCapsule,
    async run(t) {
      const first = await readyInSession(t);
      const bad = ['{', '[]', 'null', '{"v":1}', '{"v":2,"type":"bye","id":"a","data":{}}', '"hello"'];
      const frames = [...bad, ...bad.slice(1)].map((text) => ({ do: 'send-frame', text }) as const);
      t.opstage.play([...frames, { do: 'send-frame', text: '{}', bytes: 1_200_000 }]);
      const result = await stillWorks(t);
      const open = t.opstage.sessions.all;
      const closes = open.flatMap(({ closed }) => (closed?.by === 'agent' ? [closed.code] : []));
      const foreign = closes.filter((code) => !closeCodes.includes(code));
      t.equal('the close codes of the agent that are none of the contract', foreign, [], first.upgrade, result);
    },
  }),
  agentCheck({
    ...session,
    id: 'auth-failure-keeps-identity/session-closed',
    long: true,
    since: 'standard',
    requirement: 'auth-failure-keeps-identity',
    sentence:
      'Only an HTTP answer `AGENT_TOKEN_REVOKED`, confirmed by one retry, ends an identity; the agent MUST then stop calling until a new registration token is given. On any other 401 or 403 it MUST keep the credential and retry no faster than the heartbeat interval; on `AGENT_TOKEN_INVALID` it tries the other stored token if there is one. No close code and no refused upgrade ends an identity.',
    title: 'the close codes 4401 and 4403 end no identity',
    how: 'Closes one session 4401 and the next 4403. Expects the same token and no registration, and a new session after each.',
    needs: needsCapsule,
    run: (t) => comesBack(t, [4401, 4403]),
  }),
  agentCheck({
    ...session,
    id: 'auth-failure-keeps-identity/upgrade-refused',
    needs: ['start'],
    requirement: 'auth-failure-keeps-identity',
    sentence:
      'Only an HTTP answer `AGENT_TOKEN_REVOKED`, confirmed by one retry, ends an identity; the agent MUST then stop calling until a new registration token is given. On any other 401 or 403 it MUST keep the credential and retry no faster than the heartbeat interval; on `AGENT_TOKEN_INVALID` it tries the other stored token if there is one. No close code and no refused upgrade ends an identity.',
    long: true,
    since: 'standard',
    title: 'a refused upgrade ends no identity, whatever it says',
    how: 'Refuses two upgrades 401 AGENT_TOKEN_REVOKED and one 403 AGENT_DISABLED, no other call. Expects heartbeats under the same token to go on, no registration, upgrades no faster than heartbeats, and a session in the end.',
    opstage: {
      ...servingSessions,
      script: [
        { on: 'agentSession', times: 2, fault: { kind: 'refuse', code: 'AGENT_TOKEN_REVOKED' } },
        { on: 'agentSession', fault: { kind: 'refuse', code: 'AGENT_DISABLED' } },
      ],
    },
    async run(t) {
      await ready(t);
      const before = await accepted(t, 'a heartbeat', 'agentHeartbeat');
      const { upgrade } = await welcomed(t, 'a session after the refusals', { beats: 25 });
      const after = await accepted(t, 'a heartbeat after them', 'agentHeartbeat', { after: upgrade.number });
      t.equal('the token', bearerOf(after), bearerOf(before), before, after);
      t.equal('the register calls', t.opstage.exchangesOf('agentRegister').length, registrations(t), after);
      const tried = upgrades(t);
      const least = 800 * t.opstage.memory.settings.heartbeatIntervalSeconds;
      const slow = gaps(tried).every((ms) => ms >= least);
      t.that(`upgrades at least ${least} ms apart`, slow, seconds(gaps(tried)), ...all(tried));
    },
  }),
  agentCheck({
    ...session,
    id: 'reconnect-backoff/session',
    needs: ['start'],
    requirement: 'reconnect-backoff',
    sentence:
      'On every transport an agent MUST retry after a delay uniform in [d/2, d] with d = min(60 s, 2ⁿ s), reset after 3 successes in a row or a session that was open for two ping periods; `Retry-After` and `bye.reconnectAfterMs` are floors with jitter on top.',
    title: 'waits between upgrades grow while they fail',
    how: 'Resets the first three upgrades. Expects waits of at least 0.5, 1 and 2 s before the next one.',
    opstage: { ...servingSessions, script: [{ on: 'agentSession', times: 3, fault: { kind: 'reset' } }] },
    async run(t) {
      await t.start();
      await welcomed(t, 'a session after three upgrades that failed', { beats: 25 });
      judgeWaits(
        t,
        (await attempts(t, 'agentSession', 4)).filter(({ method }) => method === 'GET'),
      );
    },
  }),
  agentCheck({
    ...session,
    id: 'reconnect-backoff/after-a-stable-session',
    needs: ['start'],
    requirement: 'reconnect-backoff',
    sentence:
      'On every transport an agent MUST retry after a delay uniform in [d/2, d] with d = min(60 s, 2ⁿ s), reset after 3 successes in a row or a session that was open for two ping periods; `Retry-After` and `bye.reconnectAfterMs` are floors with jitter on top.',
    long: true,
    since: 'standard',
    title: 'a session open for two ping periods makes an agent forget the failures before it',
    how: `Resets the first three upgrades, lets the fourth session be open for two ping periods and cuts it. Expects the next upgrade less than 4 s later, which is the least wait after four failures; ${chancesMax} such sessions have the chance to show it.`,
    opstage: { ...servingSessions, script: [{ on: 'agentSession', times: 3, fault: { kind: 'reset' } }] },
    async run(t) {
      await t.start();
      let previous: FakeSession | undefined;
      await shortOnce(t, 'until the next upgrade', async () => {
        const more = previous === undefined ? {} : { previous };
        const stable = await welcomed(t, 'a session after upgrades that failed', { beats: 25, ...more });
        previous = stable;
        await t.pause(2_500 * servingSessions.session.pingSeconds);
        const after = now(t);
        t.opstage.play([{ do: 'drop-session' }]);
        const { atMs } = await closedOf(t, stable);
        const next = await t.until('the next upgrade', () => upgrades(t, after)[0]);
        return { waitMs: next.receivedAtMs - atMs, shownBy: [stable.upgrade, next] };
      });
    },
  }),
  agentCheck({
    ...session,
    id: 'reconnect-backoff/bye',
    requirement: 'reconnect-backoff',
    sentence:
      'On every transport an agent MUST retry after a delay uniform in [d/2, d] with d = min(60 s, 2ⁿ s), reset after 3 successes in a row or a session that was open for two ping periods; `Retry-After` and `bye.reconnectAfterMs` are floors with jitter on top.',
    title: 'reconnectAfterMs of a bye is the least wait before the next session',
    how: `Sends bye with reconnectAfterMs ${byeMs} and closes 1012. Expects the next upgrade no sooner, and a new session.`,
    async run(t) {
      const first = await readyInSession(t);
      const after = now(t);
      t.opstage.play([{ do: 'drain', reconnectAfterMs: byeMs }]);
      const byeAtMs = first.sent.find(({ type }) => type === 'bye')?.atMs ?? 0;
      const next = await t.until('the next upgrade', () => upgrades(t, after)[0]);
      const waitMs = next.receivedAtMs - byeAtMs;
      t.that(
        `at least ${byeMs} ms until the next upgrade`,
        waitMs >= byeMs * 0.97,
        seconds([waitMs]),
        first.upgrade,
        next,
      );
      await welcomed(t, 'a new session', { previous: first });
    },
  }),
];

/** Ends one session after the other; each was open long enough to leave no failures behind. */
async function comesBack(t: AgentTrial, codes: readonly number[]): Promise<void> {
  let open = await readyInSession(t);
  const first = open.upgrade;
  for (const code of codes) {
    const stableAtMs = (open.welcomedAtMs ?? 0) + 2_200 * servingSessions.session.pingSeconds;
    await t.pause(Math.max(0, stableAtMs - performance.now()));
    t.opstage.play([{ do: 'close-session', code }]);
    open = await welcomed(t, `a new session after ${code}`, { previous: open });
    t.equal(`the token after ${code}`, bearerOf(open.upgrade), bearerOf(first), first, open.upgrade);
    await stillWorks(t);
  }
  t.equal('the register calls', t.opstage.exchangesOf('agentRegister').length, registrations(t), first, open.upgrade);
}
