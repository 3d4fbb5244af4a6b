/** Contract, section 7: what Opstage answers, what it does with frames that are none, and how much it takes. */
import type { ErrorCode } from 'capsule-contract/types';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { acked, closedWith, refusedFrame, replied, soundFrames, welcomed } from './agent-sessions.ts';
import { seenAgent } from './operator-reads.ts';

const replies = {
  profile: 'opstage-session',
  requirement: 'session-replies',
  sentence:
    "Both sides MUST reply thus and to nothing else: `hello` → `welcome`; `heartbeat`, `service.report`, `command.ack`, `command.progress` and `command.result` → `ack` (data = the HTTP twin's `data`) or `error` (data = the twin's `error`), with `re`; `command.dispatch` → `command.ack` with `re`. Frames MUST NOT be resent or deduplicated: after a reconnect an unanswered message goes out as a new frame, a dispatch only by redelivery.",
} as const;
const bad = {
  profile: 'opstage-session',
  requirement: 'session-bad-frame',
  sentence:
    'Opstage MUST answer a frame of malformed JSON or one that fails its schema with `error` and keep the connection; 10 of them within a minute MUST close 4400. A frame of an unknown type MUST be answered `error` `UNKNOWN_MESSAGE_TYPE`.',
} as const;
const bounded = {
  profile: 'opstage-session',
  requirement: 'session-bounded',
  sentence:
    'Opstage MUST take frames up to `limits.maxMessageBytes` (at least the body limit plus 64 KiB), which is the only byte limit of a frame, and MUST close 1009 on a longer one. Send queues MUST be bounded; an overflow closes 4429 and never drops an event silently.',
} as const;

/** More than the buffers of an operating system take for one connection. */
const floodBytes = 24 * 1024 * 1024;
/** Ten seconds of reads in which nothing moves. */
const quietReadsMin = 20;

const now = () => new Date().toISOString();

