/** A whole run against an agent: see whether it can be driven, then one fake Opstage and one process per check. */

import { allAgentChecks } from '../checks/agent/all-agent-checks.ts';
import type { AgentCheck } from '../checks/check.ts';
import { agentMonitors } from '../checks/monitors/agent-monitors.ts';
import { MonitorRecord } from '../checks/monitors/monitor-record.ts';
import { StandingOpstage } from '../target/fake-opstage/standing-opstage.ts';
import { SecretRegister } from '../target/secret-register.ts';
import { SeededRandom } from '../target/seeded-random.ts';
import { type AgentPreflightOutcome, agentPreflight } from './agent-preflight.ts';
import { AgentStage, type AgentStageOptions } from './agent-stage.ts';
import { buildReport } from './build-report.ts';
import { exchangeOf } from './exchange.ts';
import { executeChecks } from './execute.ts';
import { interruption } from './interruption.ts';
import { planChecks } from './plan.ts';
import type { RunOptions } from './run-options.ts';
import type { RunReport } from './run-report.ts';

export interface AgentRunOptions extends RunOptions, Pick<AgentStageOptions, 'session' | 'onTrial'> {
  /** The command line that starts the agent; null where somebody else does. */
  start: string | null;
  /** Where the Opstage of an agent that somebody else starts shall be, and who tells them. */
  attach?: Attachment;
  /** How long the agent may take to register, report and send its first heartbeat. */
  startCeilingMs: number;
  /** Default: every check of the kit. */
  checks?: readonly AgentCheck[];
}

export interface Attachment {
  listen: { host: string; port: number };
  /** Called once, when the agent may be started. */
  onListening: (opstage: { url: string; registrationToken: string }) => void;
}

export async function runAgent(options: AgentRunOptions): Promise<RunReport> {
  const all = options.checks ?? allAgentChecks;
  const plan = planChecks<AgentCheck>(all, options.selection, options.depth);
  const startedAt = new Date();
  const beganAt = performance.now();
  const secrets = new SecretRegister();
  const standing = standingOpstage(options, secrets);
  const stage = new AgentStage(options, secrets, new MonitorRecord(agentMonitors(secrets)), standing);
  const first = await stage.open('preflight', {}, stage.unknownSubject, options.signal);
  let found: AgentPreflightOutcome;
  try {
    options.attach?.onListening({
      url: first.trial.opstage.url,
      registrationToken: first.trial.opstage.registrationToken,
    });
    found = await agentPreflight(first.trial, options);
  } finally {
    await first.close();
  }
  const unfit = 'unfit' in found ? { reason: found.unfit, ...exchangeOf(first.trial.transcript, [], secrets) } : null;
  const facts = subjectFacts(options, found);
  options.onProgress({ kind: 'found', subject: facts, unfit: unfit && secrets.mask(unfit.reason) });
  const reports = await executeChecks({
    ...options,
    parallel: standing === null ? options.parallel : 1,
    checks: plan.checks,
    runOne: async (check) => ({ report: await stage.report(check, found) }),
  });
  return buildReport({
    all,
    planned: plan.checks,
    reports,
    subject: facts,
    command: secrets.mask(options.command),
    seed: options.seed,
    startedAt,
    durationMs: performance.now() - beganAt,
    partial: plan.partial,
    leftToStandard: plan.leftToStandard,
    interrupted: interruption(options.signal),
    selection: options.selection,
    unfit: unfit && { reason: secrets.mask(unfit.reason), exchange: unfit.exchange },
  });
}

function standingOpstage({ attach, seed }: AgentRunOptions, secrets: SecretRegister): StandingOpstage | null {
  return attach ? new StandingOpstage(attach.listen, { secrets, random: new SeededRandom(`${seed}/attached`) }) : null;
}

function subjectFacts(options: AgentRunOptions, found: AgentPreflightOutcome): RunReport['subject'] {
  return {
    role: 'agent',
    name: null,
    version: null,
    url: null,
    start: options.start,
    profiles: 'unfit' in found ? [] : [...found.profiles],
    capabilities: 'unfit' in found ? [] : [...found.subject.capabilities],
  };
}
