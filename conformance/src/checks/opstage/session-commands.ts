/** Contract, sections 6 and 7: commands that come by session instead of by claim. */
import type { CommandDelivery } from 'capsule-contract/types';
import type { AgentSession, ReceivedFrame } from '../../target/agent-session.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { acked, frameOf, soundFrames, welcomed } from './agent-sessions.ts';
import { seenAgent, seenCommand } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const cancelling = {
  profile: 'opstage-session',
  requirement: 'cancel',
  sentence:
    'Cancelling a PENDING command, delivered or not, MUST make it CANCELLED. For a RUNNING and cancellable one on an agent with `commands.cancel`, Opstage MUST set `cancelRequestedAt` once and name the id in every heartbeat and progress answer (and send `command.cancel` on the session) until the command is final; a RUNNING one otherwise is 409 `COMMAND_NOT_CANCELLABLE`. A repeat on a requested or CANCELLED one is 200; another final state 409 `COMMAND_ALREADY_COMPLETED`. The final state MUST be what the agent reports; with none within `cancelGraceSeconds` (60) it MUST be CANCELLED with `outcomeKnown: false`. A result with `cancelled: true` and `success: true`, or with `cancelled: true` unasked, is 422.',
} as const;
const startable = {
  profile: 'opstage-session',
  requirement: 'claim-what-can-start',
  sentence:
    'An agent MUST claim, or accept on a session, only what it can start now; `hello.maxRunning` (1 to 100, default 1) bounds delivered plus RUNNING commands on a session, and Opstage MUST NOT dispatch more.',
} as const;
const redelivered = {
  profile: 'opstage-session',
  requirement: 'lost-delivery-redelivered',
  sentence:
    'A delivery without ack within `ackLeaseSeconds` (30, cut at `startBy`) MUST be followed by another one, with `attempt` + 1 and a new delivery id, until `startBy`.',
} as const;
const liveness = {
  profile: 'opstage-session',
  requirement: 'liveness',
  sentence:
    'Opstage MUST refresh liveness when an authenticated, accepted request or session frame is received; ping and pong, held claims and refused calls do not count. An agent MUST be OFFLINE when now − last ≥ `offlineAfterSeconds`, which is at least 2.4 times the interval last told to it; this is evaluated at read time and the same in reads, filters, counts and the action gate. After Opstage itself starts, liveness deadlines and run leases MUST last at least their full length from that start.',
} as const;
const wakes = {
  profile: 'opstage-session',
  requirement: 'session-replies',
  sentence:
    "Both sides MUST reply thus and to nothing else: `hello` → `welcome`; `heartbeat`, `service.report`, `command.ack`, `command.progress` and `command.result` → `ack` (data = the HTTP twin's `data`) or `error` (data = the twin's `error`), with `re`; `command.dispatch` → `command.ack` with `re`. Frames MUST NOT be resent or deduplicated: after a reconnect an unanswered message goes out as a new frame, a dispatch only by redelivery.",
} as const;

