/** What a handler that fails, hangs or is cancelled comes to. */
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
  now,
  order,
  ready,
  resultOf,
  stillWorks,
  succeeded,
} from './capsule-run.ts';

const sentences = {
  'handler-timeout':
    'A handler past `timeoutSeconds` MUST be answered FAILED `ACTION_TIMEOUT`; a handler that throws MUST be answered FAILED `ACTION_FAILED` with its message and without a stack trace.',
  'cancel-honoured':
    'An agent MUST pass a cancellation on to the handler and report `cancelled: true` if the handler stopped, or its true result if it finished first.',
} as const;

const timeout = {
  requirement: 'handler-timeout',
  sentence: sentences['handler-timeout'],
  needs: needsCapsule,
} as const;
const cancel = {
  requirement: 'cancel-honoured',
  sentence: sentences['cancel-honoured'],
  profile: 'agent-progress',
  needs: needsCapsule,
} as const;

/** Lines of a stack trace, as the languages we know print them. */
const stackLine = /\n\s+at |\n\s*File "|Traceback \(most recent|goroutine \d+ \[|\.(js|ts|mjs|py|go|java|rs):\d+/;

export const outcomeChecks: AgentCheck[] = [
  agentCheck({
    ...timeout,
    id: 'handler-timeout',
    title: 'a handler past its timeout is FAILED ACTION_TIMEOUT',
    how: 'Runs `slow`, and a sleep of a minute delivered with timeoutSeconds 1. Expects FAILED ACTION_TIMEOUT for both before twelve heartbeats, and an agent that still works.',
    async run(t) {
      await ready(t);
      const slow = order(t, 'slow', {}, { timeoutSeconds: 1 });
      const sleep = order(t, 'sleep', { ms: 60_000 }, { timeoutSeconds: 1 });
      for (const command of [slow, sleep]) {
        const result = await resultOf(t, command);
        t.equal(`success of ${command.order.actionName}`, json(result).success, false, result);
        t.equal(`the error code of ${command.order.actionName}`, errorOf(result).code, 'ACTION_TIMEOUT', result);
      }
      await stillWorks(t);
    },
  }),
  ...(['throw', 'fail'] as const).map((actionName) =>
    agentCheck({
      ...timeout,
      id: `handler-timeout/${actionName}`,
      title: `a handler that ${actionName}s is FAILED ACTION_FAILED with its message and no stack trace`,
      how: `Runs \`${actionName}\` with a message. Expects FAILED ACTION_FAILED, a message, and nothing of a stack trace in the result.`,
      async run(t) {
        await ready(t);
        const message = `the reason is ${t.namespace}`;
        const result = await resultOf(t, order(t, actionName, { message }));
        t.equal('success', json(result).success, false, result);
        t.equal('the error code', errorOf(result).code, 'ACTION_FAILED', result);
        const said = errorOf(result).message ?? '';
        t.that('a message', said.length > 0, json(result).error, result);
        if (actionName === 'fail')
          t.that(`the message of the handler, “${message}”`, said.includes(message), said, result);
        const text = [said, String(json(result).message ?? ''), JSON.stringify(json(result).data ?? null)].join('\n');
        t.that('no stack trace', !stackLine.test(text), text, result);
      },
    }),
  ),
  agentCheck({
    ...cancel,
    id: 'cancel-honoured',
    title: 'a cancelled handler stops and is reported cancelled',
    how: 'Cancels a sleep of a minute once it runs. Expects, before twelve heartbeats, a result with `cancelled:true` and `success:false`.',
    async run(t) {
      needsCancel(t);
      await ready(t);
      const command = order(t, 'sleep', { ms: 60_000 });
      const ack = await ackOf(t, command);
      await t.until('the ack to be answered', () => ack.endedAtMs !== null);
      t.opstage.play([{ do: 'cancel', commandId: command.id }]);
      const result = await resultOf(t, command);
      t.equal('the result', verdictOf(result), { success: false, cancelled: true }, ack, result);
      await stillWorks(t);
    },
  }),
  agentCheck({
    ...cancel,
    id: 'cancel-honoured/by-progress',
    title: 'a cancellation told in the answer to progress is passed on too',
    how: 'Keeps cancellations out of heartbeat answers and cancels a sleep of 20 s after its first progress. Expects a result with `cancelled:true` and `success:false`.',
    opstage: {
      script: [
        { on: 'agentHeartbeat', times: 'always', fault: { kind: 'rewrite', data: { directives: { cancel: [] } } } },
      ],
    },
    async run(t) {
      needsCancel(t);
      await ready(t);
      const command = order(t, 'sleep', { ms: 20_000 });
      const told = await t.until(
        'progress or the result of the sleep',
        () => exchanges('commandProgress').find(succeeded) ?? exchanges('commandResult')[0],
      );
      function exchanges(operation: string): Exchange[] {
        return t.opstage.exchangesOf(operation, { commandId: command.id });
      }
      if (told.operationId === 'commandResult') t.notApplicable('the sleep of this capsule reports no progress');
      const after = now(t);
      t.opstage.play([{ do: 'cancel', commandId: command.id }]);
      const result = await resultOf(t, command, { beats: 25 });
      const heard = t.opstage.exchangesOf('commandProgress', { commandId: command.id, after }).some(succeeded);
      if (!heard && !verdictOf(result).cancelled)
        t.couldNotRun('the sleep ended before any progress could be answered with the cancellation');
      t.equal('the result', verdictOf(result), { success: false, cancelled: true }, told, result);
    },
  }),
  agentCheck({
    ...cancel,
    id: 'cancel-honoured/finished-first',
    title: 'a handler that finishes though its cancellation was asked for gives its true result',
    how: 'Asks to cancel a touch while it is held open, then lets the touch end. Expects its outcome told truly: a success without `cancelled`, or `cancelled` if the handler had stopped before.',
    async run(t) {
      needsCancel(t);
      await ready(t);
      const { command, path, effect } = await heldTouch(t);
      t.opstage.play([{ do: 'cancel', commandId: command.id }]);
      await accepted(t, 'a heartbeat that is told to cancel', 'agentHeartbeat', { after: effect.number });
      await heartbeats(t, 2);
      // What comes while the touch is still open, comes from a handler that stopped.
      const stopped = t.opstage.exchangesOf('commandResult', { commandId: command.id }).length > 0;
      t.opstage.effects.release(path);
      const result = await resultOf(t, command);
      const expected = stopped ? { success: false, cancelled: true } : { success: true, cancelled: false };
      t.equal('the result', verdictOf(result), expected, result);
    },
  }),
  agentCheck({
    ...cancel,
    id: 'cancel-honoured/after-the-end',
    title: 'a cancellation that comes after the end changes nothing',
    how: 'Names a finished command and an unknown one in the cancel directive of every heartbeat answer. Expects no second result, and an agent that still works.',
    async run(t) {
      needsCancel(t);
      await ready(t);
      const command = order(t, 'echo', { a: 1 });
      const result = await resultOf(t, command);
      const unknown = `cmd_${t.random.word(24)}`;
      const directives = { reportServices: [], cancel: [command.id, unknown] };
      t.opstage.play([{ on: 'agentHeartbeat', times: 'always', fault: { kind: 'rewrite', data: { directives } } }]);
      await heartbeats(t, 3);
      const results = t.opstage.exchangesOf('commandResult', { commandId: command.id });
      t.equal('the results', results.length, 1, result);
      await stillWorks(t);
    },
  }),
];

/** Only an agent that announced it can be asked to cancel. */
function needsCancel(t: AgentTrial): void {
  if (!t.subject.capabilities.includes('commands.cancel'))
    t.notApplicable('the agent does not announce commands.cancel');
}

function verdictOf(result: Exchange): { success: boolean; cancelled: boolean } {
  const { success, cancelled } = json(result);
  return { success: success === true, cancelled: cancelled === true };
}
