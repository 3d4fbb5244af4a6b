/** Contract, section 3: how an agent's credential is judged, on every operation of the Agent API. */
import { operations } from 'capsule-contract';
import type { OperationId } from 'capsule-contract/types';
import type { Reply } from '../../target/caller.ts';
import type { FakeAgent } from '../../target/fake-agent.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { seenAgent } from './operator-reads.ts';
import { register } from './registering.ts';
import { undisturbed } from './undisturbed.ts';

const classes = {
  requirement: 'agent-auth-classes',
  sentence:
    'Opstage MUST answer 401 `AGENT_TOKEN_MISSING`; 401 `AGENT_TOKEN_INVALID` for a token that is unknown or dead by rotation or register retry; 401 `AGENT_TOKEN_REVOKED` for one dead by revoke or replacement, remembered as long as the agent; all three with `WWW-Authenticate: Bearer`; and 403 `AGENT_DISABLED` or `AGENT_ID_MISMATCH`. Only the `Bearer` scheme counts.',
} as const;

/** The operations an agent calls with a body; the session is another profile's. */
export const agentOperations = Object.values(operations)
  .filter(({ auth, kind }) => auth === 'agent' && kind === 'json')
  .map(({ operationId }) => operationId as OperationId);

/** Authentication comes before body and target, so any command id and any body will do. */
function calls(
  t: OpstageTrial,
  agent: FakeAgent,
  options: { authorization?: string | null; agentId?: string } = {},
): Promise<Reply[]> {
  const { authorization, agentId = agent.id } = options;
  return Promise.all(
    agentOperations.map(
      (operationId): Promise<Reply> =>
        agent.send(operationId, {
          path: { agentId, commandId: `cmd_${t.random.word(21)}` },
          body: {},
          ...(authorization === undefined ? {} : { headers: { authorization } }),
        }),
    ),
  );
}

function challenges(t: OpstageTrial, reply: Reply): void {
  const challenge = reply.headers['www-authenticate'] ?? '';
  t.that('WWW-Authenticate: Bearer', /^Bearer\b/i.test(challenge), challenge, reply);
}

