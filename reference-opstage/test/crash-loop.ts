/**
 * Troubles Opstage again and again in the middle of its work and then looks for what is missing. Operators make tokens and
 * commands, agents claim, acknowledge, run and report them, somebody follows the event stream, all at once and each
 * repeating what got no answer; what troubles them comes at seeded moments. What was answered is the oracle.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { feedAfter, feedHead, judgeFeed } from './crash-feed.ts';
import { followFeed } from './feed-follower.ts';
import { call, login, type Session } from './opstage-process.ts';
import { seededNumbers } from './seeded-numbers.ts';
import { actionOf, manifestOf } from './test-agent.ts';

export interface CrashFigures {
  strikes: number;
  tokens: number;
  commands: number;
  executions: number;
  /** Commands given up while their agent ran them, with the result kept that came later. */
  lapsed: number;
  /** Requests that got no answer. */
  unanswered: number;
  /** Requests answered 503: to come again. */
  refused: number;
  auditEvents: number;
  feedEvents: number;
  /** How often the event stream was lost and taken up again. */
  streamsLost: number;
  faults: string[];
}

/** What a trouble may look at, and what it needs to strike at seeded moments. */
export interface Watch {
  /** The next seeded number from 0 up to 1. */
  random(): number;
  answered(): number;
  unanswered(): number;
  refused(): number;
  /** Cuts the event stream in the middle of what comes next. */
  cutStream(): void;
}

/** What is done to Opstage; when a strike has ended, Opstage can be reached again, or soon will. */
export interface Trouble {
  /** Where the processes are; always there, though not always reached. */
  urls: readonly string[];
  strike(watch: Watch): Promise<void>;
  /** Leases of running commands lapse too early: such a command is AGENT_LOST, and its result a late one. */
  leasesLapse?: boolean;
  /** The load has ended; what follows only looks. */
  loadEnded?(): void;
}

const agentsCount = 3;
const operatorsCount = 3;
/** A strike comes after so many more answers at most, and then some milliseconds later: in the middle of something. */
const answersMax = 30;
const momentMs = 15;
const settleCeilingMs = 120_000;

interface Worker {
  agentId: string;
  serviceId: string;
  bearer: string;
}

interface Known {
  tokens: Set<string>;
  /** Commands by idempotency key. */
  commands: Map<string, string>;
  /** How often a command was run; a run follows each acknowledged delivery. */
  runs: Map<string, number>;
  /** Commands whose result was taken, in time or late. */
  done: Set<string>;
  /** Commands whose result came late; null where none may. */
  late: Set<string> | null;
}

/** Strikes so often, or for so long. */
export async function crashLoop(
  { urls, strike, leasesLapse = false, loadEnded }: Trouble,
  extent: { strikes: number } | { forMs: number },
  seed: number,
): Promise<CrashFigures> {
  const random = seededNumbers(seed);
  const session = await login(urls[0] ?? '');
  const faults: string[] = [];
  let answered = 0;
  let unanswered = 0;
  let refused = 0;
  let turn = 0;
  let over = false;
  const nextUrl = () => {
    turn += 1;
    return urls[turn % urls.length] ?? '';
  };

  /** Asks one process after the other until there is an answer that counts. */
  const ask = async (method: string, path: string, body: unknown, as: Session & { bearer?: string }, key?: string) => {
    for (;;) {
      const answer = await call(nextUrl(), method, path, body, { ...as, key }).catch(() => null);
      if (answer !== null && answer.status < 500) {
        answered += 1;
        return answer as { status: number; data: never };
      }
      if (answer === null) unanswered += 1;
      else if (answer.status === 503 && answer.headers.has('retry-after')) refused += 1;
      else faults.push(`${method} ${path} answered ${answer.status}`);
      await pause(10);
    }
  };
  const workers = await Promise.all(
    Array.from({ length: agentsCount }, async (_none, index) => enrol(ask, session, `crash-${index}`)),
  );
  const read = async (path: string) => (await ask('GET', path, undefined, session)).data;
  const before = await feedHead(read);
  const follower = followFeed(nextUrl, session, before);
  const known: Known = {
    ...{ tokens: new Set(), commands: new Map(), runs: new Map(), done: new Set() },
    late: leasesLapse ? new Set() : null,
  };
  const loads = [
    ...workers.map(async (worker) => {
      while (!over) await work(ask, worker, known, faults);
    }),
    ...Array.from({ length: operatorsCount }, async (_none, index) => {
      for (let round = 0; !over; round += 1) {
        const worker = workers[(index + round) % workers.length];
        if (worker !== undefined) await operate(ask, session, worker, known, `key-${index}-${round}`, faults);
      }
    }),
  ];

  const watch: Watch = {
    random,
    answered: () => answered,
    unanswered: () => unanswered,
    refused: () => refused,
    cutStream: () => follower.cut(random()),
  };
  const until = performance.now() + ('forMs' in extent ? extent.forMs : Number.POSITIVE_INFINITY);
  const strikesMax = 'strikes' in extent ? extent.strikes : Number.POSITIVE_INFINITY;
  let strikes = 0;
  for (; strikes < strikesMax && performance.now() < until; strikes += 1) {
    const target = answered + 1 + random() * answersMax;
    while (answered < target) await pause(1);
    await pause(random() * momentMs);
    await strike(watch);
  }
  over = true;
  await Promise.all(loads);
  await finish(ask, workers, known, faults);
  loadEnded?.();
  const auditEvents = await judge(ask, session, known, faults);
  faults.push(...(await judgeFeed(await feedAfter(read, before), follower, known.commands.values(), known.late)));
  const executions = [...known.runs.values()].reduce((sum, runs) => sum + runs, 0);
  const made = { tokens: known.tokens.size, commands: known.commands.size, executions, lapsed: known.late?.size ?? 0 };
  const feed = { feedEvents: follower.events.length, streamsLost: follower.losses() };
  await follower.stop();
  return { strikes, ...made, unanswered, refused, auditEvents, ...feed, faults };
}

