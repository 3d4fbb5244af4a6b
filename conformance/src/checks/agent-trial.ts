/**
 * A check's view of an agent: a fake Opstage of its own that records and misbehaves (`opstage`), the agent's process
 * (`start`, `kill`, `stop`), and waits for messages the agent sends.
 *
 * Messages are the agent's requests with the fake's answers, in the lane `agent`. Nothing is started before the check
 * says so; whatever still runs when the check ends is killed by the runner, and the state folder is removed.
 */
import type { OperationId } from 'capsule-contract/types';
import type { AgentExit, AgentProcess, AgentSubject } from '../target/agent-process.ts';
import type { FakeOpstage, FakeOpstageOptions } from '../target/fake-opstage/fake-opstage.ts';
import type { SecretRegister } from '../target/secret-register.ts';
import type { SeededRandom } from '../target/seeded-random.ts';
import type { Message, Transcript } from '../target/transcript.ts';
import type { MonitorRecord } from './monitors/monitor-record.ts';
import { Trial, type TrialFacts } from './trial.ts';

export type { FakeOpstageOptions };

export interface AgentTrialParts {
  subject: AgentSubject;
  process: AgentProcess;
  monitors: MonitorRecord;
  /** Starts the trial's fake Opstage, which records into the trial's transcript. */
  startOpstage(parts: { transcript: Transcript; secrets: SecretRegister; random: SeededRandom }): Promise<FakeOpstage>;
}

export interface ReceiveOptions {
  /** How long to wait; default 15,000. */
  ceilingMs?: number;
  /** Only messages with a higher number. */
  after?: number;
}

export class AgentTrial extends Trial {
  /** What the preflight learned: the services the agent declares, whether the conformance capsule is among them. */
  readonly subject: AgentSubject;
  /** stdout and stderr so far, the state folder, the pid. */
  readonly process: AgentProcess;
  readonly monitors: MonitorRecord;
  #opstage: FakeOpstage | null = null;

  private constructor(facts: TrialFacts, parts: AgentTrialParts) {
    super(facts);
    this.subject = parts.subject;
    this.process = parts.process;
    this.monitors = parts.monitors;
  }

  static async open(facts: TrialFacts, parts: AgentTrialParts): Promise<AgentTrial> {
    const trial = new AgentTrial(facts, parts);
    trial.#opstage = await parts.startOpstage(trial);
    return trial;
  }

  /** The control plane the agent talks to: what it answers, what it does wrong, what it has seen. */
  get opstage(): FakeOpstage {
    if (this.#opstage === null) throw new Error('the fake Opstage is not started');
    return this.#opstage;
  }

  /** Starts the agent on its state folder; called again after `kill` or `stop`, it is a restart. */
  async start(options: { env?: Readonly<Record<string, string>> } = {}): Promise<void> {
    this.transcript.note('the kit starts the agent');
    this.process.start({ url: this.opstage.url, registrationToken: this.opstage.registrationToken }, options.env ?? {});
  }

  /** Starts the agent and waits until it has registered, reported and sent a heartbeat. */
  async startReady(options: { env?: Readonly<Record<string, string>>; ceilingMs?: number } = {}): Promise<void> {
    const after = this.transcript.messages.length;
    await this.start(options);
    const ceilingMs = options.ceilingMs ?? 20_000;
    for (const operation of ['serviceReport', 'agentHeartbeat'] as const) {
      await this.received(`the agent to send ${operation}`, operation, { after, ceilingMs });
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
    return this.process.stop(options.ceilingMs ?? 20_000);
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
    const { after = 0, ceilingMs = 15_000 } = options;
    const predicate = typeof fits === 'string' ? (message: Message) => message.operationId === fits : fits;
    return this.until(what, () => this.transcript.messages.slice(after).find(predicate), { ceilingMs, everyMs: 20 });
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
