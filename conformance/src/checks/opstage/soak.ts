/** Contract, sections 6 and 8: many clients at once on the same commands, and the audit log as the witness of what happened. */
import { requirements } from 'capsule-contract';
import type { CommandDelivery, OperationId, RequirementId } from 'capsule-contract/types';
import type { Reply } from '../../target/caller.ts';
import type { ReportedService } from '../../target/opstage-driver.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import type { Depth } from '../trial.ts';
import { auditAfter, auditHead } from './audit-log.ts';
import { commandsOf } from './operator-reads.ts';
import { severalAtOnce } from './several-at-once.ts';
import { type Contradiction, contradictions, type SoakCall } from './soak-witness.ts';

const sizes: Record<Depth, { rounds: number; clients: number; calls: number }> = {
  quick: { rounds: 1, clients: 12, calls: 20 },
  standard: { rounds: 1, clients: 24, calls: 40 },
  deep: { rounds: 10, clients: 32, calls: 100 },
};

/** What the log can contradict, and the check that says so. */
const witnessed: readonly RequirementId[] = [
  'audit-complete',
  'result-once',
  'ack-idempotent',
  'claim-exclusive',
  'cancel',
];

export const soakChecks: readonly OpstageCheck[] = witnessed.map((requirement) =>
  opstageCheck({
    requirement,
    id: `${requirement}/soak`,
    sentence: requirements[requirement].sentence.en,
    title: 'the audit log is a legal history of what many clients did at once',
    how: 'Lets a dozen clients and more create, claim, acknowledge, finish, cancel and retry the commands of one service at once, picking at random from the same few. Expects each success to have written its one event and no refusal a change, the events of every command to be a walk through its lifecycle that ends in the state it is shown in, and no command delivered twice within its ack lease.',
    ...(requirement === 'audit-complete' ? {} : { turn: 'last' as const }),
    async run(t) {
      const { found, calls, commands, message } = await soakOf(t);
      t.transcript.note(`${calls} calls on ${commands} commands`);
      const [first] = found.filter((one) => one.requirement === requirement);
      if (first) t.fail(first.expected, first.actual, ...first.messages.slice(-6).map((one) => adopted(t, one)));
      t.that('commands that were fought over', commands >= 5, commands, adopted(t, message));
    },
  }),
);

interface Soaked {
  found: Contradiction[];
  calls: number;
  commands: number;
  /** The last page of the log. */
  message: number;
}

const soaks = new WeakMap<object, { by: OpstageTrial; soaked: Promise<Soaked> }>();

/** One soak a run, judged by every check of it. */
async function soakOf(t: OpstageTrial): Promise<Soaked> {
  const known = soaks.get(t.subject) ?? { by: t, soaked: soak(t) };
  soaks.set(t.subject, known);
  return known.soaked.catch((cause: unknown) => {
    // Its own failure is told by the check that ran it.
    if (known.by === t || t.signal.aborted) throw cause;
    return t.couldNotRun(`the soak was not done: ${cause instanceof Error ? cause.message : String(cause)}`);
  });
}

/** The number in this check's transcript of a message of the check that ran the soak. */
function adopted(t: OpstageTrial, number: number): number {
  const { by } = soaks.get(t.subject) as { by: OpstageTrial };
  const message = by.transcript.messages[number - 1];
  return by === t || !message ? number : t.transcript.adopt(message).number;
}

async function soak(t: OpstageTrial): Promise<Soaked> {
  const { rounds, clients, calls: callsEach } = sizes[t.depth];
  const all: Soaked = { found: [], calls: 0, commands: 0, message: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const head = await auditHead(t);
    const service = await t.service();
    const players = new Players(t, service);
    await severalAtOnce(Array.from({ length: clients }), clients, async () => {
      for (let call = 0; call < callsEach; call += 1) await players.play();
    });
    // Nothing is left open then for a lease to end between two reads.
    t.driver.must(await t.send('agentRevoke', { path: { agentId: service.agent.id }, body: {} }));
    const { data: commands } = await commandsOf(t, service);
    const { data: events, message } = await auditAfter(t, head);
    const shown = new Map(commands.map(({ id, status }) => [id, status]));
    all.found.push(...contradictions(players.calls, events, shown));
    all.found.push(...players.deliveredTwice());
    all.calls += players.calls.length;
    all.commands += commands.length;
    all.message = message;
  }
  return all;
}

