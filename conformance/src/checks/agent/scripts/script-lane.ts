/** One agent with an Opstage of its own that lives through script after script, and what it made of each. */
import { isDeepStrictEqual } from 'node:util';
import type { CommandResultRequest } from 'capsule-contract/types';
import type { AgentProcess } from '../../../target/agent-process.ts';
import { type FakeCommand, outcomeOf } from '../../../target/fake-opstage/command-book.ts';
import {
  type FakeOpstage,
  type FakeOpstageOptions,
  startFakeOpstage,
} from '../../../target/fake-opstage/fake-opstage.ts';
import type { PlayedScript } from '../../../target/fake-opstage/played-script.ts';
import type { AgentTrial } from '../../agent-trial.ts';
import { faults, type Script, type ScriptOperation } from './script-operation.ts';
import type { Property, Violation } from './violation.ts';

interface Job {
  number: number;
  command: FakeCommand;
  path: string;
  action: string;
  cancelled: boolean;
}

/** How long what was begun may take to end: at first, and once it is known not to. */
const settling = { patient: { ceilingMs: 90_000, beats: 25 }, brief: { ceilingMs: 7_000, beats: 5 } } as const;
export type Settling = keyof typeof settling;
const reachMs = 3_000;
/** Heartbeats in which a fault that nothing else brings about still may. */
const faultBeats = 4;

export interface PlayOptions {
  /** Default `patient`. */
  settle?: Settling;
  /** Goes on until every fault has happened, not only until the commands have ended. */
  untilStruck?: boolean;
}

export interface Played {
  violation: Violation | null;
  /** Faults of the script that did not happen: without them nothing was shown. */
  missed: number;
}
/** Of its own making: more calls than this in a second, beside those that a script's faults cause. */
const callsASecondMax = 60;

export class ScriptLane {
  readonly #trial: AgentTrial;
  readonly #opstage: FakeOpstage;
  readonly #process: AgentProcess;
  readonly #jobs: Job[] = [];
  #played: PlayedScript[] = [];
  /** How many calls met a fault, and how often the agent was killed. */
  struck = 0;
  kills = 0;
  /** How long it took to come to work: after a kill it may take that long again. */
  #startMs = 0;
  readonly #isOff: () => boolean;

  private constructor(trial: AgentTrial, opstage: FakeOpstage, isOff: () => boolean) {
    this.#trial = trial;
    this.#opstage = opstage;
    this.#isOff = isOff;
    this.#process = trial.another();
  }

  /** `isOff`: nobody asks any more, so that no wait goes on and what is said counts for nothing. */
  static async open(
    trial: AgentTrial,
    options: FakeOpstageOptions,
    isOff: () => boolean = () => false,
  ): Promise<ScriptLane> {
    const quick = { ackLeaseSeconds: 1, claimHoldSeconds: 2, ...options };
    return new ScriptLane(trial, await startFakeOpstage(quick, trial), isOff);
  }

  /** Starts the agent; false when it does not come to work. */
  async begin(): Promise<boolean> {
    const beganAtMs = performance.now();
    this.#start();
    const reported = () =>
      this.#opstage.exchanges.some(({ operationId, status }) => operationId === 'serviceReport' && status === 200);
    const { sessions, memory } = this.#opstage;
    const inSession = () => memory.settings.session === null || sessions.current !== undefined;
    const isAtWork = await this.#within(60_000, () => reported() && inSession(), settling.patient.beats);
    this.#startMs = performance.now() - beganAtMs;
    return isAtWork;
  }

  async close(): Promise<void> {
    await this.#process.dispose();
    await this.#opstage.close();
  }

