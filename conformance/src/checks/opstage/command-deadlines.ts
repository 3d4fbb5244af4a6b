/** Contract, section 6: when a command must start and when it must be over, by Opstage's clock alone. */
import type { ActionDefinition, Command } from 'capsule-contract/types';
import type { Reply } from '../../target/caller.ts';
import { sampleActions } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditOf, msBetween, type Seen, seenCommand, seenList } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const deadlines = {
  requirement: 'command-deadlines',
  sentence:
    "`startBy` MUST be creation plus `startWithinSeconds` (1 to 86400, default 300) and `expiresAt` MUST be `startBy` plus `timeoutSeconds` (default 300) plus 60 s; PENDING at `startBy` and RUNNING at `expiresAt` are EXPIRED. Only Opstage's clock counts, and a deadline has passed when now ≥ it. Every operation on a command MUST first apply passed deadlines, earliest first, then judge the request. Reads show that state without writing; the next write or sweep (at most `sweepSeconds`, 5) MUST write transition, audit and event once, dated at the deadline.",
} as const;

const echo = sampleActions[0] as ActionDefinition;

/** Lets the deadline pass by the kit's clock, without a read that an Opstage could take as an occasion. */
async function passes(
  t: OpstageTrial,
  deadline: string,
  answeredAt: { message: number; createdAt: string },
): Promise<void> {
  const sent = t.transcript.messages[answeredAt.message - 1];
  const remainingMs = msBetween(answeredAt.createdAt, deadline) - (t.transcript.elapsedMs() - (sent?.endedAtMs ?? 0));
  await t.pause(Math.max(0, remainingMs) + 100);
}

/** A command of an agent of its own whose short startBy has passed, delivered before or not. */
async function overdue(t: OpstageTrial, options: { delivered: boolean }) {
  const service = await t.service();
  const reply = await t.send('commandCreate', {
    path: { serviceId: service.id, actionName: 'slow' },
    body: { startWithinSeconds: options.delivered ? 2 : 1 },
  });
  const { command } = t.driver.must(reply);
  const claimed = options.delivered ? t.driver.must(await service.agent.claim()).commands : [];
  await passes(t, command.startBy, { message: reply.message, createdAt: command.createdAt });
  return { service, command, delivery: claimed[0] };
}

async function expiredRecord(t: OpstageTrial, command: Command, deadline: string): Promise<void> {
  const events = await t.until(
    'the audit record command.expired',
    async () => {
      const found = await auditOf(t, { action: 'command.expired', correlationId: command.id });
      return found.data.length > 0 && found;
    },
    { ceilingMs: (t.limits.sweepSeconds + 15) * 1000 },
  );
  const facts = events.data.map(({ at, actor }) => ({ at, actor: actor.type }));
  t.equal('the command.expired records', facts, [{ at: deadline, actor: 'system' }], events);
}

