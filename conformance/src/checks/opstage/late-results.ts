/** Contract, section 6: the truth that arrives after Opstage had to decide is kept beside the decision. */
import type { ActionDefinition, Command, CommandDelivery, ErrorCode } from 'capsule-contract/types';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { sampleActions } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditOf, type Seen, seenCommand } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const late = {
  requirement: 'late-result-kept',
  sentence:
    'Where Opstage itself set the final state (AGENT_LOST, EXPIRED, CANCELLED unconfirmed), the first result of an acked delivery MUST be kept as `lateResult` and audited once; repeats MUST write nothing.',
} as const;

interface Decided {
  service: ReportedService;
  delivery: CommandDelivery;
}

/** Keeps the command's lease alive, or lets it lapse, until Opstage has made it final. */
async function untilFinal(
  t: OpstageTrial,
  { service, delivery }: Decided,
  keepAlive: boolean,
  withinSeconds: number,
): Promise<Seen<Command>> {
  const everyMs = Math.min(1000, t.limits.runLeaseSeconds * 200, t.limits.offlineAfterSeconds * 200);
  return t.until(
    'Opstage to decide the command',
    async () => {
      if (keepAlive) t.driver.must(await service.agent.heartbeat({ running: [delivery.id] }));
      const read = await seenCommand(t, delivery);
      return read.data.status !== 'RUNNING' && read;
    },
    { ceilingMs: withinSeconds * 1000 + 20_000, everyMs },
  );
}

/** The first result is kept and audited once; a repeat writes nothing; another one is refused by the state. */
async function keepsTheFirst(
  t: OpstageTrial,
  { service, delivery }: Decided,
  before: Seen<Command>,
  code: ErrorCode,
): Promise<void> {
  const result = { success: true, message: 'It was done.', data: { found: 3 } };
  const first = await service.agent.result(delivery, result);
  const expected = { commandId: delivery.id, status: before.data.status, replayed: false, late: true };
  t.equal('the answer to the late result', t.expect(first).success(), expected, first);
  const kept = await seenCommand(t, delivery);
  const { lateResult, ...rest } = kept.data;
  const { lateResult: none, ...decided } = before.data;
  t.equal('the command beside the late result', rest, decided, before, kept);
  t.equal('the late result before', none, null, before);
  const facts = [lateResult?.success, lateResult?.message, lateResult?.data];
  t.equal('the late result', facts, [true, result.message, result.data], first, kept);
  const repeat = await service.agent.result(delivery, result);
  const { replayed, status } = t.expect(repeat).success();
  t.equal('the answer to its repeat', { replayed, status }, { replayed: true, status: before.data.status }, repeat);
  t.expect(await service.agent.result(delivery, { success: false })).refusal(code);
  const after = await seenCommand(t, delivery);
  t.equal('the command', after.data, kept.data, kept, repeat, after);
  const events = await auditOf(t, { action: 'command.late_result', correlationId: delivery.id });
  t.equal('command.late_result records', events.data.length, 1, events);
}

const timed: ActionDefinition = { ...(sampleActions[0] as ActionDefinition), timeoutSeconds: 1, cancellable: true };

async function running(t: OpstageTrial, startWithinSeconds?: number): Promise<Decided> {
  const service = await t.service({ actions: [timed] });
  const options = startWithinSeconds === undefined ? {} : { startWithinSeconds };
  const { delivery } = await t.startCommand(service, options);
  return { service, delivery };
}

