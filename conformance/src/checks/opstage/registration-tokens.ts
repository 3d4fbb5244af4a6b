/** Contract, section 3: how often, how long and for what a registration token serves. */

import { serviceItem } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { agentsOfCode, msBetween, seenAgent, seenList, seenToken, servicesOfCode } from './operator-reads.ts';
import { register } from './registering.ts';
import { undisturbed } from './undisturbed.ts';

const uses = {
  requirement: 'registration-token-uses',
  sentence:
    'A registration token MUST be consumed at most `maxUses` times (default 1, at most 1000), atomically: of N parallel registrations exactly that many succeed.',
} as const;
const states = {
  requirement: 'registration-token-states',
  sentence:
    'Opstage MUST answer a registration with an unknown token 401 `REGISTRATION_TOKEN_INVALID`, with a revoked one 401 `REGISTRATION_TOKEN_REVOKED`, with an expired one 401 `REGISTRATION_TOKEN_EXPIRED`, with a used-up one 409 `REGISTRATION_TOKEN_USED`, judged in this order. A refused registration MUST consume nothing and change nothing.',
} as const;
const expires = {
  requirement: 'registration-token-expires',
  sentence:
    'A registration token created without `expiresInSeconds` MUST expire after `registrationTokenDefaultSeconds` (24 h), and Opstage MUST NOT issue one that lives longer than 30 days.',
} as const;
const scope = {
  requirement: 'registration-token-scope',
  sentence:
    'A registration token may be bound to an `agentCode` or to a `replaceAgentId`; Opstage MUST refuse another use of it with 403 `REGISTRATION_TOKEN_SCOPE`.',
} as const;

const day = 24 * 60 * 60;

