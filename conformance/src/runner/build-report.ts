/** Puts a run together: checks grouped by requirement, verdicts counted, the exit code decided. */
import { contract, requirements } from 'capsule-contract';
import type { RequirementId } from 'capsule-contract/types';
import manifest from '../../package.json' with { type: 'json' };
import type { Check } from '../checks/check.ts';
import { kitScore } from './kit-score.ts';
import { levelOf, type Selection } from './plan.ts';
import { withRootFailures } from './root-failures.ts';
import type { CheckReport, RequirementReport, RunReport } from './run-report.ts';
import { exitCodeOf, requirementVerdict, summarise } from './verdict.ts';

export interface RunFacts {
  /** Every check the kit has for the role, selected or not. */
  all: readonly Check[];
  planned: readonly Check[];
  reports: readonly CheckReport[];
  subject: RunReport['subject'];
  command: string;
  seed: string;
  startedAt: Date;
  durationMs: number;
  partial: boolean;
  leftToStandard: readonly string[];
  interrupted: string | null;
  selection: Selection;
  unfit: RunReport['unfit'];
}

export function buildReport(facts: RunFacts): RunReport {
  const { planned, reports, selection } = facts;
  const reportOf = new Map(reports.map((report) => [report.id, report]));
  const ids = [...new Set(planned.map(({ requirement }) => requirement))].sort();
  const judged = ids.map((id): RequirementReport => {
    const own = planned.filter(({ requirement }) => requirement === id);
    const checks = own.flatMap((check) => reportOf.get(check.id) ?? []);
    const [first] = own;
    return {
      id,
      area: requirements[id].section,
      level: levelOf(id),
      profile: first?.profile ?? '',
      sentence: first?.sentence ?? '',
      verdict: requirementVerdict(checks),
      checks,
    };
  });
  const summary = summarise(judged);
  const checks = {
    planned: planned.length,
    emitted: reports.length,
    evidence: reports.reduce((sum, { verdict, evidence }) => sum + (verdict === 'passed' ? evidence.length : 0), 0),
  };
  return {
    kit: { ...kitIdentity(), score: kitScore(facts.subject.role) },
    contract: { version: contract.version, wireVersion: contract.wireVersion, hash: contract.hash },
    subject: facts.subject,
    command: facts.command,
    seed: facts.seed,
    startedAt: facts.startedAt.toISOString(),
    durationMs: Math.round(facts.durationMs),
    partial: facts.partial || facts.interrupted !== null,
    ...(facts.leftToStandard.length > 0 ? { leftToStandard: [...facts.leftToStandard] } : {}),
    interrupted: facts.interrupted,
    selection: { only: [...selection.only], level: selection.level, profiles: [...selection.profiles] },
    unfit: facts.unfit,
    summary,
    checks,
    runs: [{ seed: facts.seed, durationMs: Math.round(facts.durationMs), exitCode: exitCodeOf(summary, checks) }],
    unstable: [],
    knownFailures: [],
    unchecked: uncheckedRequirements(facts.subject.role, facts.all),
    requirements: withRootFailures(judged),
    exitCode: exitCodeOf(summary, checks),
  };
}

/** Requirements binding the role for which the kit has no check; excluded ones have their reason in the catalogue. */
function uncheckedRequirements(role: 'opstage' | 'agent', all: readonly Check[]): string[] {
  const covered = new Set<RequirementId>(all.map(({ requirement }) => requirement));
  return Object.values(requirements)
    .filter(({ id, binds, excluded }) => binds[role] !== undefined && !excluded && !covered.has(id))
    .map(({ id }) => id)
    .sort();
}

export function kitIdentity(): { name: string; version: string } {
  return { name: manifest.name, version: manifest.version };
}
