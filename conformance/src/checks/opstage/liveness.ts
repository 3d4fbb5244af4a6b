/** Contract, section 4: what an agent is told about time, and when it counts as alive. */
import type { CommandDelivery } from 'capsule-contract/types';
import type { Reply } from '../../target/caller.ts';
import type { FakeAgent } from '../../target/fake-agent.ts';
import type { OpstageProcess } from '../../target/opstage-process.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { type Seen, seen, seenAgent, seenList, seenService } from './operator-reads.ts';
import { undisturbed } from './undisturbed.ts';

const intervals = {
  requirement: 'intervals-told',
  sentence: 'The intervals that Opstage tells MUST be integers from 1 to 3600 and come from its configuration.',
} as const;
const liveness = {
  requirement: 'liveness',
  sentence:
    'Opstage MUST refresh liveness when an authenticated, accepted request or session frame is received; ping and pong, held claims and refused calls do not count. An agent MUST be OFFLINE when now − last ≥ `offlineAfterSeconds`, which is at least 2.4 times the interval last told to it; this is evaluated at read time and the same in reads, filters, counts and the action gate. After Opstage itself starts, liveness deadlines and run leases MUST last at least their full length from that start.',
} as const;

/** Waits for OFFLINE, asking without touching the agent; fails when it is seen before its time. */
async function offlineAfter(t: OpstageTrial, agent: FakeAgent, lastHeardAt: number): Promise<Seen<unknown>> {
  const { offlineAfterSeconds } = agent.registration;
  const seenOffline = await t.until(
    'the agent to be OFFLINE',
    async () => {
      const read = await seenAgent(t, agent);
      return read.data.status === 'OFFLINE' && read;
    },
    { ceilingMs: offlineAfterSeconds * 1000 + 15_000 },
  );
  const silentMs = performance.now() - lastHeardAt;
  // Sent to answered is longer than received to evaluated, so this bound is safe on any machine.
  t.that(
    `OFFLINE only after ${offlineAfterSeconds} s of silence`,
    silentMs >= offlineAfterSeconds * 1000,
    silentMs,
    seenOffline,
  );
  return seenOffline;
}

/** The call, and whether it moved the agent's lastSeenAt. */
async function moves(
  t: OpstageTrial,
  agent: FakeAgent,
  call: () => Promise<Reply>,
): Promise<{ reply: Reply; moved: boolean }> {
  const before = await seenAgent(t, agent);
  await t.pause(20);
  const reply = await call();
  const after = await seenAgent(t, agent);
  t.cite(before, after);
  return { reply, moved: after.data.lastSeenAt !== before.data.lastSeenAt };
}

async function runningCommand(t: OpstageTrial): Promise<{ agent: FakeAgent; delivery: CommandDelivery }> {
  const service = await t.service();
  const { delivery } = await t.startCommand(service);
  return { agent: service.agent, delivery };
}