export const agentAuthenticationChecks: OpstageCheck[] = [
  opstageCheck({
    ...classes,
    id: 'agent-auth-classes/missing',
    title: 'without a Bearer token every agent operation is 401 AGENT_TOKEN_MISSING',
    how: 'Calls every agent operation without Authorization and with the good token under the schemes Basic and Token. Expects AGENT_TOKEN_MISSING, each with WWW-Authenticate: Bearer, and the token in the query or a cookie to count for nothing.',
    async run(t) {
      const agent = await t.enrol();
      const basic = Buffer.from(`${agent.id}:${agent.token}`).toString('base64');
      for (const authorization of [null, `Basic ${basic}`, `Token ${agent.token}`, agent.token]) {
        for (const reply of await calls(t, agent, { authorization })) {
          t.expect(reply).refusal('AGENT_TOKEN_MISSING');
          challenges(t, reply);
        }
      }
      const target = `/api/agents/${agent.id}/heartbeat?token=${agent.token}&access_token=${agent.token}`;
      const headers = { cookie: `token=${agent.token}; opstage_session=${agent.token}` };
      const hidden = await t.raw('POST', target, { headers, body: {} });
      t.expect(hidden).refusal('AGENT_TOKEN_MISSING');
      t.expect(await agent.heartbeat()).success();
    },
  }),
  opstageCheck({
    ...classes,
    id: 'agent-auth-classes/invalid',
    title: 'an unknown token is 401 AGENT_TOKEN_INVALID on every agent operation',
    how: 'Calls every agent operation with a well-formed token nobody issued, with a cut one and with a registration token. Expects AGENT_TOKEN_INVALID, each with WWW-Authenticate: Bearer.',
    async run(t) {
      const agent = await t.enrol();
      const issued = await t.driver.registrationToken();
      for (const token of [`opstage_agent_${t.random.word(43)}`, agent.token.slice(0, -1), issued.token]) {
        for (const reply of await calls(t, agent, { authorization: `Bearer ${token}` })) {
          t.expect(reply).refusal('AGENT_TOKEN_INVALID');
          challenges(t, reply);
        }
      }
      t.expect(await agent.heartbeat()).success();
    },
  }),
  opstageCheck({
    ...classes,
    id: 'agent-auth-classes/dead',
    title: 'a token dead by rotation or register retry is 401 AGENT_TOKEN_INVALID',
    how: 'Rotates a token and uses the new one; repeats a registration under its key. Calls every agent operation with the dead tokens and expects AGENT_TOKEN_INVALID with WWW-Authenticate: Bearer.',
    async run(t) {
      const dead = await undisturbed(t, ['tokenPendingSeconds', 'registerRetrySeconds'], async () => {
        const rotated = await t.enrol();
        const before = rotated.token;
        const rotation = t.driver.must(await rotated.send('agentTokenRotate', { body: { bootId: rotated.bootId } }));
        t.driver.register(rotation.agentToken, `pending token of ${rotated.code}`);
        rotated.token = rotation.agentToken;
        t.driver.must(await rotated.heartbeat());
        const issued = await t.driver.registrationToken();
        const request = {
          token: issued.token,
          code: t.code('agent'),
          bootId: t.driver.newBootId(),
          key: t.random.word(24),
        };
        const retried = t.driver.agentOf(t.driver.must(await register(t, request)), request.bootId);
        t.driver.must(await register(t, request));
        return [
          { agent: rotated, token: before },
          { agent: retried, token: retried.token },
        ];
      });
      for (const { agent, token } of dead) {
        for (const reply of await calls(t, agent, { authorization: `Bearer ${token}` })) {
          t.expect(reply).refusal('AGENT_TOKEN_INVALID');
          challenges(t, reply);
        }
      }
    },
  }),
  opstageCheck({
    ...classes,
    id: 'agent-auth-classes/revoked',
    title: 'a token dead by revoke or replacement is 401 AGENT_TOKEN_REVOKED',
    how: 'Revokes one agent and replaces another twice. Calls every agent operation with their old tokens and expects AGENT_TOKEN_REVOKED with WWW-Authenticate: Bearer.',
    async run(t) {
      const revoked = await t.enrol();
      t.driver.must(await t.send('agentRevoke', { path: { agentId: revoked.id }, body: {} }));
      const replaced = await t.enrol();
      for (let times = 0; times < 2; times += 1) {
        const issued = await t.driver.registrationToken({ replaceAgentId: replaced.id });
        t.driver.must(await register(t, { token: issued.token, code: replaced.code }));
      }
      for (const agent of [revoked, replaced]) {
        for (const reply of await calls(t, agent)) {
          t.expect(reply).refusal('AGENT_TOKEN_REVOKED');
          challenges(t, reply);
        }
      }
    },
  }),
  opstageCheck({
    ...classes,
    id: 'agent-auth-classes/disabled',
    title: 'a disabled agent is 403 AGENT_DISABLED on every agent operation until it is enabled',
    how: 'Disables an agent, calls every agent operation, enables it and sends a heartbeat. Expects AGENT_DISABLED with status 403 each time, then success.',
    async run(t) {
      const agent = await t.enrol();
      t.driver.must(await t.send('agentDisable', { path: { agentId: agent.id }, body: {} }));
      for (const reply of await calls(t, agent)) t.expect(reply).refusal('AGENT_DISABLED');
      t.driver.must(await t.send('agentEnable', { path: { agentId: agent.id }, body: {} }));
      t.expect(await agent.heartbeat()).success();
    },
  }),
  opstageCheck({
    ...classes,
    id: 'agent-auth-classes/id-mismatch',
    title: 'a token is good for its own agent’s paths only',
    how: 'Calls every agent operation with a good token on the paths of another agent and of an agent nobody knows. Expects AGENT_ID_MISMATCH and both agents untouched.',
    async run(t) {
      const agent = await t.enrol();
      const other = await t.enrol();
      const [before, otherBefore] = [await seenAgent(t, agent), await seenAgent(t, other)];
      for (const agentId of [other.id, `agt_${t.random.word(21)}`]) {
        for (const reply of await calls(t, agent, { agentId })) t.expect(reply).refusal('AGENT_ID_MISMATCH');
      }
      const [after, otherAfter] = [await seenAgent(t, agent), await seenAgent(t, other)];
      t.equal('lastSeenAt of the caller', after.data.lastSeenAt, before.data.lastSeenAt, before, after);
      t.equal(
        'lastSeenAt of the other agent',
        otherAfter.data.lastSeenAt,
        otherBefore.data.lastSeenAt,
        otherBefore,
        otherAfter,
      );
    },
  }),
];
