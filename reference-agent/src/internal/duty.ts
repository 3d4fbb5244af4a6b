/** What a registered agent does: its loops and the parts they share, wired together once there is an identity. */
import type { Log, LogFields } from '../log.ts';
import { ActionRunner } from './action-runner.ts';
import { AgentCalls } from './agent-calls.ts';
import type { AgentSettings } from './agent-settings.ts';
import type { JsonRecord } from './answer.ts';
import { atMost } from './at-most.ts';
import { claimLoop } from './claim-loop.ts';
import { ClaimTurn } from './claim-turn.ts';
import { CommandIntake } from './command-intake.ts';
import type { EventQueue } from './event-queue.ts';
import { Heartbeat } from './heartbeat.ts';
import { HttpTransport } from './http-transport.ts';
import type { Identity } from './identity.ts';
import type { Journal } from './journal.ts';
import { ResultOutbox } from './result-outbox.ts';
import { ServiceReporter } from './service-reporter.ts';
import type { ServiceWatch } from './service-watch.ts';
import { sessionLoop } from './session/session-loop.ts';
import { SessionTransport } from './session/session-transport.ts';
import { sleep } from './sleep.ts';
import { Slots } from './slots.ts';
import { TokenRotation } from './token-rotation.ts';
import type { ToldIntervals } from './told-intervals.ts';

const FIRST_LOOK_MS = 1_000;
/** Share of the first heartbeat interval over which a starting fleet spreads its reports, sessions and claims. */
const START_SPREAD = 0.75;

export interface DutyParts {
  settings: AgentSettings;
  bootId: string;
  capabilities: string[];
  identity: Identity;
  journal: Journal;
  intervals: ToldIntervals;
  services: readonly ServiceWatch[];
  events: EventQueue;
  log: Log;
  logFor: (fields: LogFields) => Log;
  /** Ends everything. */
  living: AbortSignal;
  /** Ends what begins new things; aborted no later than `living`. */
  serving: AbortSignal;
  /** Opstage has ended this identity. */
  revoked: () => void;
  /** A loop cannot go on. */
  failed: (error: unknown) => void;
}

/** What an orderly stop still needs. */
export interface Duty {
  calls: AgentCalls;
  heartbeat: Heartbeat;
  reporter: ServiceReporter;
  intake: CommandIntake;
  runner: ActionRunner;
  outbox: ResultOutbox;
}

export function takeUpDuty(parts: DutyParts): Duty {
  const { bootId, capabilities, journal, intervals, services, events, log, logFor, living, serving } = parts;
  const { url, clock, random, maxConcurrentCommands, probeTimeoutMs } = parts.settings;

  const transport = new SessionTransport(new HttpTransport(url, clock));
  const calls = new AgentCalls(
    {
      transport,
      identity: parts.identity,
      clock,
      random,
      log,
      heartbeatIntervalMs: () => intervals.heartbeatIntervalMs,
      ended: parts.revoked,
    },
    (atMs) => heartbeat.dueAt(atMs),
  );
  const slots = new Slots(maxConcurrentCommands);
  const outbox = new ResultOutbox({ journal, calls, now: () => clock.now(), random, log }, living);
  const runner = new ActionRunner({ journal, calls, outbox, slots, clock, random, logFor });
  const action = (serviceCode: string, name: string) =>
    services.find((service) => service.code === serviceCode)?.action(name);
  const intake = new CommandIntake({ journal, calls, runner, outbox, slots, action, clock, random, log }, living);
  const reporter = new ServiceReporter({ bootId, calls, services, intervals, probeTimeoutMs, clock, random, log });
  const rotation = new TokenRotation({ bootId, calls, clock, random, log });
  const heartbeat = new Heartbeat({
    bootId,
    capabilities,
    calls,
    services,
    events,
    intervals,
    probeTimeoutMs,
    clock,
    random,
    log,
    running: () => journal.unanswered().map((command) => command.commandId),
    reportServices: (codes) => reporter.want(codes),
    cancel: (commandIds) => intake.cancel(commandIds),
    rotateToken: () => void rotation.rotate(serving),
  });

  const claims = new ClaimTurn(clock);
  const session = async () => {
    if (parts.settings.session === 'off') {
      claims.beginAt(clock.now());
      return;
    }
    const told = (data: JsonRecord) => heartbeat.told(data, clock.now());
    const deliver = (data: JsonRecord) => void intake.deliver(data);
    const cancel = (commandIds: string[]) => intake.cancel(commandIds);
    const maxRunning = maxConcurrentCommands;
    const way = { url, bootId, capabilities, maxRunning, calls, transport, claims, intervals };
    await sessionLoop({ ...way, clock, random, log, told, deliver, cancel }, serving, living);
  };
  // A loop that ends otherwise than by its signal ends the agent: silence would look like health.
  const supervise = (loop: Promise<void>, signal: AbortSignal) => {
    loop.catch((error: unknown) => {
      if (!signal.aborted) parts.failed(error);
    });
  };
  // A fleet that starts together comes spread, each agent's parts apart from one another; one agent alone is soon there.
  const spread = () => sleep(clock, random() * START_SPREAD * intervals.heartbeatIntervalMs, serving);
  const look = Promise.all([heartbeat.look(probeTimeoutMs), reporter.look(probeTimeoutMs)]);
  const report = async () => {
    await spread();
    // The first report waits for the first look, so that it is whole; but not for one that hangs.
    await atMost(FIRST_LOOK_MS, look, clock);
    await reporter.run(serving);
  };
  const work = async () => {
    await spread();
    for (const command of journal.unanswered()) outbox.send(command.commandId);
    supervise(session(), serving);
    await claimLoop({ bootId, calls, claims, slots, intake, intervals, clock, random, log }, serving);
  };
  supervise(heartbeat.run(living), living);
  supervise(report(), serving);
  supervise(work(), serving);
  return { calls, heartbeat, reporter, intake, runner, outbox };
}
