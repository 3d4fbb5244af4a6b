/**
 * The programs of a run, executed once and judged by every model check: searching with one execution each, several beside
 * each other, then shrinking what was found.
 *
 * A violation seen before is passed over while searching, so that one bug does not hide the next.
 */
import type { RequirementId } from 'capsule-contract/types';
import corpus from '../../../model/corpus.json' with { type: 'json' };
import { userRoles } from '../../../model/gates.ts';
import type { ModelOperation } from '../../../model/model-operation.ts';
import { type Program, programs } from '../../../model/programs.ts';
import { OpstageDriver } from '../../../target/opstage-driver.ts';
import { SeededRandom } from '../../../target/seeded-random.ts';
import { type Message, Transcript } from '../../../target/transcript.ts';
import type { OpstageTrial } from '../../opstage-trial.ts';
import type { Depth } from '../../trial.ts';
import { severalAtOnce } from '../several-at-once.ts';
import { AuditReader } from './audit-reader.ts';
import { type Ground, type ProgramRun, runProgram } from './run-program.ts';
import { type Finding, type Signature, shrinkFinding, signatureOf } from './shrink-finding.ts';

export interface Campaign {
  programs: number;
  /** Programs that took longer than a duration of the Opstage and were given up. */
  voided: number;
  steps: number;
  /** By tag, the message that reached it first. */
  reached: Map<string, Message>;
  findings: Finding[];
  /** The first gap in the audit log, with the page read last. */
  gap: { after: number; next: number; message: Message } | null;
  /** Executes the known programs once more, one at a time, for outcomes that a busy machine left out. */
  reach(t: OpstageTrial, tags: readonly string[]): Promise<void>;
}

interface Budget {
  programs: number;
  /** A search that has found something ends after so many programs without anything new. */
  quietMax: number;
  searchMs: number;
}

/** The time is a ceiling for a slow Opstage, not a measure: a quick one is done with its programs long before. */
const budgets: Record<Depth, Budget> = {
  quick: { programs: 10, quietMax: 10, searchMs: 20_000 },
  standard: { programs: 200, quietMax: 60, searchMs: 45_000 },
  deep: { programs: 10_000, quietMax: 500, searchMs: 400_000 },
};
/**
 * Programs beside each other and beside other checks: few enough that each is done before a duration it set going is over,
 * for one that is not has been executed in vain.
 */
const width = 6;
const signaturesMax = 10;
/** After it the smallest programs so far are told. */
const shrinkMsMax = 90_000;
/** How often a known program that took too long is tried again. */
const attemptsMax = 5;
/** How often all known programs are executed again for outcomes left out; of a run, not of a check. */
const roundsMax = 3;
const knownPrograms = (corpus as Program[]).map(({ operations }) => operations);

const campaigns = new WeakMap<object, Promise<Campaign>>();

/** The campaign of this run; begun by whoever asks first. */
export function campaignOf(t: OpstageTrial): Promise<Campaign> {
  const known = campaigns.get(t.subject);
  if (known) return known;
  const begun = new Search(t).run();
  campaigns.set(t.subject, begun);
  begun.catch(() => {});
  return begun;
}

/** What programs need beside the Opstage itself. */
export async function groundOf(t: OpstageTrial): Promise<Ground> {
  const made = (role: 'operator' | 'viewer') => t.newOperator(role);
  const users = await Promise.all(userRoles.map((role) => (role === 'owner' ? t.owner : made(role))));
  const transcript = new Transcript();
  const { secrets, signal, subject } = t;
  const context = { namespace: t.namespace, transcript, random: t.random, secrets, signal, code: () => t.code() };
  const audit = new AuditReader(new OpstageDriver(subject, context), () => transcript.messages.at(-1));
  await audit.catchUp();
  return {
    ...{ subject, users, audit, secrets, signal },
    watch: (one) => t.monitors.watch(one, t.checkId),
    pause: (ms) => t.pause(ms),
  };
}

