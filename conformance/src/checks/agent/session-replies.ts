/** Which frames are answered, by what, and that none is sent twice. */
import { outcomeOf } from '../../target/fake-opstage/command-book.ts';
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import {
  accepted,
  ackOf,
  all,
  heartbeats,
  json,
  needsCapsule,
  now,
  order,
  resultOf,
  stillWorks,
  touched,
} from './capsule-run.ts';
import { readyInSession, servingSessions, welcomed } from './session-run.ts';

const replies = {
  profile: 'agent-session',
  requirement: 'session-replies',
  sentence:
    "Both sides MUST reply thus and to nothing else: `hello` → `welcome`; `heartbeat`, `service.report`, `command.ack`, `command.progress` and `command.result` → `ack` (data = the HTTP twin's `data`) or `error` (data = the twin's `error`), with `re`; `command.dispatch` → `command.ack` with `re`. Frames MUST NOT be resent or deduplicated: after a reconnect an unanswered message goes out as a new frame, a dispatch only by redelivery.",
  needs: needsCapsule,
  opstage: servingSessions,
} as const;

export const sessionReplyChecks: AgentCheck[] = [
  agentCheck({
    ...replies,
    id: 'session-replies',
    title: 'a dispatch is answered by a command.ack that names it',
    how: 'Dispatches an echo on the session and asks for a report. Expects a command.ack frame whose `re` is the id of the dispatch, the result and the report.',
    async run(t) {
      const session = await readyInSession(t);
      const after = now(t);
      t.opstage.play([{ do: 'ask-for-report', code: 'conformance' }]);
      t.cite(await accepted(t, 'the report asked for', 'serviceReport', { after }));
      const command = order(t, 'echo', { a: 1 });
      const ack = await ackOf(t, command);
      const dispatch = session.sent.find(({ commandId }) => commandId === command.id);
      t.equal('the type of the answer', ack.frame?.type, 'command.ack', ack);
      t.equal('`re` of the command.ack', ack.frame?.re, dispatch?.id, ack);
      t.cite(await resultOf(t, command));
    },
  }),
  agentCheck({
    ...replies,
    id: 'session-replies/cancel',
    title: 'a command.cancel is heeded and not answered',
    how: 'Cancels a sleep of 15 s by a command.cancel frame alone, left out of heartbeat and progress answers. Expects its result `cancelled:true` on the session, and no frame with `re` to the cancel.',
    async run(t) {
      if (!t.subject.capabilities.includes('commands.cancel'))
        t.notApplicable('the agent does not announce commands.cancel');
      const session = await readyInSession(t);
      const always = { times: 'always' } as const;
      t.opstage.play([
        { ...always, on: 'agentHeartbeat', fault: { kind: 'rewrite', data: { directives: { cancel: [] } } } },
        { ...always, on: 'commandProgress', fault: { kind: 'rewrite', data: { cancelRequested: false } } },
      ]);
      const command = order(t, 'sleep', { ms: 15_000 });
      const ack = await ackOf(t, command);
      await heartbeats(t, 3);
      t.opstage.play([{ do: 'cancel', commandId: command.id }]);
      const told = session.sent.find(({ type }) => type === 'command.cancel');
      if (!told) return t.couldNotRun('no command.cancel was sent');
      const result = await resultOf(t, command, { beats: 20 });
      t.equal('cancelled', json(result).cancelled, true, ack, result);
      t.equal('the way of the result', result.frame?.type, 'command.result', result);
      const answers = session.frames.filter(({ frame }) => frame?.re === told.id);
      t.equal('the answers to the cancel', answers.length, 0, result);
    },
  }),
  agentCheck({
    ...replies,
    id: 'session-replies/nothing-else-is-answered',
    title: 'a cancel, an ack, an error and a frame of an unknown type are not answered',
    how: 'Sends a command.cancel of an unknown command, an ack and an error to nothing, and a frame of an unknown type; then runs an echo. Expects no frame with `re` to any of them, and no ack and no error of the agent.',
    async run(t) {
      const session = await readyInSession(t);
      const ts = new Date(t.opstage.memory.now()).toISOString();
      const one = (type: string, data: object, re = {}) => ({ v: 1, type, id: `kit-${type}`, ts, ...re, data });
      const error = {
        code: 'MALFORMED_JSON',
        message: 'A frame could not be read.',
        requestId: 'req_0123456789abcdef',
      };
      const asked = [
        one('command.cancel', { commandId: 'cmd_0123456789abcdef' }),
        one('ack', {}, { re: 'nothing' }),
        one('error', error),
        one('weather.report', { sky: 'blue' }),
      ];
      t.opstage.play(asked.map((frame) => ({ do: 'send-frame', text: JSON.stringify(frame) })));
      await stillWorks(t);
      const ids = asked.map(({ id }) => id);
      const answers = session.frames.filter(
        ({ frame }) => ids.includes(frame?.re ?? '') || ['ack', 'error'].includes(frame?.type ?? ''),
      );
      const said = answers.map(({ recorded }) => recorded.request.text);
      t.equal('the frames that answer them', said, [], ...all(session.frames));
    },
  }),
  agentCheck({
    ...replies,
    id: 'session-replies/ack-awaited',
    title: 'a command.ack takes effect when it is answered, not when it is sent',
    how: 'Leaves the command.ack of a touch unanswered for two heartbeats, then answers it. Expects the handler to run after the answer and not before.',
    async run(t) {
      await readyInSession(t);
      const script = t.opstage.play([{ on: 'command.ack', fault: { kind: 'hold' } }]);
      const path = t.opstage.effects.path();
      const command = order(t, 'touch', { path });
      const ack = await ackOf(t, command);
      await heartbeats(t, 2);
      t.equal('the runs before the answer', t.opstage.effects.of(path).length, 0, ack);
      script.release();
      const effect = await touched(t, path);
      t.that('a run after the answer', effect.atMs >= (ack.endedAtMs ?? 0), `${effect.atMs} ms`, ack);
      t.cite(await resultOf(t, command));
    },
  }),
  agentCheck({
    ...replies,
    id: 'session-replies/error-is-an-answer',
    title: 'an error frame refuses as its HTTP twin would',
    how: 'Answers the command.ack of a touch with the error COMMAND_CANCELLED. Expects that it never runs and is not acked again, and that the next command works.',
    async run(t) {
      await readyInSession(t);
      t.opstage.play([{ on: 'command.ack', fault: { kind: 'refuse', code: 'COMMAND_CANCELLED' } }]);
      const path = t.opstage.effects.path();
      const command = order(t, 'touch', { path });
      const ack = await ackOf(t, command);
      // It is over for Opstage too, so that nothing delivers it again.
      t.opstage.play([{ do: 'cancel', commandId: command.id }]);
      const later = await heartbeats(t, 2);
      const worked = await stillWorks(t);
      t.equal('the runs', t.opstage.effects.of(path).length, 0, ack, worked);
      t.equal('the acks', acksOf(t, command.id), 1, ack, ...all(later));
    },
  }),
  agentCheck({
    ...replies,
    id: 'session-replies/unanswered-goes-out-anew',
    title: 'a result that the session was lost with goes out again, as a new frame or over HTTP',
    how: 'Ends the connection at the command.result of an echo, before it takes effect. Expects the result again and accepted, and no frame id of the lost session on a later one.',
    async run(t) {
      const session = await readyInSession(t);
      t.opstage.play([{ on: 'command.result', fault: { kind: 'reset' } }]);
      const command = order(t, 'echo', { a: 1 });
      const result = await resultOf(t, command);
      const [lost] = t.opstage.exchangesOf('commandResult', { commandId: command.id });
      t.that('a result sent before the accepted one', lost !== undefined && lost !== result, result.body, result);
      t.equal('the outcome sent anew', outcomeIn(result), lost && outcomeIn(lost), result);
      await welcomed(t, 'another session', { previous: session });
      await heartbeats(t, 1);
      const before = session.frames.map(({ frame }) => frame?.id);
      const later = t.opstage.sessions.all.filter((one) => one !== session).flatMap(({ frames }) => frames);
      const again = later.filter(({ frame }) => before.includes(frame?.id));
      t.equal(
        'the frames sent again',
        again.map(({ recorded }) => recorded.request.text),
        [],
        ...all(later),
      );
    },
  }),
];

function acksOf(t: AgentTrial, commandId: string): number {
  return t.opstage.exchangesOf('commandAck', { commandId }).length;
}

/** What a result says, without the delivery it is under and the times. */
function outcomeIn(result: Exchange): unknown {
  return outcomeOf(json(result) as never);
}