export const lateResultChecks: OpstageCheck[] = [
  opstageCheck({
    ...late,
    id: 'late-result-kept/agent-lost',
    long: true,
    title: 'the result of a command given up as AGENT_LOST is kept as late',
    how: 'Lets the run lease of a command lapse, then sends its result, the same again and another one. Expects late true, then replayed true, then COMMAND_ALREADY_COMPLETED; lateResult shown beside the unchanged FAILED command and one command.late_result record.',
    ceilingMs: 90_000,
    async run(t) {
      const lease = t.seconds('runLeaseSeconds');
      const scene = await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], () => running(t, 60));
      const lost = await untilFinal(t, scene, false, lease);
      t.equal('the decision', [lost.data.status, lost.data.error?.code], ['FAILED', 'AGENT_LOST'], lost);
      await keepsTheFirst(t, scene, lost, 'COMMAND_ALREADY_COMPLETED');
    },
  }),
  opstageCheck({
    ...late,
    id: 'late-result-kept/expired',
    long: true,
    title: 'the result of a command that expired while it ran is kept as late',
    how: 'Keeps a running command alive until expiresAt, then sends its result, the same again and another one. Expects late true, then replayed true, then COMMAND_EXPIRED; lateResult shown beside the unchanged EXPIRED command and one record.',
    ceilingMs: 90_000,
    async run(t) {
      const grace = t.seconds('expiryGraceSeconds');
      const scene = await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], () => running(t, 2));
      const expired = await untilFinal(t, scene, true, 3 + grace);
      if (expired.data.error?.code === 'AGENT_LOST')
        t.couldNotRun('the machine was too slow to keep the run lease alive');
      t.equal('the decision', expired.data.status, 'EXPIRED', expired);
      await keepsTheFirst(t, scene, expired, 'COMMAND_EXPIRED');
    },
  }),
  opstageCheck({
    ...late,
    id: 'late-result-kept/cancelled',
    long: true,
    title: 'the result of a command cancelled without confirmation is kept as late',
    how: 'Requests cancellation of a running command, keeps it alive past cancelGraceSeconds, then sends its result, the same again and another one. Expects late true, then replayed true, then COMMAND_CANCELLED; lateResult shown beside the unchanged CANCELLED command and one record.',
    ceilingMs: 90_000,
    async run(t) {
      const grace = t.seconds('cancelGraceSeconds');
      const scene = await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], async () => {
        const started = await running(t, 60);
        t.driver.must(await t.send('commandCancel', { path: { commandId: started.delivery.id }, body: {} }));
        return started;
      });
      const cancelled = await untilFinal(t, scene, true, grace);
      if (cancelled.data.error?.code === 'AGENT_LOST')
        t.couldNotRun('the machine was too slow to keep the run lease alive');
      const { status, outcomeKnown } = cancelled.data;
      t.equal('the decision', { status, outcomeKnown }, { status: 'CANCELLED', outcomeKnown: false }, cancelled);
      await keepsTheFirst(t, scene, cancelled, 'COMMAND_CANCELLED');
    },
  }),
  opstageCheck({
    ...late,
    id: 'late-result-kept/race',
    since: 'standard',
    long: true,
    title: 'of parallel late results the first is kept',
    how: 'Lets the run lease of a command lapse, then sends six different results at once. Expects one answered late true, five COMMAND_ALREADY_COMPLETED, that one shown as lateResult, and one record.',
    ceilingMs: 90_000,
    async run(t) {
      const lease = t.seconds('runLeaseSeconds');
      const scene = await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], () => running(t, 60));
      await untilFinal(t, scene, false, lease);
      const { service, delivery } = scene;
      const results = Array.from({ length: 6 }, (_, n) => ({ success: true, data: { n } }));
      const replies = await Promise.all(results.map((result) => service.agent.result(delivery, result)));
      const kept = results.filter((_, index) => replies[index]?.status === 200);
      const [firstReply, ...otherReplies] = replies.map(({ message }) => message) as [number, ...number[]];
      t.equal('late results kept', kept.length, 1, firstReply, ...otherReplies);
      for (const reply of replies) if (reply.status !== 200) t.expect(reply).refusal('COMMAND_ALREADY_COMPLETED');
      const view = await seenCommand(t, delivery);
      t.equal('the late result', view.data.lateResult?.data, kept[0]?.data, view, firstReply, ...otherReplies);
      const events = await auditOf(t, { action: 'command.late_result', correlationId: delivery.id });
      t.equal('command.late_result records', events.data.length, 1, events);
    },
  }),
];