export const livenessChecks: OpstageCheck[] = [
  opstageCheck({
    ...intervals,
    id: 'intervals-told',
    title: 'the intervals told are whole seconds from 1 to 3600, as configured',
    how: 'Registers an agent and sends a heartbeat. Expects heartbeat and poll interval in both answers to be integers from 1 to 3600 equal to the advertised ones.',
    async run(t) {
      const issued = await t.driver.registrationToken();
      const registered = await t.send('agentRegister', {
        body: {
          registrationToken: issued.token,
          agent: { code: t.code('agent'), mode: 'external' },
          bootId: t.driver.newBootId(),
          capabilities: [],
        },
      });
      const registration = t.expect(registered).success();
      const beat = await t.driver.agentOf(registration, t.driver.newBootId()).heartbeat();
      const { heartbeatIntervalSeconds, commandPollIntervalSeconds } = t.limits;
      for (const [told, reply] of [
        [registration, registered],
        [t.expect(beat).success(), beat],
      ] as const) {
        for (const name of ['heartbeatIntervalSeconds', 'commandPollIntervalSeconds'] as const) {
          const value = told[name];
          t.that(
            `${name} a whole number from 1 to 3600`,
            Number.isInteger(value) && value >= 1 && value <= 3600,
            value,
            reply,
          );
        }
        const { heartbeatIntervalSeconds: heartbeat, commandPollIntervalSeconds: poll } = told;
        t.equal('the intervals told', [heartbeat, poll], [heartbeatIntervalSeconds, commandPollIntervalSeconds], reply);
      }
    },
  }),
  opstageCheck({
    ...liveness,
    id: 'liveness/offline-after-told',
    title: 'offlineAfterSeconds leaves at least 2.4 heartbeats',
    how: 'Registers an agent, sends a heartbeat and views the agent. Expects offlineAfterSeconds in all three answers to be equal and at least 2.4 times the heartbeat interval.',
    async run(t) {
      const agent = await t.enrol();
      const beat = await agent.heartbeat();
      const told = t.expect(beat).success();
      const { offlineAfterSeconds, heartbeatIntervalSeconds } = told;
      const enough = offlineAfterSeconds >= 2.4 * heartbeatIntervalSeconds;
      t.that(
        'offlineAfterSeconds ≥ 2.4 × heartbeatIntervalSeconds',
        enough,
        { offlineAfterSeconds, heartbeatIntervalSeconds },
        beat,
      );
      const view = await seenAgent(t, agent);
      const shown = [
        agent.registration.offlineAfterSeconds,
        view.data.offlineAfterSeconds,
        t.limits.offlineAfterSeconds,
      ];
      t.equal(
        'offlineAfterSeconds at registration, in the view and advertised',
        shown,
        shown.map(() => offlineAfterSeconds),
        beat,
        view,
      );
      t.equal('the interval shown', view.data.heartbeatIntervalSeconds, heartbeatIntervalSeconds, beat, view);
    },
  }),
  opstageCheck({
    ...liveness,
    id: 'liveness/offline-when-silent',
    long: true,
    title: 'a silent agent is OFFLINE after its time, everywhere at once, until it is heard again',
    how: 'Lets an agent with a service fall silent. Expects OFFLINE not before offlineAfterSeconds, the same in view, filters, totals, service status and action gate, and ONLINE in all of them after one heartbeat.',
    async run(t) {
      t.seconds('offlineAfterSeconds');
      const service = await t.service();
      const { agent } = service;
      const lastHeardAt = performance.now();
      t.expect(await agent.heartbeat()).success();
      await offlineAfter(t, agent, lastHeardAt);
      await agrees(t, agent, service.id, 'OFFLINE', 'OFFLINE');
      const refused = await t.send('commandCreate', { path: { serviceId: service.id, actionName: 'echo' }, body: {} });
      t.expect(refused).refusal('AGENT_OFFLINE');
      await undisturbed(t, ['offlineAfterSeconds'], async () => {
        t.expect(await agent.heartbeat()).success();
        await agrees(t, agent, service.id, 'ONLINE', 'HEALTHY');
        const made = await t.send('commandCreate', { path: { serviceId: service.id, actionName: 'echo' }, body: {} });
        t.expect(made).success();
      });
    },
  }),
  opstageCheck({
    ...liveness,
    id: 'liveness/accepted-calls-count',
    title: 'every accepted call of the agent refreshes liveness',
    how: 'Makes each agent call with a proper body, one after the other, and reads lastSeenAt before and after. Expects every one to move it.',
    async run(t) {
      await undisturbed(t, ['runLeaseSeconds', 'ackLeaseSeconds'], async () => {
        const { agent, delivery } = await runningCommand(t);
        const calls: [string, () => Promise<Reply>][] = [
          ['heartbeat', () => agent.heartbeat()],
          ['claim', () => agent.claim()],
          ['services/report', () => agent.report([])],
          ['ack', () => agent.ack(delivery)],
          ['progress', () => agent.progress(delivery)],
          ['result', () => agent.result(delivery)],
          ['token/rotate', () => agent.send('agentTokenRotate', { body: { bootId: agent.bootId } })],
        ];
        for (const [name, call] of calls) {
          const { reply, moved } = await moves(t, agent, call);
          t.equal(`status of ${name}`, reply.status, 200, reply);
          t.equal(`whether ${name} moved lastSeenAt`, moved, true, reply);
        }
      });
    },
  }),
  opstageCheck({
    ...liveness,
    id: 'liveness/refused-calls-do-not-count',
    since: 'standard',
    long: true,
    title: 'refused calls do not refresh liveness',
    how: 'Sends calls that are refused (invalid body, malformed JSON, unknown command, another agent on its path, a dead token) and reads lastSeenAt before and after. Expects none to move it; then refused calls alone let the agent go OFFLINE.',
    async run(t) {
      t.seconds('offlineAfterSeconds');
      const agent = await t.enrol();
      const stranger = await t.enrol();
      const lastHeardAt = performance.now();
      t.driver.must(await agent.heartbeat());
      const commandId = `cmd_${t.random.word(21)}`;
      const body = { deliveryId: `dlv_${t.random.word(21)}`, success: true };
      const refused: (() => Promise<Reply>)[] = [
        () => agent.heartbeat({ bootId: '' }),
        () => agent.send('agentHeartbeat', { rawBody: '{"bootId":' }),
        () => agent.send('agentHeartbeat', { body: {}, headers: { 'content-type': 'text/plain' } }),
        () => agent.claim({ max: 0 }),
        () => agent.send('commandResult', { path: { commandId }, body }),
        () => stranger.send('agentHeartbeat', { path: { agentId: agent.id }, body: {} }),
        () => agent.send('agentHeartbeat', { headers: { authorization: `Bearer ${agent.token}x` }, body: {} }),
      ];
      for (const call of refused) {
        const { reply, moved } = await moves(t, agent, call);
        t.that('a refusal', reply.status >= 400 && reply.status < 500, reply.status, reply);
        t.equal('whether the refused call moved lastSeenAt', moved, false, reply);
      }
      const endless = { on: true };
      const keepTrying = (async () => {
        while (endless.on) {
          await agent.claim({ max: 0 });
          await t.pause(100);
        }
      })();
      try {
        await offlineAfter(t, agent, lastHeardAt);
      } finally {
        endless.on = false;
        await keepTrying;
      }
    },
  }),
  opstageCheck({
    ...liveness,
    id: 'liveness/held-claims-do-not-count',
    since: 'standard',
    long: true,
    title: 'a held claim refreshes liveness when it is received and not while it is held',
    how: 'Lets a claim of two seconds run out and reads lastSeenAt while it is held and after its answer; then holds one as long as is allowed and does nothing else. Expects lastSeenAt to stay, and the agent to be OFFLINE after offlineAfterSeconds although the claim is still held.',
    async run(t) {
      const silence = t.seconds('offlineAfterSeconds');
      const waitSeconds = t.limits.claimWaitSecondsMax;
      const agent = await t.enrol();
      const before = await seenAgent(t, agent);
      await t.pause(10);
      const short = agent.claim({ waitSeconds: 2 });
      const during = await t.until('a held claim to show in lastSeenAt', async () => {
        const seen = await seenAgent(t, agent);
        return seen.data.lastSeenAt !== before.data.lastSeenAt && seen;
      });
      const ended = await short;
      t.equal('the commands claimed', t.expect(ended).success().commands, [], ended);
      const after = await seenAgent(t, agent);
      t.equal('lastSeenAt after the answer', after.data.lastSeenAt, during.data.lastSeenAt, during, ended, after);
      const over = new AbortController();
      const state = { answered: false };
      const sentAt = performance.now();
      const held = agent.claim({ waitSeconds }, { signal: over.signal }).then(
        () => {
          state.answered = true;
        },
        // Cut off below, on purpose.
        () => undefined,
      );
      const offline = await offlineAfter(t, agent, sentAt);
      if (state.answered || silence >= waitSeconds)
        t.couldNotRun('the claim did not stay held until the agent was OFFLINE');
      t.cite(offline);
      over.abort();
      await held;
      t.expect(await agent.heartbeat()).success();
      const back = await seenAgent(t, agent);
      t.equal('the status after a heartbeat', back.data.status, 'ONLINE', back);
    },
  }),
  opstageCheck({
    ...liveness,
    id: 'liveness/after-restart',
    since: 'standard',
    title: 'after a start of Opstage deadlines of liveness and leases begin anew',
    how: 'Kills the Opstage while an agent is online with a running command, waits longer than both deadlines and starts it. Expects the agent ONLINE and the command RUNNING at first, and OFFLINE and FAILED AGENT_LOST a full length later.',
    needs: ['start'],
    turn: 'apart',
    long: true,
    ceilingMs: 120_000,
    async run(t) {
      const silence = t.seconds('offlineAfterSeconds');
      const lease = t.seconds('runLeaseSeconds');
      const { process } = t.subject;
      if (!process) return t.couldNotRun('the kit did not start the Opstage');
      const { service, command, startedAt } = await startedInTime(t, process, Math.min(silence, lease) * 1000, {
        downMs: Math.max(silence, lease) * 1000 + 500,
      });
      await offlineAfter(t, service.agent, startedAt);
      const lost = await t.until(
        'the command to be FAILED',
        async () => {
          const read = await seen(t, 'commandView', { path: { commandId: command.id } });
          return read.data.status === 'FAILED' && read;
        },
        { ceilingMs: lease * 1000 + 15_000 },
      );
      const heldMs = performance.now() - startedAt;
      t.that(`a lease of ${lease} s from the start`, heldMs >= lease * 1000, heldMs, lost);
      t.equal('the error', lost.data.error?.code, 'AGENT_LOST', lost);
    },
  }),
];

