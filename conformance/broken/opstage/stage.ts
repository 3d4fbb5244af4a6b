/**
 * Runs of the kit against this Opstage, both in one process, because starting processes costs more than most runs; only
 * for checks that stop and start the Opstage it is a program of its own. Several runs go side by side, each with its own
 * defect.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpstageProfile } from 'capsule-contract/types';
import type { OpstageCheck } from '../../src/checks/check.ts';
import { allOpstageChecks } from '../../src/checks/opstage/all-opstage-checks.ts';
import type { Depth } from '../../src/checks/trial.ts';
import { globMatcher } from '../../src/runner/plan.ts';
import { runOpstage } from '../../src/runner/run-opstage.ts';
import type { RunReport } from '../../src/runner/run-report.ts';
import { askAgain, type CheckSaid, type RowRun, saidIn } from '../matrix/row-run.ts';
import { defects, withDefect } from './defects.ts';
import { configuredLimits } from './limits.ts';
import type { OpstageDefect } from './opstage-defect.ts';
import { createOpstage } from './opstage-server.ts';
import { emptyState, type State } from './state.ts';
import { type Stranger, startStrangerProxy } from './stranger-proxy.ts';
import { createOwner } from './users.ts';

/** Short enough to wait for, far enough apart that a busy machine does not blur them. */
export const durations: Readonly<Record<string, string>> = {
  OPSTAGE_HEARTBEAT_INTERVAL_SECONDS: '1',
  OPSTAGE_OFFLINE_AFTER_SECONDS: '3',
  OPSTAGE_ACK_LEASE_SECONDS: '2',
  OPSTAGE_RUN_LEASE_SECONDS: '3',
  OPSTAGE_SWEEP_SECONDS: '1',
  OPSTAGE_CANCEL_GRACE_SECONDS: '2',
  OPSTAGE_TOKEN_PENDING_SECONDS: '2',
  OPSTAGE_EPHEMERAL_OFFLINE_SECONDS: '1',
  OPSTAGE_EXPIRY_GRACE_SECONDS: '2',
  OPSTAGE_REGISTER_RETRY_SECONDS: '3',
  OPSTAGE_HELLO_SECONDS: '1',
  OPSTAGE_PING_SECONDS: '1',
};

export interface Asked {
  /** Null: none. */
  defect: string | null;
  only: readonly string[];
  seed: string;
  depth: Depth;
  /** Variables that configure durations, on top of `durations`. */
  durations?: Readonly<Record<string, string>>;
  profiles?: readonly OpstageProfile[];
  altered?: State['altered'];
  unbuilt?: RegExp;
  /** What stands between the kit and it, where both are one process. */
  stranger?: Stranger;
  /** Told what the Opstage knows, where both are one process. */
  onState?: (state: State) => void;
  /** Multiplies the ceilings of checks. */
  patience?: number;
  /** Default: every check of the kit. */
  checks?: readonly OpstageCheck[];
}

/** What the checks said that have to catch the defect; nothing where none of them belongs to the depth. */
export async function runOpstageRow(run: RowRun): Promise<CheckSaid[]> {
  const { caughtBy, traffic, durations: own, profiles } = defects[run.defect as keyof typeof defects] as OpstageDefect;
  const matchers = (run.checks || caughtBy).split(',').map(globMatcher);
  const isMeant = (id: string) => matchers.some((matches) => matches(id));
  const meant = allOpstageChecks.filter(({ id }) => isMeant(id));
  if (run.depth === 'quick' && meant.every(({ since }) => since !== undefined)) return [];
  return askAgain({ ...run, checks: run.checks || caughtBy }, async (checks) => {
    const only = [...checks.split(','), ...(traffic?.split(',') ?? [])];
    const { defect, seed, depth } = run;
    const variant = { ...(own ? { durations: own } : {}), ...(profiles ? { profiles } : {}) };
    return saidIn(await judgeOpstage({ defect, only, seed, depth, patience: 0.5, ...variant }), isMeant);
  });
}

/** The kit's report about an Opstage with an empty memory. */
export async function judgeOpstage(asked: Asked): Promise<RunReport> {
  const { only, checks = allOpstageChecks } = asked;
  const matchers = only.map(globMatcher);
  const needs = checks
    .filter(({ id, requirement }) => matchers.some((matches) => matches(id) || matches(requirement)))
    .flatMap(({ needs = [] }) => needs);
  return needs.length > 0 ? judgeProgram(asked) : judgeInProcess(asked);
}

async function judgeInProcess(asked: Asked): Promise<RunReport> {
  const password = randomBytes(18).toString('base64url');
  const server = withDefect(asked.defect, () => {
    const { profiles, altered, unbuilt } = asked;
    const state = emptyState(configuredLimits({ ...durations, ...asked.durations }), Date.now, {
      ...(profiles ? { profiles } : {}),
      ...(altered ? { altered } : {}),
      ...(unbuilt ? { unbuilt } : {}),
    });
    createOwner(state, 'admin', password);
    asked.onState?.(state);
    return createOpstage(state);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const own = `http://127.0.0.1:${port}`;
  const proxy = asked.stranger ? await startStrangerProxy(own, asked.stranger) : null;
  try {
    return await judge(asked, { url: proxy?.url ?? own, password, start: null, dataFolder: null });
  } finally {
    proxy?.close();
    server.close();
    server.closeAllConnections();
  }
}

let programs: Promise<unknown> = Promise.resolve();

/** Started by the kit, with a folder for its data; one after the other, for each is told by the environment. */
function judgeProgram(asked: Asked): Promise<RunReport> {
  const run = programs.then(() => judgeNextProgram(asked));
  programs = run.catch(() => {});
  return run;
}

async function judgeNextProgram(asked: Asked): Promise<RunReport> {
  const password = randomBytes(18).toString('base64url');
  const port = await freePort();
  const dataFolder = await mkdtemp(join(tmpdir(), 'broken-opstage-'));
  Object.assign(process.env, {
    ...durations,
    ...asked.durations,
    OPSTAGE_OWNER_PASSWORD: password,
    OPSTAGE_PORT: String(port),
    OPSTAGE_DATA: dataFolder,
  });
  const start = `node ${join(import.meta.dirname, 'main.ts')}${asked.defect === null ? '' : ` --defect ${asked.defect}`}`;
  try {
    return await judge(asked, { url: `http://127.0.0.1:${port}`, password, start, dataFolder });
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

interface Subject {
  url: string;
  password: string;
  start: string | null;
  dataFolder: string | null;
}

function judge({ only, seed, depth, checks, patience }: Asked, { url, password, start, dataFolder }: Subject) {
  return runOpstage({
    ...{ url, start, dataFolder, seed, depth },
    ...(checks ? { checks } : {}),
    ...(patience === undefined ? {} : { patience }),
    owner: { username: 'admin', password },
    startCeilingMs: 60_000,
    waitSecondsMax: 10,
    selection: { only, level: 'should', profiles: [] },
    runId: randomBytes(4).toString('hex'),
    command: 'matrix',
    replayBase: 'capsule-conformance opstage',
    parallel: 12,
    signal: new AbortController().signal,
    onProgress: () => {},
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
