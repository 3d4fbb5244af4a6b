/**
 * A check's view of an Opstage: who may speak (`as`), what can be brought about (`enrol`, `reportService`, …), and what
 * must come back (`expect`). The acting part is the driver's (`target/opstage-driver.ts`), so that scenes use it too.
 */
import type { Limits, OperationId, Role } from 'capsule-contract/types';
import type { Reply } from '../target/caller.ts';
import type { Actor, CallOptions } from '../target/contract-call.ts';
import type { FakeAgent } from '../target/fake-agent.ts';
import type { OperatorActor } from '../target/operator-actor.ts';
import {
  type CommandOptions,
  type EnrolOptions,
  OpstageDriver,
  type OpstageSubject,
  type ReportedService,
} from '../target/opstage-driver.ts';
import type { ServiceOptions } from '../target/sample-service.ts';
import type { MonitorRecord } from './monitors/monitor-record.ts';
import { ReplyExpectation } from './reply-expectation.ts';
import { Trial, type TrialFacts } from './trial.ts';

export class OpstageTrial extends Trial {
  readonly subject: OpstageSubject;
  /** Everything the methods below do; hand it to scenes. */
  readonly driver: OpstageDriver;
  /** What the monitors saw in the whole run so far; for checks whose turn is `last`. */
  readonly monitors: MonitorRecord;

  constructor(facts: TrialFacts, subject: OpstageSubject, monitors: MonitorRecord) {
    super(facts);
    this.subject = subject;
    this.monitors = monitors;
    this.driver = new OpstageDriver(subject, this);
  }

  get anonymous(): Actor {
    return this.driver.anonymous;
  }

  get owner(): OperatorActor {
    return this.driver.owner;
  }

  /** A user shared by all checks: never change or disable it. `newOperator` makes one of your own. */
  operator(): Promise<OperatorActor> {
    return this.driver.shared('operator');
  }

  /** As `operator`, with the role viewer. */
  viewer(): Promise<OperatorActor> {
    return this.driver.shared('viewer');
  }

  newOperator(role: Role): Promise<OperatorActor> {
    return this.driver.newOperator(role);
  }

  get limits(): Limits {
    return this.driver.limits;
  }

  /** An advertised duration that this check waits for; could-not-run, naming it, when it is configured too long. */
  seconds(name: keyof Limits & `${string}Seconds`): number {
    const value = this.limits[name];
    if (typeof value !== 'number') return this.couldNotRun(`the Opstage advertises no limit ${name}`);
    if (value > this.subject.waitSecondsMax) {
      this.couldNotRun(
        `${name} is ${value} s, longer than the ${this.subject.waitSecondsMax} s a check waits; configure it shorter`,
      );
    }
    return value;
  }

  /** Leaves as not-applicable unless the Opstage claims the profile. */
  needsProfile(profile: string): void {
    const claimed: readonly string[] = this.subject.version.profiles;
    if (!claimed.includes(profile)) this.notApplicable(`the Opstage does not claim ${profile}`);
  }

  send<Op extends OperationId>(operationId: Op, options: CallOptions = {}): Promise<Reply<Op>> {
    return this.driver.send(operationId, options);
  }

  raw(method: string, target: string, options: CallOptions = {}): Promise<Reply<null>> {
    return this.driver.raw(method, target, options);
  }

  expect<Op extends OperationId | null>(reply: Reply<Op>): ReplyExpectation<Op> {
    return new ReplyExpectation(this, reply);
  }

  enrol(options: EnrolOptions = {}): Promise<FakeAgent> {
    return this.driver.enrol(options);
  }

  reportService(agent: FakeAgent, options: ServiceOptions = {}): Promise<ReportedService> {
    return this.driver.reportService(agent, options);
  }

  /** An agent of its own with one reported service: where most checks begin. */
  async service(options: ServiceOptions & { agent?: EnrolOptions } = {}): Promise<ReportedService> {
    const { agent, ...service } = options;
    return this.reportService(await this.enrol(agent), service);
  }

  createCommand(service: ReportedService, options: CommandOptions = {}) {
    return this.driver.createCommand(service, options);
  }

  deliver(agent: FakeAgent, command: { id: string }) {
    return this.driver.deliver(agent, command);
  }

  startCommand(service: ReportedService, options: CommandOptions = {}) {
    return this.driver.startCommand(service, options);
  }
}
