/** Contract, section 7: who is let in to a session, and what is said first. */
import type { ErrorCode } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import { sessionProtocol } from '../../target/agent-session.ts';
import type { FakeAgent } from '../../target/fake-agent.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { closedWith, openSession, soundFrames, trySession, welcomed } from './agent-sessions.ts';
import { seenAgent } from './operator-reads.ts';

const before = {
  profile: 'opstage-session',
  requirement: 'session-auth-before-upgrade',
  sentence:
    'Opstage MUST refuse a session with an HTTP error envelope before the 101, and MUST NOT take a token from the query or the subprotocol.',
} as const;
const first = {
  profile: 'opstage-session',
  requirement: 'session-hello-first',
  sentence:
    'The agent MUST send `hello {bootId, capabilities, maxRunning}` first, within `helloSeconds` (10), and Opstage MUST answer it with `welcome`; on anything else first Opstage MUST close 4001.',
} as const;

export const sessionOpeningChecks: OpstageCheck[] = [
  opstageCheck({
    ...before,
    id: 'session-auth-before-upgrade/refusals',
    title: 'who may not open a session learns why from an HTTP answer',
    how: 'Asks for the upgrade without a token, with an unknown one, with another agent’s, and as a disabled, a revoked and a replaced agent. Expects the error envelope with the code of each, and no 101.',
    async run(t) {
      const agent = await t.enrol();
      const other = await t.enrol();
      const bearer = (authorization: string | null) => ({ headers: { authorization } });
      await refused(t, agent, bearer(null), 'AGENT_TOKEN_MISSING');
      await refused(t, agent, bearer(`Bearer opstage_agent_${t.random.word(43)}`), 'AGENT_TOKEN_INVALID');
      await refused(t, agent, bearer(`Bearer ${other.token}`), 'AGENT_ID_MISMATCH');
      const path = { agentId: agent.id };
      t.driver.must(await t.send('agentDisable', { path, body: {} }));
      await refused(t, agent, {}, 'AGENT_DISABLED');
      t.driver.must(await t.send('agentEnable', { path, body: {} }));
      const { session } = await welcomed(t, agent);
      session.close();
      t.driver.must(await t.send('agentRevoke', { path, body: {} }));
      await refused(t, agent, {}, 'AGENT_TOKEN_REVOKED');
    },
  }),
  opstageCheck({
    ...before,
    id: 'session-auth-before-upgrade/no-other-place',
    title: 'a token in the query or the subprotocol opens nothing',
    how: 'Asks for the upgrade with a good token in the query under the usual names, and beside the subprotocol, without the header. Expects 401 AGENT_TOKEN_MISSING each time; with the header, 101.',
    async run(t) {
      const agent = await t.enrol();
      const headers = { authorization: null };
      for (const name of ['token', 'access_token', 'authorization', 'agentToken']) {
        await refused(t, agent, { headers, query: { [name]: agent.token } }, 'AGENT_TOKEN_MISSING');
      }
      await refused(t, agent, { headers, protocols: [sessionProtocol, agent.token] }, 'AGENT_TOKEN_MISSING');
      const { session } = await welcomed(t, agent);
      session.close();
    },
  }),
  opstageCheck({
    ...before,
    id: 'session-auth-before-upgrade/upgrade-required',
    title: 'a request that is no upgrade to the session’s subprotocol is 426',
    how: 'Calls the path as plain GET, and asks for the upgrade without a subprotocol and with another one. Expects 426 UPGRADE_REQUIRED. With the subprotocol among others expects it to be the one chosen, without extensions.',
    async run(t) {
      const agent = await t.enrol();
      t.expect(await agent.send('agentSession')).refusal('UPGRADE_REQUIRED');
      await refused(t, agent, { protocols: [] }, 'UPGRADE_REQUIRED');
      await refused(t, agent, { protocols: ['capsule.session.v2'] }, 'UPGRADE_REQUIRED');
      const session = await openSession(t, agent, { protocols: ['capsule.session.v9', sessionProtocol] });
      const { headers } = session.upgrade;
      t.equal('the subprotocol chosen', headers['sec-websocket-protocol'], sessionProtocol, session);
      t.equal('the extensions chosen', headers['sec-websocket-extensions'], undefined, session);
      session.close();
    },
  }),
  opstageCheck({
    ...first,
    id: 'session-hello-first/welcome',
    title: 'hello is answered by welcome, which tells what systemVersion tells',
    how: 'Opens a session and says hello from a new process with other capabilities. Expects one welcome with re, the agent’s id, the advertised ping interval and limits, and the announcement in the agent as operators see it.',
    async run(t) {
      const agent = await t.enrol();
      agent.restart();
      const capabilities = ['session.ws', 'commands.cancel'];
      const { session, welcome } = await welcomed(t, agent, { capabilities });
      const judged = validate('Welcome', welcome.frame.data);
      t.that('data valid as Welcome', judged.ok, judged.ok ? 'valid' : judged.issues, welcome);
      const { agentId, pingSeconds, limits } = welcome.frame.data;
      t.equal('agentId and pingSeconds', [agentId, pingSeconds], [agent.id, t.limits.pingSeconds], welcome);
      t.equal('the limits', limits, t.limits, welcome);
      const seen = await seenAgent(t, agent);
      t.equal('the capabilities', [...seen.data.capabilities].sort(), [...capabilities].sort(), seen, welcome);
      t.equal('the status', seen.data.status, 'ONLINE', seen, welcome);
      soundFrames(t, session);
      session.close();
    },
  }),
  opstageCheck({
    ...first,
    id: 'session-hello-first/anything-else',
    title: 'anything else than hello first closes 4001 and has no effect',
    how: 'Sends a heartbeat, a goodbye, an unknown type or no JSON as the first frame. Expects a close with 4001 and no ack, and the goodbye without effect.',
    async run(t) {
      const agent = await t.enrol();
      const beat = { bootId: agent.bootId, services: [], running: [] };
      const goodbye = { bootId: agent.bootId, reason: 'not to be heard' };
      for (const [type, data] of [
        ['heartbeat', beat],
        ['goodbye', goodbye],
        ['com.example.unknown', {}],
        ['', null],
      ] as const) {
        const session = await openSession(t, agent);
        if (type === '') session.raw('no json');
        else session.send(type, data);
        await closedWith(t, session, 4001);
        const answers = session.received.filter(({ frame }) => frame.type === 'ack' || frame.type === 'welcome');
        t.equal(`acks and welcomes to ${type || 'no JSON'}`, answers, [], session);
      }
      const seen = await seenAgent(t, agent);
      t.that('no effect of the goodbye', seen.data.statusReason !== goodbye.reason, seen.data.statusReason, seen);
    },
  }),
  opstageCheck({
    ...first,
    id: 'session-hello-first/in-time',
    long: true,
    title: 'a session that says nothing is closed 4001 after helloSeconds',
    how: 'Opens a session and says nothing. Expects a close with 4001, not before helloSeconds.',
    async run(t) {
      const helloMs = t.seconds('helloSeconds') * 1000;
      const openedAt = performance.now();
      const session = await openSession(t, await t.enrol());
      await closedWith(t, session, 4001);
      const tookMs = performance.now() - openedAt;
      t.that(`a close after ${helloMs} ms`, tookMs >= helloMs * 0.9, `${Math.round(tookMs)} ms`, session);
    },
  }),
];

async function refused(
  t: OpstageTrial,
  agent: FakeAgent,
  options: Parameters<typeof trySession>[2],
  code: ErrorCode,
): Promise<void> {
  const { session, reply } = await trySession(t, agent, options);
  session?.cut();
  t.expect(reply).refusal(code);
}