type Ask = (
  method: string,
  path: string,
  body: unknown,
  as: Session & { bearer?: string },
  key?: string,
) => Promise<{ status: number; data: never }>;

async function enrol(ask: Ask, session: Session, code: string): Promise<Worker> {
  const issued = await ask('POST', '/api/admin/registration-tokens', {}, session);
  const { token } = issued.data as { token: string };
  const services = [{ manifest: manifestOf(`${code}-service`), revision: 'r1', actions: [actionOf('echo')] }];
  const agent = { code, mode: 'external' };
  const body = { registrationToken: token, agent, bootId: 'boot-0000-0001', capabilities: [], services };
  const { data } = await ask('POST', '/api/agents/register', body, {});
  const made = data as { agentId: string; agentToken: string; services: { id: string }[] };
  return { agentId: made.agentId, bearer: made.agentToken, serviceId: made.services[0]?.id ?? '' };
}

/** One round of an operator: a token, and a command under a key that makes repeating harmless. */
async function operate(ask: Ask, session: Session, worker: Worker, known: Known, key: string, faults: string[]) {
  const issued = await ask('POST', '/api/admin/registration-tokens', { label: 'crash' }, session);
  if (issued.status === 200) known.tokens.add((issued.data as { id: string }).id);
  else faults.push(`a token was answered ${issued.status}`);
  const path = `/api/admin/capsule-services/${worker.serviceId}/actions/echo`;
  const made = await ask('POST', path, { payload: { key }, startWithinSeconds: 86_400, queue: true }, session, key);
  if (made.status === 200) known.commands.set(key, (made.data as { command: { id: string } }).command.id);
  else faults.push(`a command was answered ${made.status}`);
}

/** One round of an agent that keeps no journal: it runs whatever it acknowledged, so Opstage alone prevents a second run. */
async function work(ask: Ask, worker: Worker, known: Known, faults: string[]) {
  const base = `/api/agents/${worker.agentId}`;
  await ask('POST', `${base}/heartbeat`, { bootId: 'boot-0000-0001', services: [], running: [] }, worker);
  const claimed = await ask(
    'POST',
    `${base}/commands/claim`,
    { bootId: 'boot-0000-0001', max: 3, waitSeconds: 1 },
    worker,
  );
  const { commands = [] } = (claimed.data ?? {}) as { commands?: { id: string; delivery: { id: string } }[] };
  for (const { id, delivery } of commands) {
    const ack = await ask('POST', `${base}/commands/${id}/ack`, { deliveryId: delivery.id, accepted: true }, worker);
    // A delivery whose claim was answered late may have been overtaken by a newer one.
    if (ack.status !== 200 && ack.status !== 409) faults.push(`an ack was answered ${ack.status}`);
    if (ack.status !== 200) continue;
    known.runs.set(id, (known.runs.get(id) ?? 0) + 1);
    const result = { deliveryId: delivery.id, success: true, data: { ran: id } };
    const taken = await ask('POST', `${base}/commands/${id}/result`, result, worker);
    const isLate = (taken.data as { late?: boolean } | null)?.late === true;
    if (isLate) known.late?.add(id);
    if (taken.status === 200 && (!isLate || known.late !== null)) known.done.add(id);
    else faults.push(`a result was answered ${taken.status}${isLate ? ', too late' : ''}`);
  }
  return commands.length;
}

