/** Contract, section 3: what the answer to revoke and disable guarantees. */
import type { CommandDelivery, OperationId } from 'capsule-contract/types';
import type { Reply } from '../../target/caller.ts';
import type { FakeAgent } from '../../target/fake-agent.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditOf, seenCommand, seenService } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const immediate = {
  requirement: 'revocation-is-immediate',
  sentence:
    'After its answer to revoke or disable Opstage MUST let nothing of that agent succeed that begins later and MUST NOT deliver anything to it; held claims MUST end with that 401 or 403 and sessions MUST close 4403, without waiting for their timeouts.',
} as const;
const settles = {
  requirement: 'revocation-settles-commands',
  sentence:
    'Revoke MUST in its own transaction turn PENDING commands CANCELLED and RUNNING ones FAILED `AGENT_REVOKED` with `outcomeKnown: false`. After disable, PENDING commands MUST wait until `startBy` and RUNNING ones run out their lease; results after enable are judged as usual.',
} as const;

const shutOut = [
  { operationId: 'agentRevoke', refusal: 'AGENT_TOKEN_REVOKED' },
  { operationId: 'agentDisable', refusal: 'AGENT_DISABLED' },
] as const;

const decide = (t: OpstageTrial, operationId: OperationId, agent: FakeAgent) =>
  t.send(operationId, { path: { agentId: agent.id }, body: {} });

/** Every call an agent with a running command can make, each one good a moment ago. */
function everyCall(agent: FakeAgent, running: CommandDelivery): Promise<Reply[]> {
  return Promise.all<Reply>([
    agent.heartbeat(),
    agent.claim(),
    agent.report([]),
    agent.progress(running),
    agent.ack(running),
    agent.result(running),
    agent.send('agentTokenRotate', { body: { bootId: agent.bootId } }),
    agent.disconnect(),
  ]);
}

