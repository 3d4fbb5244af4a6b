/** Nothing runs before its ack was answered 200. */
import { type AgentCheck, agentCheck } from '../check.ts';
import {
  ackOf,
  all,
  heartbeats,
  json,
  needsCapsule,
  order,
  ready,
  resultOf,
  sent,
  stillWorks,
  succeeded,
  touched,
} from './capsule-run.ts';

const sentences = {
  'ack-before-run':
    'An agent MUST ack a delivery, retry the ack until a contract answer comes, and run the command only on 200.',
} as const;

const ackBeforeRun = { requirement: 'ack-before-run', sentence: sentences['ack-before-run'] } as const;
const refusals = [
  'COMMAND_CANCELLED',
  'COMMAND_EXPIRED',
  'COMMAND_DELIVERY_STALE',
  'COMMAND_ALREADY_COMPLETED',
  'COMMAND_NOT_FOUND',
] as const;

export const ackChecks: AgentCheck[] = [
  agentCheck({
    ...ackBeforeRun,
    id: 'ack-before-run',
    title: 'a handler starts only after its ack was answered',
    how: 'Holds the answers to the acks of a touch for two heartbeats. Expects no execution meanwhile, and one after the answer.',
    needs: needsCapsule,
    async run(t) {
      await ready(t);
      const script = t.opstage.play([{ on: 'commandAck', times: 'always', fault: { kind: 'hold' } }]);
      const path = t.opstage.effects.path();
      const command = order(t, 'touch', { path });
      const ack = await ackOf(t, command);
      t.equal('the ack', json(ack).accepted, true, ack);
      const meanwhile = await heartbeats(t, 2);
      t.equal('the executions before the answer', t.opstage.effects.of(path).length, 0, ack, ...all(meanwhile));
      script.end();
      await touched(t, path);
      const result = await resultOf(t, command);
      t.equal('the executions', t.opstage.effects.of(path).length, 1, ack, result);
    },
  }),
  agentCheck({
    ...ackBeforeRun,
    id: 'ack-before-run/retried',
    long: true,
    since: 'standard',
    title: 'an ack is retried until it is answered, and the command runs once',
    how: 'Resets the first ack, refuses the second 503, loses the answer to the third, answers the fourth. Expects four acks of one delivery, no execution before the fourth, and one execution.',
    needs: needsCapsule,
    opstage: {
      script: [
        { on: 'commandAck', fault: { kind: 'reset' } },
        { on: 'commandAck', fault: { kind: 'refuse', code: 'SERVICE_UNAVAILABLE', retryAfterSeconds: 1 } },
        { on: 'commandAck', fault: { kind: 'lose-answer' } },
      ],
    },
    async run(t) {
      await ready(t);
      const path = t.opstage.effects.path();
      const command = order(t, 'touch', { path });
      const effect = await touched(t, path, { beats: 20 });
      const result = await resultOf(t, command);
      const acks = t.opstage.exchangesOf('commandAck', { commandId: command.id });
      const last = acks.find((one) => succeeded(one) && one.fault === null);
      t.that(
        'three faults and an answered ack',
        acks.length >= 4 && last !== undefined,
        `${acks.length} acks`,
        ...all(acks),
      );
      t.equal('the delivery ids acked', new Set(acks.map((one) => json(one).deliveryId)).size, 1, ...all(acks));
      t.that(
        'the execution after the answered ack',
        effect.number > (last?.number ?? 0),
        `message ${effect.number}`,
        ...all(acks),
      );
      t.equal('the executions', t.opstage.effects.of(path).length, 1, result);
    },
  }),
  agentCheck({
    ...ackBeforeRun,
    id: 'ack-before-run/refused',
    title: 'a command whose ack is refused never runs',
    how: `Refuses the acks of five touches with ${refusals.join(', ')}. Expects no execution, no result and no second ack of any, and an agent that still works.`,
    needs: needsCapsule,
    async run(t) {
      await ready(t);
      const commands = [];
      for (const code of refusals) {
        const path = t.opstage.effects.path();
        const command = order(t, 'touch', { path });
        t.opstage.play([{ on: 'commandAck', commandId: command.id, times: 'always', fault: { kind: 'refuse', code } }]);
        const ack = await sent(t, `an ack to be refused ${code}`, 'commandAck', { commandId: command.id });
        commands.push({ code, path, command, ack });
      }
      await heartbeats(t, 3);
      for (const { code, path, command, ack } of commands) {
        t.equal(`the executions after ${code}`, t.opstage.effects.of(path).length, 0, ack);
        const results = t.opstage.exchangesOf('commandResult', { commandId: command.id });
        t.equal(`the results after ${code}`, results.length, 0, ack);
        const acks = t.opstage.exchangesOf('commandAck', { commandId: command.id });
        t.equal(`the acks answered ${code}`, acks.length, 1, ...all(acks));
      }
      await stillWorks(t);
    },
  }),
];