export const sessionCommandChecks: OpstageCheck[] = [
  opstageCheck({
    ...wakes,
    id: 'session-replies/dispatch',
    title: 'a command is dispatched as a claim would deliver it, and taken by command.ack with re',
    how: 'Creates a command with a payload for an agent with a session, accepts and finishes it by frames. Expects command.dispatch with the delivery, nothing redacted, acks to both, and the command SUCCEEDED with the data sent.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds'], async () => {
        const service = await t.service();
        const { session } = await welcomed(t, service.agent);
        const payload = { mailbox: 'inbox', password: 'canary-of-a-payload' };
        const command = await t.createCommand(service, { payload });
        const dispatch = await dispatched(t, session, command.id);
        const delivery = dispatch.frame.data as unknown as CommandDelivery;
        t.equal('the payload', delivery.payload, payload, dispatch);
        const { id: deliveryId } = delivery.delivery;
        const taken = { commandId: command.id, deliveryId, accepted: true };
        await acked(t, session, 'command.ack', taken, { re: dispatch.frame.id });
        const running = await seenCommand(t, command);
        t.equal('the status', running.data.status, 'RUNNING', running, dispatch);
        await acked(t, session, 'command.result', { commandId: command.id, deliveryId, success: true, data: { n: 1 } });
        const done = await seenCommand(t, command);
        t.equal('the status', done.data.status, 'SUCCEEDED', done);
        t.equal('dispatches', session.ofType('command.dispatch').length, 1, session);
        soundFrames(t, session);
        session.close();
      });
    },
  }),
  opstageCheck({
    ...startable,
    id: 'claim-what-can-start/session',
    long: true,
    title: 'no more commands are delivered or running on a session than maxRunning',
    how: 'Opens one session with maxRunning 2 and one without it, creates four commands for each, and finishes one at a time. Expects two, or one, dispatched and the next only when one is finished.',
    async run(t) {
      for (const maxRunning of [2, undefined]) {
        await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], async () => {
          const service = await t.service();
          const { session } = await welcomed(t, service.agent, {
            maxRunning: undefined,
            ...(maxRunning ? { maxRunning } : {}),
          } as { maxRunning?: number });
          const room = maxRunning ?? 1;
          for (let count = 0; count < 4; count += 1) await t.createCommand(service);
          const deliveries = () =>
            session.ofType('command.dispatch').map(({ frame }) => frame.data as unknown as CommandDelivery);
          await t.until(`${room} dispatches`, () => deliveries().length >= room);
          for (const { id, delivery } of deliveries()) {
            await acked(t, session, 'command.ack', { commandId: id, deliveryId: delivery.id, accepted: true });
          }
          await t.pause(250);
          t.equal('dispatches while all places are taken', deliveries().length, room, session);
          const [first] = deliveries();
          if (!first) return;
          await acked(t, session, 'command.result', {
            commandId: first.id,
            deliveryId: first.delivery.id,
            success: true,
          });
          await t.until('a dispatch for the free place', () => deliveries().length > room);
          await t.pause(150);
          t.equal('dispatches after one is finished', deliveries().length, room + 1, session);
          t.equal('commands dispatched', new Set(deliveries().map(({ id }) => id)).size, room + 1, session);
          session.close();
        });
      }
    },
  }),
  opstageCheck({
    ...redelivered,
    id: 'lost-delivery-redelivered/session',
    long: true,
    title: 'a dispatch that is not acknowledged comes again under another delivery',
    how: 'Leaves a dispatch unanswered until the ack lease is over. Expects a second command.dispatch of the command with another delivery id and a higher attempt.',
    async run(t) {
      const leaseMs = t.seconds('ackLeaseSeconds') * 1000;
      const service = await t.service();
      const { session } = await welcomed(t, service.agent);
      const command = await t.createCommand(service);
      const again = await t.until(
        'a second dispatch',
        async () => {
          await acked(t, session, 'heartbeat', { bootId: service.agent.bootId, services: [], running: [] });
          return session.ofType('command.dispatch')[1];
        },
        { ceilingMs: leaseMs + 20_000, everyMs: 300 },
      );
      const [first] = session.ofType('command.dispatch');
      const deliveries = [first, again].map((one) => one?.frame.data as unknown as CommandDelivery);
      t.equal(
        'the commands',
        deliveries.map(({ id }) => id),
        [command.id, command.id],
        again,
      );
      t.equal(
        'the attempts',
        deliveries.map(({ delivery }) => delivery.attempt),
        [1, 2],
        again,
      );
      t.equal('delivery ids', new Set(deliveries.map(({ delivery }) => delivery.id)).size, 2, again);
      session.close();
    },
  }),
  opstageCheck({
    ...cancelling,
    id: 'cancel/session',
    title: 'a requested cancellation is sent as command.cancel',
    how: 'Cancels a RUNNING cancellable command of an agent with a session and answers with its cancelled result. Expects one command.cancel that names it, the id in the next heartbeat’s ack, and CANCELLED as the agent reports.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds', 'cancelGraceSeconds'], async () => {
        const service = await t.service();
        const { session } = await welcomed(t, service.agent);
        const command = await t.createCommand(service, { action: 'slow' });
        const dispatch = await dispatched(t, session, command.id);
        const { id: deliveryId } = (dispatch.frame.data as unknown as CommandDelivery).delivery;
        const commandId = command.id;
        await acked(t, session, 'command.ack', { commandId, deliveryId, accepted: true }, { re: dispatch.frame.id });
        t.expect(await t.send('commandCancel', { path: { commandId }, body: {} })).success();
        const cancel = await frameOf(t, session, 'command.cancel');
        t.equal('what it names', cancel.frame.data, { commandId }, cancel);
        const beat = { bootId: service.agent.bootId, services: [], running: [commandId] };
        const { data, message } = await acked(t, session, 'heartbeat', beat);
        t.equal('the ids to cancel', (data.directives as { cancel: string[] }).cancel, [commandId], message);
        await acked(t, session, 'command.result', { commandId, deliveryId, success: false, cancelled: true });
        const done = await seenCommand(t, command);
        t.equal('the status', done.data.status, 'CANCELLED', done);
        t.equal('frames command.cancel', session.ofType('command.cancel').length, 1, session);
        session.close();
      });
    },
  }),
  opstageCheck({
    ...liveness,
    id: 'liveness/session',
    since: 'standard',
    long: true,
    title: 'frames are signs of life, an open session with pings alone is none',
    how: 'Keeps two sessions open past offlineAfterSeconds, one with heartbeats on it, one with pings only. Expects the first agent ONLINE and the other OFFLINE, and both sessions open.',
    async run(t) {
      const offlineMs = t.seconds('offlineAfterSeconds') * 1000;
      const quiet = await t.enrol();
      const lively = await t.enrol();
      const one = await welcomed(t, quiet);
      const two = await welcomed(t, lively);
      const until = performance.now() + offlineMs + 300;
      while (performance.now() < until) {
        await acked(t, two.session, 'heartbeat', { bootId: lively.bootId, services: [], running: [] });
        await t.pause(offlineMs / 8);
      }
      // A heartbeat that a busy machine delayed proves nothing about the status after it.
      await undisturbed(t, ['offlineAfterSeconds'], async () => {
        await acked(t, two.session, 'heartbeat', { bootId: lively.bootId, services: [], running: [] });
        await t.pause(offlineMs / 8);
        const live = await seenAgent(t, lively);
        t.equal('the status with heartbeats', live.data.status, 'ONLINE', live, two.session);
      });
      const dead = await seenAgent(t, quiet);
      t.equal('the status with pings alone', dead.data.status, 'OFFLINE', dead, one.session);
      t.equal('the ends of the sessions', [one.session.end, two.session.end], [null, null], one.session, two.session);
      one.session.close();
      two.session.close();
    },
  }),
];

function dispatched(t: OpstageTrial, session: AgentSession, commandId: string): Promise<ReceivedFrame> {
  return frameOf(t, session, 'command.dispatch', ({ frame }) => frame.data.id === commandId);
}
