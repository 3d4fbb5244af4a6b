/** Plays the fault script of a replay file ten times, each time to a fresh agent, and tells how often it still fails as it did. */
import { playedBy } from '../checks/agent/scripts/fault-script-checks.ts';
import type { ReplayScript } from '../checks/agent/scripts/replay-script.ts';
import { ScriptLane } from '../checks/agent/scripts/script-lane.ts';
import type { AgentTrial } from '../checks/agent-trial.ts';
import { agentMonitors } from '../checks/monitors/agent-monitors.ts';
import { MonitorRecord } from '../checks/monitors/monitor-record.ts';
import { SecretRegister } from '../target/secret-register.ts';
import { type AgentPreflightOutcome, agentPreflight } from './agent-preflight.ts';
import { AgentStage } from './agent-stage.ts';
import { exchangeOf } from './exchange.ts';
import type { ReplayOutcome } from './replay-program.ts';
import type { ReportMessage } from './run-report.ts';

export interface ReplayScriptOptions {
  /** The command line that starts the agent. */
  start: string;
  startCeilingMs: number;
  patience: number;
  runId: string;
  signal: AbortSignal;
}

/** All at once: an agent mostly waits. */
const executions = 10;

export async function replayScript(file: ReplayScript, options: ReplayScriptOptions): Promise<ReplayOutcome> {
  const secrets = new SecretRegister();
  const { runId, signal } = options;
  const stage = new AgentStage(
    { ...options, seed: runId, depth: 'standard', replayBase: '' },
    secrets,
    new MonitorRecord(agentMonitors(secrets)),
  );
  const first = await stage.open('preflight', {}, stage.unknownSubject, signal);
  let found: AgentPreflightOutcome;
  try {
    found = await agentPreflight(first.trial, options);
  } finally {
    await first.close();
  }
  if ('unfit' in found) return { unfit: secrets.mask(found.unfit) };
  const unfit = unfitFor(file, found);
  if (unfit !== null) return { unfit };
  const { trial, close } = await stage.open(file.check, {}, found.subject, signal);
  try {
    return await tenTimes(trial, file);
  } finally {
    await close();
  }
}

function unfitFor(file: ReplayScript, found: Exclude<AgentPreflightOutcome, { unfit: string }>): string | null {
  const played = playedBy(file.check);
  if (played === null) return `this kit has no check ${file.check} that plays scripts`;
  if (!found.profiles.includes(played.profile)) return `the agent does not announce what ${played.profile} needs`;
  return found.subject.capsule ? null : 'the agent does not declare the conformance capsule';
}

async function tenTimes(t: AgentTrial, file: ReplayScript): Promise<ReplayOutcome> {
  const { opstage = {} } = playedBy(file.check) ?? {};
  const others = new Set<string>();
  let [executed, reproduced] = [0, 0];
  let exchange: ReportMessage[] = [];
  const once = async () => {
    const lane = await ScriptLane.open(t, opstage);
    try {
      if (!(await lane.begin())) return;
      const { violation, missed } = await lane.play(file.operations, { untilStruck: true });
      const same = violation?.property === file.violation.property;
      // Without one of its faults it shows nothing, unless it shows what it did.
      if (missed > 0 && !same) return;
      executed += 1;
      if (violation && !same) others.add(`${violation.property}: ${t.secrets.mask(violation.actual)}`);
      if (!violation || !same) return;
      reproduced += 1;
      exchange = exchangeOf(t.transcript, violation.messages, t.secrets).exchange;
    } finally {
      await lane.close();
    }
  };
  await Promise.all(Array.from({ length: executions }, once));
  return { reproduced, executed, others: [...others], exchange };
}
