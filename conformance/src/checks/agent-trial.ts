/**
 * A check's view of an agent: a fake Opstage of its own that records and misbehaves (`opstage`), the agent's process
 * (`start`, `kill`, `stop`), and waits for messages the agent sends.
 *
 * Messages are the agent's requests with the fake's answers, in the lane `agent`. Nothing is started before the check
 * says so; whatever still runs when the check ends is killed by the runner, and the state folder is removed.
 */
import type { OperationId } from 'capsule-contract/types';
import { type AgentExit, AgentProcess, type AgentSubject } from '../target/agent-process.ts';
import type { FakeOpstage, FakeOpstageOptions } from '../target/fake-opstage/fake-opstage.ts';
import type { SecretRegister } from '../target/secret-register.ts';
import type { SeededRandom } from '../target/seeded-random.ts';
import type { Message, Transcript } from '../target/transcript.ts';
import type { MonitorRecord } from './monitors/monitor-record.ts';
import { Trial, type TrialFacts, type WaitOptions } from './trial.ts';

export type { FakeOpstageOptions };

export interface AgentTrialParts {
  subject: AgentSubject;
  /** Null for an agent that somebody else started. */
  process: AgentProcess | null;
  monitors: MonitorRecord;
  /** Starts the trial's fake Opstage, which records into the trial's transcript. */
  startOpstage(parts: { transcript: Transcript; secrets: SecretRegister; random: SeededRandom }): Promise<FakeOpstage>;
}

/**
 * A wait ends in vain before its ceiling when the agent has sent so many heartbeats in the meantime: it lives, it had the
 * processor, and it did not do what it was waited for. A clock that runs slow where the machine does.
 */
export interface AgentWaitOptions extends WaitOptions {
  /** Default 45,000: only what gives no sign of life at all is waited for that long. */
  ceilingMs?: number;
  /** Default 12; Infinity for what may take its time. */
  beats?: number;
}

export interface ReceiveOptions extends AgentWaitOptions {
  /** Only messages with a higher number. */
  after?: number;
}

const ceilingMsDefault = 45_000;
const beatsDefault = 12;
const attachedSentence = 'it needs to start, stop or look into the agent, which --attach cannot; use --start';

export class AgentTrial extends Trial {
  /** What the preflight learned: the services the agent declares, whether the conformance capsule is among them. */
  readonly subject: AgentSubject;
  readonly monitors: MonitorRecord;
  readonly #process: AgentProcess | null;
  /** Further agents of this trial, each with a state folder of its own. */
  readonly #others: AgentProcess[] = [];
  readonly #nevers: { what: string; seen: () => { number: number } | undefined }[] = [];
  #opstage: FakeOpstage | null = null;

  private constructor(facts: TrialFacts, parts: AgentTrialParts) {
    super(facts);
    this.subject = parts.subject;
    this.#process = parts.process;
    this.monitors = parts.monitors;
  }

  static async open(facts: TrialFacts, parts: AgentTrialParts): Promise<AgentTrial> {
    const trial = new AgentTrial(facts, parts);
    trial.#opstage = await parts.startOpstage(trial);
    return trial;
  }

  /** stdout and stderr so far, the state folder, the pid. An attached agent has none that the kit could know. */
  get process(): AgentProcess {
    return this.#process ?? this.couldNotRun(attachedSentence);
  }

  /** Whether somebody else started the agent, so that the kit can neither start, stop nor look into it. */
  get attached(): boolean {
    return this.#process === null;
  }

  /** One more process of the same agent, with fresh state; not yet started. Killed with the trial. */
  another(): AgentProcess {
    const { command } = this.subject;
    if (command === null) return this.couldNotRun(attachedSentence);
    const other = new AgentProcess(command, this.secrets);
    this.#others.push(other);
    return other;
  }

  /** Every process the trial started, whichever still runs. */
  get processes(): readonly AgentProcess[] {
    return this.#process === null ? this.#others : [this.#process, ...this.#others];
  }

