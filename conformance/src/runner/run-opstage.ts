/** A whole run against an Opstage: start it if asked, see whether it can be driven, run the checks, stop it. */
import type { OpstageCheck } from '../checks/check.ts';
import { MonitorRecord } from '../checks/monitors/monitor-record.ts';
import { opstageMonitors } from '../checks/monitors/opstage-monitors.ts';
import { allOpstageChecks } from '../checks/opstage/all-opstage-checks.ts';
import { OpstageTrial } from '../checks/opstage-trial.ts';
import { HttpClient } from '../target/http-client.ts';
import type { OpstageSubject } from '../target/opstage-driver.ts';
import { OpstageProcess } from '../target/opstage-process.ts';
import { registerOwner } from '../target/owner-secrets.ts';
import { SecretRegister } from '../target/secret-register.ts';
import { type Message, Transcript } from '../target/transcript.ts';
import { buildReport } from './build-report.ts';
import { checkReport } from './check-report.ts';
import { exchangeOf } from './exchange.ts';
import { type CheckAnswer, type CheckTurn, executeChecks } from './execute.ts';
import { interruption } from './interruption.ts';
import { LagWatch, lagMsMax } from './lag-watch.ts';
import { opstagePreflight, type PreflightOutcome } from './opstage-preflight.ts';
import { type OwnInstance, OwnInstances } from './own-instances.ts';
import { planChecks } from './plan.ts';
import { type CheckOutcome, runCheck } from './run-check.ts';
import { type RunOptions, replayLine } from './run-options.ts';
import type { RunReport } from './run-report.ts';

export interface OpstageRunOptions extends RunOptions {
  url: string;
  owner: { username: string; password: string };
  start: string | null;
  dataFolder: string | null;
  startCeilingMs: number;
  /** No check waits longer than this for one advertised duration. */
  waitSecondsMax: number;
  /** Default: every check of the kit. */
  checks?: readonly OpstageCheck[];
}

const checkCeilingMs = 60_000;
const answersCeilingMs = 5_000;
const askAgainAfterMs = 10_000;

