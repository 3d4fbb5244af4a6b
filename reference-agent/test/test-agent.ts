/** What every test of this folder starts with: a scripted Opstage, a state folder of its own, an agent in a hurry. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AgentOptions, CapsuleAgent, type Clock, type LogEntry } from 'capsule-agent';
import { expect, onTestFinished } from 'vitest';
import { type Body, ScriptedOpstage } from './scripted-opstage.ts';

export const REGISTRATION_TOKEN = 'opstage_reg_ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Time passes faster for the agent than for the test; the order of things stays. */
export function hurriedClock(factor: number): Clock {
  const start = Date.now();
  return {
    now: () => start + (performance.now() - origin) * factor,
    after(delayMs, run) {
      const timer = setTimeout(run, Math.max(0, delayMs / factor));
      return () => clearTimeout(timer);
    },
  };
}
const origin = performance.now();

export interface Stage {
  opstage: ScriptedOpstage;
  stateDir: string;
  log: LogEntry[];
  /** An agent on this stage; stopped and checked when the test is over. */
  agent: (options?: Partial<AgentOptions>) => CapsuleAgent;
}

export async function stage(): Promise<Stage> {
  const opstage = await ScriptedOpstage.start();
  const stateDir = await mkdtemp(join(tmpdir(), 'capsule-agent-test-'));
  const log: LogEntry[] = [];
  const agents: CapsuleAgent[] = [];
  onTestFinished(async () => {
    await Promise.all(agents.map((agent) => agent.stop({ graceMs: 0 })));
    await opstage.close();
    await rm(stateDir, { recursive: true, force: true });
    expect(opstage.faults).toEqual([]);
    const told = JSON.stringify(log);
    for (const secret of [REGISTRATION_TOKEN, ...opstage.tokens]) expect(told).not.toContain(secret);
  });
  const agent = (options: Partial<AgentOptions> = {}) => {
    const made = new CapsuleAgent({
      url: opstage.url,
      registrationToken: REGISTRATION_TOKEN,
      stateDir,
      service: { code: 'test', name: 'Test', version: '1.0.0' },
      clock: hurriedClock(10),
      log: (entry) => log.push(entry),
      ...options,
    });
    agents.push(made);
    return made;
  };
  return { opstage, stateDir, log, agent };
}

let commandNumber = 0;

/** A command as it is delivered. */
export function command(actionName: string, more: Body = {}): Body {
  commandNumber += 1;
  const now = Date.now();
  return {
    id: `cmd_${String(commandNumber).padStart(20, '0')}`,
    type: 'ACTION_EXECUTE',
    serviceCode: 'test',
    serviceId: 'svc_0123456789abcdef0123',
    actionName,
    payload: {},
    timeoutSeconds: 300,
    idempotent: false,
    startBy: new Date(now + 300_000).toISOString(),
    expiresAt: new Date(now + 660_000).toISOString(),
    createdAt: new Date(now).toISOString(),
    delivery: { id: `dlv_${String(commandNumber).padStart(20, '0')}`, attempt: 1, ackLeaseSeconds: 30 },
    ...more,
  };
}

/** The same command, delivered again. */
export function again(delivered: Body): Body {
  const attempt = delivered.delivery.attempt + 1;
  return { ...delivered, delivery: { ...delivered.delivery, id: `${delivered.delivery.id}_${attempt}`, attempt } };
}