export const revocationChecks: OpstageCheck[] = [
  opstageCheck({
    ...immediate,
    id: 'revocation-is-immediate/calls',
    title: 'no call that begins after the answer to revoke or disable succeeds',
    how: 'Revokes one agent and disables another, each with a running and a waiting command, and makes every agent call at once. Expects each to be refused with the class of the decision, and the waiting command not delivered.',
    async run(t) {
      for (const { operationId, refusal } of shutOut) {
        const service = await t.service();
        const { delivery } = await t.startCommand(service);
        const waiting = await t.createCommand(service);
        t.expect(await decide(t, operationId, service.agent)).success();
        for (const reply of await everyCall(service.agent, delivery)) t.expect(reply).refusal(refusal);
        const after = await seenCommand(t, waiting);
        t.equal('deliveries of the waiting command', after.data.attempt, 0, after);
      }
    },
  }),
  opstageCheck({
    ...immediate,
    id: 'revocation-is-immediate/held-claims',
    title: 'held claims end with the refusal and do not wait for their timeout',
    how: 'Holds two claims of 50 seconds, then revokes the agent; likewise with disable. Expects both claims to end with 401 AGENT_TOKEN_REVOKED or 403 AGENT_DISABLED long before their time.',
    async run(t) {
      await Promise.all(
        shutOut.map(async ({ operationId, refusal }) => {
          const { agent } = await t.service();
          const held = [agent.claim({ waitSeconds: 50 }), agent.claim({ waitSeconds: 50 })];
          // A claim that arrives only after the decision is refused with the same code, so this need not be exact.
          await t.pause(300);
          const decidedAt = performance.now();
          t.expect(await decide(t, operationId, agent)).success();
          for (const reply of await Promise.all(held)) {
            t.expect(reply).refusal(refusal);
            const tookMs = performance.now() - decidedAt;
            t.that('an end long before the 50 s', tookMs < 25_000, `${Math.round(tookMs)} ms`, reply);
          }
        }),
      );
    },
  }),
  opstageCheck({
    ...immediate,
    id: 'revocation-is-immediate/race',
    title: 'what races with the decision is either done before it or refused',
    how: 'Lets twelve claims and heartbeats race with revoke and with disable. Expects each to succeed or to be refused with the class of the decision, every command delivered at most once, and all calls begun after the answer to be refused.',
    async run(t) {
      for (const { operationId, refusal } of shutOut) {
        await undisturbed(t, ['ackLeaseSeconds', 'offlineAfterSeconds'], async () => {
          const service = await t.service();
          for (let count = 0; count < 4; count += 1) await t.createCommand(service);
          const { agent } = service;
          const racing = Array.from({ length: 12 }, async (_, index): Promise<Reply> => {
            return index % 2 === 0 ? agent.claim({ max: 1 }) : agent.heartbeat();
          });
          const decided = await decide(t, operationId, agent);
          t.expect(decided).success();
          const late = await Promise.all([agent.claim(), agent.heartbeat()]);
          for (const reply of late) t.expect(reply).refusal(refusal);
          const ids: string[] = [];
          for (const reply of await Promise.all(racing)) {
            if (reply.status !== 200) t.expect(reply).refusal(refusal);
            else ids.push(...deliveredIn(reply));
          }
          t.equal(
            'commands delivered twice',
            ids.filter((id, at) => ids.indexOf(id) !== at),
            [],
            decided,
          );
        });
      }
    },
  }),
  opstageCheck({
    ...settles,
    id: 'revocation-settles-commands/revoke',
    title: 'revoke cancels what waits and fails what runs',
    how: 'Revokes an agent with a waiting, a delivered and a running command and reads them at once. Expects CANCELLED, CANCELLED and FAILED AGENT_REVOKED with outcomeKnown false, one audit record each, and a finished command left as it was.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds', 'offlineAfterSeconds'], async () => {
        const service = await t.service();
        const finished = await t.startCommand(service);
        t.driver.must(await service.agent.result(finished.delivery));
        const before = await seenCommand(t, finished.command);
        const running = await t.startCommand(service);
        const delivered = await t.createCommand(service);
        await t.deliver(service.agent, delivered);
        const waiting = await t.createCommand(service);
        const revoked = await decide(t, 'agentRevoke', service.agent);
        t.expect(revoked).success();
        const lost = await seenCommand(t, running.command);
        t.equal(
          'the running command',
          [lost.data.status, lost.data.error?.code, lost.data.outcomeKnown, lost.data.finishedAt !== null],
          ['FAILED', 'AGENT_REVOKED', false, true],
          revoked,
          lost,
        );
        for (const command of [delivered, waiting]) {
          const after = await seenCommand(t, command);
          const facts = [after.data.status, after.data.outcomeKnown, after.data.finishedAt !== null];
          t.equal('the pending command', facts, ['CANCELLED', true, true], revoked, after);
          const events = await auditOf(t, { action: 'command.cancelled', correlationId: command.id });
          t.equal('command.cancelled records', events.data.length, 1, events);
        }
        const events = await auditOf(t, { action: 'command.failed', correlationId: running.command.id });
        t.equal('command.failed records', events.data.length, 1, events);
        const kept = await seenCommand(t, finished.command);
        t.equal('the finished command', kept.data, before.data, before, kept);
      });
    },
  }),
  opstageCheck({
    ...settles,
    id: 'revocation-settles-commands/disable-pauses',
    title: 'after disable commands stay as they are, and results after enable count',
    how: 'Disables an agent with a running and a waiting command, reads both, enables it, sends the result and claims. Expects RUNNING and PENDING in between, then SUCCEEDED and the waiting command delivered.',
    async run(t) {
      const { service, waiting } = await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], async () => {
        const service = await t.service();
        const running = await t.startCommand(service);
        const waiting = await t.createCommand(service);
        t.expect(await decide(t, 'agentDisable', service.agent)).success();
        const paused = await seenCommand(t, running.command);
        t.equal('the running command', paused.data.status, 'RUNNING', paused);
        const kept = await seenCommand(t, waiting);
        t.equal('the waiting command', kept.data.status, 'PENDING', kept);
        t.expect(await decide(t, 'agentEnable', service.agent)).success();
        const result = await service.agent.result(running.delivery);
        t.equal('the status', t.expect(result).success().status, 'SUCCEEDED', result);
        return { service, waiting };
      });
      const delivery = await t.deliver(service.agent, waiting);
      t.expect(await service.agent.ack(delivery)).success();
    },
  }),
  opstageCheck({
    ...settles,
    id: 'revocation-settles-commands/disable-deadlines',
    since: 'standard',
    long: true,
    title: 'under a disabled agent a pending command expires and a running one loses its lease',
    how: 'Disables an agent with a running command and one that must start within a second, and waits. Expects EXPIRED and FAILED AGENT_LOST; after enable the result is kept as the late one.',
    ceilingMs: 90_000,
    async run(t) {
      const leaseMs = t.seconds('runLeaseSeconds') * 1000;
      const { service, running, short } = await undisturbed(t, ['runLeaseSeconds'], async () => {
        const service = await t.service();
        const running = await t.startCommand(service);
        const short = await t.createCommand(service, { startWithinSeconds: 1 });
        t.driver.must(await decide(t, 'agentDisable', service.agent));
        const still = await seenCommand(t, running.command);
        t.equal('the running command', still.data.status, 'RUNNING', still);
        return { service, running, short };
      });
      const expired = await t.until('the pending command to end', async () => {
        const command = await seenCommand(t, short);
        return command.data.status !== 'PENDING' && command;
      });
      t.equal('the pending command', expired.data.status, 'EXPIRED', expired);
      const lost = await t.until(
        'the running command to end',
        async () => {
          const command = await seenCommand(t, running.command);
          return command.data.status !== 'RUNNING' && command;
        },
        { ceilingMs: leaseMs + 15_000 },
      );
      t.equal('the running command', [lost.data.status, lost.data.error?.code], ['FAILED', 'AGENT_LOST'], lost);
      t.driver.must(await decide(t, 'agentEnable', service.agent));
      const result = await service.agent.result(running.delivery);
      const { late, status } = t.expect(result).success();
      t.equal('the late result', { late, status }, { late: true, status: 'FAILED' }, result);
      const owned = await seenService(t, service);
      t.equal('the owner of the service', owned.data.agentId, service.agent.id, owned);
    },
  }),
];

function deliveredIn(reply: Reply): string[] {
  const { data } = reply.body as { data: { commands?: { id: string }[] } };
  return (data.commands ?? []).map(({ id }) => id);
}
