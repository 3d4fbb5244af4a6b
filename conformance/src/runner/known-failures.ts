/**
 * Known failures: checks that may fail for a reason, until a day. They do not make a run red; an entry that does not
 * hold does, so that the list can only shrink by itself and never hides what it was not written for.
 */
import type { KnownFailureReport, RunReport, Verdict } from './run-report.ts';
import { exitCodeOf } from './verdict.ts';

export type KnownFailure = Omit<KnownFailureReport, 'state'>;

export interface KnownFailureFacts {
  /** As YYYY-MM-DD. */
  today: string;
  /** Every check the kit has for the role, so that a misspelt entry is told from a deselected one. */
  checkIds: readonly string[];
}

export function withKnownFailures(
  report: RunReport,
  entries: readonly KnownFailure[],
  facts: KnownFailureFacts,
): RunReport {
  const verdicts = new Map(report.requirements.flatMap(({ checks }) => checks.map(({ id, verdict }) => [id, verdict])));
  const knownFailures = entries.map((entry) => ({ ...entry, state: stateOf(entry, verdicts.get(entry.check), facts) }));
  const covered = new Set(knownFailures.flatMap(({ check, state }) => (state === 'fails' ? [check] : [])));
  const stale = knownFailures.some(({ state }) => state !== 'fails' && state !== 'not-judged');
  const fresh = [...verdicts].some(([id, verdict]) => verdict === 'failed' && !covered.has(id));
  // A failure that was foreseen has been judged, so it counts where a run without a single verdict would be incomplete.
  const foreseen = { ...report.summary, failed: 0, passed: report.summary.passed + covered.size };
  const exitCode = fresh || stale ? 1 : exitCodeOf(foreseen, report.checks);
  return { ...report, knownFailures, exitCode: report.interrupted === null ? exitCode : exitCode || 3 };
}

function stateOf(
  entry: KnownFailure,
  verdict: Verdict | undefined,
  facts: KnownFailureFacts,
): KnownFailureReport['state'] {
  if (!facts.checkIds.includes(entry.check)) return 'unknown';
  if (entry.expires < facts.today) return 'expired';
  if (verdict === undefined || verdict === 'could-not-run' || verdict === 'harness-error') return 'not-judged';
  return verdict === 'failed' ? 'fails' : 'no-longer-fails';
}

const daysUntilExpiry = 30;

/**
 * The list as this run would have it: entries for what fails, those that no longer fail left out. What a person wrote
 * (reason, link, day) stays, an expiry that has passed included: only a person may renew it.
 */
export function updatedKnownFailures(
  report: RunReport,
  entries: readonly KnownFailure[],
  today: string,
): KnownFailure[] {
  const checks = report.requirements.flatMap((requirement) => requirement.checks);
  const judged = new Map(checks.map((check) => [check.id, check]));
  const kept = entries.filter(({ check }) => {
    const verdict = judged.get(check)?.verdict;
    return verdict !== 'passed' && verdict !== 'not-applicable';
  });
  const listed = new Set(entries.map(({ check }) => check));
  const expires = new Date(Date.parse(today) + daysUntilExpiry * 86_400_000).toISOString().slice(0, 10);
  const added = checks
    .filter(({ id, verdict }) => verdict === 'failed' && !listed.has(id))
    .map(({ id, failure }): KnownFailure => {
      const reason = `Seen on ${today}: expected ${failure?.expected}; actual ${failure?.actual}`.replaceAll(
        /\s+/g,
        ' ',
      );
      return { check: id, reason: reason.slice(0, 300), link: null, expires };
    });
  return [...kept, ...added].sort((a, b) => a.check.localeCompare(b.check));
}
