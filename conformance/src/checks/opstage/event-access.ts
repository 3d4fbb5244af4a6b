/** Contract, section 8: a stream ends with the right to it, shows that it lives, and is not had without number. */
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { cursorNow, openStream, streamedAbout, tryStream } from './event-feed.ts';

const access = {
  profile: 'opstage-events',
  requirement: 'events-lose-access',
  sentence: 'Logout, disabling of the user or expiry of the session MUST end the stream.',
} as const;
const bounded = {
  profile: 'opstage-events',
  requirement: 'events-bounded',
  sentence:
    'The feed MUST send keep-alive comments, allow at most 8 streams a user, and cut a stalled reader; it MUST NOT buffer without bound.',
} as const;

/** A stream may be silent for so long. Where events come all the time, silence has to be waited for. */
const quietMsMax = 65_000;
const quietCeilingMs = 30 * 60_000;

export const eventAccessChecks: OpstageCheck[] = [
  ...(['logout', 'disable', 'password'] as const).map((loss) =>
    opstageCheck({
      ...access,
      id: `events-lose-access/${loss}`,
      title: {
        logout: 'logout ends the streams of the session',
        disable: 'disabling the user ends its streams',
        password: 'resetting the password ends the streams of the sessions it ends',
      }[loss],
      how: 'Opens two streams of a user and takes its session away. Expects both to end by themselves, a new one to be 401 UNAUTHORIZED, and nothing written later to have come on them.',
      async run(t) {
        const user = await t.newOperator('viewer');
        const streams = [
          await openStream(t, { as: user }),
          await openStream(t, { as: user, after: await cursorNow(t) }),
        ];
        const reply = await lose(t, loss, user);
        t.expect(reply).success();
        const agent = await t.enrol();
        for (const stream of streams) {
          await t.until('the stream to end', () => stream.ended);
          t.equal('events written after the loss', streamedAbout(stream, agent.id), [], stream, reply);
        }
        const again = await tryStream(t, { as: user });
        again.stream?.close();
        t.expect(again.reply).refusal('UNAUTHORIZED');
      },
    }),
  ),
  opstageCheck({
    ...bounded,
    id: 'events-bounded/streams-per-user',
    title: 'a user has no more streams than advertised, and an ended one makes room',
    how: 'Opens as many streams as streamsPerUserMax allows and one more, then closes one and opens another. Expects 429 RATE_LIMITED with Retry-After for the one too many, no harm to the others or to other users, and room after the close.',
    async run(t) {
      const user = await t.newOperator('viewer');
      const max = t.limits.streamsPerUserMax;
      const streams = [];
      for (let count = 0; count < max; count += 1) streams.push(await openStream(t, { as: user }));
      const refused = await tryStream(t, { as: user });
      refused.stream?.close();
      t.expect(refused.reply).refusal('RATE_LIMITED');
      t.that(
        'a Retry-After header',
        /^\d+$/.test(refused.reply.headers['retry-after'] ?? ''),
        refused.reply.headers,
        refused.reply,
      );
      const other = await openStream(t, { as: await t.newOperator('viewer') });
      const agent = await t.enrol();
      for (const stream of [...streams, other]) {
        await t.until('an event on every open stream', () => streamedAbout(stream, agent.id).length > 0);
        t.cite(stream);
      }
      streams[0]?.close();
      const next = await t.until(
        'room for a stream after one was closed',
        async () => (await tryStream(t, { as: user })).stream,
      );
      t.cite(next);
      for (const stream of [...streams, other, next]) stream.close();
    },
  }),
  opstageCheck({
    ...bounded,
    id: 'events-bounded/keep-alive',
    since: 'standard',
    title: 'a stream carries keep-alive comments',
    how: 'Leaves a stream open and does nothing with it. Expects comments to come again and again, two of them before 65 seconds have passed in which no event came either, and the stream to stay open.',
    long: true,
    ceilingMs: quietCeilingMs,
    async run(t) {
      const stream = await openStream(t);
      let events = 0;
      let quietSince = performance.now();
      const came = await t.until(
        'two keep-alive comments',
        () => {
          if (stream.events.length > events) quietSince = performance.now();
          events = stream.events.length;
          if (stream.comments.length >= 2 || stream.ended) return 'comments or the end';
          return performance.now() - quietSince > quietMsMax * t.patience && 'nothing';
        },
        { ceilingMs: quietCeilingMs },
      );
      t.that('two keep-alive comments in 65 s without an event', came !== 'nothing', stream.comments.length, stream);
      t.that('the stream to stay open', !stream.ended, 'it ended', stream);
      stream.close();
    },
  }),
];

async function lose(
  t: OpstageTrial,
  loss: 'logout' | 'disable' | 'password',
  user: Awaited<ReturnType<OpstageTrial['newOperator']>>,
) {
  const path = { userId: user.user.id };
  if (loss === 'logout') return t.send('operatorLogout', { as: user });
  if (loss === 'disable') return t.send('userUpdate', { path, body: { status: 'DISABLED' } });
  return t.send('userResetPassword', { path, body: { password: `another-${t.random.word(20)}` } });
}