class Search {
  /** The check that executes programs at present. */
  #t: OpstageTrial;
  readonly #campaign: Campaign = {
    ...{ programs: 0, voided: 0, steps: 0, reached: new Map(), findings: [], gap: null },
    reach: (t, tags) => this.#reach(t, tags),
  };
  readonly #known = new Map<Signature, Parameters<typeof shrinkFinding>[0]>();
  #ground: Ground | null = null;
  #executions = 0;
  /** Programs since the last one that showed something new. */
  #quiet = 0;
  #rounds = 0;
  #reaching: Promise<void> = Promise.resolve();

  constructor(t: OpstageTrial) {
    this.#t = t;
  }

  async run(): Promise<Campaign> {
    const t = this.#t;
    this.#ground = await groundOf(t);
    const budget = budgets[t.depth];
    const deadline = performance.now() + budget.searchMs;
    const seed = new SeededRandom(`${t.seed}/programs`).uint32() >>> 1;
    const generated = programs(seed, budget.programs).map(({ operations }) => operations);
    const isOver = () =>
      performance.now() >= deadline ||
      this.#known.size >= signaturesMax ||
      (this.#known.size > 0 && this.#quiet >= budget.quietMax);
    const slow: (readonly ModelOperation[])[] = [];
    await severalAtOnce([...knownPrograms, ...generated], width, async (operations, index) => {
      if (isOver() && index >= knownPrograms.length) return;
      if (await this.#search(operations)) return;
      if (index < knownPrograms.length) slow.push(operations);
      else if (!(await this.#search(operations.slice(0, operations.length / 2)))) this.#campaign.voided += 1;
    });
    // The known programs reach every outcome: on a busy machine they get it for themselves.
    for (const operations of slow) {
      for (let attempt = 1; attempt <= attemptsMax; attempt += 1) if (await this.#search(operations)) break;
    }
    await this.#shrink([...this.#known.values()]);
    const { gap, message } = this.#ground.audit;
    this.#campaign.gap = gap && message ? { ...gap, message } : null;
    return this.#campaign;
  }

  /** One check after the other. */
  #reach(t: OpstageTrial, tags: readonly string[]): Promise<void> {
    const reached = this.#reaching.then(() => this.#reachNow(t, tags));
    this.#reaching = reached.catch(() => undefined);
    return reached;
  }

  async #reachNow(t: OpstageTrial, tags: readonly string[]): Promise<void> {
    const { reached } = this.#campaign;
    const isDone = () => tags.every((tag) => reached.has(tag));
    if (isDone() || this.#rounds >= roundsMax) return;
    this.#t = t;
    this.#ground = await groundOf(t);
    const before = new Set(this.#known.keys());
    for (; this.#rounds < roundsMax && !isDone(); this.#rounds += 1) {
      for (const operations of knownPrograms) {
        this.#t.signal.throwIfAborted();
        if (!isDone()) await this.#search(operations);
      }
    }
    await this.#shrink([...this.#known].flatMap(([signature, found]) => (before.has(signature) ? [] : [found])));
  }

  async #shrink(found: readonly Parameters<typeof shrinkFinding>[0][]): Promise<void> {
    const enough = AbortSignal.any([this.#t.signal, AbortSignal.timeout(shrinkMsMax)]);
    const findings = await severalAtOnce(found, 2, (one) =>
      shrinkFinding(one, (operations) => this.#execute(operations), enough),
    );
    this.#campaign.findings.push(...findings);
  }

  /** False when the program took too long to prove anything. */
  async #search(operations: readonly ModelOperation[]): Promise<boolean> {
    const run = await this.#execute(operations);
    if (!run.isVoid) this.#tally(operations, run);
    return !run.isVoid;
  }

  #tally(operations: readonly ModelOperation[], run: ProgramRun): void {
    const campaign = this.#campaign;
    campaign.programs += 1;
    this.#quiet += 1;
    campaign.steps += run.steps.length;
    for (const [tag, message] of run.reached) if (!campaign.reached.has(tag)) campaign.reached.set(tag, message);
    for (const violation of run.violations) {
      const signature = signatureOf(violation);
      if (this.#known.has(signature)) continue;
      this.#known.set(signature, { violation, operations, run });
      this.#quiet = 0;
    }
  }

  #execute(operations: readonly ModelOperation[]): Promise<ProgramRun> {
    this.#executions += 1;
    return runProgram(this.#ground as Ground, `${this.#t.namespace}-${this.#executions}`, operations);
  }
}

/** Findings of one requirement, the surest first. */
export function findingsOf({ findings }: Campaign, requirement: RequirementId): Finding[] {
  return findings
    .filter(({ violation }) => violation.requirement === requirement)
    .sort((a, b) => b.reproduced - a.reproduced);
}
