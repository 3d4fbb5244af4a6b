/** One process, one bootId; and an end that is told. */
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import { accepted, ackOf, all, heldTouch, json, needsStartAndCapsule, now, order, ready, sent } from './capsule-run.ts';

const sentences = {
  'boot-id':
    'An agent MUST choose one random `bootId` per process start and send it in register, heartbeat, claim, hello and disconnect.',
  'disconnect-on-stop':
    'On an orderly stop an agent MUST finish or fail what runs within a bounded grace and then disconnect.',
} as const;

const stopCeilingMs = 40_000;
const crossingMs = 1_000;
const orderlyStop = { requirement: 'disconnect-on-stop', sentence: sentences['disconnect-on-stop'] } as const;

export const lifetimeChecks: AgentCheck[] = [
  agentCheck({
    id: 'boot-id',
    needs: ['start'],
    requirement: 'boot-id',
    sentence: sentences['boot-id'],
    title: 'all calls of one process name one bootId, and every start another',
    how: 'Starts the agent twice on one state folder and once on a fresh one. Expects one bootId in register, report, heartbeat, claim and disconnect of a process, and three different ones.',
    async run(t) {
      const seen = new Set<unknown>();
      for (let start = 1; start <= 2; start += 1) {
        const after = now(t);
        await t.start();
        for (const operation of ['serviceReport', 'agentHeartbeat', 'commandClaim']) {
          await sent(t, `the agent to send ${operation}`, operation, { after });
        }
        await t.stop({ ceilingMs: stopCeilingMs });
        await t.kill();
        const starts = t.opstage.exchanges.filter((one) => one.number > after && 'bootId' in json(one));
        const ids = [...new Set(starts.map((one) => json(one).bootId))];
        t.that('one bootId per process', ids.length === 1, ids, ...all(starts));
        t.that('a bootId of its own for every start', !seen.has(ids[0]), ids[0], ...all(starts));
        seen.add(ids[0]);
      }
      const fresh = t.another();
      try {
        const registrationToken = t.opstage.issueRegistrationToken();
        await fresh.start({ url: t.opstage.url, registrationToken }, {});
        const register = await sent(t, 'a registration with fresh state', 'agentRegister', {
          fits: ({ body }) => (body as { registrationToken?: unknown }).registrationToken === registrationToken,
        });
        t.that(
          'a bootId of its own for every start',
          !seen.has(json(register).bootId),
          json(register).bootId,
          register,
        );
      } finally {
        await fresh.dispose();
      }
    },
  }),
  agentCheck({
    ...orderlyStop,
    id: 'disconnect-on-stop',
    needs: ['start'],
    title: 'the last call of a stopped agent is its disconnect',
    how: 'Sends SIGTERM to an idle agent. Expects a disconnect naming its bootId, nothing after it, and the end of the process.',
    async run(t) {
      await ready(t);
      const heartbeat = await accepted(t, 'a heartbeat', 'agentHeartbeat');
      const exit = await t.stop({ ceilingMs: stopCeilingMs });
      const disconnect = judgeDisconnect(t, exit !== null);
      t.equal('the bootId of the disconnect', json(disconnect).bootId, json(heartbeat).bootId, heartbeat, disconnect);
    },
  }),
  agentCheck({
    ...orderlyStop,
    id: 'disconnect-on-stop/settles-what-runs',
    title: 'what runs is finished or failed before the disconnect',
    how: 'Sends SIGTERM while a sleep of 0.7 s runs. Expects its result, then the disconnect, then the end of the process.',
    needs: needsStartAndCapsule,
    async run(t) {
      await ready(t);
      const command = order(t, 'sleep', { ms: 700 });
      const ack = await ackOf(t, command);
      await t.until('the ack to be answered', () => ack.endedAtMs !== null);
      const exit = await t.stop({ ceilingMs: stopCeilingMs });
      const disconnect = judgeDisconnect(t, exit !== null);
      const result = t.opstage.exchangesOf('commandResult', { commandId: command.id })[0];
      t.that('a result of what ran', result !== undefined, 'none', disconnect);
      t.that('the result before the disconnect', (result?.number ?? 0) < disconnect.number, 'after it', disconnect);
    },
  }),
  agentCheck({
    ...orderlyStop,
    id: 'disconnect-on-stop/bounded-grace',
    long: true,
    since: 'standard',
    title: 'a handler that never ends does not keep the agent from stopping',
    how: 'Sends SIGTERM while a touch is held open for ever. Expects a failed result for it, the disconnect, and the end of the process within 40 s.',
    needs: needsStartAndCapsule,
    async run(t) {
      await ready(t);
      const { command } = await heldTouch(t);
      const exit = await t.stop({ ceilingMs: stopCeilingMs });
      const disconnect = judgeDisconnect(t, exit !== null);
      const result = t.opstage.exchangesOf('commandResult', { commandId: command.id })[0];
      t.that(
        'a failed result of what ran',
        result !== undefined && json(result).success === false,
        result?.body,
        disconnect,
      );
    },
  }),
];

function judgeDisconnect(t: AgentTrial, ended: boolean): Exchange {
  const calls = t.opstage.exchanges.filter(({ operationId }) => operationId !== null);
  const last = calls.at(-1);
  const disconnect = t.opstage.exchangesOf('agentDisconnect')[0];
  if (!disconnect) return t.fail('a disconnect', 'none', ...(last ? [last] : []));
  t.that(`the end of the process within ${stopCeilingMs / 1_000} s`, ended, 'still running', disconnect);
  // A call on another connection may have crossed it.
  const overMs = (disconnect.endedAtMs ?? disconnect.receivedAtMs) + crossingMs;
  const later = calls.filter(({ receivedAtMs }) => receivedAtMs > overMs).map(({ operationId }) => operationId);
  t.equal('the calls after the disconnect was answered', later, [], disconnect);
  return disconnect;
}
