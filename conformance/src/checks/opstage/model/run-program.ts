/**
 * Executes one program against the Opstage: sets a stage of its own, sends step after step, holds every answer against what
 * the model allows, and at the end everything that can be read and the audit events of every step.
 *
 * The first answer that is not allowed ends the program, because from there the model knows nothing. Time is no
 * part of a program unless it says so: one that took longer than a duration the Opstage counts is void.
 */
import type { Limits, OperationId } from 'capsule-contract/types';
import type { ModelOperation } from '../../../model/model-operation.ts';
import { initialState, type ModelState } from '../../../model/model-state.ts';
import { type ModelRequest, type Outcome, type Plan, ref } from '../../../model/outcome.ts';
import { closingOperations, closingReads, plan } from '../../../model/plan.ts';
import { announced } from '../../../model/registration-plans.ts';
import type { Actor } from '../../../target/contract-call.ts';
import { type HttpReply, TransportFailure } from '../../../target/http-client.ts';
import { OpstageDriver, type OpstageSubject } from '../../../target/opstage-driver.ts';
import type { SecretRegister } from '../../../target/secret-register.ts';
import { SeededRandom } from '../../../target/seeded-random.ts';
import { type Message, Transcript } from '../../../target/transcript.ts';
import type { AuditReader } from './audit-reader.ts';
import { Bindings } from './bindings.ts';
import { judgeAnswer, type Mismatch } from './judge-answer.ts';
import { judgeAudit } from './judge-audit.ts';

/** What all programs of a run share. */
export interface Ground {
  subject: OpstageSubject;
  /** By number: two operators, a viewer, the owner. */
  users: readonly (Actor & { user: { id: string } })[];
  audit: AuditReader;
  secrets: SecretRegister;
  signal: AbortSignal;
  /** Called with every transcript before anything is said in it. */
  watch: (transcript: Transcript) => void;
  pause: (ms: number) => Promise<void>;
}

export interface Violation extends Mismatch {
  /** What was asked, or the read that showed it. */
  operationId: OperationId | 'time';
  /** Outcomes that would have been allowed. */
  tags: string[];
  message: Message;
}

export interface ProgramRun {
  transcript: Transcript;
  violations: Violation[];
  /** Messages that reached each tag. */
  reached: Map<string, Message>;
  /** The messages of its steps, without the stage and the reads at the end. */
  steps: Message[];
  /** It took longer than a duration the Opstage counts, and proves nothing. */
  isVoid: boolean;
}

/** What was asked, and the answer or why there is none. */
type Asked = { operationId: OperationId; startedAt: number } & ({ reply: HttpReply } | { thrown: unknown });

type CountedSeconds = keyof Limits & `${string}Seconds`;
/** What each outcome sets going, by tag; from then on the program races that duration. */
const setsGoing: Readonly<Record<string, CountedSeconds>> = {
  'commandClaim/delivered': 'ackLeaseSeconds',
  'commandClaim/delivered again': 'ackLeaseSeconds',
  'commandAck/started': 'runLeaseSeconds',
  'commandCancel/requested': 'cancelGraceSeconds',
  'agentTokenRotate/rotated': 'tokenPendingSeconds',
  'agentRegister/registered': 'registerRetrySeconds',
};
const shortestMs = 1_000;
/** The part of a duration within which nobody's clock can have seen it pass. */
const inTime = 0.9;
/** On top of a duration that is waited for. */
const afterwardsMs = 250;

export async function runProgram(
  ground: Ground,
  namespace: string,
  operations: readonly ModelOperation[],
): Promise<ProgramRun> {
  const run = new Running(ground, namespace);
  await run.setStage();
  for (const operation of operations) {
    if (!(await run.step(operation))) break;
  }
  await run.close();
  return run.result;
}

class Running {
  readonly result: ProgramRun;
  readonly #ground: Ground;
  readonly #driver: OpstageDriver;
  readonly #bindings: Bindings;
  readonly #expected: { reply: HttpReply; outcome: Outcome; operationId: OperationId; message: Message }[] = [];
  readonly #state: ModelState = initialState();
  /** When a duration was set going first. */
  readonly #since = new Map<CountedSeconds | 'startBy', number>();
  #failed = false;

