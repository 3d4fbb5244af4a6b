/** What a later contract may add: unknown members are passed over, unknown values are never good news. */
import { type AgentCheck, agentCheck } from '../check.ts';
import { refusedThenKept } from './auth-failures.ts';
import {
  accepted,
  ackOf,
  all,
  heartbeats,
  needsCapsule,
  now,
  order,
  ready,
  registrations,
  resultOf,
  sent,
  stillWorks,
  succeeded,
  touched,
} from './capsule-run.ts';

const sentences = {
  'unknown-members-ignored':
    'Agent and Opstage MUST ignore object members they do not know and MUST NOT fail because of them.',
  'unknown-enum-is-not-success':
    'An agent MUST treat an enum value of an answer that it does not know as unknown and never as success.',
} as const;

export const toleranceChecks: AgentCheck[] = [
  agentCheck({
    id: 'unknown-members-ignored/agent',
    requirement: 'unknown-members-ignored',
    sentence: sentences['unknown-members-ignored'],
    title: 'an agent works though every object of every answer has unknown members',
    how: 'Adds unknown members of every JSON type to every object of every answer. Expects registration, report, heartbeats, a followed directive, a touch and an echo as ever.',
    needs: needsCapsule,
    opstage: { script: [{ on: '*', times: 'always', fault: { kind: 'unknown-members' } }] },
    async run(t) {
      await ready(t);
      await accepted(t, 'a heartbeat', 'agentHeartbeat');
      const after = now(t);
      t.opstage.play([{ do: 'ask-for-report', code: 'conformance' }]);
      const report = await accepted(t, 'the report asked for', 'serviceReport', { after });
      const path = t.opstage.effects.path();
      const touch = order(t, 'touch', { path });
      await touched(t, path);
      await resultOf(t, touch);
      await stillWorks(t);
      const later = await heartbeats(t, 2);
      t.that('everything as without them', later.every(succeeded), 'a heartbeat refused', report, ...all(later));
      t.equal('the register calls', t.opstage.exchangesOf('agentRegister').length, registrations(t), report);
    },
  }),
  agentCheck({
    id: 'unknown-enum-is-not-success/ack-status',
    requirement: 'unknown-enum-is-not-success',
    sentence: sentences['unknown-enum-is-not-success'],
    title: 'an ack answered with an unknown status starts no handler',
    how: 'Answers the first ack of a touch 200 with the status PARKED. Expects no execution before an ack was answered RUNNING, and no success reported without one.',
    needs: needsCapsule,
    async run(t) {
      await ready(t);
      const path = t.opstage.effects.path();
      const script = t.opstage.play([{ on: 'commandAck', fault: { kind: 'rewrite', data: { status: 'PARKED' } } }]);
      const command = order(t, 'touch', { path });
      const parked = await ackOf(t, command);
      await t.until('the ack to be answered PARKED', () => script.done && parked.endedAtMs !== null);
      const later = await heartbeats(t, 3);
      const running = t.opstage
        .exchangesOf('commandAck', { commandId: command.id, after: parked.number })
        .find(succeeded);
      const touches = t.opstage.effects
        .of(path)
        .filter(({ number }) => running === undefined || number < running.number);
      t.equal('the executions on PARKED', touches.length, 0, parked, ...all(later));
      const results = t.opstage
        .exchangesOf('commandResult', { commandId: command.id })
        .filter(
          ({ number, body }) =>
            (running === undefined || number < running.number) && (body as { success?: unknown }).success === true,
        );
      t.equal('the successes reported on PARKED', results.length, 0, parked, ...all(later));
      await stillWorks(t);
    },
  }),
  ...([401, 403] as const).map((status) =>
    agentCheck({
      id: `unknown-enum-is-not-success/error-code-${status}`,
      requirement: 'unknown-enum-is-not-success',
      sentence: sentences['unknown-enum-is-not-success'],
      title: `a ${status} with an unknown code is neither success nor the end of an identity`,
      how: `Refuses every call ${status} with a code of a later contract, then serves again. Expects the same token and no registration.`,
      async run(t) {
        await ready(t);
        await refusedThenKept(t, { kind: 'refuse', code: 'AGENT_ON_PROBATION', status }, { on: '*', times: 'always' });
      },
    }),
  ),
  agentCheck({
    id: 'unknown-enum-is-not-success/result-refused',
    requirement: 'unknown-enum-is-not-success',
    sentence: sentences['unknown-enum-is-not-success'],
    title: 'a result refused 503 with an unknown code is sent again',
    how: 'Refuses the first result of an echo 503 with a code of a later contract. Expects the result again.',
    needs: needsCapsule,
    async run(t) {
      await ready(t);
      t.opstage.play([
        { on: 'commandResult', fault: { kind: 'refuse', code: 'STORAGE_RESTING', status: 503, retryAfterSeconds: 1 } },
      ]);
      const command = order(t, 'echo', { a: 1 });
      const refused = await sent(t, 'a result', 'commandResult', { commandId: command.id });
      const again = await accepted(t, 'the result again', 'commandResult', {
        commandId: command.id,
        after: refused.number,
      });
      t.equal('the repeated result', again.body, refused.body, refused, again);
    },
  }),
];
