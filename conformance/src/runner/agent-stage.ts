/**
 * Sets the stage for one trial after the other (a fake Opstage, the agent, its state folder) and clears it again.
 *
 * An agent that the kit starts is a new process for every trial. One that somebody else started lives through all of
 * them: its Opstage is one address and one identity, behind which the fake is exchanged from trial to trial.
 */
import { AgentTrial } from '../checks/agent-trial.ts';
import type { AgentCheck } from '../checks/check.ts';
import type { MonitorRecord } from '../checks/monitors/monitor-record.ts';
import { AgentProcess, type AgentSubject } from '../target/agent-process.ts';
import { type FakeOpstageOptions, startFakeOpstage } from '../target/fake-opstage/fake-opstage.ts';
import type { StandingOpstage } from '../target/fake-opstage/standing-opstage.ts';
import type { SecretRegister } from '../target/secret-register.ts';
import type { Message } from '../target/transcript.ts';
import type { AgentPreflightOutcome } from './agent-preflight.ts';
import { agentPresence, calming, presenceCeilingMs } from './agent-presence.ts';
import { checkReport } from './check-report.ts';
import { interruption } from './interruption.ts';
import { LagWatch, lagMsMax } from './lag-watch.ts';
import { type CheckOutcome, runCheck } from './run-check.ts';
import { type RunOptions, replayLine } from './run-options.ts';
import type { CheckReport } from './run-report.ts';

export interface AgentStageOptions
  extends Pick<RunOptions, 'seed' | 'runId' | 'depth' | 'replayBase' | 'signal' | 'patience'> {
  /** The command line of the agent; null where somebody else starts it. */
  start: string | null;
  /** Whether the agent shall be judged with sessions: not at all, if it can (default), or by all means. */
  session?: 'off' | 'auto' | 'needed';
  /** Called with each trial when its check is over, for those who want to know what a run reaches. */
  onTrial?: (trial: AgentTrial) => void;
}

const checkCeilingMs = 180_000;
const attemptsMax = 3;
/** Of what the agent printed, shown with what it failed. */
const linesShown = 12;

export class AgentStage {
  readonly #options: AgentStageOptions;
  readonly #secrets: SecretRegister;
  readonly #monitors: MonitorRecord;
  readonly #standing: StandingOpstage | null;

  /** `standing` where the agent is attached. */
  constructor(
    options: AgentStageOptions,
    secrets: SecretRegister,
    monitors: MonitorRecord,
    standing: StandingOpstage | null = null,
  ) {
    this.#options = options;
    this.#secrets = secrets;
    this.#monitors = monitors;
    this.#standing = standing;
  }

