/** Contract, section 7: how a session ends, and that its code says why. */
import { logIn } from '../../target/operator-actor.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { acked, closedWith, openSession, replied, soundFrames, welcomed } from './agent-sessions.ts';
import { auditAfter, auditHead } from './audit-log.ts';
import { seenAgent } from './operator-reads.ts';

const newest = {
  profile: 'opstage-session',
  requirement: 'session-newest-wins',
  sentence:
    'A second session of an agent MUST replace the first at its `welcome`: Opstage closes the first 4009 and its later frames have no effect. An agent closed 4009 without a newer session of its own MUST NOT open a session or claim for 60 s.',
} as const;
const codes = {
  profile: 'opstage-session',
  requirement: 'session-close-codes',
  sentence:
    'Both sides MUST use these close codes: 1000 normal, 1012 drain, 1009 too big, 4001 no hello, 4400 protocol, 4401 token dead, 4403 disabled or revoked, 4008 timeout, 4009 replaced, 4429 slow consumer.',
} as const;
const keepalive = {
  profile: 'opstage-session',
  requirement: 'session-keepalive',
  sentence:
    'Opstage MUST ping every `welcome.pingSeconds` (1 to 30, default 25), and either side that receives nothing for two periods MUST close 4008.',
} as const;
const drain = {
  profile: 'opstage-session',
  requirement: 'session-drain',
  sentence: 'On shutdown Opstage MUST send `bye` with spread `reconnectAfterMs` and then close 1012.',
} as const;
const revocation = {
  profile: 'opstage-session',
  requirement: 'revocation-is-immediate',
  sentence:
    'After its answer to revoke or disable Opstage MUST let nothing of that agent succeed that begins later and MUST NOT deliver anything to it; held claims MUST end with that 401 or 403 and sessions MUST close 4403, without waiting for their timeouts.',
} as const;
const rotation = {
  profile: 'opstage-session',
  requirement: 'token-rotation-overlap',
  sentence:
    '`token/rotate` MUST issue a pending token. The current token works until the pending one is first used and is dead from then on; a pending token that is unused for `tokenPendingSeconds` (600) or superseded by another rotation MUST be dead and the current one stays. Sessions of a dead token MUST close 4401.',
} as const;

