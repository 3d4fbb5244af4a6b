/** Contract, section 8: a reader of the feed that comes back finds everything, once and in order, or is told that it cannot. */
import type { CloudEvent } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import type { EventStream } from '../../target/event-stream.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { about, cursorNow, feedAfter, openStream, streamedAbout } from './event-feed.ts';

const resume = {
  profile: 'opstage-events',
  requirement: 'events-resume',
  sentence:
    'The feed MUST be SSE with persistent ids; `Last-Event-ID` wins over `?after=`, and neither means from now. It MUST give every retained event in order, without gap or duplicate, and retain at least 24 h or 10,000 events, as advertised. For an unknown or pruned cursor it MUST first send `stream.reset` with the head id and go on from there.',
} as const;
const rounds = { quick: 6, standard: 12, deep: 60 } as const;

export const eventResumeChecks: OpstageCheck[] = [
  opstageCheck({
    ...resume,
    id: 'events-resume/cuts',
    title: 'a stream cut and resumed at random gives exactly the log',
    how: 'Reads the feed while it is written, cutting the stream after a random number of events and resuming from the last one, by Last-Event-ID or by after. Expects the ids read, joined, to be the log between the two ends: no gap, no duplicate, the same order.',
    async run(t) {
      const start = await cursorNow(t);
      const writing = write(t, rounds[t.depth]);
      const read: CloudEvent[] = [];
      let done = '';
      const writer = writing.then((id) => {
        done = id;
      });
      let cursor = start;
      let message = 0;
      await t.until(
        'the last event written',
        async () => {
          const byHeader = t.random.integer(0, 1) === 1;
          const stream = await openStream(t, byHeader ? { lastEventId: cursor } : { after: cursor });
          const wanted = t.random.integer(1, 15);
          const patience = performance.now() + 700;
          while (stream.events.length < wanted && performance.now() < patience) await t.pause(10);
          stream.close();
          // What is read up to the cut counts; what was under way at the cut comes again after the resumption.
          const got = eventsOf(t, stream);
          const twice = got.filter(({ id }) => read.some((event) => event.id === id) || id === start);
          t.equal('events given again behind the cursor', idsOf(twice), [], stream);
          read.push(...got);
          cursor = read.at(-1)?.id ?? cursor;
          message = stream.message;
          return done !== '' && read.some(({ subject, type }) => subject === done && type === 'capsule.agent.revoked');
        },
        { everyMs: 1, ceilingMs: 30_000 },
      );
      await writer;
      const log = await feedAfter(t, start);
      const end = log.data.findIndex(({ id }) => id === cursor);
      t.that('the last event read to be in the log', end >= 0, cursor, log);
      const wanted = log.data.slice(0, end + 1);
      t.equal('the ids read', idsOf(read), idsOf(wanted), message, log);
      t.equal('the last event', read.at(-1), wanted.at(-1), message, log);
    },
  }),
  opstageCheck({
    ...resume,
    id: 'events-resume/pages',
    title: 'pages of any size give the same log as the stream',
    how: 'Writes events, reads them from one cursor in pages of random size and as one stream. Expects the same events with equal content in the same order, each page at most as long as asked for, and an empty last page that keeps the cursor.',
    async run(t) {
      const start = await cursorNow(t);
      const last = await write(t, 6);
      const paged: CloudEvent[] = [];
      let cursor = start;
      let message = 0;
      while (!paged.some(({ subject, type }) => subject === last && type === 'capsule.agent.revoked')) {
        const limit = t.random.integer(1, 9);
        const reply = await t.send('eventList', { query: { after: cursor, limit } });
        const page = t.expect(reply).success();
        t.that(
          `one to ${limit} events`,
          page.events.length > 0 && page.events.length <= limit,
          page.events.length,
          reply,
        );
        t.equal('cursor and reset', [page.cursor, page.reset], [page.events.at(-1)?.id, false], reply);
        paged.push(...page.events);
        cursor = page.cursor ?? cursor;
        message = reply.message;
      }
      const stream = await openStream(t, { after: start });
      await t.until('as many events on the stream', () => stream.events.length >= paged.length);
      t.equal('the events streamed', eventsOf(t, stream).slice(0, paged.length), paged, stream, message);
      stream.close();
    },
  }),
  opstageCheck({
    ...resume,
    id: 'events-resume/which-cursor',
    title: 'Last-Event-ID wins over after, and without either the feed begins now',
    how: 'Opens streams with both cursors, with none, and asks for a page without a cursor. Expects the stream to begin behind Last-Event-ID, and without a cursor nothing older than the stream.',
    async run(t) {
      const early = await cursorNow(t);
      const before = await t.enrol();
      const { cursor: late } = t.driver.must(await t.send('eventList'));
      const both = await openStream(t, { after: early, lastEventId: late ?? early });
      const none = await openStream(t);
      const page = await t.send('eventList');
      t.equal('events of a page without a cursor', t.expect(page).success().events, [], page);
      const agent = await t.enrol();
      for (const stream of [both, none]) {
        await t.until('the newer event on the stream', () => streamedAbout(stream, agent.id).length > 0);
        t.equal('older events on the stream', registrations(stream, before.id), [], stream);
      }
      const older = await openStream(t, { after: early });
      await t.until('the older event from the early cursor', () => streamedAbout(older, before.id).length > 0);
      t.cite(older);
      for (const stream of [both, none, older]) stream.close();
    },
  }),
  opstageCheck({
    ...resume,
    id: 'events-resume/unknown-cursor',
    title: 'an unknown cursor is answered with stream.reset, and the feed goes on from the head',
    how: 'Opens streams from a well-formed and from a meaningless unknown cursor, and asks for a page after each. Expects stream.reset with the head’s id as the first event, then what is written afterwards and nothing older; on the page reset: true and the head as cursor.',
    async run(t) {
      await cursorNow(t);
      const before = await t.enrol();
      for (const unknown of [`evt_${t.random.word(24)}`, 'long-gone']) {
        const reply = await t.send('eventList', { query: { after: unknown } });
        const page = t.expect(reply).success();
        t.equal('reset and events of the page', [page.reset, page.events], [true, []], reply);
        const stream = await openStream(
          t,
          t.random.integer(0, 1) === 1 ? { after: unknown } : { lastEventId: unknown },
        );
        const first = await t.until('a first event', () => stream.events[0]);
        t.equal('the first event', first.event?.type, 'capsule.stream.reset', stream);
        t.equal('its subject', first.event?.subject, 'stream', stream);
        const headId = first.event?.data.headId;
        for (const head of [headId, page.cursor]) {
          const known = await t.send('eventList', { query: { after: String(head) } });
          t.equal('reset from the head told', t.expect(known).success().reset, false, known, stream, reply);
        }
        const agent = await t.enrol();
        await t.until('the next event on the stream', () => streamedAbout(stream, agent.id).length > 0);
        t.equal('older events on the stream', registrations(stream, before.id), [], stream);
        const behind = await feedAfter(t, String(headId));
        t.that(
          'the next event behind the head told',
          about(behind.data, agent.id).length > 0,
          behind.data.length,
          behind,
        );
        stream.close();
      }
    },
  }),
  opstageCheck({
    ...resume,
    id: 'events-resume/across-a-restart',
    since: 'standard',
    title: 'ids and events outlast a restart of the Opstage',
    how: 'Writes events, stops the Opstage and starts it again, and reads from the cursor of before. Expects the same events with the same ids, and no reset.',
    needs: ['start'],
    turn: 'apart',
    long: true,
    async run(t) {
      const process = t.subject.process ?? t.couldNotRun('the kit did not start the Opstage');
      const start = await cursorNow(t);
      await write(t, 3);
      const before = await feedAfter(t, start);
      await process.stop();
      await process.start(t.signal);
      const after = await feedAfter(t, start);
      t.equal('the events', after.data.slice(0, before.data.length), before.data, after, before);
      const stream = await openStream(t, { lastEventId: start });
      await t.until('the events on the stream', () => stream.events.length >= before.data.length);
      t.equal('the events streamed', eventsOf(t, stream).slice(0, before.data.length), before.data, stream, before);
      stream.close();
    },
  }),
];

