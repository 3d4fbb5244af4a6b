/**
 * Contract, section 7: the session is a faster way for the same contract.
 *
 * One program is run by two fresh agents, by the first over HTTP and by the second over its session. What each step
 * answered, what operators see afterwards and what the audit log holds must be the same but for names and times.
 */
import { messages } from 'capsule-contract';
import type { CommandDelivery, MessageType, OperationId } from 'capsule-contract/types';
import type { AgentSession } from '../../target/agent-session.ts';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { serviceItem } from '../../target/sample-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { acked, frameOf, replied, soundFrames, welcomed } from './agent-sessions.ts';
import { auditOf, seenAgent, seenCommand, seenHealth, seenService } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const same = {
  profile: 'opstage-session',
  requirement: 'session-same-outcome',
  sentence:
    'Every session message MUST have exactly the effect, the error codes and the audit of its HTTP twin, and HTTP MUST keep working beside the session.',
} as const;

type Said = Extract<
  MessageType,
  'heartbeat' | 'service.report' | 'command.ack' | 'command.progress' | 'command.result'
>;

/** What one step came to: the data of the answer, or the code and details of the refusal. */
interface Outcome {
  step: string;
  ok: boolean;
  answer: unknown;
  message: number;
}

interface Way {
  say(
    type: Said,
    body: Record<string, unknown>,
    commandId?: string,
  ): Promise<{ ok: boolean; answer: unknown; message: number }>;
  delivered(commandId: string): Promise<CommandDelivery>;
}

export const sessionSameOutcomeChecks: OpstageCheck[] = [
  opstageCheck({
    ...same,
    id: 'session-same-outcome/programs',
    long: true,
    title: 'the same program over HTTP and over a session has the same answers, effects and audit',
    how: 'Runs reports, heartbeats, acks, progress and results, good, repeated, stale and wrong ones, once over HTTP and once by frames. Expects equal answers and refusals step by step, equal agents, services, health and commands, and the same audit events in the same order.',
    async run(t) {
      const one = await inTime(t, async () => {
        const service = await t.service();
        return { service, session: null, ...(await program(t, service, overHttp(t, service))) };
      });
      const two = await inTime(t, async () => {
        const service = await t.service();
        const capabilities = ['commands.progress', 'commands.cancel', 'token.rotate'];
        const { session } = await welcomed(t, service.agent, { capabilities });
        return { service, session, ...(await program(t, service, overSession(t, session))) };
      });
      for (const [index, { step, ok, answer }] of one.outcomes.entries()) {
        const { ok: otherOk, answer: other, message = 0 } = two.outcomes[index] ?? {};
        t.equal(`${step} by session, as over HTTP,`, { ok: otherOk, answer: other }, { ok, answer }, message);
      }
      const [seenOne, seenTwo] = [await observed(t, one), await observed(t, two)];
      for (const [what, seen] of Object.entries(seenOne.data)) {
        t.equal(`${what} after the session’s program`, seenTwo.data[what], seen, seenTwo, seenOne);
      }
      if (two.session) soundFrames(t, two.session);
      two.session?.close();
    },
  }),
  opstageCheck({
    ...same,
    id: 'session-same-outcome/goodbye',
    title: 'goodbye does what disconnect does, and is not answered',
    how: 'Disconnects one agent over HTTP and lets another say goodbye, then both send a heartbeat of the same process. Expects both OFFLINE with the reason, not revived, and the same audit events.',
    async run(t) {
      const reason = 'going home';
      const [http, session] = [await t.enrol(), await t.enrol()];
      t.expect(await http.disconnect(reason)).success();
      const opened = await welcomed(t, session);
      opened.session.send('goodbye', { bootId: session.bootId, reason });
      await t.until('the agent OFFLINE', async () => (await seenAgent(t, session)).data.status === 'OFFLINE');
      for (const agent of [http, session]) t.expect(await agent.heartbeat()).success();
      const [one, two] = [await seenAgent(t, http), await seenAgent(t, session)];
      t.equal(
        'status and reason',
        [two.data.status, two.data.statusReason],
        [one.data.status, one.data.statusReason],
        two,
        one,
      );
      t.equal('the status', two.data.status, 'OFFLINE', two);
      const audit = async (id: string) => {
        const { data, message } = await auditOf(t, { actorId: id });
        return { data: data.map(({ action, result }) => ({ action, result })), message };
      };
      const [auditOne, auditTwo] = [await audit(http.id), await audit(session.id)];
      t.equal('the audit of the goodbye', auditTwo.data, auditOne.data, auditTwo, auditOne);
      t.equal(
        'frames after the welcome',
        opened.session.received.filter(({ frame }) => frame.type !== 'bye').length,
        1,
        two,
      );
    },
  }),
  opstageCheck({
    ...same,
    id: 'session-same-outcome/http-beside',
    title: 'HTTP keeps working beside the session, on the same commands',
    how: 'With a session open reports, beats, and finishes over HTTP a command that was dispatched on the session, and acknowledges by frame one that was claimed. Expects all of it to succeed and no command delivered twice.',
    async run(t) {
      await undisturbed(t, ['ackLeaseSeconds', 'runLeaseSeconds'], async () => {
        const service = await t.service();
        const { agent } = service;
        const claimed = await t.createCommand(service);
        const claim = await t.deliver(agent, claimed);
        const { session } = await welcomed(t, agent);
        t.expect(await agent.heartbeat()).success();
        t.expect(await agent.report([service.item])).success();
        await acked(t, session, 'command.ack', { commandId: claim.id, deliveryId: claim.delivery.id, accepted: true });
        t.expect(await agent.result(claim)).success();
        const command = await t.createCommand(service);
        const dispatch = await frameOf(t, session, 'command.dispatch', ({ frame }) => frame.data.id === command.id);
        const delivery = dispatch.frame.data as unknown as CommandDelivery;
        const { commands } = t.expect(await agent.claim()).success();
        t.equal('commands claimed that were dispatched', commands, [], dispatch);
        t.expect(await agent.ack(delivery)).success();
        const { id: deliveryId } = delivery.delivery;
        await acked(t, session, 'command.result', { commandId: command.id, deliveryId, success: true });
        const done = await seenCommand(t, command);
        t.equal('status and attempt', [done.data.status, done.data.attempt], ['SUCCEEDED', 1], done);
        session.close();
      });
    },
  }),
];

