/** A whole run against an agent: see whether it can be driven, then one fake Opstage and one process per check. */

import { allAgentChecks } from '../checks/agent/all-agent-checks.ts';
import { AgentTrial } from '../checks/agent-trial.ts';
import type { AgentCheck } from '../checks/check.ts';
import { agentMonitors } from '../checks/monitors/agent-monitors.ts';
import { MonitorRecord } from '../checks/monitors/monitor-record.ts';
import { AgentProcess, type AgentSubject } from '../target/agent-process.ts';
import { type FakeOpstageOptions, startFakeOpstage } from '../target/fake-opstage/fake-opstage.ts';
import { SecretRegister } from '../target/secret-register.ts';
import type { Message } from '../target/transcript.ts';
import { type AgentPreflightOutcome, agentPreflight } from './agent-preflight.ts';
import { buildReport } from './build-report.ts';
import { checkReport } from './check-report.ts';
import { exchangeOf } from './exchange.ts';
import { executeChecks } from './execute.ts';
import { planChecks } from './plan.ts';
import { type CheckOutcome, runCheck } from './run-check.ts';
import { type RunOptions, replayLine } from './run-options.ts';
import type { CheckReport, RunReport } from './run-report.ts';

export interface AgentRunOptions extends RunOptions {
  start: string;
  /** How long the agent may take to register, report and send its first heartbeat. */
  startCeilingMs: number;
  /** Default: every check of the kit. */
  checks?: readonly AgentCheck[];
}

/** The subject of trials made before anything is known about it. */
const unknownSubject = (command: string): AgentSubject => ({ command, services: [], capsule: false, capabilities: [] });
const checkCeilingMs = 60_000;

export async function runAgent(options: AgentRunOptions): Promise<RunReport> {
  const all = options.checks ?? allAgentChecks;
  const plan = planChecks<AgentCheck>(all, options.selection);
  const startedAt = new Date();
  const beganAt = performance.now();
  const secrets = new SecretRegister();
  const stage = new AgentStage(options, secrets, new MonitorRecord(agentMonitors(secrets)));
  const first = await stage.open('preflight', {}, unknownSubject(options.start), options.signal);
  let found: AgentPreflightOutcome;
  try {
    found = await agentPreflight(first.trial, options);
  } finally {
    await first.close();
  }
  const unfit = 'unfit' in found ? { reason: found.unfit, ...exchangeOf(first.trial.transcript, [], secrets) } : null;
  const reports = await executeChecks({
    ...options,
    checks: plan.checks,
    runOne: (check) => stage.report(check, found),
  });
  return buildReport({
    all,
    planned: plan.checks,
    reports,
    subject: {
      role: 'agent',
      name: null,
      version: null,
      url: null,
      start: options.start,
      profiles: 'unfit' in found ? [] : [...found.profiles],
      capabilities: 'unfit' in found ? [] : [...found.subject.capabilities],
    },
    command: secrets.mask(options.command),
    seed: options.seed,
    startedAt,
    durationMs: performance.now() - beganAt,
    partial: plan.partial || options.signal.aborted,
    selection: options.selection,
    unfit: unfit && { reason: secrets.mask(unfit.reason), exchange: unfit.exchange },
  });
}

/** Sets the stage for one trial after the other: fake Opstage, process, state folder; and clears it again. */
class AgentStage {
  readonly #options: AgentRunOptions;
  readonly #secrets: SecretRegister;
  readonly #monitors: MonitorRecord;

  constructor(options: AgentRunOptions, secrets: SecretRegister, monitors: MonitorRecord) {
    this.#options = options;
    this.#secrets = secrets;
    this.#monitors = monitors;
  }

  async open(checkId: string, opstage: FakeOpstageOptions, subject: AgentSubject, signal: AbortSignal) {
    const process = new AgentProcess(subject.command);
    const { seed, runId, depth } = this.#options;
    const trial = await AgentTrial.open(
      { checkId, seed, runId, depth, secrets: this.#secrets, signal },
      { subject, process, monitors: this.#monitors, startOpstage: (parts) => startFakeOpstage(opstage, parts) },
    );
    this.#monitors.watch(trial.transcript, checkId);
    const close = async () => {
      await process.dispose();
      await trial.opstage.close();
    };
    return { trial, close };
  }

  async report(check: AgentCheck, found: AgentPreflightOutcome): Promise<CheckReport> {
    const beganAt = performance.now();
    const replay = replayLine(this.#options, check.id);
    const blocked = this.#blocked(check, found);
    if (blocked !== null) return checkReport(check, blocked, { trial: null, durationMs: 0, replay });
    try {
      return await this.#judge(check, found, replay);
    } catch (cause) {
      const reason = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
      const outcome: CheckOutcome = { verdict: 'harness-error', reason, failure: null };
      return checkReport(check, outcome, { trial: null, durationMs: performance.now() - beganAt, replay });
    }
  }

  async #judge(check: AgentCheck, found: AgentPreflightOutcome, replay: string): Promise<CheckReport> {
    const beganAt = performance.now();
    const controller = new AbortController();
    const signal = AbortSignal.any([this.#options.signal, controller.signal]);
    const subject = 'unfit' in found ? unknownSubject(this.#options.start) : found.subject;
    const { trial, close } = await this.open(check.id, check.opstage ?? {}, subject, signal);
    try {
      const outcome = await runCheck({
        trial,
        run: () => check.run(trial),
        ceilingMs: check.ceilingMs ?? checkCeilingMs,
        abort: (reason) => controller.abort(reason),
        restsOnContract,
        subjectAnswers: async () => trial.process.running,
      });
      return checkReport(check, outcome, { trial, durationMs: performance.now() - beganAt, replay });
    } finally {
      controller.abort(new Error('the check is over'));
      await close();
    }
  }

  #blocked(check: AgentCheck, found: AgentPreflightOutcome): CheckOutcome | null {
    const because = (verdict: CheckOutcome['verdict'], reason: string) => ({ verdict, reason, failure: null });
    if (this.#options.signal.aborted) return because('could-not-run', 'the run was interrupted');
    if ('unfit' in found) return because('could-not-run', found.unfit);
    if (!found.profiles.includes(check.profile)) {
      return because('not-applicable', `the agent does not announce what ${check.profile} needs`);
    }
    if (check.needs?.includes('conformance-capsule') && !found.subject.capsule) {
      return because('not-applicable', 'the agent does not declare the conformance capsule');
    }
    return null;
  }
}

/** The agent spoke: a request of a contract operation, complete. */
function restsOnContract(message: Message): boolean {
  return message.operationId !== null && message.endedAtMs !== null;
}
