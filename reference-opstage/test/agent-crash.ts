/**
 * Kills an agent on its journal again and again, or the agent and Opstage at the same moment, while an operator makes
 * commands. Every run leaves a line in a file that nobody deletes: what ran is known, whatever agent and Opstage say.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { call, login, type OpstageProcess, scratchFolder, startProcess } from './opstage-process.ts';
import { seededNumbers } from './seeded-numbers.ts';
import { untilTrue } from './until-true.ts';

export interface AgentCrashFigures {
  strikes: number;
  commands: number;
  executions: number;
  succeeded: number;
  /** Commands whose outcome died with their agent, and which say so. */
  brokenOff: number;
  executedTwice: number;
  faults: string[];
}

const capsule = fileURLToPath(new URL('../../reference-agent/test/counting-capsule.ts', import.meta.url));
const environment = {
  OPSTAGE_HEARTBEAT_INTERVAL_SECONDS: '1',
  OPSTAGE_COMMAND_POLL_INTERVAL_SECONDS: '1',
  OPSTAGE_OFFLINE_AFTER_SECONDS: '5',
  OPSTAGE_ACK_LEASE_SECONDS: '1',
  OPSTAGE_RUN_LEASE_SECONDS: '5',
  OPSTAGE_SWEEP_SECONDS: '1',
  OPSTAGE_LOG_LEVEL: 'fatal',
};
const momentMs = 40;
const ceilingMs = 180_000;
const final = new Set(['SUCCEEDED', 'FAILED', 'EXPIRED', 'CANCELLED']);
/** What a command may have failed with whose agent was killed. */
const brokenOffCodes = new Set(['AGENT_RESTARTED', 'AGENT_LOST']);

interface Command {
  id: string;
  status: string;
  error?: { code: string } | null;
  result?: { data?: { ran?: string } } | null;
}

export async function agentCrash(victims: 'agent' | 'both', strikes: number, seed: number): Promise<AgentCrashFigures> {
  const random = seededNumbers(seed);
  const { folder, remove } = scratchFolder();
  const runsFile = join(folder, 'runs');
  writeFileSync(runsFile, '');
  const runs = () => readFileSync(runsFile, 'utf8').split('\n').filter(Boolean);
  const faults: string[] = [];
  let opstage = await startProcess(join(folder, 'data'), environment);
  const { port } = new URL(opstage.url);
  let agent: Running | undefined;
  try {
    const session = await login(opstage.url);
    /** Repeats what got no answer. */
    const ask = async (method: string, path: string, body?: unknown, key?: string) => {
      for (;;) {
        const answer = await call(opstage.url, method, path, body, { ...session, key }).catch(() => null);
        if (answer !== null && answer.status === 200) return answer.data as unknown;
        if (answer !== null && answer.status !== 503) faults.push(`${method} ${path} answered ${answer.status}`);
        await pause(20);
      }
    };
    const { token } = (await ask('POST', '/api/admin/registration-tokens', {})) as { token: string };
    const state = join(folder, 'state');
    agent = startCapsule(opstage.url, { token, state, runs: runsFile });
    const serviceId = await serviceOf(ask);
    const commands = new Map<string, string>();
    let over = false;
    const operating = (async () => {
      for (let number = 0; !over; number += 1) {
        const body = { payload: {}, startWithinSeconds: 3600, queue: true };
        const key = `key-${number}`;
        const made = await ask('POST', `/api/admin/capsule-services/${serviceId}/actions/count`, body, key);
        commands.set(key, (made as { command: { id: string } }).command.id);
        await pause(60);
      }
    })();
    for (let strike = 0; strike < strikes; strike += 1) {
      const before = runs().length;
      await untilTrue(
        () => runs().length > before,
        ceilingMs,
        () => `nothing was run any more after ${strike} strikes`,
      );
      await pause(random() * momentMs);
      agent.child.kill('SIGKILL');
      if (victims === 'both') opstage.child.kill('SIGKILL');
      await agent.exited;
      if (victims === 'both') opstage = await restarted(opstage, join(folder, 'data'), port);
      agent = startCapsule(opstage.url, { token, state, runs: runsFile });
    }
    over = true;
    await operating;
    const ends = await Promise.all([...commands.values()].map((id) => endOf(ask, id)));
    return { strikes, ...judge(ends, runs(), faults) };
  } finally {
    agent?.child.kill('SIGKILL');
    opstage.child.kill('SIGKILL');
    await Promise.all([agent?.exited, opstage.exited]);
    remove();
  }
}

type Ask = (method: string, path: string, body?: unknown, key?: string) => Promise<unknown>;

interface Running {
  child: ChildProcess;
  exited: Promise<void>;
}

function startCapsule(url: string, { token, state, runs }: { token: string; state: string; runs: string }): Running {
  const { PATH = '' } = process.env;
  const plug = { OPSTAGE_URL: url, OPSTAGE_REGISTRATION_TOKEN: token, OPSTAGE_AGENT_STATE: state, CAPSULE_RUNS: runs };
  const child = spawn(process.execPath, [capsule], { env: { PATH, ...plug }, stdio: 'ignore' });
  return { child, exited: new Promise((resolve) => child.once('close', () => resolve())) };
}

async function restarted(opstage: OpstageProcess, data: string, port: string): Promise<OpstageProcess> {
  await opstage.exited;
  return startProcess(data, { ...environment, OPSTAGE_PORT: port });
}

async function serviceOf(ask: Ask): Promise<string> {
  for (const end = performance.now() + ceilingMs; performance.now() < end; await pause(50)) {
    const services = (await ask('GET', '/api/admin/capsule-services')) as { id: string; actionCount: number }[];
    if (services[0] !== undefined) return services[0].id;
  }
  throw new Error('the agent reported no service');
}

async function endOf(ask: Ask, id: string): Promise<Command> {
  let command = (await ask('GET', `/api/admin/commands/${id}`)) as Command;
  for (const end = performance.now() + ceilingMs; !final.has(command.status) && performance.now() < end; ) {
    await pause(200);
    command = (await ask('GET', `/api/admin/commands/${id}`)) as Command;
  }
  return command;
}

/** What ran, held against what Opstage says of it. */
function judge(commands: readonly Command[], runs: readonly string[], earlier: readonly string[]) {
  const faults = [...earlier];
  const count = new Map<string, number>();
  for (const id of runs) count.set(id, (count.get(id) ?? 0) + 1);
  for (const [id, times] of count) if (times > 1) faults.push(`command ${id} was run ${times} times`);
  for (const { id, status, error, result } of commands) {
    const times = count.get(id) ?? 0;
    if (status === 'SUCCEEDED' && (times !== 1 || result?.data?.ran !== id)) {
      faults.push(`command ${id} is said to have succeeded and was run ${times} times`);
    } else if (status === 'FAILED' && !brokenOffCodes.has(error?.code ?? '')) {
      faults.push(`command ${id} failed with ${error?.code}`);
    } else if (status !== 'SUCCEEDED' && status !== 'FAILED') faults.push(`command ${id} ended as ${status}`);
  }
  return {
    commands: commands.length,
    executions: runs.length,
    succeeded: commands.filter(({ status }) => status === 'SUCCEEDED').length,
    brokenOff: commands.filter(({ status }) => status === 'FAILED').length,
    executedTwice: [...count.values()].filter((times) => times > 1).length,
    faults,
  };
}