  /** Plays it, lets it settle, and judges it. */
  async play(script: Script, { settle = 'patient', untilStruck = false }: PlayOptions = {}): Promise<Played> {
    const beganAt = this.#opstage.exchanges.length;
    const beganAtMs = performance.now();
    const jobs: Job[] = [];
    for (const operation of script) await this.#carryOut(operation, jobs);
    const { ceilingMs, beats } = settling[settle];
    const ended = await this.#within(ceilingMs + this.#startMs, () => jobs.every((job) => this.#isOver(job)), beats);
    if (untilStruck) await this.#within(ceilingMs, () => this.#missed() === 0, faultBeats);
    await this.#outliveFaults(beganAt, ceilingMs);
    const missed = this.#missed();
    for (const played of this.#played) {
      this.struck += played.struck;
      played.end();
    }
    this.#played = [];
    const ofAgent = this.#judgeAgent(beganAt, beganAtMs);
    // A dead agent explains whatever else is wrong.
    const violation = this.#process.endedByItself ? ofAgent : (this.#judge(jobs, ended) ?? ofAgent);
    this.#jobs.push(...jobs);
    return { violation: violation && { ...violation, messages: this.#shownBy(violation, beganAt) }, missed };
  }

  /** What shows it, with the calls that met a fault before. */
  #shownBy({ messages }: Violation, from: number): number[] {
    const struck = this.#opstage.exchanges.slice(from).filter(({ fault }) => fault !== null);
    return [...new Set([...struck.map(({ number }) => number), ...messages])].sort((a, b) => a - b);
  }

  /** What a fault does to an agent shows after it at the latest in the next command, which nobody judges. */
  async #outliveFaults(from: number, ceilingMs: number): Promise<void> {
    if (!this.#opstage.exchanges.slice(from).some(({ fault }) => fault !== null)) return;
    const probe = this.#opstage.command({ actionName: 'echo', payload: {} });
    await this.#within(ceilingMs, () => probe.result !== null, faultBeats);
  }

  #missed(): number {
    return this.#played.reduce((sum, { missed }) => sum + missed.length, 0);
  }

  /** After the last script: a second run may come late. */
  judgeAll(): Violation | null {
    return this.#judge(this.#jobs, true);
  }

  async #carryOut(operation: ScriptOperation, jobs: Job[]): Promise<void> {
    const job = 'job' in operation ? jobs.find(({ number }) => number === operation.job) : undefined;
    switch (operation.op) {
      case 'assign':
        if (!job) jobs.push(this.#assign(operation));
        return;
      case 'redeliver':
        // What was asked to stop has no outcome that a second delivery would have to repeat.
        if (job && !job.cancelled) this.#opstage.play([{ do: 'redeliver', commandId: job.command.id }]);
        return;
      case 'cancel':
        if (job) this.#cancel(job);
        return;
      case 'strike': {
        const { on, fault, skip } = operation;
        this.#played.push(this.#opstage.play([{ on, skip, fault: faults[fault] }]));
        return;
      }
      case 'reach':
        if (job) await this.#within(reachMs, () => this.#reached(job, operation.point));
        return;
      case 'beat':
        await this.#beat();
        return;
      case 'forget-services':
        this.#opstage.play([{ do: 'forget', what: 'services' }]);
        return;
      case 'drop-session':
        this.#opstage.play([{ do: 'drop-session' }]);
        return;
      case 'kill':
        this.kills += 1;
        await this.#process.kill();
        this.#start();
    }
  }

