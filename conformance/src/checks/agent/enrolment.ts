/** Registration as a lost answer would have it, and where the agent's token may and may not be. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Exchange } from '../../target/fake-opstage/exchange.ts';
import type { AgentTrial } from '../agent-trial.ts';
import { type AgentCheck, agentCheck } from '../check.ts';
import {
  accepted,
  keepsIdentity,
  needsStartAndCapsule,
  now,
  order,
  ready,
  registrations,
  resultOf,
  sent,
  stillWorks,
} from './capsule-run.ts';
import { unlessGone } from './unless-gone.ts';

const sentences = {
  'register-sends-idempotency-key':
    'An agent SHOULD send an `Idempotency-Key` with its registration, so that a lost answer is recoverable, and use the agent token of its latest register call.',
  'agent-token-stored-safely':
    'An agent MUST persist its agent token with owner-only permission, atomically and before first use, MUST reuse it after a restart, and MUST NOT put it into a log, a URL or a process argument.',
} as const;

const bearerOf = ({ headers }: Exchange) => headers.authorization ?? '';
/** Everything an agent sends under its own token. */
const asAgent = ['serviceReport', 'agentHeartbeat', 'commandClaim', 'agentDisconnect'] as const;

export const enrolmentChecks: AgentCheck[] = [
  agentCheck({
    id: 'register-sends-idempotency-key',
    needs: ['start'],
    requirement: 'register-sends-idempotency-key',
    sentence: sentences['register-sends-idempotency-key'],
    title: 'a registration carries an idempotency key',
    how: 'Starts the agent with a fresh state folder. Expects `Idempotency-Key` of 1 to 128 visible ASCII characters on the register call.',
    async run(t) {
      await t.start();
      const register = await sent(t, 'the agent to register', 'agentRegister');
      const key = register.headers['idempotency-key'];
      t.that(
        'an Idempotency-Key of 1 to 128 visible ASCII characters',
        /^[\x21-\x7e]{1,128}$/.test(key ?? ''),
        key,
        register,
      );
    },
  }),
  agentCheck({
    id: 'register-sends-idempotency-key/lost-answer',
    needs: ['start'],
    requirement: 'register-sends-idempotency-key',
    sentence: sentences['register-sends-idempotency-key'],
    title: 'after a lost answer the same registration is sent again and its newest token is used',
    how: 'Carries out the first register call and cuts its answer. Expects the same key and body again, and from then on the token of the later answer.',
    opstage: { script: [{ on: 'agentRegister', fault: { kind: 'lose-answer' } }] },
    async run(t) {
      await t.start();
      const first = await sent(t, 'the agent to register', 'agentRegister');
      const second = await sent(t, 'the agent to register again', 'agentRegister', {
        after: first.number,
      });
      t.equal(
        'the key of the repeated call',
        second.headers['idempotency-key'],
        first.headers['idempotency-key'],
        first,
        second,
      );
      t.equal('the body of the repeated call', second.body, first.body, first, second);
      const used = await sent(t, 'a call as the agent', 'agentHeartbeat', { after: second.number });
      t.equal('the token used', bearerOf(used), `Bearer ${t.opstage.agent?.tokensIssued.at(-1)}`, second, used);
    },
  }),
  agentCheck({
    id: 'agent-token-stored-safely',
    needs: ['start'],
    requirement: 'agent-token-stored-safely',
    sentence: sentences['agent-token-stored-safely'],
    title: 'no file that holds the token is open to others',
    how: 'Lets the agent register and looks through its state folder. Expects every file that holds the token to be readable by its owner only, by its own mode or that of a folder the agent made; where none holds it as it is, the token has to be kept all the same, and be back after a crash.',
    async run(t) {
      await ready(t);
      const used = await accepted(t, 'a heartbeat', 'agentHeartbeat');
      const token = t.opstage.agent?.token ?? '';
      const holding = await filesHolding(t.process.stateFolder ?? '', token);
      const open = holding.filter(({ ownerOnly }) => !ownerOnly).map(({ path }) => path);
      t.equal('the files that hold the token and are open to others', open, [], used);
      if (holding.length > 0) return;
      await t.kill();
      keepsIdentity(t);
      const after = now(t);
      await t.start();
      const again = await firstCallAsAgent(t, after);
      t.equal('the token after a crash, which no file holds as it is', bearerOf(again), bearerOf(used), used, again);
    },
  }),
  agentCheck({
    id: 'agent-token-stored-safely/before-first-use',
    needs: ['start'],
    requirement: 'agent-token-stored-safely',
    sentence: sentences['agent-token-stored-safely'],
    title: 'the token is on disk before it is used for the first time',
    how: 'Holds the answer to the first call under the new token, kills the agent there with SIGKILL and starts it again. Expects the same token again and no second registration.',
    opstage: { script: [{ on: asAgent, times: 'always', fault: { kind: 'hold' } }] },
    async run(t) {
      await t.start();
      const first = await firstCallAsAgent(t, 0);
      await t.kill();
      t.opstage.play([{ do: 'end-claims' }]);
      const after = now(t);
      keepsIdentity(t);
      await t.start();
      const again = await firstCallAsAgent(t, after);
      t.equal('the token after the restart', bearerOf(again), bearerOf(first), first, again);
      t.equal(
        'the number of register calls',
        t.opstage.exchangesOf('agentRegister').length,
        registrations(t),
        first,
        again,
      );
    },
  }),
  agentCheck({
    id: 'agent-token-stored-safely/reused-after-restart',
    needs: ['start'],
    requirement: 'agent-token-stored-safely',
    sentence: sentences['agent-token-stored-safely'],
    title: 'after a stop and a start the agent goes on with its token',
    how: 'Stops the agent with SIGTERM and starts it again on its state folder. Expects calls under the token it had, and no registration.',
    async run(t) {
      await ready(t);
      const before = await accepted(t, 'a heartbeat', 'agentHeartbeat');
      await t.stop({ ceilingMs: 30_000 });
      await t.kill();
      const after = now(t);
      keepsIdentity(t);
      const again = await ready(t);
      t.equal('the token after the restart', bearerOf(again), bearerOf(before), before, again);
      t.equal(
        'the register calls after the restart',
        t.opstage.exchangesOf('agentRegister', { after }).length,
        0,
        again,
      );
    },
  }),
  agentCheck({
    id: 'agent-token-stored-safely/never-shown',
    requirement: 'agent-token-stored-safely',
    sentence: sentences['agent-token-stored-safely'],
    title: 'the token stands in no output, URL or process argument',
    how: 'Lets the agent work, fail, be refused for its token and stop. Expects its token in nothing it printed, in no request line and in no command line of its processes.',
    needs: needsStartAndCapsule,
    async run(t) {
      await ready(t);
      await stillWorks(t);
      await resultOf(t, order(t, 'throw'));
      const refused = t.opstage.play([
        { on: 'agentHeartbeat', fault: { kind: 'refuse', code: 'AGENT_TOKEN_INVALID' } },
      ]);
      await t.until('a heartbeat to be refused', () => refused.done);
      const last = await accepted(t, 'a heartbeat', 'agentHeartbeat', { after: now(t) });
      const token = t.opstage.agent?.token ?? '';
      const argumentsSeen = await commandLine(t.process.pid);
      await t.stop({ ceilingMs: 30_000 });
      t.that('no command line with the token', !argumentsSeen.includes(token), 'a command line that holds it', last);
      const urls = t.opstage.exchanges.filter(({ target }) => target.includes(token));
      t.equal(
        'the request lines with the token',
        urls.map(({ number }) => number),
        [],
        last,
      );
      t.equal(
        'the tokens in its output',
        t.process.leaks.map(({ name }) => name),
        [],
        last,
      );
    },
  }),
  agentCheck({
    id: 'agent-token-stored-safely/never-printed',
    requirement: 'agent-token-stored-safely',
    sentence: sentences['agent-token-stored-safely'],
    title: 'in the whole run the agent prints none of its tokens',
    how: 'Searches everything the agent printed in any check, and here while its heartbeats are cut, refused and answered by a stranger. Expects no agent token.',
    needs: ['start'],
    turn: 'last',
    opstage: {
      script: [
        { on: 'agentHeartbeat', fault: { kind: 'reset' } },
        { on: 'agentHeartbeat', fault: { kind: 'refuse', code: 'INTERNAL_ERROR' } },
        { on: 'agentHeartbeat', fault: { kind: 'foreign', status: 200, body: '<html></html>' } },
      ],
    },
    async run(t) {
      await ready(t);
      const isStrange = ({ fault }: Exchange) => fault?.fault.kind === 'foreign';
      const last = await sent(t, 'a heartbeat to be answered by a stranger', 'agentHeartbeat', { fits: isStrange });
      // It goes on with its work while it waits, and has had its chance to print.
      t.opstage.play([{ do: 'end-claims' }]);
      await sent(t, 'a call after the faults', 'commandClaim', { after: now(t) });
      const here = t.process.leaks.map(({ name }) => ({ checkId: t.checkId, name }));
      const leaks = [...t.monitors.leaks, ...here].filter(({ name }) => name.startsWith('agent token'));
      const told = leaks.slice(0, 5).map(({ checkId, name }) => `the ${name} in ${checkId}`);
      t.equal('the agent tokens that were printed', told, [], last);
    },
  }),
];

async function firstCallAsAgent(t: AgentTrial, after: number): Promise<Exchange> {
  return t.until(
    'a call under the agent token',
    () => t.opstage.exchanges.find((one) => one.number > after && bearerOf(one).startsWith('Bearer ')),
    { everyMs: 10 },
  );
}

interface HoldingFile {
  path: string;
  /** Whether its own mode, or that of a folder above, closes it to others. */
  ownerOnly: boolean;
}

async function filesHolding(root: string, token: string, below = '', closed = false): Promise<HoldingFile[]> {
  const found: HoldingFile[] = [];
  for (const entry of await readdir(join(root, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    const facts = await unlessGone(stat(join(root, path)));
    if (facts === null) continue;
    const ownerOnly = closed || (facts.mode & 0o077) === 0;
    if (entry.isDirectory()) found.push(...(await filesHolding(root, token, path, ownerOnly)));
    else if (entry.isFile() && (await unlessGone(readFile(join(root, path))))?.includes(token))
      found.push({ path, ownerOnly });
  }
  return found;
}

/** The arguments of a process, where the system shows them. */
async function commandLine(pid: number | null): Promise<string> {
  try {
    return await readFile(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
