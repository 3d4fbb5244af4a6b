/** Contract, section 2: an agent is asked only for what it announced. */
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { seenAgent, seenCommand } from './operator-reads.ts';

const intersect = {
  requirement: 'capabilities-intersect',
  sentence:
    'Opstage MUST use an optional feature towards an agent only if that agent announced its capability: `commands.progress`, `commands.cancel`, `session.ws`, `token.rotate`; extensions use reverse-DNS names. An agent announces at registration, in the first heartbeat of each bootId and in `hello`; the latest announcement replaces the one before.',
} as const;

export const capabilityChecks: OpstageCheck[] = [
  opstageCheck({
    ...intersect,
    id: 'capabilities-intersect/in-force',
    title: 'a registration tells which announced features are in force',
    how: 'Registers agents that announce everything the Opstage can use, one feature and an unknown one, and nothing. Expects the features in force to be those both know.',
    async run(t) {
      const versionReply = await t.send('systemVersion');
      const { capabilities: offered } = t.expect(versionReply).success();
      for (const announced of [[...offered], ['commands.cancel', 'com.example.unknown-to-everybody'], []]) {
        const agent = await t.enrol({ capabilities: announced });
        const registered = t.transcript.messages.findLast(({ operationId }) => operationId === 'agentRegister');
        const inForce = [...agent.registration.capabilities].sort();
        const both = announced.filter((name) => offered.includes(name)).sort();
        t.equal('capabilities of the registration', inForce, both, registered ?? versionReply, versionReply);
      }
    },
  }),
  opstageCheck({
    ...intersect,
    id: 'capabilities-intersect/cancel',
    title: 'an agent without commands.cancel is never asked to cancel',
    how: 'Runs a cancellable command on an agent that announced nothing and cancels it. Expects COMMAND_NOT_CANCELLABLE, no request in the command, and no cancel in heartbeat or progress.',
    async run(t) {
      const service = await t.service({ agent: { capabilities: [] } });
      const { command, delivery } = await t.startCommand(service, { action: 'slow' });
      const cancelled = await t.send('commandCancel', { path: { commandId: command.id } });
      t.expect(cancelled).refusal('COMMAND_NOT_CANCELLABLE');
      const seen = await seenCommand(t, command);
      t.equal('cancelRequestedAt', seen.data.cancelRequestedAt, null, seen, cancelled);
      const heartbeat = await service.agent.heartbeat();
      t.equal('directives.cancel', t.expect(heartbeat).success().directives.cancel, [], heartbeat);
      t.expect(await service.agent.result(delivery)).success();
    },
  }),
  opstageCheck({
    ...intersect,
    id: 'capabilities-intersect/announced-cancel',
    title: 'an agent with commands.cancel is asked',
    how: 'Runs a cancellable command on an agent that announced commands.cancel and cancels it. Expects the request in the command and the next heartbeat.',
    async run(t) {
      const service = await t.service({ agent: { capabilities: ['commands.cancel'] } });
      const { command } = await t.startCommand(service, { action: 'slow' });
      const cancelled = await t.send('commandCancel', { path: { commandId: command.id } });
      t.that('cancelRequestedAt to be set', t.expect(cancelled).success().cancelRequestedAt !== null, null, cancelled);
      const heartbeat = await service.agent.heartbeat();
      t.equal('directives.cancel', t.expect(heartbeat).success().directives.cancel, [command.id], heartbeat);
    },
  }),
  opstageCheck({
    ...intersect,
    id: 'capabilities-intersect/latest-replaces',
    title: 'the first heartbeat of a boot replaces what was announced before',
    how: 'Registers with capabilities, then starts anew and announces others in the first heartbeat, then again with none. Expects the agent to show the latest announcement each time and cancellation to follow it.',
    async run(t) {
      const service = await t.service({ agent: { capabilities: ['commands.cancel', 'com.example.pool'] } });
      const { agent } = service;
      const registered = await seenAgent(t, agent);
      t.equal(
        'the capabilities registered',
        [...registered.data.capabilities].sort(),
        ['com.example.pool', 'commands.cancel'],
        registered,
      );
      for (const capabilities of [['commands.progress'], []]) {
        agent.restart();
        const heartbeat = await agent.heartbeat({ capabilities });
        t.expect(heartbeat).success();
        const seen = await seenAgent(t, agent);
        t.equal('the capabilities shown', seen.data.capabilities, capabilities, heartbeat, seen);
        const { command } = await t.startCommand(service, { action: 'slow' });
        t.expect(await t.send('commandCancel', { path: { commandId: command.id } })).refusal('COMMAND_NOT_CANCELLABLE');
      }
      agent.restart();
      t.expect(await agent.heartbeat({ capabilities: ['commands.cancel'] })).success();
      t.expect(await agent.heartbeat()).success();
      const { command } = await t.startCommand(service, { action: 'slow' });
      t.expect(await t.send('commandCancel', { path: { commandId: command.id } })).success();
    },
  }),
];
