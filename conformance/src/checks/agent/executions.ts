/** One command id, one execution: through redelivery, lost answers, crashes and restarts. Counted outside the agent. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FakeCommand } from '../../target/fake-opstage/command-book.ts';
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import {
  accepted,
  ackOf,
  errorOf,
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
  touched,
} from './capsule-run.ts';
import { unlessGone } from './unless-gone.ts';

const sentences = {
  'execute-at-most-once':
    'An agent MUST journal command id and delivery id durably after the accepted ack and before the handler. A known id that is delivered again MUST be acked `accepted: true` under the new delivery id and never started again; its result, stored or when it finishes, goes under the newest acked delivery id. On start the agent MUST send FAILED `AGENT_RESTARTED` for each journaled command without a result. Entries are kept 24 h after the result was finally answered; payloads MUST NOT be journaled.',
} as const;

const atMostOnce = {
  requirement: 'execute-at-most-once',
  sentence: sentences['execute-at-most-once'],
  needs: needsCapsule,
} as const;

export const executionChecks: AgentCheck[] = [
  agentCheck({
    ...atMostOnce,
    id: 'execute-at-most-once/redelivered-while-running',
    title: 'a running command delivered again is acked and not started again',
    how: 'Delivers a touch again, under a new delivery id, while its handler runs. Expects `accepted:true` for the new id, one execution, and the result under the new id.',
    async run(t) {
      await ready(t);
      const { command, path } = await heldTouch(t);
      // An agent with one slot may claim nothing while its handler runs; then the delivery comes after it.
      const again = await redelivered(t, command, { whileRunning: () => t.opstage.effects.release(path) });
      t.opstage.effects.release(path);
      await judgeAgain(t, command, path, again);
    },
  }),
  agentCheck({
    ...atMostOnce,
    id: 'execute-at-most-once/redelivered-after-its-result',
    title: 'a finished command delivered again gets its stored result again',
    how: 'Delivers a touch again after its result was accepted. Expects `accepted:true`, no second execution, and the same outcome under the new delivery id.',
    async run(t) {
      await ready(t);
      const { command, path, result } = await finishedTouch(t);
      const again = await redelivered(t, command);
      await judgeAgain(t, command, path, again, result);
    },
  }),
  agentCheck({
    ...atMostOnce,
    id: 'execute-at-most-once/redelivered-after-a-crash',
    needs: needsStartAndCapsule,
    title: 'a finished command delivered again after a crash is still not run again',
    how: 'Kills the agent after the result of a touch was accepted, starts it on the same state folder and delivers the touch again. Expects `accepted:true`, no second execution, and the same outcome.',
    async run(t) {
      await ready(t);
      const { command, path, result } = await finishedTouch(t);
      await t.until('the result to be answered', () => result.endedAtMs !== null);
      await stillWorks(t);
      await t.kill();
      await ready(t);
      const again = await redelivered(t, command);
      await judgeAgain(t, command, path, again, result);
    },
  }),
  agentCheck({
    ...atMostOnce,
    id: 'execute-at-most-once/killed-in-the-handler',
    needs: needsStartAndCapsule,
    title: 'a command whose agent died in its handler fails AGENT_RESTARTED and is not run again',
    how: 'Kills the agent with SIGKILL the moment the handler of a touch is seen from outside, and starts it on the same state folder. Expects FAILED AGENT_RESTARTED, and no second execution, not even when the touch is delivered again.',
    async run(t) {
      await ready(t);
      const { command, path } = await heldTouch(t);
      await t.kill();
      t.opstage.effects.release(path);
      await ready(t);
      const result = await resultOf(t, command);
      t.equal('success', json(result).success, false, result);
      t.equal('the error code', errorOf(result).code, 'AGENT_RESTARTED', result);
      const again = await redelivered(t, command);
      await judgeAgain(t, command, path, again, result);
    },
  }),
  agentCheck({
    ...atMostOnce,
    id: 'execute-at-most-once/killed-before-the-ack-was-answered',
    needs: needsStartAndCapsule,
    title: 'a command whose agent died between ack and answer runs at most once',
    how: 'Holds the answer to the ack of a touch, kills the agent there, starts it again and delivers the touch again. Expects one outcome and at most one execution.',
    async run(t) {
      await ready(t);
      const script = t.opstage.play([{ on: 'commandAck', fault: { kind: 'hold' } }]);
      const path = t.opstage.effects.path();
      const command = order(t, 'touch', { path });
      await ackOf(t, command);
      await t.kill();
      script.end();
      const after = now(t);
      await ready(t);
      // What it owes from before comes by itself; only what it does not know is delivered again.
      await sent(t, 'a claim', 'commandClaim', { after });
      await t.pause(1_500);
      if (t.opstage.exchangesOf('commandResult', { commandId: command.id, after }).length === 0) {
        t.opstage.play([{ do: 'redeliver', commandId: command.id }]);
      }
      const result = await resultOf(t, command, { after });
      await stillWorks(t);
      const touches = t.opstage.effects.of(path).length;
      t.that('at most one execution', touches <= 1, `${touches} executions`, result);
      t.equal('a success only with an execution', json(result).success === true, touches === 1, result);
    },
  }),
  agentCheck({
    ...atMostOnce,
    id: 'execute-at-most-once/twice-in-one-answer',
    title: 'a command that stands twice in one answer runs once',
    how: 'Lists a delivery twice in the answer to a claim. Expects one execution and one outcome.',
    opstage: { script: [{ on: 'commandClaim', times: 'always', fault: { kind: 'repeat-deliveries' } }] },
    async run(t) {
      await ready(t);
      const { path, result } = await finishedTouch(t);
      await heartbeats(t, 2);
      t.equal('the executions', t.opstage.effects.of(path).length, 1, result);
    },
  }),
  agentCheck({
    ...atMostOnce,
    id: 'execute-at-most-once/ack-answer-lost',
    title: 'a command whose ack’s answer was lost runs once, delivered again or not',
    how: 'Loses the answers to the first ack of a touch and delivers the touch again at once. Expects one execution and one result.',
    opstage: { ackLeaseSeconds: 1, script: [{ on: 'commandAck', fault: { kind: 'lose-answer' } }] },
    async run(t) {
      await ready(t);
      const path = t.opstage.effects.path();
      const command = order(t, 'touch', { path });
      await ackOf(t, command);
      t.opstage.play([{ do: 'redeliver', commandId: command.id }]);
      await touched(t, path);
      const result = await resultOf(t, command);
      await heartbeats(t, 2);
      t.equal('the executions', t.opstage.effects.of(path).length, 1, result);
      t.equal('the result', json(result).success, true, result);
    },
  }),
  agentCheck({
    ...atMostOnce,
    id: 'execute-at-most-once/payload-not-journaled',
    needs: needsStartAndCapsule,
    title: 'a payload stands in no file of the agent',
    how: 'Kills the agent in the handler of a touch whose payload carries a canary and starts it again. Expects the canary in no file of the state folder, before and after the restart.',
    async run(t) {
      await ready(t);
      const canary = `payload-${t.random.word(32)}`;
      const path = t.opstage.effects.path(canary);
      t.opstage.effects.hold(path);
      const command = order(t, 'touch', { path });
      await touched(t, path);
      await t.kill();
      const whileRunning = await filesHolding(t.process.stateFolder ?? '', path);
      t.opstage.effects.release(path);
      await ready(t);
      const result = await resultOf(t, command);
      t.equal('the files that hold the payload', whileRunning, [], result);
      t.equal('the files after the restart', await filesHolding(t.process.stateFolder ?? '', path), [], result);
    },
  }),
];

async function finishedTouch(t: AgentTrial): Promise<{ command: FakeCommand; path: string; result: Exchange }> {
  const path = t.opstage.effects.path();
  const command = order(t, 'touch', { path });
  await touched(t, path);
  return { command, path, result: await resultOf(t, command) };
}

interface Redelivery {
  deliveryId: string;
  ack: Exchange;
}

/** Delivers it again and waits for the ack of that delivery. */
async function redelivered(
  t: AgentTrial,
  command: FakeCommand,
  options: { whileRunning?: () => void } = {},
): Promise<Redelivery> {
  const known = command.deliveries.length;
  t.opstage.play([{ do: 'redeliver', commandId: command.id }]);
  if (options.whileRunning) {
    await heartbeats(t, 2);
    if (command.deliveries.length === known) options.whileRunning();
  }
  await t.until('the agent to claim it again', () => command.deliveries.length > known, {
    everyMs: 20,
  });
  const deliveryId = command.deliveries.at(-1)?.id ?? '';
  const ack = await t.until(
    'an ack under the new delivery id',
    () =>
      t.opstage.exchangesOf('commandAck', { commandId: command.id }).find((one) => json(one).deliveryId === deliveryId),
    { everyMs: 20 },
  );
  return { deliveryId, ack };
}

async function judgeAgain(
  t: AgentTrial,
  command: FakeCommand,
  path: string,
  { deliveryId, ack }: Redelivery,
  earlier?: Exchange,
): Promise<void> {
  t.equal('the ack of the new delivery', json(ack).accepted, true, ack);
  const result = await accepted(t, 'the result under the new delivery id', 'commandResult', {
    commandId: command.id,
    after: ack.number,
  });
  t.equal('its delivery id', json(result).deliveryId, deliveryId, ack, result);
  if (earlier) {
    const outcome = (one: Exchange) => ({
      success: json(one).success,
      data: json(one).data ?? null,
      error: errorOf(one).code,
    });
    t.equal('the outcome sent again', outcome(result), outcome(earlier), earlier, result);
  }
  await stillWorks(t);
  t.equal('the executions', t.opstage.effects.of(path).length, 1, ack, result);
}

async function filesHolding(root: string, text: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    if ((await unlessGone(readFile(path)))?.includes(text)) found.push(path.slice(root.length + 1));
  }
  return found;
}