/** What clients know of each other: the same few commands and deliveries. */
class Players {
  readonly calls: SoakCall[] = [];
  readonly #t: OpstageTrial;
  readonly #service: ReportedService;
  readonly #commands: string[] = [];
  readonly #deliveries: { delivery: CommandDelivery; message: number }[] = [];

  constructor(t: OpstageTrial, service: ReportedService) {
    this.#t = t;
    this.#service = service;
  }

  async play(): Promise<void> {
    const { random } = this.#t;
    const chance = random.integer(1, 100);
    if (chance <= 20 || this.#commands.length === 0) return this.#create();
    if (chance <= 40 || this.#deliveries.length === 0) return this.#claim();
    // The newest few, so that clients meet.
    const { delivery } = random.pick(this.#deliveries.slice(-3));
    if (chance <= 60) {
      const accepted = random.integer(1, 8) > 1;
      const reply = await this.#service.agent.ack(delivery, {
        accepted,
        ...(accepted ? {} : { error: { code: 'AGENT_BUSY' } }),
      });
      return this.#record(reply, delivery.id);
    }
    if (chance <= 82) {
      const message = `by ${random.integer(1, 3)}`;
      return this.#record(await this.#service.agent.result(delivery, { success: true, message }), delivery.id);
    }
    const commandId = random.pick(this.#commands.slice(-4));
    const operationId = chance <= 93 ? 'commandCancel' : 'commandRetry';
    const reply = await this.#t.send(operationId, { path: { commandId }, body: {} });
    this.#record(reply, operationId === 'commandCancel' ? commandId : null);
  }

  async #create(): Promise<void> {
    const path = { serviceId: this.#service.id, actionName: 'slow' };
    this.#record(await this.#t.send('commandCreate', { path, body: {} }), null);
  }

  async #claim(): Promise<void> {
    const reply = await this.#service.agent.claim({ max: this.#t.random.integer(1, 3) });
    const { commands = [] } = (reply.body as { data?: { commands?: CommandDelivery[] } }).data ?? {};
    this.#deliveries.push(...commands.map((delivery) => ({ delivery, message: reply.message })));
  }

  #record(reply: Reply<OperationId>, about: string | null): void {
    const { data } = reply.body as { data?: { replayed?: boolean; command?: { id: string } } };
    const made = data?.command?.id ?? null;
    if (made !== null && !this.#commands.includes(made)) this.#commands.push(made);
    this.calls.push({
      operationId: reply.operationId,
      commandId: about ?? made,
      isSuccess: reply.status === 200,
      isReplay: data?.replayed === true,
      requestId: reply.headers['x-request-id'] ?? '',
      message: reply.message,
    });
  }

  /** Commands in the answers of two claims, when no lease can have passed in between. */
  deliveredTwice(): Contradiction[] {
    const { messages } = this.#t.transcript;
    const leaseMs = this.#t.limits.ackLeaseSeconds * 1000;
    const last = new Map<string, number>();
    return this.#deliveries.flatMap(({ delivery: { id }, message }) => {
      const before = last.get(id);
      last.set(id, message);
      if (before === undefined) return [];
      const [one, other] = [messages[before - 1], messages[message - 1]];
      const began = Math.min(one?.startedAtMs ?? 0, other?.startedAtMs ?? 0);
      const ended = Math.max(one?.endedAtMs ?? 0, other?.endedAtMs ?? 0);
      if (ended - began >= leaseMs) return [];
      const expected = 'a command to be delivered once within its ack lease';
      return [
        { requirement: 'claim-exclusive', expected, actual: `${id} in two answers`, messages: [before, message] },
      ];
    });
  }
}