  constructor(ground: Ground, namespace: string) {
    this.#ground = ground;
    this.#bindings = new Bindings(namespace);
    const transcript = new Transcript();
    ground.watch(transcript);
    const { secrets, signal } = ground;
    const random = new SeededRandom(namespace);
    const code = (noun = 'thing') => `${namespace}-${noun}`;
    this.#driver = new OpstageDriver(ground.subject, { namespace, transcript, random, secrets, signal, code });
    this.result = { transcript, violations: [], reached: new Map(), steps: [], isVoid: false };
    for (const [of, { user }] of ground.users.entries()) this.#bindings.bind(ref('user', of), user.id);
  }

  /** Two agents, each with a service. */
  async setStage(): Promise<void> {
    this.#setGoing('offlineAfterSeconds');
    this.#setGoing('refusalDedupSeconds');
    const driver = this.#driver;
    const { token } = await driver.registrationToken({ maxUses: 2 });
    const register = async (of: number) => {
      const item = this.#bindings.service(of, 0);
      const reply = await driver.send('agentRegister', {
        body: {
          registrationToken: token,
          agent: { code: this.#bindings.agentCode(of), mode: 'external', runtime: 'nodejs', version: '1.0.0' },
          bootId: this.#state.agents[of]?.boot,
          capabilities: announced,
          services: [item],
        },
      });
      const { agentId, agentToken, services } = driver.must(reply);
      driver.register(agentToken, `agent token of ${this.#bindings.agentCode(of)}`);
      this.#bindings.bind(ref('agent', of), agentId);
      this.#bindings.bind(ref('agentToken', of * 100), agentToken);
      this.#bindings.bind(ref('service', of), services[0]?.id ?? '');
    };
    await Promise.all([0, 1].map(register));
  }

  /** False when the program cannot go on. */
  async step(operation: ModelOperation): Promise<boolean> {
    const planned = plan(this.#state, operation);
    if (!planned) return true;
    if ('pause' in planned.send) return this.#wait(planned.send.pause, planned);
    if (operation.op === 'create' && operation.short) this.#setGoing('startBy');
    return this.#say(planned.send, planned, true);
  }

  /** The reads at the end, the revocation that leaves nothing open, and the audit events of everything. */
  async close(): Promise<void> {
    if (!this.#failed) {
      // Reads change nothing: all are asked at once, and heard one after the other.
      const reads = closingReads(this.#state).map((planned) => ({
        planned,
        asked: this.#ask(planned.send as ModelRequest),
      }));
      for (const { planned, asked } of reads) {
        const answer = await asked;
        if (!this.#failed) this.#hear(answer, planned, false);
      }
      for (const operation of closingOperations(this.#state)) {
        const planned = plan(this.#state, operation);
        if (planned && !this.#failed) await this.#say(planned.send as ModelRequest, planned, false);
      }
    }
    this.#judgeTime();
    await this.#ground.audit.catchUp();
    this.#judgeAudit();
  }

  async #wait(what: 'startBy' | 'ackLease', { allow }: Plan): Promise<boolean> {
    const { ackLeaseSeconds } = this.#driver.limits;
    if (what === 'ackLease' && ackLeaseSeconds > this.#ground.subject.waitSecondsMax) return true;
    if (this.#tooLong()) this.result.isVoid = true;
    await this.#ground.pause((what === 'startBy' ? shortestMs : ackLeaseSeconds * 1000) + afterwardsMs);
    // What was waited for is over; anything else still runs.
    this.#since.delete('startBy');
    if (what === 'ackLease') this.#since.delete('ackLeaseSeconds');
    const last = this.result.transcript.messages.at(-1);
    if (last) this.result.reached.set(allow[0].tag, last);
    allow[0].effect(this.#state);
    return true;
  }

  async #say(send: ModelRequest, planned: Plan, isStep: boolean): Promise<boolean> {
    return this.#hear(await this.#ask(send), planned, isStep);
  }

  async #ask(send: ModelRequest): Promise<Asked> {
    const { operationId } = send;
    const options = {
      as: this.#actor(send.as),
      path: this.#bindings.resolve(send.path ?? {}) as Record<string, string>,
      query: this.#bindings.resolve(send.query ?? {}) as Record<string, string>,
      ...(send.headers ? { headers: send.headers } : {}),
      ...(send.body === undefined ? {} : { body: this.#bindings.resolve(send.body) }),
    };
    const startedAt = performance.now();
    try {
      return { operationId, startedAt, reply: await this.#driver.send(operationId, options) };
    } catch (thrown) {
      return { operationId, startedAt, thrown };
    }
  }

  /** False when the answer is not one of those allowed. */
  #hear({ operationId, startedAt, ...answer }: Asked, { allow }: Plan, isStep: boolean): boolean {
    const tags = allow.map(({ tag }) => tag);
    if ('thrown' in answer) {
      const { thrown } = answer;
      if (!(thrown instanceof TransportFailure) || this.#ground.signal.aborted) throw thrown;
      const { requirement } = allow[0];
      const { message: actual, exchange: message } = thrown;
      return this.#violated({ requirement, expected: 'an answer', actual, operationId, tags, message });
    }
    const { reply } = answer;
    const message = this.result.transcript.messages[reply.message - 1] as Message;
    if (isStep) this.result.steps.push(message);
    const judged = judgeAnswer(reply, allow, this.#bindings);
    if (!('tag' in judged)) return this.#violated({ ...judged, operationId, tags, message });
    this.#learn(judged, reply);
    const going = setsGoing[judged.tag];
    if (going) this.#setGoing(going, startedAt);
    this.#expected.push({ reply, outcome: judged, operationId, message });
    if (!this.result.reached.has(judged.tag)) this.result.reached.set(judged.tag, message);
    judged.effect(this.#state);
    return true;
  }

  #violated(violation: Violation): false {
    this.result.violations.push(violation);
    this.#failed = true;
    return false;
  }

  #actor(as: ModelRequest['as']): Actor {
    if (as === 'anonymous') return this.#driver.anonymous;
    if ('user' in as) return this.#ground.users[as.user] as Actor;
    const token = this.#bindings.get(ref('agentToken', as.agent * 100 + as.token)) ?? '';
    return { lane: `agent ${as.agent}`, credentials: () => [['authorization', `Bearer ${token}`]] };
  }

  #learn({ binds }: Outcome, reply: HttpReply): void {
    const { data } = reply.body as { data: unknown };
    for (const { at, to } of binds) {
      const value = at.split('.').reduce((one: unknown, name) => (one as Record<string, unknown> | null)?.[name], data);
      if (typeof value !== 'string') continue;
      this.#bindings.bind(to, value);
      if (to.ref === 'agentToken' || to.ref === 'registrationSecret')
        this.#driver.register(value, `${to.ref} ${to.of}`);
    }
  }

  #judgeAudit(): void {
    for (const { reply, outcome, operationId, message } of this.#expected) {
      const requestId = reply.headers['x-request-id'];
      if (requestId === undefined) continue;
      const mismatch = judgeAudit(this.#ground.audit.take(requestId), outcome.events, this.#bindings);
      if (mismatch) this.result.violations.push({ ...mismatch, operationId, tags: [outcome.tag], message });
    }
  }

  #judgeTime(): void {
    if (this.#tooLong()) this.result.isVoid = true;
  }

  #setGoing(name: CountedSeconds | 'startBy', at = performance.now()): void {
    if (!this.#since.has(name)) this.#since.set(name, at);
  }

  #tooLong(): boolean {
    const now = performance.now();
    const lengthMs = (name: CountedSeconds | 'startBy') =>
      name === 'startBy' ? shortestMs : this.#driver.limits[name] * 1000;
    return [...this.#since].some(([name, since]) => now - since >= lengthMs(name) * inTime);
  }
}
