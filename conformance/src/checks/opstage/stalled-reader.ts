/**
 * Contract, section 8: a forgotten browser tab does not take Opstage down.
 *
 * What waits for a reader cannot be seen from outside; that the reader is cut can: its stream no longer counts among those of
 * its user, and what was last written for it never comes. Before that everything on the way fills: the network at both ends
 * and whatever stands in between hold some megabytes each. Where they held all that was written, more is written once again.
 */
import type { EventStream } from '../../target/event-stream.ts';
import type { OperatorActor } from '../../target/operator-actor.ts';
import { serviceItem } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { cursorNow, feedAfter, openStream, tryStream } from './event-feed.ts';

const mebibyte = 2 ** 20;
/** More than one connection holds, and more than four in a row do. */
const floods = [
  { bytes: 8 * mebibyte, cutCeilingMs: 25_000 },
  // No duration of the contract says how long a reader may take nothing; this is longer than anybody waits.
  { bytes: 32 * mebibyte, cutCeilingMs: 150_000 },
];
/** An Opstage with larger events is asked for fewer of them, one that writes next to none is not asked for ever. */
const roundsMax = 4_000;

export const stalledReaderChecks: OpstageCheck[] = [
  opstageCheck({
    profile: 'opstage-events',
    requirement: 'events-bounded',
    sentence:
      'The feed MUST send keep-alive comments, allow at most 8 streams a user, and cut a stalled reader; it MUST NOT buffer without bound.',
    id: 'events-bounded/stalled-reader',
    since: 'standard',
    title: 'a reader that takes nothing is cut, and what waits for it has a bound',
    how: 'Opens a stream and stops reading it while the health of many services changes until 8 MiB of events were written, then opens streams of the same user until there is room for no more, and reads on. Expects room for as many as are advertised, because the stalled stream is none any more, and an end of it before the last event written. What the network may have held is asked again with 32 MiB.',
    turn: 'apart',
    long: true,
    ceilingMs: 600_000,
    async run(t) {
      const floodOf = await prepareFlood(t);
      for (const { bytes, cutCeilingMs } of floods) {
        const isLast = bytes === floods.at(-1)?.bytes;
        const user = await t.newOperator('viewer');
        const stalled = await openStream(t, { as: user });
        stalled.stall();
        const lastId = await floodOf(bytes);
        const written = `the ${bytes / mebibyte} MiB of events written while it took nothing`;
        const isCut = await cut(t, user, { what: `a stream to be cut for ${written}`, cutCeilingMs, isLast });
        if (isCut && !(await reached(t, stalled, lastId))) return t.cite(stalled);
        if (isLast) t.fail(`a stream that ends before the last of ${written}`, 'a stream with all of them', stalled);
        stalled.close();
      }
    },
  }),
];

interface CutWait {
  what: string;
  cutCeilingMs: number;
  /** A stream that is not cut is a failure, and no reason to ask with more. */
  isLast: boolean;
}

/** Whether there comes to be room for as many other streams of the user as are advertised. */
async function cut(t: OpstageTrial, user: OperatorActor, { what, cutCeilingMs, isLast }: CutWait): Promise<boolean> {
  const max = t.limits.streamsPerUserMax;
  const others: EventStream[] = [];
  const isRoomForAll = async () => {
    while (others.length < max) {
      const { stream, reply } = await tryStream(t, { as: user });
      if (stream === null) return false;
      t.cite(reply);
      others.push(stream);
    }
    return true;
  };
  const everyMs = 1_000;
  try {
    if (isLast) return await t.until(what, isRoomForAll, { ceilingMs: cutCeilingMs, everyMs });
    for (let waitedMs = 0; waitedMs < cutCeilingMs * t.patience; waitedMs += everyMs) {
      if (await isRoomForAll()) return true;
      await t.pause(everyMs);
    }
    return false;
  } finally {
    for (const other of others) other.close();
  }
}

/** Takes what has come for a reader that was cut, to its end; whether the event is in it. */
async function reached(t: OpstageTrial, stalled: EventStream, eventId: string): Promise<boolean> {
  stalled.resume();
  await t.until('the end of the stalled stream', () => stalled.ended, { ceilingMs: 60_000 });
  return stalled.events.some(({ event }) => event?.id === eventId);
}

/** Gives what has at least so many bytes of events written, without what frames them, and tells the id of the last. */
async function prepareFlood(t: OpstageTrial): Promise<(bytes: number) => Promise<string>> {
  const agent = await t.enrol();
  const codes = Array.from({ length: t.limits.servicesPerReportMax }, () => t.code());
  const items = codes.map((code) => serviceItem({ code, actions: [] }));
  t.driver.must(await agent.report(items));
  let status: 'UP' | 'DOWN' = 'UP';
  const change = async () => {
    status = status === 'UP' ? 'DOWN' : 'UP';
    const health = { status };
    t.driver.must(
      await agent.heartbeat({
        services: items.map(({ manifest: { code }, revision }) => ({ code, revision, health })),
      }),
    );
  };
  const changeSeen = async () => {
    const cursor = await cursorNow(t);
    await change();
    return (await feedAfter(t, cursor)).data;
  };
  const first = await changeSeen();
  const roundBytes = first.reduce((sum, event) => sum + JSON.stringify(event).length, 0);
  return async (bytes) => {
    const rounds = Math.ceil(bytes / Math.max(1, roundBytes));
    if (rounds > roundsMax) t.couldNotRun(`${codes.length} changes of health wrote ${first.length} events`);
    for (let round = 1; round < rounds; round += 1) await change();
    const last = (await changeSeen()).at(-1);
    return last?.id ?? t.fail('an event of the last change of health', 'none', t.transcript.messages.length);
  };
}