export const sessionEndChecks: OpstageCheck[] = [
  opstageCheck({
    ...newest,
    id: 'session-newest-wins',
    title: 'a second session replaces the first at its welcome',
    how: 'Opens a second session of an agent, sends on the first before the second says hello, then says hello and at once sends a goodbye on the first. Expects the first to work until then, to be closed 4009 by the welcome, its goodbye without effect, and the second to work.',
    async run(t) {
      const agent = await t.enrol();
      const { session: one } = await welcomed(t, agent);
      const two = await openSession(t, agent);
      const beat = { bootId: agent.bootId, services: [], running: [] };
      await acked(t, one, 'heartbeat', beat);
      const hello = two.send('hello', { bootId: agent.bootId, capabilities: ['session.ws'] });
      const welcome = await replied(t, two, hello);
      t.equal('the reply to hello', welcome.frame.type, 'welcome', welcome);
      one.send('goodbye', { bootId: agent.bootId, reason: 'from the replaced session' });
      await closedWith(t, one, 4009);
      const seen = await seenAgent(t, agent);
      t.equal('the status after a goodbye on the replaced session', seen.data.status, 'ONLINE', seen, one);
      const { message } = await acked(t, two, 'heartbeat', beat);
      t.equal('the end of the newer session', two.end, null, message);
      two.close();
    },
  }),
  opstageCheck({
    ...codes,
    id: 'session-close-codes/normal',
    title: 'a session closed by its agent ends 1000, and its loss alone changes nothing',
    how: 'Closes one session with 1000 and cuts another. Expects 1000 in return, the agent ONLINE as before and no audit event about it.',
    async run(t) {
      const agent = await t.enrol();
      const head = await auditHead(t);
      const { session: closed } = await welcomed(t, agent);
      closed.close(1000);
      await closedWith(t, closed, 1000);
      const { session: cut } = await welcomed(t, agent);
      cut.cut();
      const seen = await seenAgent(t, agent);
      t.equal('the status', seen.data.status, 'ONLINE', seen, closed);
      const { data, message } = await auditAfter(t, head);
      t.equal(
        'audit events of the agent',
        data.filter(({ target }) => target.id === agent.id),
        [],
        message,
      );
      t.expect(await agent.heartbeat()).success();
    },
  }),
  opstageCheck({
    ...codes,
    id: 'session-close-codes/replaced-agent',
    title: 'a replacement of the agent closes its session with the code of a dead token',
    how: 'Registers a replacement for an agent with an open session. Expects a close with 4401.',
    async run(t) {
      const agent = await t.enrol();
      const { session } = await welcomed(t, agent);
      const issued = await t.driver.registrationToken({ replaceAgentId: agent.id });
      const bootId = t.driver.newBootId();
      const body = {
        registrationToken: issued.token,
        agent: { code: agent.code, mode: 'external' },
        bootId,
        capabilities: [],
      };
      const reply = await t.send('agentRegister', { body });
      t.driver.agentOf(t.expect(reply).success(), bootId);
      await closedWith(t, session, 4401);
    },
  }),
  ...(['agentDisable', 'agentRevoke'] as const).map((operationId) =>
    opstageCheck({
      ...revocation,
      id: `revocation-is-immediate/${operationId === 'agentDisable' ? 'disabled' : 'revoked'}-session`,
      title: `${operationId === 'agentDisable' ? 'disabling' : 'revoking'} an agent closes its session 4403`,
      how: 'Decides against an agent with an open session and a waiting command, and sends a heartbeat on the session after the answer. Expects a close with 4403 and no ack.',
      async run(t) {
        const agent = await t.enrol();
        const { session } = await welcomed(t, agent);
        t.expect(await t.send(operationId, { path: { agentId: agent.id }, body: {} })).success();
        const sent = session.send('heartbeat', { bootId: agent.bootId, services: [], running: [] });
        await closedWith(t, session, 4403);
        t.that(
          'no ack after the decision',
          session.replyTo(sent)?.frame.type !== 'ack',
          session.replyTo(sent),
          session,
        );
      },
    }),
  ),
  opstageCheck({
    ...rotation,
    id: 'token-rotation-overlap/session',
    title: 'the session of a token that died of rotation is closed 4401',
    how: 'Rotates the token of an agent with an open session, sends a heartbeat on the session, then uses the new token over HTTP. Expects the session to work until then and to be closed 4401.',
    async run(t) {
      const agent = await t.enrol();
      const { session } = await welcomed(t, agent);
      const issued = t.driver.must(await agent.send('agentTokenRotate', { body: { bootId: agent.bootId } }));
      t.driver.register(issued.agentToken, `pending token of ${agent.code}`);
      await acked(t, session, 'heartbeat', { bootId: agent.bootId, services: [], running: [] });
      agent.token = issued.agentToken;
      t.expect(await agent.heartbeat()).success();
      await closedWith(t, session, 4401);
    },
  }),
  opstageCheck({
    ...keepalive,
    id: 'session-keepalive/pings',
    since: 'standard',
    long: true,
    title: 'a session is pinged, and stays open as long as its agent answers',
    how: 'Keeps a session open that only answers pings. Expects three pings, none much faster than pingSeconds, and the session open after more than two periods.',
    async run(t) {
      const pingMs = t.seconds('pingSeconds') * 1000;
      const { session } = await welcomed(t, await t.enrol());
      const beganAt = performance.now();
      await t.until('three pings', () => session.pingsAtMs.length >= 3, { ceilingMs: pingMs * 3 + 15_000 });
      await t.pause(Math.max(0, pingMs * 2.5 - (performance.now() - beganAt)));
      t.equal('the end of the session', session.end, null, session);
      const [one = 0, , three = 0] = session.pingsAtMs;
      t.that('three pings over more than one period', three - one > pingMs, `${Math.round(three - one)} ms`, session);
      soundFrames(t, session);
      session.close();
    },
  }),
  opstageCheck({
    ...keepalive,
    id: 'session-keepalive/silence',
    since: 'standard',
    long: true,
    title: 'a session from which nothing comes for two periods is closed 4008',
    how: 'Keeps a session open that answers no ping. Expects a close with 4008, not before two ping periods have passed.',
    async run(t) {
      const pingMs = t.seconds('pingSeconds') * 1000;
      const { session, welcome } = await welcomed(t, await t.enrol(), {}, { pong: false });
      await closedWith(t, session, 4008);
      const tookMs = t.transcript.elapsedMs() - welcome.atMs;
      t.that('two periods', tookMs >= pingMs * 1.9, `${Math.round(tookMs)} ms`, session);
    },
  }),
  opstageCheck({
    ...drain,
    id: 'session-drain',
    since: 'standard',
    title: 'a stopping Opstage says bye, spreads the return, and closes 1012',
    how: 'Opens sessions of eight agents and stops the Opstage with SIGTERM. Expects a bye on each, then a close with 1012, and reconnectAfterMs not the same for all.',
    needs: ['start'],
    turn: 'apart',
    long: true,
    async run(t) {
      const process = t.subject.process ?? t.couldNotRun('the kit did not start the Opstage');
      const sessions = [];
      for (let count = 0; count < 8; count += 1) sessions.push((await welcomed(t, await t.enrol())).session);
      await process.stop();
      t.transcript.note('the Opstage was stopped with SIGTERM');
      try {
        for (const session of sessions) {
          await closedWith(t, session, 1012);
          t.equal('frames bye', session.ofType('bye').length, 1, session);
          t.equal('the last frame', session.received.at(-1)?.frame.type, 'bye', session);
          soundFrames(t, session);
        }
        const waits = sessions.map((session) => session.ofType('bye')[0]?.frame.data.reconnectAfterMs);
        t.that('reconnectAfterMs spread', new Set(waits).size > 1, waits, ...one(sessions));
      } finally {
        await process.start(t.signal);
      }
      if ((await t.send('operatorMe')).status !== 200) {
        t.subject.owner = await logIn(t.driver, t.owner);
        t.subject.shared.clear();
      }
    },
  }),
];

const one = <T>([first, ...rest]: T[]): [T, ...T[]] => [first as T, ...rest];