/** Events of several kinds, the last of them the revocation of the agent whose id comes back. */
async function write(t: OpstageTrial, times: number): Promise<string> {
  const { agent } = await t.service();
  for (let round = 0; round < times; round += 1) {
    await t.reportService(agent);
    t.driver.must(await agent.heartbeat());
    if (t.random.integer(0, 1) === 1) await t.enrol();
  }
  t.driver.must(await t.send('agentRevoke', { path: { agentId: agent.id }, body: {} }));
  return agent.id;
}

/** That the agent registered, which was before; that it falls silent meanwhile is news. */
function registrations(stream: EventStream, agentId: string): CloudEvent[] {
  return streamedAbout(stream, agentId).filter(({ type }) => type === 'capsule.agent.registered');
}

/** The stream's events, each valid and under its own id and name. */
function eventsOf(t: OpstageTrial, stream: EventStream): CloudEvent[] {
  return stream.events.map(({ id, name, event, text }) => {
    const judged = validate('CloudEvent', event);
    if (!judged.ok || event === undefined) {
      return t.fail('each event valid as CloudEvent', `${JSON.stringify(judged)} ${text}`, stream);
    }
    t.equal('SSE id and name', [id, name], [event.id, event.type], stream);
    return event;
  });
}

const idsOf = (events: readonly CloudEvent[]) => events.map(({ id }) => id);
