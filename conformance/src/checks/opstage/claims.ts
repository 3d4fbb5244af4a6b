/** Contract, section 6: commands are handed out once, in order, at once, and again when a delivery was lost. */
import type { CommandDelivery } from 'capsule-contract/types';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { msBetween, seenCommand } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const exclusive = {
  requirement: 'claim-exclusive',
  sentence:
    'Concurrent claims MUST NOT return one command twice within one ack lease, MUST lose none, and MUST give commands in the order of their creation.',
} as const;
const wakes = {
  requirement: 'claim-wakes',
  sentence: 'A held claim MUST be answered when a command is created for its agent, before `waitSeconds` ends.',
} as const;
const redelivered = {
  requirement: 'lost-delivery-redelivered',
  sentence:
    'A delivery without ack within `ackLeaseSeconds` (30, cut at `startBy`) MUST be followed by another one, with `attempt` + 1 and a new delivery id, until `startBy`.',
} as const;

/** Commands of one service, one after the other; their ids in the order of creation. */
async function create(t: OpstageTrial, service: ReportedService, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) {
    ids.push((await t.createCommand(service, { payload: { number } })).id);
  }
  return ids;
}

/** Claims again and again until the command comes, without touching it otherwise. */
function nextDelivery(t: OpstageTrial, service: ReportedService, id: string, ceilingMs: number) {
  return t.until(
    'the command to be delivered again',
    async () => {
      const reply = await service.agent.claim();
      const delivery = t
        .expect(reply)
        .success()
        .commands.find((one) => one.id === id);
      return delivery && { delivery, message: reply.message };
    },
    { ceilingMs, everyMs: 100 },
  );
}

