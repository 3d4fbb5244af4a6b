/** Contract, section 4: how a process of an agent ends, and what gives two of them away. */
import type { Reply } from '../../target/caller.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { auditOf, seenAgent, seenService } from './operator-reads.ts';

const disconnect = {
  requirement: 'disconnect',
  sentence:
    'On `disconnect {bootId, reason}` or `goodbye` Opstage MUST make the agent OFFLINE at once, with the reason; later calls that name this bootId MUST NOT revive it. The loss of a session alone MUST change nothing.',
} as const;
const conflict = {
  requirement: 'identity-conflict',
  sentence:
    'When two bootIds alternate on one agent, Opstage SHOULD raise the event and the audit record `agent.identity.conflict`.',
} as const;

export const disconnectChecks: OpstageCheck[] = [
  opstageCheck({
    ...disconnect,
    id: 'disconnect/at-once',
    title: 'a disconnected agent is OFFLINE at once, with the reason',
    how: 'Disconnects an online agent that has a service and reads at once, then disconnects again. Expects OFFLINE with the reason everywhere, AGENT_OFFLINE at the action gate, and one agent.disconnected record.',
    async run(t) {
      const service = await t.service();
      const reason = `Updating to 1.0.${t.random.integer(1, 99)}`;
      const left = await service.agent.disconnect(reason);
      t.equal('the status answered', t.expect(left).success().status, 'OFFLINE', left);
      const agent = await seenAgent(t, service.agent);
      t.equal('the agent', [agent.data.status, agent.data.disconnectReason], ['OFFLINE', reason], left, agent);
      const view = await seenService(t, service);
      t.equal('its service', view.data.effectiveStatus, 'OFFLINE', left, view);
      const refused = await t.send('commandCreate', { path: { serviceId: service.id, actionName: 'echo' }, body: {} });
      t.expect(refused).refusal('AGENT_OFFLINE');
      t.expect(await service.agent.disconnect(reason)).success();
      const events = await auditOf(t, { action: 'agent.disconnected', targetId: service.agent.id });
      t.equal('agent.disconnected records', events.data.length, 1, events);
    },
  }),
  opstageCheck({
    ...disconnect,
    id: 'disconnect/not-revived',
    title: 'later calls naming the same bootId do not revive the agent; another bootId does',
    how: 'Disconnects an agent, then sends a heartbeat, a claim and a report naming the same bootId, then a heartbeat of a new process. Expects OFFLINE until the last, then ONLINE without a reason.',
    async run(t) {
      const { agent } = await t.service();
      const left = await agent.disconnect('Scaling down');
      t.expect(left).success();
      const calls: (() => Promise<Reply>)[] = [
        () => agent.heartbeat(),
        () => agent.claim(),
        () => agent.report([]),
        () => agent.heartbeat(),
      ];
      for (const call of calls) {
        const reply = await call();
        const after = await seenAgent(t, agent);
        t.equal(
          'the agent',
          [after.data.status, after.data.disconnectReason],
          ['OFFLINE', 'Scaling down'],
          left,
          reply,
          after,
        );
      }
      agent.restart();
      t.expect(await agent.heartbeat()).success();
      const back = await seenAgent(t, agent);
      const { status, disconnectReason, bootId } = back.data;
      const expected = { status: 'ONLINE', disconnectReason: null, bootId: agent.bootId };
      t.equal('the agent', { status, disconnectReason, bootId }, expected, back);
    },
  }),
  opstageCheck({
    ...conflict,
    id: 'identity-conflict',
    title: 'two bootIds that alternate are reported; a restart is not',
    how: 'Sends heartbeats of one agent from two alternating bootIds, and restarts another agent once. Expects an audit record agent.identity.conflict for the first and none for the second.',
    async run(t) {
      const copied = await t.enrol();
      const bootIds = [copied.bootId, t.driver.newBootId()];
      for (let beat = 0; beat < 8; beat += 1) {
        copied.bootId = bootIds[beat % 2] as string;
        t.expect(await copied.heartbeat()).success();
      }
      const restarted = await t.enrol();
      t.expect(await restarted.heartbeat()).success();
      restarted.restart();
      for (let beat = 0; beat < 3; beat += 1) t.expect(await restarted.heartbeat()).success();
      const events = await t.until('an audit record agent.identity.conflict', async () => {
        const found = await auditOf(t, { action: 'agent.identity.conflict', targetId: copied.id });
        return found.data.length > 0 && found;
      });
      t.equal('who wrote it', events.data[0]?.actor.type, 'system', events);
      const none = await auditOf(t, { action: 'agent.identity.conflict', targetId: restarted.id });
      t.equal('records for the restarted agent', none.data, [], none);
    },
  }),
];
