/** A session is alive as long as something comes, and no longer. */
import { type AgentCheck, agentCheck } from '../check.ts';
import { accepted, all, needsCapsule, now, stillWorks } from './capsule-run.ts';
import { closedOf, noMoreSessions, readyInSession, servingSessions } from './session-run.ts';

const keepalive = {
  profile: 'agent-session',
  requirement: 'session-keepalive',
  sentence:
    'Opstage MUST ping every `welcome.pingSeconds` (1 to 30, default 25), and either side that receives nothing for two periods MUST close 4008.',
} as const;
const pingSeconds = servingSessions.session.pingSeconds;
const openForMs = 6_000;

export const sessionKeepaliveChecks: AgentCheck[] = [
  agentCheck({
    ...keepalive,
    id: 'session-keepalive',
    title: 'an agent that hears nothing for two ping periods closes 4008',
    how: `Stops to ping and to answer on a session of ${pingSeconds} s ping periods. Expects a close 4008 after two of them, and an echo done over HTTP.`,
    needs: needsCapsule,
    opstage: servingSessions,
    async run(t) {
      const session = await readyInSession(t);
      t.opstage.play([noMoreSessions, { do: 'silence' }]);
      const closed = await closedOf(t, session);
      t.equal('the close code', closed.code, 4008, session.upgrade, ...all(session.frames));
      // The last ping came up to one period before the silence; how late the close may be, the wait for it has said.
      const silentMs = closed.atMs - (session.silentSinceMs ?? 0);
      const least = pingSeconds * 900;
      const what = `a close no sooner than ${least / 1000} s after the silence began`;
      t.that(what, silentMs >= least, `${(silentMs / 1000).toFixed(2)} s`, session.upgrade);
      await stillWorks(t);
    },
  }),
  agentCheck({
    ...keepalive,
    id: 'session-keepalive/pings-suffice',
    long: true,
    since: 'standard',
    title: 'pings alone keep a session open, and are answered',
    how: `Sends nothing but pings for ${openForMs / 1000} s, with a heartbeat interval of 60 s. Expects the session open and the pings answered.`,
    opstage: { ...servingSessions, offlineAfterSeconds: 240 },
    async run(t) {
      const session = await readyInSession(t);
      t.opstage.play([{ do: 'tell-intervals', heartbeatIntervalSeconds: 60 }]);
      await accepted(t, 'a heartbeat whose answer tells 60 s', 'agentHeartbeat', { after: now(t) });
      const pongs = session.pongs;
      await t.pause(openForMs);
      t.equal('how the session ended', session.closed, null, session.upgrade, ...all(session.frames));
      const answered = session.pongs - pongs;
      const least = openForMs / 1_000 / pingSeconds / 2;
      t.that(`at least ${least} pings answered`, answered >= least, answered, session.upgrade);
    },
  }),
];