export async function runOpstage(options: OpstageRunOptions): Promise<RunReport> {
  const all = options.checks ?? allOpstageChecks;
  const plan = planChecks<OpstageCheck>(all, options.selection, options.depth);
  const startedAt = new Date();
  const beganAt = performance.now();
  const secrets = new SecretRegister();
  registerOwner(secrets, options.owner);
  const client = new HttpClient(options.url);
  const process = options.start === null ? null : new OpstageProcess(options.start, client, options.startCeilingMs);
  const monitors = new MonitorRecord(opstageMonitors(secrets));
  const transcript = new Transcript();
  monitors.watch(transcript, 'preflight');
  try {
    const found = await opstagePreflight({ ...options, client, process, transcript, secrets });
    const unfit = 'unfit' in found ? { reason: found.unfit, ...exchangeOf(transcript, [], secrets) } : null;
    const facts = subjectFacts(options, found, (text) => secrets.mask(text));
    options.onProgress({ kind: 'found', subject: facts, unfit: unfit && secrets.mask(unfit.reason) });
    const { start } = options;
    const instances = start === null ? null : new OwnInstances({ ...options, start, secrets });
    const one = new OneCheck(options, found, { client, secrets, monitors, instances });
    const reports = await executeChecks({
      ...options,
      checks: plan.checks,
      runOne: (check, facts) => one.report(check, facts),
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
  } finally {
    await process?.stop();
    await client.close();
  }
}

interface Parts {
  client: HttpClient;
  secrets: SecretRegister;
  monitors: MonitorRecord;
  /** Null without `--start`. */
  instances: OwnInstances | null;
}

class OneCheck {
  readonly #options: OpstageRunOptions;
  readonly #found: PreflightOutcome;
  readonly #parts: Parts;
  /** Set when a check found the subject silent: the next one asks first instead of waiting for every answer. */
  #silent = false;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(options: OpstageRunOptions, found: PreflightOutcome, parts: Parts) {
    this.#options = options;
    this.#found = found;
    this.#parts = parts;
  }

  /** Null when the check wants an instance of its own, there is none, and others are under way. */
  async report(check: OpstageCheck, { onWait, alone, again }: CheckTurn): Promise<CheckAnswer | null> {
    const beganAt = performance.now();
    const replay = replayLine(this.#options, check.id);
    const blocked = await this.#blocked(check);
    if (blocked !== null) {
      const outcome: CheckOutcome = { verdict: 'could-not-run', reason: blocked, failure: null };
      return { report: checkReport(check, outcome, { trial: null, durationMs: performance.now() - beganAt, replay }) };
    }
    const controller = new AbortController();
    const { secrets, monitors } = this.#parts;
    const signal = AbortSignal.any([this.#options.signal, controller.signal]);
    const { seed, depth } = this.#options;
    const runId = again ? `${this.#options.runId}/again` : this.#options.runId;
    const transcript = new Transcript();
    const own =
      check.turn === 'apart' && !alone
        ? await this.#ownInstance({ runId: `${runId}/${check.id}`, transcript, signal })
        : null;
    if (check.turn === 'apart' && !alone && own === null) return null;
    const lag = new LagWatch();
    try {
      const { patience = 1 } = this.#options;
      const facts = { checkId: check.id, seed, runId, depth, secrets, signal, patience, onWait };
      const subject = own?.subject ?? this.#subject();
      const trial = new OpstageTrial(facts, subject, monitors);
      monitors.watch(trial.transcript, check.id);
      const outcome = await runCheck({
        trial,
        run: async () => {
          trial.needsProfile(check.profile);
          await check.run(trial);
        },
        ceilingMs: check.ceilingMs ?? checkCeilingMs,
        abort: (reason) => controller.abort(reason),
        restsOnContract,
        subjectAnswers: () => (own === null ? this.#answers() : answersAt(subject.client)),
      });
      controller.abort(new Error('the check is over'));
      const report = checkReport(check, outcome, { trial, durationMs: performance.now() - beganAt, replay });
      return { report, disturbed: lag.worstMs >= lagMsMax };
    } finally {
      lag.stop();
      await own?.close();
    }
  }

  #ownInstance(wish: { runId: string; transcript: Transcript; signal: AbortSignal }): Promise<OwnInstance | null> {
    return this.#parts.instances?.open(wish) ?? Promise.resolve(null);
  }

  #subject(): OpstageSubject {
    if ('unfit' in this.#found) throw new Error('the preflight found no subject');
    return this.#found.subject;
  }

  /** Why the check cannot even begin; null when it can. */
  async #blocked(check: OpstageCheck): Promise<string | null> {
    const interrupted = interruption(this.#options.signal);
    if (interrupted !== null) return interrupted;
    if ('unfit' in this.#found) return this.#found.unfit;
    if (check.needs?.includes('start') && this.#options.start === null) return 'needs --start: the kit must start it';
    if (check.needs?.includes('data-folder') && this.#options.dataFolder === null) return 'needs --data-folder';
    if (this.#silent && !(await this.#answersAgain())) return 'the subject stopped answering';
    return null;
  }

  /** Asks a silent subject at most every ten seconds, so that a dead one does not cost a wait per check. */
  async #answersAgain(): Promise<boolean> {
    if (performance.now() - this.#askedAt < askAgainAfterMs) return false;
    return this.#answers();
  }

  async #answers(): Promise<boolean> {
    this.#askedAt = performance.now();
    this.#silent = !(await answersAt(this.#parts.client));
    return !this.#silent;
  }
}

async function answersAt(client: HttpClient): Promise<boolean> {
  try {
    await client.exchange(
      { method: 'GET', target: '/api/system/health', lane: 'kit', timeoutMs: answersCeilingMs },
      new Transcript(),
    );
    return true;
  } catch {
    return false;
  }
}

/** The answer names the contract or wears its envelope; anything else might be any web server. */
function restsOnContract({ response }: Message): boolean {
  if (response === null) return false;
  return (
    response.headers.some(([name]) => name === 'capsule-contract') ||
    /"success"\s*:\s*(?:true|false)/.test(response.text)
  );
}

function subjectFacts(
  options: OpstageRunOptions,
  found: PreflightOutcome,
  mask: (text: string) => string,
): RunReport['subject'] {
  const version = 'unfit' in found ? null : found.subject.version;
  const masked = (text: string | null | undefined) => (typeof text === 'string' ? mask(text) : null);
  return {
    role: 'opstage',
    name: masked(version?.name),
    version: masked(version?.version),
    url: mask(options.url),
    start: masked(options.start),
    profiles: [...(version?.profiles ?? [])],
    capabilities: [...(version?.capabilities ?? [])],
  };
}
