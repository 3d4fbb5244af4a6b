/**
 * Contract, section 8: what was acknowledged survives kill -9, and nothing else is left half done.
 *
 * Writers of several kinds run at once; the Opstage is killed while their calls are under way, at an instant nobody
 * chose. What was answered must be there afterwards; what was not answered may be there or not, but never without its
 * audit event.
 */
import type { AuditAction } from 'capsule-contract/types';
import { TransportFailure } from '../../target/http-client.ts';
import { logIn } from '../../target/operator-actor.ts';
import type { OpstageProcess } from '../../target/opstage-process.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditAfter, auditHead } from './audit-log.ts';
import { seenCommand } from './operator-reads.ts';

const crash = {
  requirement: 'crash-loses-nothing',
  sentence:
    'After kill -9 at any instant every acknowledged write MUST be there, every change MUST have its audit event, and nothing half-written MUST be left.',
} as const;
const rounds = { quick: 1, standard: 2, deep: 10 } as const;

export const crashChecks: OpstageCheck[] = [
  opstageCheck({
    ...crash,
    id: 'crash-loses-nothing/kill-9',
    since: 'standard',
    title: 'every acknowledged write is there after kill -9, with its audit event',
    how: 'Issues tokens, reports services and takes commands through their life from several clients, kills the Opstage meanwhile and starts it again. Expects every acknowledged change and its event, no change without one, no event without its change, and no gap in the log.',
    needs: ['start'],
    turn: 'apart',
    long: true,
    ceilingMs: 120_000,
    async run(t) {
      const process = t.subject.process ?? t.couldNotRun('the kit did not start the Opstage');
      for (let round = 0; round < rounds[t.depth]; round += 1) await crashOnce(t, process);
    },
  }),
];

interface Acknowledged {
  tokens: string[];
  services: { code: string; revision: string }[];
  /** Commands by the last state an answer confirmed. */
  commands: Map<string, 'created' | 'started' | 'done'>;
}

async function crashOnce(t: OpstageTrial, process: OpstageProcess): Promise<void> {
  const from = await auditHead(t);
  const label = t.code('crash');
  const worker = await t.service();
  const done: Acknowledged = { tokens: [], services: [], commands: new Map() };
  const writing = Promise.all([
    untilCut(async () => {
      const issued = t.driver.must(await t.send('registrationTokenCreate', { body: { label } }));
      done.tokens.push(issued.id);
    }),
    untilCut(async () => {
      const { code, item } = await t.reportService(worker.agent);
      done.services.push({ code, revision: item.revision });
    }),
    untilCut(async () => {
      const command = await t.createCommand(worker);
      done.commands.set(command.id, 'created');
      const delivery = await t.deliver(worker.agent, command);
      t.driver.must(await worker.agent.ack(delivery));
      done.commands.set(command.id, 'started');
      t.driver.must(await worker.agent.result(delivery, { data: { round: command.id } }));
      done.commands.set(command.id, 'done');
    }),
  ]);
  await t.pause(300 + t.random.integer(0, 400));
  await process.kill();
  t.transcript.note('the Opstage was killed with SIGKILL');
  await writing;
  await process.start(t.signal);
  t.transcript.note('the Opstage was started again');
  await sessionsAgain(t);
  await expectKept(t, done, { from, label, agentId: worker.agent.id });
}

/** Repeats a write until the connection is cut. */
async function untilCut(write: () => Promise<void>): Promise<void> {
  try {
    for (;;) await write();
  } catch (thrown) {
    if (!(thrown instanceof TransportFailure)) throw thrown;
  }
}

/** A session may or may not outlive a restart: where it does not, the owner logs in again. */
async function sessionsAgain(t: OpstageTrial): Promise<void> {
  const me = await t.send('operatorMe');
  if (me.status === 200) return;
  t.subject.owner = await logIn(t.driver, t.owner);
  t.subject.shared.clear();
}

interface Round {
  from: number;
  label: string;
  agentId: string;
}

async function expectKept(t: OpstageTrial, done: Acknowledged, { from, label, agentId }: Round): Promise<void> {
  const counted = done.tokens.length + done.services.length + done.commands.size;
  const health = await t.send('systemHealth');
  t.that('acknowledged writes before the kill', counted > 0, counted, health);
  const { data: events, message } = await auditAfter(t, from);
  const gap = events.findIndex(({ seq }, index) => seq !== from + index + 1);
  t.equal('the place of a gap in the log', gap, -1, message);
  const audited = (action: AuditAction) =>
    events.filter((event) => event.action === action).map(({ target }) => target.id);

  const tokens = await tokensOf(t, label);
  const created = audited('registrationToken.created');
  t.equal(
    'acknowledged tokens that are gone',
    done.tokens.filter((id) => !tokens.labelled.includes(id)),
    [],
    tokens,
  );
  t.equal(
    'tokens without an audit event',
    tokens.labelled.filter((id) => !created.includes(id)),
    [],
    tokens,
    message,
  );
  t.equal(
    'audit events without their token',
    created.filter((id) => !tokens.all.has(id ?? '')),
    [],
    tokens,
    message,
  );

  const services = await servicesOf(t, agentId);
  t.equal(
    'acknowledged services that are gone',
    done.services.filter(({ code }) => !services.codes.has(code)),
    [],
    services,
  );
  const reported = audited('service.reported');
  t.equal(
    'services without an audit event',
    [...services.codes.values()].filter((id) => !reported.includes(id) && id !== services.first),
    [],
    services,
    message,
  );

  const finals: Record<string, AuditAction[]> = {
    created: ['command.created'],
    started: ['command.created', 'command.started'],
    done: ['command.created', 'command.started', 'command.succeeded'],
  };
  for (const [id, state] of done.commands) {
    const command = await seenCommand(t, { id });
    const own = events.filter(({ target }) => target.id === id).map(({ action }) => action);
    t.equal(
      `missing audit events of a command that was ${state}`,
      finals[state]?.filter((action) => !own.includes(action)),
      [],
      command,
      message,
    );
    if (state === 'done')
      t.equal(
        'the result of an answered command',
        [command.data.status, command.data.result?.data],
        ['SUCCEEDED', { round: id }],
        command,
      );
    if (state === 'started')
      t.that('a started command not to be PENDING', command.data.status !== 'PENDING', command.data.status, command);
  }
}

async function tokensOf(t: OpstageTrial, label: string) {
  const labelled: string[] = [];
  const all = new Set<string>();
  for (let page = 1; ; page += 1) {
    const reply = await t.send('registrationTokenList', { query: { page, pageSize: t.limits.pageSizeMax } });
    const tokens = t.driver.must(reply);
    for (const token of tokens) all.add(token.id);
    labelled.push(...tokens.filter((token) => token.label === label).map(({ id }) => id));
    if (tokens.length < t.limits.pageSizeMax) return { labelled, all, message: reply.message };
  }
}

/** Services of the agent by code; the first was there before the crash was prepared. */
async function servicesOf(t: OpstageTrial, agentId: string) {
  const codes = new Map<string, string>();
  for (let page = 1; ; page += 1) {
    const reply = await t.send('serviceList', { query: { agentId, page, pageSize: t.limits.pageSizeMax } });
    const services = t.driver.must(reply);
    for (const { code, id } of services) codes.set(code, id);
    if (services.length < t.limits.pageSizeMax)
      return { codes, first: [...codes.values()].at(-1) ?? '', message: reply.message };
  }
}