function overHttp(t: OpstageTrial, { agent }: ReportedService): Way {
  return {
    async say(type, body, commandId) {
      const operationId = messages[type].httpTwin as OperationId;
      const reply = await agent.send(operationId, { body, ...(commandId ? { path: { commandId } } : {}) });
      const { data, error } = reply.body as { data?: unknown; error?: unknown };
      return { ok: reply.status === 200, answer: data ?? error, message: reply.message };
    },
    delivered: (id) => t.deliver(agent, { id }),
  };
}

function overSession(t: OpstageTrial, session: AgentSession): Way {
  return {
    async say(type, body, commandId) {
      const { frame, message } = await replied(
        t,
        session,
        session.send(type, { ...body, ...(commandId ? { commandId } : {}) }),
      );
      return { ok: frame.type === 'ack', answer: frame.data, message };
    },
    async delivered(id) {
      const dispatch = await frameOf(t, session, 'command.dispatch', ({ frame }) => frame.data.id === id);
      return dispatch.frame.data as unknown as CommandDelivery;
    },
  };
}

/** Every message, with good and bad content; the same steps whatever the way. */
async function program(t: OpstageTrial, service: ReportedService, way: Way) {
  const { agent } = service;
  const { bootId } = agent;
  const outcomes: Outcome[] = [];
  const step = async (name: string, type: Said, body: Record<string, unknown>, commandId?: string) => {
    const { ok, answer, message } = await way.say(type, body, commandId);
    outcomes.push({ step: `${outcomes.length + 1} ${name}`, ok, answer: impersonal(t, answer), message });
  };
  const { code, item } = service;
  const at = '2026-03-01T09:30:00.000Z';
  const beat = { bootId, services: [{ code, revision: item.revision, health: { status: 'UP' } }], running: [] };
  const event = { id: 'e1', serviceCode: code, type: 'note', at, message: 'said once' };
  await step('a heartbeat', 'heartbeat', beat);
  await step('a heartbeat with an event', 'heartbeat', { ...beat, events: [event] });
  await step('the same event again', 'heartbeat', { ...beat, events: [event] });
  await step('an unknown revision', 'heartbeat', { ...beat, services: [{ code, revision: 'r9' }] });
  await step('a heartbeat without bootId', 'heartbeat', { services: [], running: [] });
  await step('health of a service', 'heartbeat', {
    ...beat,
    services: [{ ...beat.services[0], health: { status: 'DOWN', message: 'broken' } }],
  });
  const changed = {
    ...item,
    revision: 'r2',
    configs: [{ key: 'colour', type: 'string', valuePreview: 'red', editable: false, sensitive: false }],
  };
  await step('a report with one item refused', 'service.report', {
    bootId,
    services: [changed, { manifest: { code: 'UPPER' } }],
  });
  await step('the same report again', 'service.report', { bootId, services: [changed] });
  const foreign = await t.service();
  await step('a service of another agent', 'service.report', {
    bootId,
    services: [serviceItem({ code: foreign.code })],
  });
  const commands: string[] = [];
  const windows: boolean[] = [];
  const window = (beganAt: number, seconds: number) => windows.push(performance.now() - beganAt < seconds * 800);
  const take = async (action?: string) => {
    const command = await t.createCommand(service, { ...(action ? { action } : {}), payload: { n: commands.length } });
    commands.push(command.id);
    const delivery = await way.delivered(command.id);
    return { id: command.id, deliveryId: delivery.delivery.id };
  };
  const takenAt = performance.now();
  const good = await take();
  const { deliveryId } = good;
  await step('progress before the ack', 'command.progress', { deliveryId, seq: 1 }, good.id);
  await step('a result before the ack', 'command.result', { deliveryId, success: true }, good.id);
  await step(
    'an ack of another delivery',
    'command.ack',
    { deliveryId: 'dlv_AAAAAAAAAAAAAAAAAAAA', accepted: true },
    good.id,
  );
  await step('the ack', 'command.ack', { deliveryId, accepted: true }, good.id);
  window(takenAt, t.limits.ackLeaseSeconds);
  await step('the ack again', 'command.ack', { deliveryId, accepted: true }, good.id);
  await step('progress', 'command.progress', { deliveryId, seq: 1, percent: 10, message: 'begun' }, good.id);
  await step('progress of an older seq', 'command.progress', { deliveryId, seq: 1, percent: 5 }, good.id);
  await step('progress beyond 100', 'command.progress', { deliveryId, seq: 2, percent: 101 }, good.id);
  await step('cancelled unasked', 'command.result', { deliveryId, success: false, cancelled: true }, good.id);
  await step('the result', 'command.result', { deliveryId, success: true, data: { answer: 42 } }, good.id);
  await step('the result again', 'command.result', { deliveryId, success: true, data: { answer: 42 } }, good.id);
  await step('another result', 'command.result', { deliveryId, success: true, data: { answer: 43 } }, good.id);
  window(takenAt, t.limits.runLeaseSeconds);
  const takenAgainAt = performance.now();
  const bad = await take();
  await step('a refusal without error', 'command.ack', { deliveryId: bad.deliveryId, accepted: false }, bad.id);
  const error = { code: 'AGENT_BUSY', message: 'not now' };
  await step('a refusal', 'command.ack', { deliveryId: bad.deliveryId, accepted: false, error }, bad.id);
  window(takenAgainAt, t.limits.ackLeaseSeconds);
  await step('an unknown command', 'command.ack', { deliveryId, accepted: true }, 'cmd_AAAAAAAAAAAAAAAAAAAA');
  return { outcomes, commands, inTime: windows.every((within) => within) };
}

