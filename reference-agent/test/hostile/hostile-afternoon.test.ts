/**
 * 300 bad things after another, and the agent killed among them: every command comes to one end, no handler runs twice, no
 * result is lost, the identity stays, the heart beats.
 *
 * The seed is fixed; HOSTILE_SEED plays another afternoon. Three agents share the scripts, since all mostly wait.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { seededRandom } from '../seeded-random.ts';
import { REGISTRATION_TOKEN } from '../test-agent.ts';
import { type FaultScript, faultScripts } from './fault-script.ts';
import { HostileOpstage } from './hostile-opstage.ts';

const SCRIPTS = 300;
const LANES = 3;
const SPEED = 20;
const SEED = Number(process.env.HOSTILE_SEED ?? 41_017);
const PATIENCE_MS = 15_000;
/** The offlineAfterSeconds it is told, in its own time, and a second for a machine that is busy. */
const HEARTBEAT_GAP_MAX_MS = (60 / SPEED) * 1_000 + 1_000;

const AGENT = fileURLToPath(new URL('./hostile-agent.ts', import.meta.url));

class Lane {
  readonly opstage: HostileOpstage;
  readonly #folder: string;
  #child: ChildProcess | null = null;
  kills = 0;
  /** Longest time between two heartbeats of one process. */
  longestGapMs = 0;
  #beatsOfEarlier = 0;

  constructor(opstage: HostileOpstage, folder: string) {
    this.opstage = opstage;
    this.#folder = folder;
  }

  get #effects(): string {
    return join(this.#folder, 'effects');
  }

  /** How often each command's handler was begun. */
  async runs(): Promise<Map<string, number>> {
    const runs = new Map<string, number>();
    for (const id of (await readFile(this.#effects, 'utf8')).trim().split('\n')) runs.set(id, (runs.get(id) ?? 0) + 1);
    return runs;
  }

  start(): void {
    const env = { PATH: process.env.PATH ?? '', HOSTILE_REGISTRATION_TOKEN: REGISTRATION_TOKEN };
    const args = [AGENT, this.opstage.url, join(this.#folder, 'state'), this.#effects, String(SPEED)];
    this.#child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    this.#beatsOfEarlier = this.opstage.beats.length;
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.signalCode !== null) return;
    this.kills += 1;
    this.#measure();
    if (child.exitCode !== null) throw new Error(`the agent ended by itself with ${child.exitCode}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async play(script: FaultScript): Promise<void> {
    const { opstage } = this;
    opstage.play(script);
    const world = script.world.map(async ({ fault, afterMs }) => {
      await sleep(afterMs);
      opstage.happen(fault);
    });
    if (script.killAfterMs !== null) {
      await sleep(script.killAfterMs);
      await this.kill();
      this.start();
    }
    await Promise.all(world);
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const open = opstage.ledger.commands.filter(({ state }) => state !== 'FINAL');
      if (open.length === 0) return;
      if (performance.now() > deadline) {
        throw new Error(`no end after ${PATIENCE_MS} ms: ${JSON.stringify({ seed: SEED, script, open })}`);
      }
      await sleep(5);
    }
  }

  #measure(): void {
    const beats = this.opstage.beats.slice(this.#beatsOfEarlier);
    const gaps = beats.slice(1).map((at, index) => at - (beats[index] ?? at));
    this.longestGapMs = Math.max(this.longestGapMs, ...gaps);
  }
}

async function lane(number: number, scripts: readonly FaultScript[]): Promise<Lane> {
  const folder = await mkdtemp(join(tmpdir(), 'capsule-agent-hostile-'));
  const opstage = await HostileOpstage.start(String(number));
  const made = new Lane(opstage, folder);
  onTestFinished(async () => {
    await made.kill().catch(() => {});
    await opstage.close();
    await rm(folder, { recursive: true, force: true });
  });
  made.start();
  for (const script of scripts) await made.play(script);
  // Whatever comes late, such as a second run or a second outcome, has this long to show itself.
  await sleep(300);
  await made.kill();
  return made;
}

// Half a minute where it is alone; the ceiling is for a machine that is busy.
test(`${SCRIPTS} fault scripts and kills lose nothing and repeat nothing`, { timeout: 300_000 }, async () => {
  const scripts = faultScripts(SCRIPTS, seededRandom(SEED));
  const share = Math.ceil(SCRIPTS / LANES);
  const lanes = await Promise.all(
    Array.from({ length: LANES }, (_, number) => lane(number, scripts.slice(number * share, (number + 1) * share))),
  );
  let [restarted, unfinished, killed] = [0, 0, 0];
  const started = { http: 0, session: 0 };
  for (const made of lanes) {
    const { opstage, kills, longestGapMs } = made;
    const { ledger, faults, idempotencyKeys } = opstage;
    const effects = await made.runs();
    expect(faults).toEqual([]);
    expect(idempotencyKeys.size).toBe(1);
    for (const { id, number, outcomes } of ledger.commands) {
      const runs = effects.get(id) ?? 0;
      expect({ id, outcomes: outcomes.length }).toEqual({ id, outcomes: 1 });
      expect(runs).toBeLessThanOrEqual(1);
      const [outcome] = outcomes;
      if (outcome?.success) expect({ id, runs, number: outcome.data?.number }).toEqual({ id, runs: 1, number });
      else if (outcome?.error?.code === 'AGENT_RESTARTED') restarted += 1;
      // Killed between Opstage's leave to run and its own note of it: then it must not have run.
      else expect({ id, code: outcome?.error?.code, runs }).toEqual({ id, code: 'AGENT_LOST', runs: 0 });
      if (!outcome?.success) unfinished += 1;
    }
    expect(longestGapMs).toBeLessThan(HEARTBEAT_GAP_MAX_MS);
    expect(kills).toBeGreaterThan(10);
    killed += kills;
    started.http += ledger.started.http;
    started.session += ledger.started.session;
  }
  // Not an empty claim: work went both ways, and kills did hit running handlers.
  expect(started.http).toBeGreaterThan(SCRIPTS / 4);
  expect(started.session).toBeGreaterThan(SCRIPTS / 10);
  expect(restarted).toBeGreaterThan(0);
  expect(unfinished).toBeLessThan(killed * 3);
});
