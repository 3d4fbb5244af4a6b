/** Contract, section 3: who may register under which code, and agents that come and go. */
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { agentsOfCode, auditOf, msBetween, seenAgent, seenCommand, seenService, seenToken } from './operator-reads.ts';
import { register } from './registering.ts';
import { undisturbed } from './undisturbed.ts';

const ephemeral = {
  requirement: 'ephemeral-agents',
  sentence:
    'With a token of `ephemeral: true` Opstage MUST accept a registration without `code` and make one; without `ephemeral` an absent code is 422 `VALIDATION_FAILED`. After `ephemeralOfflineSeconds` (3600) OFFLINE an ephemeral agent MUST be revoked and its services released.',
} as const;
const takeover = {
  requirement: 'no-silent-takeover',
  sentence:
    "Opstage MUST refuse a registration with a known `code` with 409 `AGENT_CODE_TAKEN`, unless the token's `replaceAgentId` is that agent; then `code` MUST be that agent's code.",
} as const;

export const enrolmentChecks: OpstageCheck[] = [
  opstageCheck({
    ...ephemeral,
    id: 'ephemeral-agents/code-made',
    title: 'an ephemeral agent may come without a code and gets one',
    how: 'Registers twice without a code, with an ephemeral token for two. Expects two agents with different codes, both marked ephemeral.',
    async run(t) {
      const issued = await t.driver.registrationToken({ ephemeral: true, maxUses: 2 });
      const codes: string[] = [];
      for (let count = 0; count < 2; count += 1) {
        const reply = await register(t, { token: issued.token, code: null });
        const { agentId, code } = t.expect(reply).success();
        const agent = await seenAgent(t, { id: agentId });
        t.equal('the agent', [agent.data.code, agent.data.ephemeral], [code, true], agent, reply);
        codes.push(code);
      }
      const token = await seenToken(t, issued);
      t.that('two different codes', codes[0] !== codes[1], codes, token);
    },
  }),
  opstageCheck({
    ...ephemeral,
    id: 'ephemeral-agents/code-needed-otherwise',
    title: 'with an ordinary token a registration without a code is refused',
    how: 'Registers without a code, with a token that is not ephemeral. Expects 422 and no use counted.',
    async run(t) {
      const issued = await t.driver.registrationToken();
      const reply = await register(t, { token: issued.token, code: null });
      t.expect(reply).refusal('VALIDATION_FAILED');
      const token = await seenToken(t, issued);
      t.equal('uses of the token', token.data.uses, 0, token, reply);
      const agent = await seenAgent(t, await t.enrol());
      t.equal('whether an ordinary agent is ephemeral', agent.data.ephemeral, false, agent);
    },
  }),
  opstageCheck({
    ...ephemeral,
    id: 'ephemeral-agents/revoked-when-offline',
    since: 'standard',
    long: true,
    title: 'an ephemeral agent offline too long is revoked and its services are free',
    how: 'Disconnects an ephemeral agent with a waiting command and an ordinary one, keeps a second ephemeral one online, and waits ephemeralOfflineSeconds. Expects only the first to be revoked, not early, its waiting command cancelled, its service released and taken over by another agent under the same id.',
    ceilingMs: 90_000,
    async run(t) {
      const waitSeconds = t.seconds('ephemeralOfflineSeconds');
      const gone = await t.enrol({ token: { ephemeral: true } });
      const staying = await t.enrol({ token: { ephemeral: true } });
      const ordinary = await t.enrol();
      const service = await t.reportService(gone);
      const waiting = await t.createCommand(service);
      const left = await gone.disconnect();
      const { serverTime } = t.expect(left).success();
      t.expect(await ordinary.disconnect()).success();
      const ceilingMs = (waitSeconds + t.limits.sweepSeconds + 20) * 1000;
      const everyMs = Math.min(500, t.limits.offlineAfterSeconds * 200);
      const revoked = await t.until(
        'the ephemeral agent to be revoked',
        async () => {
          t.driver.must(await staying.heartbeat());
          const agent = await seenAgent(t, gone);
          return agent.data.status === 'REVOKED' && agent;
        },
        { ceilingMs, everyMs },
      );
      const offlineMs = msBetween(serverTime, revoked.data.revokedAt);
      t.that(`at least ${waitSeconds} s offline first`, offlineMs >= waitSeconds * 1000 - 5, offlineMs, left, revoked);
      t.expect(await gone.heartbeat()).refusal('AGENT_TOKEN_REVOKED');
      const online = await seenAgent(t, staying);
      t.equal('the ephemeral agent that stayed', online.data.status, 'ONLINE', online);
      const offline = await seenAgent(t, ordinary);
      t.equal('the ordinary agent', offline.data.status, 'OFFLINE', offline);
      const audited = await t.until('the audit record of the revocation', async () => {
        const events = await auditOf(t, { action: 'agent.revoked', targetId: gone.id });
        return events.data.length > 0 && events;
      });
      t.equal(
        'who revoked it, once',
        audited.data.map(({ actor }) => actor.type),
        ['system'],
        audited,
      );
      const cancelled = await seenCommand(t, waiting);
      t.equal('the command that waited for it', cancelled.data.status, 'CANCELLED', cancelled);
      const free = await seenService(t, service);
      t.equal('released', free.data.released, true, free);
      const releases = await auditOf(t, { action: 'service.released', targetId: service.id });
      t.equal('service.released records', releases.data.length, 1, releases);
      const heir = await t.enrol();
      const taken = await t.reportService(heir, { code: service.code });
      const after = await seenService(t, service);
      t.equal('the service and its agent', [taken.id, after.data.agentId], [service.id, heir.id], after);
    },
  }),
  opstageCheck({
    ...takeover,
    id: 'no-silent-takeover/known-code',
    title: 'a known code is refused, whatever state its agent is in',
    how: 'Registers with a fresh token under the code of an active, a disabled, an offline and a revoked agent. Expects AGENT_CODE_TAKEN, no use counted, each agent as before and the active one still in possession.',
    async run(t) {
      await undisturbed(t, ['offlineAfterSeconds'], async () => {
        const active = await t.enrol();
        const offline = await t.enrol();
        const disabled = await t.enrol();
        const revoked = await t.enrol();
        t.driver.must(await offline.disconnect());
        t.driver.must(await t.send('agentDisable', { path: { agentId: disabled.id }, body: {} }));
        t.driver.must(await t.send('agentRevoke', { path: { agentId: revoked.id }, body: {} }));
        const issued = await t.driver.registrationToken();
        for (const agent of [offline, disabled, revoked, active]) {
          await active.stayLive();
          const before = await seenAgent(t, agent);
          const reply = await register(t, { token: issued.token, code: agent.code });
          t.expect(reply).refusal('AGENT_CODE_TAKEN');
          const after = await seenAgent(t, agent);
          t.equal('the agent', after.data, before.data, before, reply, after);
        }
        const token = await seenToken(t, issued);
        t.equal('uses of the token', token.data.uses, 0, token);
        t.expect(await active.heartbeat()).success();
        t.expect(await revoked.heartbeat()).refusal('AGENT_TOKEN_REVOKED');
      });
    },
  }),
  opstageCheck({
    ...takeover,
    id: 'no-silent-takeover/parallel',
    title: 'of parallel registrations under one new code, one succeeds',
    how: 'Sends eight registrations at once under one code, each with a token of its own. Expects one success, seven AGENT_CODE_TAKEN whose tokens keep their use, and one agent that answers to the winner.',
    async run(t) {
      const code = t.code('contested');
      const tokens = await Promise.all(Array.from({ length: 8 }, () => t.driver.registrationToken()));
      const replies = await Promise.all(tokens.map(({ token }) => register(t, { token, code })));
      const won = replies.filter(({ status }) => status === 200);
      const [firstReply, ...otherReplies] = replies.map(({ message }) => message);
      t.equal('registrations that succeeded', won.length, 1, firstReply as number, ...otherReplies);
      for (const [index, reply] of replies.entries()) {
        if (reply.status !== 200) t.expect(reply).refusal('AGENT_CODE_TAKEN');
        const token = await seenToken(t, tokens[index] as { id: string });
        t.equal('uses of its token', token.data.uses, reply.status === 200 ? 1 : 0, token, reply);
      }
      const agents = await agentsOfCode(t, code);
      const registrations = won.map((reply) => t.expect(reply).success());
      t.equal(
        'the agents of the code',
        agents.data.map(({ id }) => id),
        registrations.map(({ agentId }) => agentId),
        agents,
      );
      for (const registration of registrations) {
        t.expect(await t.driver.agentOf(registration, t.driver.newBootId()).heartbeat()).success();
      }
    },
  }),
];