/** What operators see of it, without names and times. */
async function observed(t: OpstageTrial, run: { service: ReportedService; commands: readonly string[] }) {
  const { service, commands } = run;
  t.driver.must(await service.agent.heartbeat());
  const agent = await seenAgent(t, service.agent);
  const parts: Record<string, unknown> = {
    'the agent': { status: agent.data.status, capabilities: agent.data.capabilities },
    'the service': (await seenService(t, service)).data,
    'the health': (await seenHealth(t, service)).data,
  };
  for (const [index, id] of commands.entries()) parts[`command ${index + 1}`] = (await seenCommand(t, { id })).data;
  const audit = await auditOf(t, { actorId: service.agent.id });
  const events = audit.data.map(({ action, result, errorCode, target, correlationId, details }) => ({
    ...{ action, result, errorCode, details },
    ...{ target: target.type, correlated: correlationId !== null },
  }));
  for (const [index, event] of events.entries()) parts[`audit event ${index + 1}`] = event;
  return { data: impersonal(t, parts) as Record<string, unknown>, message: audit.message };
}

const attemptsMax = 5;

/** A program whose windows between delivery, ack and result were shorter than the leases; else it is run anew. */
async function inTime<Run extends { inTime: boolean }>(t: OpstageTrial, scene: () => Promise<Run>): Promise<Run> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const run = await scene();
    if (run.inTime) return run;
    t.transcript.note('too slow for a lease: the program begins anew');
  }
  return t.couldNotRun(`${attemptsMax} times the program took longer than a lease`);
}

/** Ids, codes, times and request ids replaced by what they are. */
function impersonal(t: OpstageTrial, value: unknown): unknown {
  const text = JSON.stringify(value, (name, inner: unknown) => (name === 'requestId' ? 'request' : inner)) ?? 'null';
  return JSON.parse(
    text
      .replace(/"([a-z]{3})_[A-Za-z0-9_-]{16,64}/g, '"<$1>')
      .replaceAll(new RegExp(`${t.namespace}-[a-z]+-[0-9]+`, 'g'), '<code>')
      .replace(/"\d{4}-\d\d-\d\dT[^"]*Z"/g, '"<time>"'),
  );
}