export const claimChecks: OpstageCheck[] = [
  opstageCheck({
    ...exclusive,
    id: 'claim-exclusive/parallel',
    title: 'parallel claims share the commands: each goes to one of them, none is lost',
    how: 'Creates twenty-four commands of one agent and sends sixteen claims of three at once. Expects every command in exactly one answer, and none left for a last claim.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds'], async () => {
        const service = await t.service();
        const expected = await Promise.all(Array.from({ length: 24 }, () => t.createCommand(service)));
        const replies = await Promise.all(Array.from({ length: 16 }, () => service.agent.claim({ max: 3 })));
        const delivered: CommandDelivery[] = [];
        for (const reply of replies) {
          const { commands } = t.expect(reply).success();
          t.that('at most three commands', commands.length <= 3, commands.length, reply);
          delivered.push(...commands);
        }
        const rest = await service.agent.claim({ max: 10 });
        delivered.push(...t.expect(rest).success().commands);
        const [firstReply, ...otherReplies] = replies.map(({ message }) => message) as [number, ...number[]];
        const ids = delivered.map(({ id }) => id).sort();
        t.equal('commands delivered', ids, expected.map(({ id }) => id).sort(), firstReply, ...otherReplies);
        const deliveries = new Set(delivered.map(({ delivery }) => delivery.id));
        t.equal('different delivery ids', deliveries.size, 24, firstReply, ...otherReplies);
      });
    },
  }),
  opstageCheck({
    ...exclusive,
    id: 'claim-exclusive/one-command',
    title: 'of parallel claims for one command, one gets it',
    how: 'Creates one command and sends twelve claims at once, ten times over. Expects it in exactly one answer each time.',
    async run(t) {
      const service = await t.service();
      for (let round = 0; round < 10; round += 1) {
        await undisturbed(t, ['ackLeaseSeconds'], async () => {
          const command = await t.createCommand(service);
          const replies = await Promise.all(Array.from({ length: 12 }, () => service.agent.claim()));
          const got = replies.flatMap((reply) =>
            t
              .expect(reply)
              .success()
              .commands.filter(({ id }) => id === command.id),
          );
          const [firstReply, ...otherReplies] = replies.map(({ message }) => message) as [number, ...number[]];
          t.equal('deliveries of the command', got.length, 1, firstReply, ...otherReplies);
          t.driver.must(await service.agent.ack(got[0] as CommandDelivery));
          t.driver.must(await service.agent.result(got[0] as CommandDelivery));
        });
      }
    },
  }),
  opstageCheck({
    ...exclusive,
    id: 'claim-exclusive/order',
    title: 'commands come in the order of their creation',
    how: 'Creates ten commands of two services of one agent, one after the other, and claims four, three and ten. Expects all ten, in the order of creation over the three answers, with their payloads.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds'], async () => {
        const first = await t.service();
        const second = await t.reportService(first.agent);
        const ids: string[] = [];
        for (let number = 0; number < 10; number += 1)
          ids.push(...(await create(t, number % 3 === 0 ? second : first, 1)));
        const delivered: string[] = [];
        const messages: number[] = [];
        for (const max of [4, 3, 10]) {
          const reply = await first.agent.claim({ max });
          delivered.push(
            ...t
              .expect(reply)
              .success()
              .commands.map(({ id }) => id),
          );
          messages.push(reply.message);
          if (max < 10) t.equal('commands delivered so far', delivered.length, max === 4 ? 4 : 7, reply);
        }
        t.equal('the order of delivery', delivered, ids, ...(messages as [number, ...number[]]));
      });
    },
  }),
  opstageCheck({
    ...exclusive,
    id: 'claim-exclusive/own-only',
    title: 'an agent gets commands of its own services only',
    how: 'Creates a command of one agent and lets another claim. Expects nothing for the stranger, and the command for its own agent.',
    async run(t) {
      const service = await t.service();
      const stranger = await t.service();
      const command = await t.createCommand(service);
      const nothing = await stranger.agent.claim();
      t.equal('commands for the stranger', t.expect(nothing).success().commands, [], nothing);
      const claim = await service.agent.claim();
      const [delivery] = t.expect(claim).success().commands;
      const { id, serviceId, serviceCode, actionName, startBy, expiresAt, createdAt, timeoutSeconds } = command;
      const expected = { id, serviceId, serviceCode, actionName, startBy, expiresAt, createdAt, timeoutSeconds };
      const actual = Object.fromEntries(
        Object.keys(expected).map((name) => [name, delivery?.[name as keyof CommandDelivery]]),
      );
      t.equal('what is delivered', actual, expected, claim);
      t.equal('the attempt', delivery?.delivery.attempt, 1, claim);
    },
  }),
  opstageCheck({
    ...wakes,
    id: 'claim-wakes/created',
    title: 'a held claim is answered when a command is created',
    how: 'Holds a claim of fifty seconds and creates a command. Expects the claim to be answered with it long before its time.',
    async run(t) {
      const service = await t.service();
      const held = service.agent.claim({ waitSeconds: 50 });
      await t.pause(500);
      const createdAt = performance.now();
      const command = await t.createCommand(service);
      const reply = await held;
      const tookMs = performance.now() - createdAt;
      t.equal(
        'the commands answered',
        t
          .expect(reply)
          .success()
          .commands.map(({ id }) => id),
        [command.id],
        reply,
      );
      t.that('an answer long before the 50 s', tookMs < 20_000, `${Math.round(tookMs)} ms`, reply);
    },
  }),
  opstageCheck({
    ...wakes,
    id: 'claim-wakes/retried',
    title: 'a held claim is answered when a command is created by retry',
    how: 'Holds a claim of fifty seconds and retries a cancelled command. Expects the claim to be answered with the new one long before its time.',
    async run(t) {
      const service = await t.service();
      const old = await t.createCommand(service);
      t.driver.must(await t.send('commandCancel', { path: { commandId: old.id }, body: {} }));
      const held = service.agent.claim({ waitSeconds: 50 });
      await t.pause(500);
      const retriedAt = performance.now();
      const retry = t.driver.must(await t.send('commandRetry', { path: { commandId: old.id }, body: {} }));
      const reply = await held;
      const tookMs = performance.now() - retriedAt;
      t.equal(
        'the commands answered',
        t
          .expect(reply)
          .success()
          .commands.map(({ id }) => id),
        [retry.command.id],
        reply,
      );
      t.that('an answer long before the 50 s', tookMs < 20_000, `${Math.round(tookMs)} ms`, reply);
    },
  }),
  opstageCheck({
    ...wakes,
    id: 'claim-wakes/one-of-many',
    since: 'standard',
    long: true,
    title: 'of several held claims one wakes for each command, and an idle one ends with nothing',
    how: 'Holds four claims of eight seconds for one command each, acks what they get, and creates two commands one after the other. Expects each command delivered once, to different claims, at once, and the other claims to end with an empty list when their time is over.',
    async run(t) {
      const service = await t.service();
      const held = Array.from({ length: 4 }, async () => {
        // One each, so that a claim which is slow to look does not take both.
        const reply = await service.agent.claim({ max: 1, waitSeconds: 8 });
        const { commands } = t.expect(reply).success();
        for (const delivery of commands) t.driver.must(await service.agent.ack(delivery));
        return { message: reply.message, commands };
      });
      await t.pause(500);
      const ids = await create(t, service, 2);
      const [first, ...others] = await Promise.all(held);
      if (!first) throw new Error('four claims were held');
      const answers = [first, ...others];
      // On a slow machine a lease may lapse before the ack; the second delivery is another check's.
      const firstDeliveries = answers.map(({ commands }) => commands.filter(({ delivery }) => delivery.attempt === 1));
      const delivered = firstDeliveries.flat().map(({ id }) => id);
      t.equal('commands delivered a first time', delivered.sort(), [...ids].sort(), first, ...others);
      const endedAtMs = (wasBusy: boolean) =>
        answers
          .filter((_, index) => (firstDeliveries[index] ?? []).length > 0 === wasBusy)
          .map(({ message }) => t.transcript.messages.find(({ number }) => number === message)?.endedAtMs ?? 0);
      const aheadMs = Math.min(...endedAtMs(false)) - Math.max(...endedAtMs(true));
      t.that(
        'the claims that got one answered 2 s before the others ended',
        aheadMs >= 2_000,
        aheadMs,
        first,
        ...others,
      );
    },
  }),
  opstageCheck({
    ...redelivered,
    id: 'lost-delivery-redelivered/again',
    long: true,
    title: 'a delivery without ack comes again after the ack lease, as a new one',
    how: 'Claims a command and never acks it, three times. Expects each next delivery not before ackLeaseSeconds after the last, with attempt + 1, a new delivery id, and the rest of the command unchanged.',
    ceilingMs: 120_000,
    async run(t) {
      const lease = t.seconds('ackLeaseSeconds');
      const service = await t.service();
      const command = await t.createCommand(service, { payload: { n: 1 } });
      let last = await nextDelivery(t, service, command.id, 15_000);
      t.equal(
        'the first attempt and its lease',
        [last.delivery.delivery.attempt, last.delivery.delivery.ackLeaseSeconds],
        [1, lease],
        last,
      );
      for (let attempt = 2; attempt <= 3; attempt += 1) {
        const before = await seenCommand(t, command);
        const next = await nextDelivery(t, service, command.id, lease * 1000 + 15_000);
        const after = await seenCommand(t, command);
        const apartMs = msBetween(before.data.deliveredAt, after.data.deliveredAt);
        t.that(`at least ${lease} s between deliveries`, apartMs >= lease * 1000, `${apartMs} ms`, before, next, after);
        const { delivery: facts, ...rest } = next.delivery;
        const { delivery: lastFacts, ...lastRest } = last.delivery;
        t.equal('the attempt', [facts.attempt, after.data.attempt], [attempt, attempt], next, after);
        t.that('a new delivery id', facts.id !== lastFacts.id, facts.id, last, next);
        t.equal('the command delivered', rest, lastRest, last, next);
        t.equal('its state', after.data.status, 'PENDING', after);
        last = next;
      }
      t.expect(await service.agent.ack(last.delivery)).success();
    },
  }),
  opstageCheck({
    ...redelivered,
    id: 'lost-delivery-redelivered/until-start-by',
    long: true,
    title: 'the ack lease is cut at startBy, and no delivery comes after it',
    how: 'Claims a command that must start within a second and never acks it, then claims until the ack lease and startBy have passed. Expects an ackLeaseSeconds of at most one in the delivery, no second delivery, and EXPIRED.',
    async run(t) {
      const lease = t.seconds('ackLeaseSeconds');
      const service = await t.service();
      const command = await t.createCommand(service, { startWithinSeconds: 1 });
      const claim = await service.agent.claim();
      const delivery = t
        .expect(claim)
        .success()
        .commands.find(({ id }) => id === command.id);
      if (!delivery) return t.couldNotRun('the second was over before the command could be claimed');
      const told = delivery.delivery.ackLeaseSeconds;
      t.that('an ackLeaseSeconds of at most 1', told <= Math.min(1, lease), told, claim);
      const endsAt = performance.now() + (lease + 1) * 1000 + 300;
      while (performance.now() < endsAt) {
        const again = await service.agent.claim();
        const ids = t
          .expect(again)
          .success()
          .commands.map(({ id }) => id);
        t.equal('commands delivered', ids, [], again);
        await t.pause(150);
      }
      const ended = await seenCommand(t, command);
      t.equal('the command', [ended.data.status, ended.data.attempt], ['EXPIRED', 1], ended);
    },
  }),
];
