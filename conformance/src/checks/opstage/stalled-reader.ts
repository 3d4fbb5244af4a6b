/**
 * Contract, section 8: a forgotten browser tab does not take Opstage down.
 *
 * What waits for a reader cannot be seen from outside; that the reader is cut can: its stream no longer counts among those of
 * its user. Much has to be written before it is a burden to anybody but the network, whose buffers hold some megabytes.
 */
import { serviceItem } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { cursorNow, feedAfter, openStream, tryStream } from './event-feed.ts';

const floodBytes = 8 * 1024 * 1024;
/** An Opstage with larger events is asked for fewer of them, one that writes next to none is not asked for ever. */
const roundsMax = 1_000;
/** No duration of the contract says how long a reader may take nothing; this is longer than anybody waits. */
const cutCeilingMs = 150_000;

export const stalledReaderChecks: OpstageCheck[] = [
  opstageCheck({
    profile: 'opstage-events',
    requirement: 'events-bounded',
    sentence:
      'The feed MUST send keep-alive comments, allow at most 8 streams a user, and cut a stalled reader; it MUST NOT buffer without bound.',
    id: 'events-bounded/stalled-reader',
    title: 'a reader that takes nothing is cut, and what waits for it has a bound',
    how: 'Opens a stream and stops reading it while the health of many services changes until 8 MiB of events were written, then opens streams of the same user until there is room for no more. Expects room for as many as are advertised, because the stalled stream is none any more, and less on it than was written.',
    turn: 'apart',
    long: true,
    ceilingMs: 400_000,
    async run(t) {
      const user = await t.newOperator('viewer');
      const stalled = await openStream(t, { as: user });
      stalled.stall();
      const writtenBytes = await flood(t);
      const max = t.limits.streamsPerUserMax;
      const others: { close(): void }[] = [];
      await t.until(
        `the stream of a reader that took nothing while ${writtenBytes} bytes were written to be cut`,
        async () => {
          while (others.length < max) {
            const { stream, reply } = await tryStream(t, { as: user });
            if (stream === null) return false;
            t.cite(reply);
            others.push(stream);
          }
          return true;
        },
        { ceilingMs: cutCeilingMs, everyMs: 1_000 },
      );
      for (const other of others) other.close();
      stalled.resume();
      await t.until('the end of the stalled stream', () => stalled.ended, { ceilingMs: 60_000 });
      const keptBytes = stalled.events.reduce((sum, { text }) => sum + text.length, 0);
      t.that(`less than the ${writtenBytes} bytes written`, keptBytes < writtenBytes * 0.75, keptBytes, stalled);
    },
  }),
];

/** Has more events written than anything on the way to a reader holds; how many bytes at least, without what frames them. */
async function flood(t: OpstageTrial): Promise<number> {
  const agent = await t.enrol();
  const codes = Array.from({ length: t.limits.servicesPerReportMax }, () => t.code());
  const items = codes.map((code) => serviceItem({ code, actions: [] }));
  t.driver.must(await agent.report(items));
  const change = (status: 'UP' | 'DOWN') =>
    agent.heartbeat({
      services: items.map(({ manifest: { code }, revision }) => ({ code, revision, health: { status } })),
    });
  const cursor = await cursorNow(t);
  t.driver.must(await change('DOWN'));
  const first = await feedAfter(t, cursor);
  const roundBytes = first.data.reduce((sum, event) => sum + JSON.stringify(event).length, 0);
  const rounds = Math.ceil(floodBytes / Math.max(1, roundBytes));
  if (rounds > roundsMax) t.couldNotRun(`${codes.length} changes of health wrote ${first.data.length} events`);
  for (let round = 1; round <= rounds; round += 1) t.driver.must(await change(round % 2 === 0 ? 'DOWN' : 'UP'));
  return rounds * roundBytes;
}
