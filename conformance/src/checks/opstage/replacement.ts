/** Contract, section 3: an agent whose machine is exchanged keeps its id, its services and its history. */
import type { FakeAgent } from '../../target/fake-agent.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditOf, seenAgent, seenCommand, seenService, seenToken } from './operator-reads.ts';
import { register } from './registering.ts';
import { undisturbed } from './undisturbed.ts';

const replacement = {
  requirement: 'replacement',
  sentence:
    "A replacement MUST, in one transaction, keep id and services, revoke the old tokens, close the agent's sessions, make open deliveries stale, turn RUNNING commands FAILED `AGENT_LOST` and a REVOKED agent active. A DISABLED target MUST be refused with 403 `AGENT_DISABLED` and the token not consumed.",
} as const;

/** Replaces the agent with a fresh token; a refusal is the check's failure. */
async function replaced(t: OpstageTrial, agent: FakeAgent): Promise<{ heir: FakeAgent; message: number }> {
  const issued = await t.driver.registrationToken({ replaceAgentId: agent.id });
  const bootId = t.driver.newBootId();
  const reply = await register(t, { token: issued.token, code: agent.code, bootId });
  return { heir: t.driver.agentOf(t.expect(reply).success(), bootId), message: reply.message };
}

export const replacementChecks: OpstageCheck[] = [
  opstageCheck({
    ...replacement,
    id: 'replacement/identity-kept',
    title: 'a replaced agent keeps its id and services; its old token is revoked',
    how: 'Replaces an agent that has a service, after it began a token rotation. Expects the same agent and service ids, both old tokens AGENT_TOKEN_REVOKED, the new token good, and one agent.replaced record.',
    async run(t) {
      const service = await t.service();
      const old = service.agent;
      const rotation = t.driver.must(await old.send('agentTokenRotate', { body: { bootId: old.bootId } }));
      t.driver.register(rotation.agentToken, `pending token of ${old.code}`);
      const before = await seenService(t, service);
      const { heir, message } = await replaced(t, old);
      t.equal('the agent id', heir.id, old.id, message);
      t.expect(await old.heartbeat()).refusal('AGENT_TOKEN_REVOKED');
      old.token = rotation.agentToken;
      t.expect(await old.heartbeat()).refusal('AGENT_TOKEN_REVOKED');
      t.expect(await heir.heartbeat()).success();
      const after = await seenService(t, service);
      const { id, agentId, released, createdAt } = after.data;
      const expected = { id: service.id, agentId: old.id, released: false, createdAt: before.data.createdAt };
      t.equal('the service', { id, agentId, released, createdAt }, expected, before, after);
      const reported = await t.reportService(heir, { code: service.code });
      t.equal('the service id when reported again', reported.id, service.id, message);
      const events = await auditOf(t, { action: 'agent.replaced', targetId: old.id });
      t.equal('agent.replaced records', events.data.length, 1, events, message);
    },
  }),
  opstageCheck({
    ...replacement,
    id: 'replacement/commands',
    title: 'replacing makes open deliveries stale and fails what runs as AGENT_LOST',
    how: 'Replaces an agent with one RUNNING, one delivered and one waiting command. Expects the first FAILED AGENT_LOST with outcomeKnown false, an ack under the old delivery refused as stale, and both others delivered to the new process.',
    ceilingMs: 90_000,
    async run(t) {
      const leaseMs = t.seconds('ackLeaseSeconds') * 1000;
      const scene = await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds', 'offlineAfterSeconds'], async () => {
        const service = await t.service();
        const { command: running } = await t.startCommand(service);
        const delivered = await t.createCommand(service);
        const delivery = await t.deliver(service.agent, delivered);
        const waiting = await t.createCommand(service);
        const { heir, message } = await replaced(t, service.agent);
        const lost = await seenCommand(t, running);
        const { status, outcomeKnown, error } = lost.data;
        const expected = { status: 'FAILED', outcomeKnown: false, code: 'AGENT_LOST' };
        t.equal('the command that ran', { status, outcomeKnown, code: error?.code }, expected, lost, message);
        t.expect(await heir.ack(delivery)).refusal('COMMAND_DELIVERY_STALE');
        const still = await seenCommand(t, delivered);
        t.equal('the delivered command', still.data.status, 'PENDING', still);
        return { heir, running, delivered, delivery, waiting };
      });
      const { heir, running, delivered, delivery, waiting } = scene;
      const ids = new Set<string>();
      await t.until(
        'both open commands delivered to the new process',
        async () => {
          const claim = await heir.claim();
          for (const one of t.expect(claim).success().commands) {
            ids.add(one.id);
            const fresh = one.id !== delivered.id || one.delivery.id !== delivery.delivery.id;
            t.that('a new delivery id', fresh, one.delivery.id, claim);
            t.expect(await heir.ack(one)).success();
          }
          return ids.has(delivered.id) && ids.has(waiting.id);
        },
        { ceilingMs: leaseMs + 15_000 },
      );
      const events = await auditOf(t, { action: 'command.failed', correlationId: running.id });
      t.equal('command.failed records of the command that ran', events.data.length, 1, events);
    },
  }),
  opstageCheck({
    ...replacement,
    id: 'replacement/revives-revoked',
    title: 'a revoked agent is active again once replaced, and its old token stays revoked',
    how: 'Revokes an agent and replaces it. Expects the same id, the agent ONLINE with no revokedAt, the new token good and the old one AGENT_TOKEN_REVOKED.',
    async run(t) {
      const service = await t.service();
      const old = service.agent;
      t.driver.must(await t.send('agentRevoke', { path: { agentId: old.id }, body: {} }));
      const { heir, message } = await replaced(t, old);
      t.equal('the agent id', heir.id, old.id, message);
      t.expect(await heir.heartbeat()).success();
      const agent = await seenAgent(t, heir);
      const { status, revokedAt } = agent.data;
      t.equal('the agent', { status, revokedAt }, { status: 'ONLINE', revokedAt: null }, agent, message);
      t.expect(await old.heartbeat()).refusal('AGENT_TOKEN_REVOKED');
      const reported = await t.reportService(heir, { code: service.code });
      t.equal('the service id when reported again', reported.id, service.id, agent);
    },
  }),
  opstageCheck({
    ...replacement,
    id: 'replacement/disabled-refused',
    title: 'a disabled agent is not replaced, and the token keeps its use',
    how: 'Disables an agent, tries to replace it, enables it and tries again with the same token. Expects 403 AGENT_DISABLED with nothing changed, the old token good after enable, then the replacement.',
    async run(t) {
      const agent = await t.enrol();
      const issued = await t.driver.registrationToken({ replaceAgentId: agent.id });
      t.driver.must(await t.send('agentDisable', { path: { agentId: agent.id }, body: {} }));
      const before = await seenAgent(t, agent);
      const refused = await register(t, { token: issued.token, code: agent.code });
      t.expect(refused).refusal('AGENT_DISABLED');
      t.equal('the status', refused.status, 403, refused);
      const after = await seenAgent(t, agent);
      t.equal('the agent', after.data, before.data, before, refused, after);
      const token = await seenToken(t, issued);
      t.equal('uses of the token', token.data.uses, 0, token, refused);
      t.driver.must(await t.send('agentEnable', { path: { agentId: agent.id }, body: {} }));
      t.expect(await agent.heartbeat()).success();
      const reply = await register(t, { token: issued.token, code: agent.code });
      t.equal('the agent id', t.expect(reply).success().agentId, agent.id, reply);
      t.expect(await agent.heartbeat()).refusal('AGENT_TOKEN_REVOKED');
    },
  }),
  opstageCheck({
    ...replacement,
    id: 'replacement/parallel',
    title: 'of parallel replacements of one agent, one token is good in the end',
    how: 'Sends five registrations at once that replace one agent, each with a token of its own. Expects all to succeed with its id, exactly one of the issued tokens to work and the others to be AGENT_TOKEN_REVOKED.',
    async run(t) {
      const agent = await t.enrol();
      const tokens = await Promise.all(
        Array.from({ length: 5 }, () => t.driver.registrationToken({ replaceAgentId: agent.id })),
      );
      const replies = await Promise.all(tokens.map(({ token }) => register(t, { token, code: agent.code })));
      const alive: number[] = [];
      for (const reply of replies) {
        const registration = t.expect(reply).success();
        t.equal('the agent id', registration.agentId, agent.id, reply);
        const beat = await t.driver.agentOf(registration, t.driver.newBootId()).heartbeat();
        if (beat.status === 200) alive.push(beat.message);
        else t.expect(beat).refusal('AGENT_TOKEN_REVOKED');
      }
      const [firstReply, ...otherReplies] = replies.map(({ message }) => message);
      t.equal('issued tokens that work', alive.length, 1, firstReply as number, ...otherReplies);
      t.expect(await agent.heartbeat()).refusal('AGENT_TOKEN_REVOKED');
    },
  }),
];
