/** What an agent does without its session: the same work over HTTP, once. */
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import {
  all,
  heartbeats,
  heldTouch,
  json,
  needsCapsule,
  needsStartAndCapsule,
  now,
  order,
  ready,
  resultOf,
  sent,
  stillWorks,
} from './capsule-run.ts';
import { closedOf, noMoreSessions, readyInSession, servingSessions, upgrades } from './session-run.ts';

const fallback = {
  profile: 'agent-session',
  requirement: 'session-fallback',
  sentence:
    'On loss of the session an agent MUST resume claiming over HTTP within one poll interval and MUST NOT run anything twice because of it.',
  needs: needsCapsule,
} as const;
const pollSeconds = 2;
/** Those of the interval, which is two of them, twice over: for an agent that learns of the loss after the kit. */
const heartbeatsMax = 5;
/** The contract says 60 s; nobody waits that long for a check, and an agent that does not know the rule is back in a few. */
const quietMs = 10_000;
const crossingMs = 2_000;

export const sessionLossChecks: AgentCheck[] = [
  agentCheck({
    ...fallback,
    id: 'session-fallback',
    title: 'after the loss of its session an agent claims over HTTP within one poll interval',
    how: `Cuts the connection of the session and refuses further ones, with a poll interval of ${pollSeconds} s and heartbeats every second. Expects a claim before the agent has sent more than ${heartbeatsMax} heartbeats, and an echo done over HTTP.`,
    opstage: { ...servingSessions, commandPollIntervalSeconds: pollSeconds },
    async run(t) {
      const session = await readyInSession(t);
      await stillWorks(t);
      const after = now(t);
      t.opstage.play([noMoreSessions, { do: 'drop-session' }]);
      await closedOf(t, session);
      const claim = await t.until('a claim over HTTP', () =>
        // One that was held all the while serves as well.
        t.opstage.exchangesOf('commandClaim').find((one) => one.number > after || one.endedAtMs === null),
      );
      const before = t.opstage.exchangesOf('agentHeartbeat', { after }).filter(({ number }) => number < claim.number);
      const what = `a claim within ${pollSeconds} s of the loss, before more than ${heartbeatsMax} heartbeats`;
      t.that(what, before.length <= heartbeatsMax, `${before.length} heartbeats`, claim, ...before);
      const result = await stillWorks(t);
      t.equal('the way of the result', result.method, 'POST', result);
    },
  }),
  agentCheck({
    ...fallback,
    id: 'session-fallback/no-session-at-all',
    needs: needsStartAndCapsule,
    title: 'an agent whose upgrades a proxy answers works over HTTP',
    how: 'Answers every upgrade with a 502 page of a proxy. Expects reports, heartbeats and an echo over HTTP.',
    opstage: {
      ...servingSessions,
      script: [
        {
          on: 'agentSession',
          times: 'always',
          fault: { kind: 'foreign', status: 502, body: '<html><body>no WebSocket here</body></html>' },
        },
      ],
    },
    async run(t) {
      const report = await ready(t);
      await sent(t, 'an upgrade', 'agentSession');
      const result = await stillWorks(t);
      t.equal('the way of the result', result.method, 'POST', report, result);
      t.cite(...all(await heartbeats(t, 2)));
    },
  }),
  agentCheck({
    ...fallback,
    id: 'session-fallback/redelivered-while-running',
    title: 'a command that runs is not run again when it is delivered over HTTP',
    how: 'Dispatches a touch, cuts the session while it runs and delivers the command again over HTTP. Expects one run and the result under the newer delivery.',
    opstage: servingSessions,
    async run(t) {
      const session = await readyInSession(t);
      const { command, path } = await heldTouch(t);
      t.opstage.play([noMoreSessions, { do: 'drop-session' }]);
      await closedOf(t, session);
      const after = now(t);
      t.opstage.play([{ do: 'redeliver', commandId: command.id }]);
      const ack = await sent(t, 'an ack of the newer delivery', 'commandAck', {
        after,
        commandId: command.id,
        fits: (one) => json(one).deliveryId === command.deliveries.at(-1)?.id,
      });
      await heartbeats(t, 2);
      t.opstage.effects.release(path);
      const result = await resultOf(t, command);
      t.equal('the delivery of the result', json(result).deliveryId, command.deliveries.at(-1)?.id, ack, result);
      t.equal('the runs', t.opstage.effects.of(path).length, 1, ack, result);
    },
  }),
  agentCheck({
    ...fallback,
    id: 'session-fallback/ack-lost-with-the-session',
    title: 'an ack whose answer was lost with the session is retried over HTTP, and the command runs once',
    how: 'Carries out the command.ack of a touch and cuts the session before the answer. Expects an ack over HTTP, one run and its result.',
    opstage: servingSessions,
    async run(t) {
      await readyInSession(t);
      t.opstage.play([noMoreSessions, { on: 'command.ack', fault: { kind: 'cut-answer', bytes: 0 } }]);
      const path = t.opstage.effects.path();
      const command = order(t, 'touch', { path });
      const result = await resultOf(t, command);
      const acks = t.opstage.exchangesOf('commandAck', { commandId: command.id });
      const ways = [...new Set(acks.map(({ method }) => method))];
      t.equal('the ways of the acks', ways, ['FRAME', 'POST'], ...all(acks));
      t.equal('the runs', t.opstage.effects.of(path).length, 1, ...all(acks), result);
    },
  }),
  agentCheck({
    profile: 'agent-session',
    id: 'session-newest-wins',
    needs: ['start'],
    requirement: 'session-newest-wins',
    sentence:
      'A second session of an agent MUST replace the first at its `welcome`: Opstage closes the first 4009 and its later frames have no effect. An agent closed 4009 without a newer session of its own MUST NOT open a session or claim for 60 s.',
    long: true,
    since: 'standard',
    title: 'an agent replaced by another process leaves sessions and commands to it',
    how: `Closes the session 4009, though no newer one of this agent was opened. Expects no upgrade and no claim in the next ${quietMs / 1000} s, while heartbeats go on; that the silence lasts the whole 60 s is not waited for.`,
    opstage: servingSessions,
    async run(t) {
      const session = await readyInSession(t);
      t.opstage.play([{ do: 'close-session', code: 4009 }]);
      const { atMs } = await closedOf(t, session);
      await t.pause(quietMs);
      const lively = await heartbeats(t, 1);
      t.equal('the upgrades and claims since', callsSince(t, atMs), [], session.upgrade, ...all(lively));
    },
  }),
];

/** What was begun after the agent had answered the close: a claim may have crossed it on the way. */
function callsSince(t: AgentTrial, atMs: number): string[] {
  const late = [
    ...upgrades(t).filter(({ receivedAtMs }) => receivedAtMs > atMs),
    ...t.opstage.exchangesOf('commandClaim').filter(({ receivedAtMs }) => receivedAtMs > atMs + crossingMs),
  ];
  return late.map((one) => `${one.operationId} ${((one.receivedAtMs - atMs) / 1000).toFixed(1)} s after the close`);
}