export const sessionFrameChecks: OpstageCheck[] = [
  opstageCheck({
    ...replies,
    id: 'session-replies/each-once',
    title: 'each frame that is answered is answered once, under its own id',
    how: 'Sends fifty heartbeats and reports without waiting, good and bad ones mixed, some under one id twice. Expects one ack or error for each with its id in re, no frame deduplicated, and no other frame.',
    async run(t) {
      const agent = await t.enrol();
      const { session } = await welcomed(t, agent);
      const sent: string[] = [];
      for (let count = 0; count < 50; count += 1) {
        const good = t.random.integer(0, 5) > 0;
        const wrong = !good && sent.length < 40 && count % 9 === 0;
        const data = wrong ? { bootId: 5 } : { bootId: agent.bootId, services: [], running: [] };
        const type = t.random.integer(0, 1) === 0 ? 'heartbeat' : 'service.report';
        sent.push(session.send(type, data).id);
      }
      await t.until('as many replies as frames', () => session.received.length > sent.length);
      const answered = session.received.slice(1).map(({ frame }) => frame.re);
      t.equal('the frames answered', [...answered].sort(), [...sent].sort(), session);
      soundFrames(t, session);
      session.close();
    },
  }),
  opstageCheck({
    ...replies,
    id: 'session-replies/not-deduplicated',
    title: 'two frames of one id are two frames',
    how: 'Sends two heartbeats under the same frame id. Expects two acks.',
    async run(t) {
      const agent = await t.enrol();
      const { session } = await welcomed(t, agent);
      const data = { bootId: agent.bootId, services: [], running: [] };
      const one = session.send('heartbeat', data, { id: 'the-same' });
      session.send('heartbeat', data, { id: 'the-same' });
      await t.until('two acks', () => session.received.filter(({ frame }) => frame.re === one.id).length === 2);
      const types = session.received.filter(({ frame }) => frame.re === one.id).map(({ frame }) => frame.type);
      t.equal('the replies', types, ['ack', 'ack'], session, one);
      session.close();
    },
  }),
  opstageCheck({
    ...replies,
    id: 'session-replies/nothing-else',
    title: 'acks, errors and goodbyes of an agent are not answered',
    how: 'Sends an ack, an error and a goodbye, and a heartbeat after each. Expects replies to the heartbeats only.',
    async run(t) {
      const agent = await t.enrol();
      const { session } = await welcomed(t, agent);
      const beat = { bootId: agent.bootId, services: [], running: [] };
      session.send('ack', {}, { re: 'x1' });
      await acked(t, session, 'heartbeat', beat);
      session.send('error', { code: 'VALIDATION_FAILED', message: 'no', requestId: 'r1' }, { re: 'x2' });
      await acked(t, session, 'heartbeat', beat);
      const goodbye = session.send('goodbye', { bootId: agent.bootId, reason: 'the check is done with it' });
      // Frames are answered in their order: once this one is, or the session is over, no reply to the goodbye will come.
      const last = session.send('heartbeat', beat);
      await t.until('a reply to the last frame', () => session.replyTo(last) ?? session.end);
      t.equal('the reply to a goodbye', session.replyTo(goodbye)?.frame, undefined, session, goodbye);
      const answered = session.received.filter(({ frame }) => frame.re !== last.id && frame.type !== 'bye');
      const types = answered.map(({ frame }) => frame.type);
      t.equal('the frames received', types, ['welcome', 'ack', 'ack'], session);
      session.close();
    },
  }),
  opstageCheck({
    ...bad,
    id: 'session-bad-frame/kept-open',
    long: true,
    title: 'a bad frame is answered error and the session goes on',
    how: 'Sends broken JSON, a list, a frame of another version, frames without data, without ts and with wrong data, and one of an unknown type, a heartbeat after each. Expects MALFORMED_JSON, VALIDATION_FAILED or UNKNOWN_MESSAGE_TYPE, with re where the id could be read, and an ack to each heartbeat.',
    async run(t) {
      const agent = await t.enrol();
      const { session } = await welcomed(t, agent);
      const beat = { bootId: agent.bootId, services: [], running: [] };
      const frame = (id: string) => ({ v: 1, type: 'heartbeat', id, ts: now(), data: beat });
      const { ts: _ts, ...undated } = frame('bad-4');
      const { data: _data, ...empty } = frame('bad-5');
      const cases: [text: string, code: ErrorCode, re: string | undefined][] = [
        ['{"v":1,"type":"heartbeat"', 'MALFORMED_JSON', undefined],
        ['[1,2]', 'VALIDATION_FAILED', undefined],
        [JSON.stringify({ ...frame('bad-3'), v: 2 }), 'VALIDATION_FAILED', 'bad-3'],
        [JSON.stringify(undated), 'VALIDATION_FAILED', 'bad-4'],
        [JSON.stringify(empty), 'VALIDATION_FAILED', 'bad-5'],
        [JSON.stringify({ ...frame('bad-6'), data: { ...beat, running: 'all' } }), 'VALIDATION_FAILED', 'bad-6'],
        [JSON.stringify({ ...frame('bad-7'), type: 'com.example.unknown' }), 'UNKNOWN_MESSAGE_TYPE', 'bad-7'],
      ];
      for (const [text, code, re] of cases) {
        const known = session.received.length;
        const sent = session.raw(text, { id: re ?? '', type: 'bad' });
        const reply = await t.until(`an error to ${text}`, () => session.received[known]);
        refusedFrame(t, reply, code);
        t.equal('re', reply.frame.re, re, reply, sent);
        await acked(t, session, 'heartbeat', beat);
      }
      soundFrames(t, session);
      session.close();
    },
  }),
  opstageCheck({
    ...bad,
    id: 'session-bad-frame/too-many',
    title: 'so many bad frames within a minute close 4400',
    how: 'Sends badFramesPerMinuteMax bad frames at once, half of them broken JSON. Expects an error for each but perhaps the last, then a close with 4400; one fewer leaves the session open.',
    async run(t) {
      const agent = await t.enrol();
      const max = t.limits.badFramesPerMinuteMax;
      const { session } = await welcomed(t, agent);
      const spoil = (count: number) => {
        if (count % 2 === 0) session.raw('{');
        else session.send('heartbeat', { bootId: agent.bootId, services: 'none', running: [] });
      };
      for (let count = 1; count < max; count += 1) spoil(count);
      await acked(t, session, 'heartbeat', { bootId: agent.bootId, services: [], running: [] });
      t.equal('errors so far', session.ofType('error').length, max - 1, session);
      spoil(max);
      await closedWith(t, session, 4400);
    },
  }),
  opstageCheck({
    ...bounded,
    id: 'session-bounded/frame-size',
    title: 'a frame of maxMessageBytes is taken, a longer one closes 1009',
    how: 'Sends a heartbeat padded with spaces to exactly maxMessageBytes, then one of one byte more, in two sessions. Expects an ack, then a close with 1009; and the limit at least the body limit plus 64 KiB.',
    async run(t) {
      const max = t.limits.maxMessageBytes;
      const agent = await t.enrol();
      const { session } = await welcomed(t, agent);
      t.that('maxMessageBytes', max >= t.limits.maxBodyBytes + 65_536, max, session);
      const data = { bootId: agent.bootId, services: [], running: [] };
      const padded = (id: string, bytes: number) => {
        const text = JSON.stringify({ v: 1, type: 'heartbeat', id, ts: now(), data });
        return text + ' '.repeat(bytes - Buffer.byteLength(text));
      };
      const reply = await replied(t, session, session.raw(padded('exact', max), { id: 'exact', type: 'heartbeat' }));
      t.equal('the reply', reply.frame.type, 'ack', reply);
      session.raw(padded('over', max + 1), { id: 'over', type: 'heartbeat' });
      await closedWith(t, session, 1009);
    },
  }),
  opstageCheck({
    ...bounded,
    id: 'session-bounded/slow-reader',
    since: 'standard',
    title: 'an agent that does not read is closed 4429, or not read from either',
    how: 'Stops reading and sends reports whose answers are long, 24 MiB in all. Expects Opstage to end the session with 4429, or to take no more frames and end it as timed out; it must not go on answering without bound.',
    long: true,
    ceilingMs: 90_000,
    async run(t) {
      const agent = await t.enrol();
      const { session } = await welcomed(t, agent);
      // A report whose items are all refused: a short question with a long answer.
      const services = Array.from({ length: t.limits.servicesPerReportMax }, () => ({}));
      const report = { bootId: agent.bootId, services };
      const first = await replied(t, session, session.send('service.report', report));
      const answerBytes = JSON.stringify(first.frame).length;
      session.stall();
      const frames = Math.ceil(floodBytes / answerBytes);
      for (let count = 0; count < frames && session.end === null; count += 1) {
        session.send('service.report', report);
        await t.pause(1);
      }
      let seenAt: string | null = null;
      let quiet = 0;
      await t.until(
        'Opstage to be done with what it takes',
        async () => {
          const { sessionOpen, lastSeenAt } = (await seenAgent(t, agent)).data;
          // Each frame it takes is a sign of life; when there is none for long, it takes no more.
          quiet = lastSeenAt === seenAt ? quiet + 1 : 0;
          seenAt = lastSeenAt;
          return !sessionOpen || quiet === quietReadsMin;
        },
        { ceilingMs: 60_000, everyMs: 500 },
      );
      session.resume();
      await closedWith(t, session, 4429, 4008);
      const answered = session.received.length * answerBytes;
      t.that(
        'answers not kept without bound for a reader that does not read',
        answered < floodBytes * 0.75,
        `${answered} bytes`,
        session,
      );
    },
  }),
];