export const commandDeadlineChecks: OpstageCheck[] = [
  opstageCheck({
    ...deadlines,
    id: 'command-deadlines/computed',
    title: 'startBy and expiresAt follow from creation, startWithinSeconds and timeoutSeconds',
    how: 'Executes an action with and without a timeout of its own, with startWithinSeconds absent, 1 and the most. Expects startBy = createdAt + startWithinSeconds and expiresAt = startBy + timeoutSeconds + expiryGraceSeconds, with the advertised defaults; 0 and one more than the most are refused.',
    async run(t) {
      const { startWithinSecondsDefault, startWithinSecondsMax, timeoutSecondsDefault, expiryGraceSeconds } = t.limits;
      const service = await t.service({ actions: [echo, { ...echo, name: 'timed', timeoutSeconds: 7 }] });
      const starts: [object, number][] = [
        [{}, startWithinSecondsDefault],
        [{ startWithinSeconds: 1 }, 1],
        [{ startWithinSeconds: startWithinSecondsMax }, startWithinSecondsMax],
      ];
      for (const [name, timeoutSeconds] of [
        ['echo', timeoutSecondsDefault],
        ['timed', 7],
      ] as const) {
        const path = { serviceId: service.id, actionName: name };
        for (const [body, startWithinSeconds] of starts) {
          await service.agent.stayLive();
          const reply = await t.send('commandCreate', { path, body });
          const { command } = t.expect(reply).success();
          t.equal('timeoutSeconds', command.timeoutSeconds, timeoutSeconds, reply);
          const waits = Math.round(msBetween(command.createdAt, command.startBy) / 1000);
          t.equal('seconds from createdAt to startBy', waits, startWithinSeconds, reply);
          const runs = msBetween(command.startBy, command.expiresAt) / 1000;
          t.equal('seconds from startBy to expiresAt', runs, timeoutSeconds + expiryGraceSeconds, reply);
        }
        for (const startWithinSeconds of [0, startWithinSecondsMax + 1]) {
          await service.agent.stayLive();
          const reply = await t.send('commandCreate', { path, body: { startWithinSeconds } });
          t.expect(reply).refusal('VALIDATION_FAILED');
        }
      }
    },
  }),
  opstageCheck({
    ...deadlines,
    id: 'command-deadlines/pending-expires',
    long: true,
    title: 'a command PENDING at startBy is EXPIRED, not before, dated at startBy, audited once',
    how: 'Executes an action that must start within a second and waits. Expects EXPIRED not before startBy, finishedAt equal to it, outcomeKnown true, the status filters to agree, the same finishedAt later, and one record dated at startBy.',
    async run(t) {
      const service = await t.service();
      await service.agent.stayLive();
      const sentAt = performance.now();
      const command = await t.createCommand(service, { startWithinSeconds: 1 });
      const ended = await t.until('the command to end', async () => {
        const read = await seenCommand(t, command);
        return read.data.status !== 'PENDING' && read;
      });
      const lastedMs = performance.now() - sentAt;
      t.that('PENDING for at least a second', lastedMs >= 1000, lastedMs, ended);
      const { status, finishedAt, outcomeKnown, startBy } = ended.data;
      t.equal(
        'the command',
        { status, finishedAt, outcomeKnown },
        { status: 'EXPIRED', finishedAt: startBy, outcomeKnown: true },
        ended,
      );
      for (const [filter, expected] of [
        ['EXPIRED', [command.id]],
        ['PENDING', []],
      ] as const) {
        const list = await seenList(t, 'commandList', { query: { status: filter, serviceId: service.id } });
        t.equal(
          `commands listed as ${filter}`,
          list.data.map(({ id }) => id),
          expected,
          list,
        );
      }
      await expiredRecord(t, command, startBy);
      await t.pause(t.limits.sweepSeconds > 5 ? 500 : t.limits.sweepSeconds * 1000 + 300);
      const later = await seenCommand(t, command);
      t.equal('the command after the sweep', later.data, ended.data, ended, later);
      await expiredRecord(t, command, startBy);
    },
  }),
  opstageCheck({
    ...deadlines,
    id: 'command-deadlines/applied-first',
    long: true,
    title: 'every operation first applies the deadline, then judges',
    how: 'Lets commands pass startBy unread and makes one call each as the first to touch them: claim, ack, progress, result, cancel, retry, list. Expects no delivery, COMMAND_EXPIRED for the agent’s answers, COMMAND_ALREADY_COMPLETED for cancel, a new command from retry, and EXPIRED in the list.',
    async run(t) {
      const claims = async (): Promise<void> => {
        const { service, command } = await overdue(t, { delivered: false });
        const claim = await service.agent.claim();
        t.equal('commands delivered', t.expect(claim).success().commands, [], claim);
        const after = await seenCommand(t, command);
        t.equal('the command', [after.data.status, after.data.attempt], ['EXPIRED', 0], claim, after);
      };
      const answers = async (call: 'ack' | 'progress' | 'result'): Promise<void> => {
        const { service, command, delivery } = await overdue(t, { delivered: true });
        if (!delivery) return t.couldNotRun('startBy had passed before the command could be claimed');
        const reply: Reply<'commandAck' | 'commandProgress' | 'commandResult'> = await service.agent[call](delivery);
        t.expect(reply).refusal('COMMAND_EXPIRED');
        const after = await seenCommand(t, command);
        t.equal('the command', [after.data.status, after.data.lateResult], ['EXPIRED', null], reply, after);
      };
      const cancels = async (): Promise<void> => {
        const { command } = await overdue(t, { delivered: false });
        const cancel = await t.send('commandCancel', { path: { commandId: command.id }, body: {} });
        t.expect(cancel).refusal('COMMAND_ALREADY_COMPLETED');
      };
      const retries = async (): Promise<void> => {
        const { service, command } = await overdue(t, { delivered: false });
        await service.agent.stayLive();
        const retry = await t.send('commandRetry', { path: { commandId: command.id }, body: {} });
        t.equal('retryOf', t.expect(retry).success().command.retryOf, command.id, retry);
      };
      const lists = async (): Promise<void> => {
        const { service, command } = await overdue(t, { delivered: false });
        const list = await seenList(t, 'commandList', { query: { status: 'EXPIRED', serviceId: service.id } });
        const ids = list.data.map(({ id }) => id);
        t.equal('the EXPIRED commands listed', ids, [command.id], list);
      };
      // Several of each, because a sweep may come first and hide a call that applies nothing.
      const scenes = [claims, claims, claims, claims, cancels, cancels, retries, retries, lists, lists].map((act) =>
        act(),
      );
      const reports = (['ack', 'progress', 'result'] as const).flatMap((call) => [answers(call), answers(call)]);
      await Promise.all([...scenes, ...reports]);
    },
  }),
  opstageCheck({
    ...deadlines,
    id: 'command-deadlines/running-expires',
    since: 'standard',
    long: true,
    title: 'a command RUNNING at expiresAt is EXPIRED, dated at expiresAt, with outcomeKnown false',
    how: 'Starts a command with a timeout of one second and keeps its lease alive by heartbeats until it ends. Expects EXPIRED not before expiresAt, finishedAt equal to it, outcomeKnown false, and one record dated at expiresAt.',
    ceilingMs: 90_000,
    async run(t) {
      const grace = t.seconds('expiryGraceSeconds');
      const { service, command } = await undisturbed(t, ['runLeaseSeconds', 'ackLeaseSeconds'], async () => {
        const service = await t.service({ actions: [{ ...echo, timeoutSeconds: 1 }] });
        const { command } = await t.startCommand(service, { startWithinSeconds: 2 });
        return { service, command };
      });
      const everyMs = Math.min(1000, t.limits.runLeaseSeconds * 250, t.limits.offlineAfterSeconds * 250);
      const ended = await t.until(
        'the command to end',
        async () => {
          t.driver.must(await service.agent.heartbeat({ running: [command.id] }));
          const read = await seenCommand(t, command);
          return read.data.status !== 'RUNNING' && read;
        },
        { ceilingMs: (3 + grace) * 1000 + 20_000, everyMs },
      );
      if (ended.data.error?.code === 'AGENT_LOST')
        t.couldNotRun('the machine was too slow to keep the run lease alive');
      const { status, finishedAt, outcomeKnown, expiresAt } = ended.data;
      t.equal(
        'the command',
        { status, finishedAt, outcomeKnown },
        { status: 'EXPIRED', finishedAt: expiresAt, outcomeKnown: false },
        ended,
      );
      await expiredRecord(t, command, expiresAt);
    },
  }),
  opstageCheck({
    ...deadlines,
    id: 'command-deadlines/one-clock',
    title: 'times an agent sends move no deadline',
    how: 'Starts a command, sends a heartbeat with sentAt far ahead and a result that claims to have finished years ago. Expects RUNNING after the heartbeat and SUCCEEDED after the result, with finishedAt by Opstage’s clock.',
    async run(t) {
      await undisturbed(t, ['runLeaseSeconds', 'ackLeaseSeconds', 'offlineAfterSeconds'], async () => {
        const service = await t.service();
        const { command, delivery } = await t.startCommand(service);
        t.expect(await service.agent.heartbeat({ sentAt: '2099-01-01T00:00:00Z' })).success();
        const running: Seen<Command> = await seenCommand(t, command);
        t.equal('the state', running.data.status, 'RUNNING', running);
        const times = { startedAt: '2001-01-01T00:00:00Z', finishedAt: '2001-01-01T00:00:01+01:00' };
        t.expect(await service.agent.result(delivery, times)).success();
        const after = await seenCommand(t, command);
        t.equal('the state', after.data.status, 'SUCCEEDED', after);
        const sinceCreation = msBetween(command.createdAt, after.data.finishedAt);
        t.that('a finishedAt after createdAt', sinceCreation >= 0, sinceCreation, after);
        t.equal('the finishedAt the agent told', after.data.result?.finishedAt, '2000-12-31T23:00:01.000Z', after);
      });
    },
  }),
];
