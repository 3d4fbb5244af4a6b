/**
 * Contract, section 7: the content of a frame is judged as the body of its HTTP twin is.
 *
 * The cases are those of the HTTP operations, each proven to violate exactly one keyword; a session takes as many of
 * them as leave it open.
 */
import { messages, operations } from 'capsule-contract';
import { typeSchema } from '../../arbitraries/json-schema.ts';
import { nearMisses } from '../../arbitraries/near-miss.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import { acked, refusedFrame, replied, soundFrames, welcomed } from './agent-sessions.ts';

const bad = {
  profile: 'opstage-session',
  requirement: 'session-bad-frame',
  sentence:
    'Opstage MUST answer a frame of malformed JSON or one that fails its schema with `error` and keep the connection; 10 of them within a minute MUST close 4400. A frame of an unknown type MUST be answered `error` `UNKNOWN_MESSAGE_TYPE`.',
} as const;
const casesOf = { quick: 9, standard: 27, deep: 270 } as const;
const commandId = 'cmd_7Qm2ZkV4pT9xLr3W';
const deliveryId = 'dlv_7Qm2ZkV4pT9xLr3W';
const at = '2026-03-01T09:30:00.000Z';

const bases = {
  heartbeat: {
    bootId: 'boot-of-a-near-miss',
    services: [{ code: 'otp-reader', revision: 'r1', health: { status: 'UP' } }],
    running: [commandId],
    events: [{ id: 'e1', serviceCode: 'otp-reader', type: 'note', at, message: 'said' }],
  },
  'command.ack': { deliveryId, accepted: false, error: { code: 'AGENT_BUSY', message: 'not now' } },
  'command.progress': { deliveryId, seq: 1, percent: 10, message: 'begun' },
  'command.result': { deliveryId, success: true, message: 'done', data: { n: 1 } },
} as const;

export const sessionNearMissChecks: OpstageCheck[] = (Object.keys(bases) as (keyof typeof bases)[]).map((type) =>
  opstageCheck({
    ...bad,
    id: `session-bad-frame/near-miss/${type.replaceAll('.', '-')}`,
    title: `${type} refuses single violations of its schema and the session goes on`,
    how: `Sends ${type} frames whose data violates exactly one keyword, drawn from all places of the schema. Expects error VALIDATION_FAILED with details.issues for each, and an ack for a heartbeat after them.`,
    async run(t) {
      const twin = messages[type].httpTwin;
      const body = twin === null ? null : (operations[twin].body?.type ?? null);
      if (body === null) throw new Error(`${type} has no twin with a body`);
      const { cases } = nearMisses(typeSchema(body), {
        bases: [bases[type]],
        perSite: 1,
        seed: t.random.integer(0, 2 ** 31 - 1),
      });
      const whole = cases.filter(({ isolatedItem }) => isolatedItem === null);
      const chosen = shuffled(t, whole).slice(0, casesOf[t.depth]);
      const agent = await t.enrol();
      const perSession = t.limits.badFramesPerMinuteMax - 1;
      for (let begin = 0; begin < chosen.length; begin += perSession) {
        const { session } = await welcomed(t, agent);
        for (const { value, pointer, keyword } of chosen.slice(begin, begin + perSession)) {
          const data = type === 'heartbeat' ? value : { commandId, ...(value as object) };
          const reply = await replied(t, session, session.send(type, data));
          const error = refusedFrame(t, reply, 'VALIDATION_FAILED');
          const issues = (error.details as { issues?: unknown[] } | undefined)?.issues ?? [];
          t.that(`details.issues for ${keyword} at ${pointer || 'the data'}`, issues.length > 0, error, reply);
        }
        await acked(t, session, 'heartbeat', { bootId: agent.bootId, services: [], running: [] });
        soundFrames(t, session);
        session.close();
      }
    },
  }),
);

function shuffled<T>(t: { random: { integer(min: number, max: number): number } }, items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: t.random.integer(0, 2 ** 31 - 1) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