/** Nothing is killed any more: what was made has to be run. */
async function finish(ask: Ask, workers: readonly Worker[], known: Known, faults: string[]) {
  const until = performance.now() + settleCeilingMs;
  while (known.done.size < known.commands.size && performance.now() < until) {
    await Promise.all(workers.map((worker) => work(ask, worker, known, faults)));
  }
}

interface AuditLine {
  seq: number;
  action: string;
  target: { id: string | null };
}

interface CommandSeen {
  status?: string;
  outcomeKnown?: boolean;
  error?: { code: string } | null;
  result?: { data?: { ran?: string } } | null;
  lateResult?: { data?: { ran?: string } } | null;
}

const hasSucceeded = ({ status, result }: CommandSeen, id: string) =>
  status === 'SUCCEEDED' && result?.data?.ran === id;
const isLost = ({ status, outcomeKnown, error, lateResult }: CommandSeen, id: string) =>
  status === 'FAILED' && outcomeKnown === false && error?.code === 'AGENT_LOST' && lateResult?.data?.ran === id;

/** Compares what Opstage has now with everything that was ever answered; how long the audit log is. */
async function judge(ask: Ask, session: Session, known: Known, faults: string[]): Promise<number> {
  const lines: AuditLine[] = [];
  for (let more = true; more; ) {
    const after = lines.at(-1)?.seq ?? 0;
    const page = await ask('GET', `/api/admin/audit-events?pageSize=100&after=${after}`, undefined, session);
    const found = page.data as AuditLine[];
    lines.push(...found);
    more = found.length > 0;
  }
  for (const [index, { seq }] of lines.entries()) {
    if (seq !== index + 1) faults.push(`the audit log has ${seq} at place ${index + 1}`);
  }
  const verified = await ask('POST', '/api/admin/audit-events/verify', undefined, session);
  const verdict = verified.data as { valid: boolean; checked: number; reason: string | null };
  if (!verdict.valid) faults.push(`the audit chain is broken: ${verdict.reason}`);

  const count = new Map<string, number>();
  for (const { action, target } of lines) {
    count.set(`${action} ${target.id}`, (count.get(`${action} ${target.id}`) ?? 0) + 1);
  }
  const once = (action: string, id: string) => {
    const found = count.get(`${action} ${id}`) ?? 0;
    if (found !== 1) faults.push(`${id} has ${found} events ${action}`);
  };
  for (const id of known.tokens) {
    once('registrationToken.created', id);
    const found = await ask('GET', `/api/admin/registration-tokens/${id}`, undefined, session);
    if (found.status !== 200) faults.push(`token ${id} is lost`);
  }
  const ids = [...known.commands.values()];
  if (new Set(ids).size !== known.commands.size) faults.push('two keys were answered with one command');
  for (const id of ids) {
    const isLate = known.late?.has(id) ?? false;
    const ends = isLate ? ['command.failed', 'command.late_result'] : ['command.succeeded'];
    for (const action of ['command.created', 'command.started', ...ends]) once(action, id);
    const found = await ask('GET', `/api/admin/commands/${id}`, undefined, session);
    if (!(isLate ? isLost : hasSucceeded)(found.data ?? {}, id)) {
      faults.push(`command ${id} is ${(found.data as CommandSeen | null)?.status ?? 'lost'}`);
    }
    const runs = known.runs.get(id) ?? 0;
    if (runs !== 1) faults.push(`command ${id} was run ${runs} times`);
  }
  const made = lines.filter(({ action }) => action === 'command.created').length;
  if (made !== ids.length) faults.push(`${made} commands were made under ${ids.length} keys`);
  return lines.length;
}
