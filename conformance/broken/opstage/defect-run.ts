/**
 * Runs of the kit against this Opstage, one after the other in a lane: with a defect, the checks that are meant to catch
 * it; without, whatever is asked for. A check that found the machine too busy to say anything is asked again.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { allOpstageChecks } from '../../src/checks/opstage/all-opstage-checks.ts';
import { globMatcher } from '../../src/runner/plan.ts';
import { runOpstage } from '../../src/runner/run-opstage.ts';
import type { RunReport, Verdict } from '../../src/runner/run-report.ts';
import type { Wanted } from './host.ts';
import type { OpstageDefect } from './opstage-defect.ts';

/** Short enough to wait for, far enough apart that a busy machine does not blur them. */
const durations = {
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
};
const attemptsMax = 4;

export interface CheckSaid {
  id: string;
  verdict: Verdict;
  said: string;
}

interface Subject {
  url: string;
  password: string;
  start: string | null;
}

export class Lane {
  #host: ChildProcess | null = null;

  /** What the checks said that have to catch the defect; those of a profile that is not served are left out. */
  async run(name: string, defect: OpstageDefect): Promise<CheckSaid[]> {
    let said = await this.#once(name, defect);
    for (
      let attempt = 1;
      attempt < attemptsMax && said.some(({ verdict }) => verdict === 'could-not-run');
      attempt += 1
    ) {
      const open = said.filter(({ verdict }) => verdict === 'could-not-run').map(({ id }) => id);
      const again = await this.#once(name, { ...defect, caughtBy: open.join(',') });
      said = [...said.filter(({ id }) => !open.includes(id)), ...again];
    }
    return said;
  }

  /** A run without a defect; no patterns: every check. */
  async judge(only: readonly string[]): Promise<RunReport> {
    return judge(await this.#listening(null, {}), only);
  }

  stop(): void {
    this.#host?.kill();
  }

  async #once(name: string, { caughtBy, traffic, durations: own = {} }: OpstageDefect): Promise<CheckSaid[]> {
    const patterns = caughtBy.split(',');
    const matchers = patterns.map(globMatcher);
    const isMeant = ({ id }: { id: string }) => matchers.some((matches) => matches(id));
    const needsStart = allOpstageChecks.filter(isMeant).some(({ needs }) => needs?.includes('start'));
    const subject = needsStart ? await startable(name) : await this.#listening(name, own);
    const report = await judge(subject, [...patterns, ...(traffic?.split(',') ?? [])]);
    const checks = report.requirements.flatMap((requirement) => requirement.checks).filter(isMeant);
    return checks
      .filter(({ verdict }) => verdict !== 'not-applicable')
      .map(({ id, verdict, failure, reason }) => {
        const why = failure === null ? `${reason ?? ''} ${report.unfit?.reason ?? ''}` : failure.actual;
        return { id, verdict, said: why };
      });
  }

  /** An Opstage with an empty memory, in this lane's process. */
  async #listening(defect: string | null, own: Record<string, string>): Promise<Subject> {
    this.#host ??= fork(join(import.meta.dirname, 'host.ts'), {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    const password = randomBytes(18).toString('base64url');
    const wanted: Wanted = { defect, password, durations: { ...durations, ...own } };
    this.#host.send(wanted);
    const [port] = await once(this.#host, 'message');
    return { url: `http://127.0.0.1:${port}`, password, start: null };
  }
}

/** An Opstage for the kit to start itself. */
async function startable(defect: string): Promise<Subject> {
  const password = randomBytes(18).toString('base64url');
  const port = await freePort();
  Object.assign(process.env, { OPSTAGE_OWNER_PASSWORD: password, OPSTAGE_PORT: String(port) });
  const start = `node ${join(import.meta.dirname, 'main.ts')} --defect ${defect}`;
  return { url: `http://127.0.0.1:${port}`, password, start };
}

function judge({ url, password, start }: Subject, only: readonly string[]): Promise<RunReport> {
  return runOpstage({
    url,
    owner: { username: 'admin', password },
    start,
    dataFolder: null,
    startCeilingMs: 60_000,
    waitSecondsMax: 10,
    selection: { only, level: 'should', profiles: [] },
    seed: 'matrix',
    runId: randomBytes(4).toString('hex'),
    depth: 'standard',
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