  #start(): void {
    const { url, registrationToken } = this.#opstage;
    this.#process.start({ url, registrationToken }, {});
  }

  #assign({ job, action }: Extract<ScriptOperation, { op: 'assign' }>): Job {
    const path = this.#opstage.effects.path('job');
    const orders = {
      touch: { actionName: 'touch', payload: { path } },
      // Longer than from one heartbeat to the next, so that it can be cancelled by one.
      nap: { actionName: 'sleep', payload: { ms: 1_200 } },
      fail: { actionName: 'fail', payload: { message: `job ${job}` } },
    };
    const command = this.#opstage.command(orders[action]);
    return { number: job, command, path, action, cancelled: false };
  }

  #isOver(job: Job): boolean {
    const { status } = job.command;
    return status !== 'PENDING' && (status !== 'RUNNING' || this.#isOrphan(job));
  }

  /**
   * Acked by a process that was killed before there was a sign that it knew: of the answer to a first ack, that the command
   * ran; of the answer to a later one nothing can tell. Then nobody but the lease of Opstage knows that it is to be answered.
   */
  #isOrphan({ command, path }: Job): boolean {
    const acked = command.deliveries.filter(({ accepted }) => accepted === true).length;
    if (acked < 2 && this.#opstage.effects.of(path).length > 0) return false;
    const ack = this.#opstage.exchangesOf('commandAck', { commandId: command.id }).at(-1);
    const booted = this.#opstage.exchanges.filter(({ body }) => bootIdOf(body) !== undefined);
    const newest = bootIdOf(booted.at(-1)?.body);
    const began = booted.find(({ body }) => bootIdOf(body) === newest);
    return ack !== undefined && began !== undefined && ack.number < began.number;
  }

  #cancel(job: Job): void {
    this.#opstage.play([{ do: 'cancel', commandId: job.command.id }]);
    job.cancelled = true;
  }

  #reached({ command, path }: Job, point: 'ack' | 'effect' | 'result'): boolean {
    if (point === 'ack') return command.deliveries.some(({ accepted }) => accepted !== null);
    if (point === 'result') return command.result !== null;
    return this.#opstage.effects.of(path).length > 0;
  }

  async #beat(): Promise<void> {
    const beats = () => this.#opstage.exchangesOf('agentHeartbeat').length;
    const before = beats();
    await this.#within(reachMs, () => beats() > before);
  }

  #judge(jobs: readonly Job[], ended: boolean): Violation | null {
    for (const job of jobs) {
      const { command, path, action } = job;
      const runs = this.#opstage.effects.of(path);
      const results = this.#opstage
        .exchangesOf('commandResult', { commandId: command.id })
        .filter(({ processed, status }) => processed && status === 200);
      const messages = [...runs, ...results].map(({ number }) => number);
      const found = (property: Property, actual: string): Violation => ({
        property,
        actual,
        job: job.number,
        messages,
      });
      if (runs.length > 1) return found('no command runs twice', `${runs.length} runs`);
      const outcomes = results.map(({ body }) => body as CommandResultRequest);
      const [first] = outcomes;
      const other = outcomes.find((one) => first && !isDeepStrictEqual(outcomeOf(one), outcomeOf(first)));
      if (first && other) return found('an outcome never changes', `${shown(first)}, later ${shown(other)}`);
      if (first?.success && action === 'touch' && runs.length === 0)
        return found('a success has run', 'a success without a run');
      if (first?.cancelled && !job.cancelled) return found('only what was asked to stop is cancelled', shown(first));
      if (!ended && !this.#isOver(job)) {
        const acked = command.deliveries.filter(({ accepted }) => accepted !== null).length;
        return found(
          'every command ends',
          `${command.status}, delivered ${command.deliveries.length} times, acked ${acked} times, no result`,
        );
      }
    }
    return null;
  }

  #judgeAgent(from: number, sinceMs: number): Violation | null {
    const calls = this.#opstage.exchanges.slice(from).filter(({ operationId }) => operationId !== null);
    const messages = calls.slice(-3).map(({ number }) => number);
    const found = (property: Property, actual: string): Violation => ({ property, actual, job: null, messages });
    if (this.#process.endedByItself) return found('the agent lives', `its end ${this.#process.exitText}`);
    const registered = this.#opstage.exchangesOf('agentRegister').filter(({ processed }) => processed);
    if (registered.length > 1) return found('the agent keeps its identity', `${registered.length} registrations`);
    const elapsedSeconds = Math.max(1, (performance.now() - sinceMs) / 1000);
    const most = callsASecondMax * elapsedSeconds;
    if (calls.length > most)
      return found('the agent does not flood', `${calls.length} calls in ${elapsedSeconds.toFixed(1)} s`);
    return null;
  }

  /** Whether it came to hold; hope ends early when the agent ended, or beat so often in the meantime, or nobody asks any more. */
  async #within(ceilingMs: number, holds: () => boolean, beatsMax = Number.POSITIVE_INFINITY): Promise<boolean> {
    const deadline = performance.now() + ceilingMs * this.#trial.patience;
    const from = this.#opstage.exchanges.length;
    while (!holds()) {
      const beats = this.#opstage.exchanges
        .slice(from)
        .filter(({ operationId }) => operationId === 'agentHeartbeat').length;
      const over = performance.now() >= deadline || beats > beatsMax * this.#trial.patience;
      if (over || this.#process.endedByItself || this.#isOff()) return holds();
      await this.#trial.pause(10);
    }
    return true;
  }
}

function bootIdOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'bootId' in body ? body.bootId : undefined;
}

function shown(result: CommandResultRequest): string {
  return JSON.stringify(outcomeOf(result)).slice(0, 120);
}