  /** The control plane the agent talks to: what it answers, what it does wrong, what it has seen. */
  get opstage(): FakeOpstage {
    if (this.#opstage === null) throw new Error('the fake Opstage is not started');
    return this.#opstage;
  }

  /** Starts the agent on its state folder; called again after `kill` or `stop`, it is a restart. */
  async start(options: { env?: Readonly<Record<string, string>> } = {}): Promise<void> {
    if (this.attached && options.env === undefined) {
      // As a start would have it, the services are reported now.
      this.opstage.play([{ do: 'forget', what: 'services' }]);
      return;
    }
    this.transcript.note('the kit starts the agent');
    this.process.start({ url: this.opstage.url, registrationToken: this.opstage.registrationToken }, options.env ?? {});
  }

  /** Starts the agent and waits until it has registered, reported and sent a heartbeat. */
  async startReady(options: { env?: Readonly<Record<string, string>> } = {}): Promise<void> {
    const after = this.transcript.messages.length;
    await this.start(options);
    for (const operation of ['serviceReport', 'agentHeartbeat'] as const) {
      await this.received(`the agent to send ${operation}`, operation, { after });
    }
  }

  /** SIGKILL to the whole process group, as a crash would be; returns when it is gone. */
  async kill(): Promise<void> {
    this.transcript.note('the kit kills the agent with SIGKILL');
    await this.process.kill();
  }

  /** SIGTERM; returns how and after how long it exited, or null when it did not within the ceiling. */
  async stop(options: { ceilingMs?: number } = {}): Promise<AgentExit | null> {
    this.transcript.note('the kit stops the agent with SIGTERM');
    return this.process.stop((options.ceilingMs ?? 30_000) * this.patience);
  }

  /** Requests of one operation so far, oldest first. */
  requests(operationId: OperationId, options: { after?: number } = {}): Message[] {
    const after = options.after ?? 0;
    return this.transcript.messages.filter((one) => one.operationId === operationId && one.number > after);
  }

  /** The first request that fits, waiting for it; at the ceiling the check fails with `what` as what was expected. */
  async received(
    what: string,
    fits: OperationId | ((message: Message) => boolean),
    options: ReceiveOptions = {},
  ): Promise<Message> {
    const { after = 0, ...wait } = options;
    const predicate = typeof fits === 'string' ? (message: Message) => message.operationId === fits : fits;
    return this.until(what, () => this.transcript.messages.slice(after).find(predicate), { everyMs: 20, ...wait });
  }

  override async until<T>(
    what: string,
    probe: () => Promise<T | undefined | null | false> | T | undefined | null | false,
    options: AgentWaitOptions = {},
  ): Promise<T> {
    return super.until(what, probe, { ceilingMs: ceilingMsDefault, ...options });
  }

  /** What must not come: every later wait fails the moment it is seen. */
  never(what: string, seen: () => { number: number } | undefined): void {
    this.#nevers.push({ what, seen });
  }

  protected override watchWait({ beats = beatsDefault }: AgentWaitOptions): () => string | null {
    const { exchanges, memory } = this.opstage;
    const from = exchanges.length;
    const beganAtMs = performance.now();
    let goneAtMs: number | null = null;
    return () => {
      for (const { what, seen } of this.#nevers) {
        const message = seen();
        if (message) this.fail(`no ${what.replace(/^an? /, '')}`, what, message);
      }
      const nowMs = performance.now();
      if (this.#process?.endedByItself) goneAtMs ??= nowMs;
      else goneAtMs = null;
      // What it sent last may still be on its way through the kit.
      if (goneAtMs !== null && nowMs - goneAtMs > 300) return `the end of the agent ${this.#process?.exitText}`;
      const most = beats * this.patience;
      const soonest = beganAtMs + 0.7 * most * memory.settings.heartbeatIntervalSeconds * 1_000;
      if (nowMs < soonest) return null;
      const sent = exchanges.slice(from).filter(({ operationId }) => operationId === 'agentHeartbeat').length;
      return sent >= most ? `${sent} heartbeats, and nothing of the kind` : null;
    };
  }

  /** The request's JSON body; undefined when it is none. */
  body(message: Message): Record<string, unknown> | undefined {
    try {
      return JSON.parse(message.request.text) as Record<string, unknown>;
    } catch {
      return undefined;
    }
  }

  /** Leaves as not-applicable unless the agent declares the conformance capsule. */
  needsCapsule(): void {
    if (!this.subject.capsule) this.notApplicable('the agent does not declare the conformance capsule');
  }
}