  /** The subject of trials made before anything is known about it. */
  get unknownSubject(): AgentSubject {
    return { command: this.#options.start, services: [], capsule: false, capabilities: [] };
  }

  async open(checkId: string, opstage: FakeOpstageOptions, subject: AgentSubject, signal: AbortSignal) {
    const { seed, runId, depth, patience = 1 } = this.#options;
    const process = subject.command === null ? null : new AgentProcess(subject.command, this.#secrets);
    const settings = this.#standing ? calming(opstage) : opstage;
    const trial = await AgentTrial.open(
      { checkId, seed, runId, depth, secrets: this.#secrets, signal, patience },
      {
        subject,
        process,
        monitors: this.#monitors,
        startOpstage: (parts) => startFakeOpstage(settings, { ...parts, standing: this.#standing }),
      },
    );
    this.#monitors.watch(trial.transcript, checkId);
    const close = async () => {
      await Promise.all(trial.processes.map((one) => one.dispose()));
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
      return await this.#judgeUndisturbed(check, found, replay);
    } catch (cause) {
      const reason = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
      const outcome: CheckOutcome = { verdict: 'harness-error', reason, failure: null };
      return checkReport(check, outcome, { trial: null, durationMs: performance.now() - beganAt, replay });
    }
  }

  /** What a check finds wrong while the machine keeps the kit from running proves nothing, so it is looked at again. */
  async #judgeUndisturbed(check: AgentCheck, found: AgentPreflightOutcome, replay: string): Promise<CheckReport> {
    for (let attempt = 1; ; attempt += 1) {
      const lag = new LagWatch();
      const report = await this.#judge(check, found, replay);
      const lagMs = lag.stop();
      if (report.verdict !== 'failed' || lagMs < lagMsMax * Math.max(1, this.#options.patience ?? 1)) return report;
      if (attempt < attemptsMax && !this.#options.signal.aborted) continue;
      const kept = `the machine kept the kit from running for ${(lagMs / 1000).toFixed(1)} s, ${attempt} times`;
      const reason = `${kept}; what it saw proves nothing (${report.failure?.expected}: ${report.failure?.actual}). Run it with a lower --parallel`;
      return { ...report, verdict: 'could-not-run', reason, failure: null };
    }
  }

  async #judge(check: AgentCheck, found: AgentPreflightOutcome, replay: string): Promise<CheckReport> {
    const beganAt = performance.now();
    const controller = new AbortController();
    const signal = AbortSignal.any([this.#options.signal, controller.signal]);
    const subject = 'unfit' in found ? this.unknownSubject : found.subject;
    const opstage = check.opstage ?? {};
    const { trial, close } = await this.open(check.id, opstage, subject, signal);
    try {
      const outcome = await runCheck({
        trial,
        run: async () => {
          if (this.#standing) await agentPresence(trial, opstage);
          await check.run(trial);
        },
        ceilingMs: ((check.ceilingMs ?? checkCeilingMs) + (this.#standing ? presenceCeilingMs : 0)) * trial.patience,
        abort: (reason) => controller.abort(reason),
        restsOnContract,
        subjectAnswers: async () => trial.processes.some(({ running }) => running),
      });
      if (outcome.verdict !== 'passed') noteOutput(trial);
      this.#options.onTrial?.(trial);
      return checkReport(check, outcome, { trial, durationMs: performance.now() - beganAt, replay });
    } finally {
      for (const one of trial.processes) this.#monitors.heard(check.id, one.leaks);
      controller.abort(new Error('the check is over'));
      await close();
    }
  }

  #blocked(check: AgentCheck, found: AgentPreflightOutcome): CheckOutcome | null {
    const because = (verdict: CheckOutcome['verdict'], reason: string) => ({ verdict, reason, failure: null });
    const { session = 'auto', signal } = this.#options;
    const interrupted = interruption(signal);
    if (interrupted !== null) return because('could-not-run', interrupted);
    if ('unfit' in found) return because('could-not-run', found.unfit);
    if (check.profile === 'agent-session' && session === 'off') {
      return because('not-applicable', 'sessions are left out by --no-session');
    }
    if (!found.profiles.includes(check.profile)) {
      const reason = `the agent does not announce what ${check.profile} needs`;
      const needed = check.profile === 'agent-session' && session === 'needed';
      return needed
        ? because('could-not-run', `${reason}, and --session asks for it`)
        : because('not-applicable', reason);
    }
    if (this.#standing && check.profile === 'agent-session') {
      const why = 'what becomes of a session depends on those before it, so each check needs a fresh start';
      return because('could-not-run', `${why}, which --attach cannot give; use --start`);
    }
    if (this.#standing && check.needs?.includes('start')) {
      return because('could-not-run', 'it needs to start, stop or kill the agent, which --attach cannot; use --start');
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

function noteOutput(trial: AgentTrial): void {
  for (const { output } of trial.processes) {
    const lines = output.trimEnd().split('\n');
    if (output.trim() === '') continue;
    const shown = lines.slice(-linesShown).map((line) => `  ${line.slice(0, 400)}`);
    const of = lines.length > linesShown ? ` (the last ${linesShown} of ${lines.length} lines)` : '';
    trial.transcript.note(`the agent printed${of}:\n${shown.join('\n')}`);
  }
}