const startsMax = 3;

/**
 * Kills the Opstage under an agent with a running command and starts it when every deadline has passed. A start that
 * takes as long as a deadline shows nothing: then it is killed again.
 */
async function startedInTime(
  t: OpstageTrial,
  process: OpstageProcess,
  deadlineMs: number,
  { downMs }: { downMs: number },
) {
  let tookMs = 0;
  for (let starts = 0; starts < startsMax; starts += 1) {
    const service = await t.service();
    const { command } = await t.startCommand(service);
    await process.kill();
    t.transcript.note('the kit killed the Opstage');
    await t.pause(downMs);
    const startedAt = performance.now();
    await process.start(t.signal);
    t.transcript.note('the kit started the Opstage again');
    const agent = await seenAgent(t, service.agent);
    const running = await seen(t, 'commandView', { path: { commandId: command.id } });
    tookMs = performance.now() - startedAt;
    if (tookMs >= deadlineMs) continue;
    t.equal('the agent after the start', agent.data.status, 'ONLINE', agent);
    t.equal('the command after the start', running.data.status, 'RUNNING', running);
    return { service, command, startedAt };
  }
  return t.couldNotRun(`the start took ${Math.round(tookMs)} ms, as long as a deadline, ${startsMax} times`);
}

/** View, filters with their totals, and the service's status all tell the same. */
async function agrees(
  t: OpstageTrial,
  agent: FakeAgent,
  serviceId: string,
  status: 'ONLINE' | 'OFFLINE',
  effective: 'HEALTHY' | 'OFFLINE',
): Promise<void> {
  const view = await seenAgent(t, agent);
  t.equal('the agent in its view', view.data.status, status, view);
  for (const filter of ['ONLINE', 'OFFLINE'] as const) {
    const list = await seenList(t, 'agentList', { query: { status: filter, q: agent.code } });
    const expected = filter === status ? [[agent.id, status]] : [];
    t.equal(
      `the agents listed as ${filter}`,
      list.data.map((one) => [one.id, one.status]),
      expected,
      list,
    );
  }
  const service = await seenService(t, { id: serviceId });
  t.equal('its service', service.data.effectiveStatus, effective, service);
  for (const filter of ['HEALTHY', 'OFFLINE'] as const) {
    const list = await seenList(t, 'serviceList', { query: { status: filter, agentId: agent.id } });
    const expected = filter === effective ? [[serviceId, effective]] : [];
    t.equal(
      `its services listed as ${filter}`,
      list.data.map((one) => [one.id, one.effectiveStatus]),
      expected,
      list,
    );
  }
}