export const registrationTokenChecks: OpstageCheck[] = [
  opstageCheck({
    ...uses,
    id: 'registration-token-uses/once-by-default',
    title: 'a token made without maxUses registers one agent',
    how: 'Makes a token without maxUses and registers twice with it, under two codes. Expects the first to succeed, the second to be refused and leave no agent.',
    async run(t) {
      const issued = await t.driver.registrationToken();
      const first = await register(t, { token: issued.token });
      t.expect(first).success();
      const code = t.code('agent');
      const second = await register(t, { token: issued.token, code });
      t.expect(second).refusal('REGISTRATION_TOKEN_USED');
      const token = await seenToken(t, issued);
      const { status, maxUses, uses: used } = token.data;
      t.equal('the token', { status, maxUses, used }, { status: 'USED', maxUses: 1, used: 1 }, token, second);
      const agents = await agentsOfCode(t, code);
      t.equal('agents of the refused code', agents.data, [], agents, second);
    },
  }),
  opstageCheck({
    ...uses,
    id: 'registration-token-uses/parallel',
    title: 'of twelve parallel registrations with a token for three, three succeed',
    how: 'Makes a token with maxUses 3 and sends twelve registrations at once, each under its own code. Expects three successes, nine REGISTRATION_TOKEN_USED, and three agents.',
    async run(t) {
      const issued = await t.driver.registrationToken({ maxUses: 3 });
      const codes = Array.from({ length: 12 }, () => t.code('racer'));
      const replies = await Promise.all(codes.map((code) => register(t, { token: issued.token, code })));
      const won = replies.filter(({ status }) => status === 200);
      const [firstReply, ...otherReplies] = replies.map(({ message }) => message);
      t.equal('registrations that succeeded', won.length, 3, firstReply as number, ...otherReplies);
      const enrolled = won.map((reply) => t.expect(reply).success().code);
      for (const reply of replies) if (reply.status !== 200) t.expect(reply).refusal('REGISTRATION_TOKEN_USED');
      const token = await seenToken(t, issued);
      t.equal('the token', [token.data.uses, token.data.status], [3, 'USED'], token);
      const agents = await seenList(t, 'agentList', { query: { q: `${t.namespace}-racer` } });
      const found = agents.data.map(({ code }) => code).sort();
      t.equal('the agents there are', found, [...enrolled].sort(), agents);
      const ids = new Set(agents.data.map(({ id }) => id));
      t.equal('their different ids', ids.size, 3, agents);
    },
  }),
  opstageCheck({
    ...uses,
    id: 'registration-token-uses/bounds',
    title: 'maxUses is 1 to 1000',
    how: 'Makes tokens with maxUses 1000, 1001 and 0. Expects the first to be made and the others to be refused.',
    async run(t) {
      const { registrationTokenMaxUses: most } = t.limits;
      t.that('at most 1000 uses advertised', most <= 1000, most, (await seenList(t, 'registrationTokenList')).message);
      const made = await t.send('registrationTokenCreate', { body: { maxUses: most } });
      const issued = t.expect(made).success();
      t.driver.register(issued.token, `registration token ${issued.id}`);
      t.equal('maxUses', issued.maxUses, most, made);
      for (const maxUses of [most + 1, 0]) {
        t.expect(await t.send('registrationTokenCreate', { body: { maxUses } })).refusal('VALIDATION_FAILED');
      }
    },
  }),
  opstageCheck({
    ...states,
    id: 'registration-token-states/unknown',
    title: 'an unknown token is REGISTRATION_TOKEN_INVALID',
    how: 'Registers with a well-formed token that was never issued and with plain text. Expects the refusal and no agent.',
    async run(t) {
      const code = t.code('agent');
      for (const token of [`opstage_reg_${t.random.word(43)}`, 'not-a-token']) {
        const reply = await register(t, { token, code });
        t.expect(reply).refusal('REGISTRATION_TOKEN_INVALID');
        const agents = await agentsOfCode(t, code);
        t.equal('agents of that code', agents.data, [], agents, reply);
      }
    },
  }),
  opstageCheck({
    ...states,
    id: 'registration-token-states/expired',
    title: 'an expired token is REGISTRATION_TOKEN_EXPIRED',
    how: 'Makes a token that lives one second, lets it expire and registers with it. Expects the refusal, no use counted and no agent.',
    async run(t) {
      const beganAt = performance.now();
      const issued = await t.driver.registrationToken({ expiresInSeconds: 1 });
      const fresh = await seenToken(t, issued);
      t.equal('the life of the token in ms', msBetween(fresh.data.createdAt, fresh.data.expiresAt), 1000, fresh);
      const expired = await t.until('the token to be EXPIRED', async () => {
        const token = await seenToken(t, issued);
        return token.data.status === 'EXPIRED' && token;
      });
      t.that('a life of at least one second', performance.now() - beganAt >= 1000, 'EXPIRED before', expired);
      const code = t.code('agent');
      const reply = await register(t, { token: issued.token, code });
      t.expect(reply).refusal('REGISTRATION_TOKEN_EXPIRED');
      const after = await seenToken(t, issued);
      t.equal('uses of the expired token', after.data.uses, 0, after, reply);
      const agents = await agentsOfCode(t, code);
      t.equal('agents of that code', agents.data, [], agents);
    },
  }),
  opstageCheck({
    ...states,
    id: 'registration-token-states/revoked',
    title: 'a revoked token is REGISTRATION_TOKEN_REVOKED, also when it is used up or expired',
    how: 'Revokes a fresh token, a used-up one and an expired one, and registers with each. Expects the refusal, no use counted, no agent, and a second revoke to change nothing.',
    async run(t) {
      const fresh = await t.driver.registrationToken();
      const usedUp = await t.driver.registrationToken();
      const expired = await t.driver.registrationToken({ expiresInSeconds: 1 });
      t.driver.must(await register(t, { token: usedUp.token }));
      await t.until(
        'the short token to be EXPIRED',
        async () => (await seenToken(t, expired)).data.status === 'EXPIRED',
      );
      for (const issued of [fresh, usedUp, expired]) {
        const revoked = await t.send('registrationTokenRevoke', { path: { tokenId: issued.id } });
        t.equal('the status', t.expect(revoked).success().status, 'REVOKED', revoked);
        const before = await seenToken(t, issued);
        const code = t.code('agent');
        const reply = await register(t, { token: issued.token, code });
        t.expect(reply).refusal('REGISTRATION_TOKEN_REVOKED');
        const again = await t.send('registrationTokenRevoke', { path: { tokenId: issued.id } });
        t.equal('the token after a second revoke', t.expect(again).success(), before.data, again, before);
        const agents = await agentsOfCode(t, code);
        t.equal('agents of that code', agents.data, [], agents, reply);
      }
    },
  }),
  opstageCheck({
    ...states,
    id: 'registration-token-states/refusal-changes-nothing',
    title: 'a refused registration costs no use and stores nothing of what it brought',
    how: 'Registers with a good token under a code that is taken, bringing a service, and with an invalid body. Expects refusals, no use counted, agent and services as before, and the token still good.',
    async run(t) {
      await undisturbed(t, ['offlineAfterSeconds'], async () => {
        const holder = await t.enrol();
        const before = await seenAgent(t, holder);
        const issued = await t.driver.registrationToken();
        const service = t.code('service');
        const services = [serviceItem({ code: service })];
        const taken = await register(t, { token: issued.token, code: holder.code, services });
        t.expect(taken).refusal('AGENT_CODE_TAKEN');
        const invalid = await register(t, { token: issued.token, code: 'Not A Code', services });
        t.expect(invalid).refusal('VALIDATION_FAILED');
        const token = await seenToken(t, issued);
        const { uses: used, status, lastUsedAt } = token.data;
        t.equal(
          'the token',
          { used, status, lastUsedAt },
          { used: 0, status: 'ACTIVE', lastUsedAt: null },
          token,
          taken,
        );
        const stored = await servicesOfCode(t, service);
        t.equal('services the refused calls brought', stored.data, [], stored, taken, invalid);
        const after = await seenAgent(t, holder);
        t.equal('the agent that holds the code', after.data, before.data, before, after);
        t.expect(await register(t, { token: issued.token })).success();
      });
    },
  }),
  opstageCheck({
    ...expires,
    id: 'registration-token-expires/default',
    title: 'without expiresInSeconds a token lives the advertised default',
    how: 'Makes a token without expiresInSeconds. Expects expiresAt to be createdAt plus registrationTokenDefaultSeconds.',
    async run(t) {
      const reply = await t.send('registrationTokenCreate', { body: {} });
      const issued = t.expect(reply).success();
      t.driver.register(issued.token, `registration token ${issued.id}`);
      const life = msBetween(issued.createdAt, issued.expiresAt) / 1000;
      t.equal('its life in seconds', Math.round(life), t.limits.registrationTokenDefaultSeconds, reply);
    },
  }),
  opstageCheck({
    ...expires,
    id: 'registration-token-expires/at-most',
    title: 'no token lives longer than 30 days',
    how: 'Makes tokens of the longest life and of one second more. Expects the first to be made, the other refused, and so 0 seconds.',
    async run(t) {
      const most = t.limits.registrationTokenMaxSeconds;
      const reply = await t.send('registrationTokenCreate', { body: { expiresInSeconds: most } });
      const issued = t.expect(reply).success();
      t.driver.register(issued.token, `registration token ${issued.id}`);
      t.that('an advertised maximum of at most 30 days', most <= 30 * day, most, reply);
      t.equal('its life in seconds', Math.round(msBetween(issued.createdAt, issued.expiresAt) / 1000), most, reply);
      for (const expiresInSeconds of [most + 1, 0]) {
        t.expect(await t.send('registrationTokenCreate', { body: { expiresInSeconds } })).refusal('VALIDATION_FAILED');
      }
    },
  }),
  opstageCheck({
    ...scope,
    id: 'registration-token-scope/agent-code',
    title: 'a token bound to a code registers that code only',
    how: 'Makes a token bound to a code and registers with another one, then with the bound one. Expects the first to be refused without a use, the second to succeed.',
    async run(t) {
      const [bound, other] = [t.code('agent'), t.code('agent')];
      const issued = await t.driver.registrationToken({ agentCode: bound });
      const wrong = await register(t, { token: issued.token, code: other });
      t.expect(wrong).refusal('REGISTRATION_TOKEN_SCOPE');
      const token = await seenToken(t, issued);
      t.equal('uses after the refusal', [token.data.uses, token.data.agentCode], [0, bound], token, wrong);
      const agents = await agentsOfCode(t, other);
      t.equal('agents of the other code', agents.data, [], agents, wrong);
      const right = await register(t, { token: issued.token, code: bound });
      t.equal('the code registered', t.expect(right).success().code, bound, right);
    },
  }),
  opstageCheck({
    ...scope,
    id: 'registration-token-scope/replace-agent',
    title: 'a token bound to an agent replaces that agent and does nothing else',
    how: 'Makes a token that replaces one agent and registers with it under a new code and under the code of a third agent. Expects refusals without a use, no new agent, and all identities alive.',
    async run(t) {
      const target = await t.enrol();
      const third = await t.enrol();
      const issued = await t.driver.registrationToken({ replaceAgentId: target.id });
      const fresh = t.code('agent');
      for (const code of [fresh, third.code]) {
        t.expect(await register(t, { token: issued.token, code })).refusal('REGISTRATION_TOKEN_SCOPE');
      }
      const token = await seenToken(t, issued);
      t.equal('uses after the refusals', [token.data.uses, token.data.replaceAgentId], [0, target.id], token);
      const agents = await agentsOfCode(t, fresh);
      t.equal('agents of the new code', agents.data, [], agents);
      t.expect(await target.heartbeat()).success();
      t.expect(await third.heartbeat()).success();
    },
  }),
  opstageCheck({
    ...scope,
    id: 'registration-token-scope/one-binding',
    title: 'a token has at most one binding, and to an agent that exists',
    how: 'Makes a token with both bindings and one that replaces an agent nobody knows. Expects 422 and 404, and neither token to be listed.',
    async run(t) {
      const target = await t.enrol();
      const label = t.code('label');
      const both = { label, agentCode: target.code, replaceAgentId: target.id };
      const refused = await t.send('registrationTokenCreate', { body: both });
      t.expect(refused).refusal('VALIDATION_FAILED');
      const unknown = await t.send('registrationTokenCreate', {
        body: { label, replaceAgentId: `agt_${t.random.word(21)}` },
      });
      t.expect(unknown).refusal('AGENT_NOT_FOUND');
      const tokens = await seenList(t, 'registrationTokenList', { query: { status: 'ACTIVE' } });
      t.equal(
        'tokens made',
        tokens.data.filter((token) => token.label === label),
        [],
        tokens,
        refused,
        unknown,
      );
    },
  }),
];
