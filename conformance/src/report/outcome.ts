/** What a run came to, in words every format uses. */
import type { CheckReport, RequirementReport, RunReport, Verdict } from '../runner/run-report.ts';
import type { PageText } from './chinese.ts';
import { type Say, sayInEnglish } from './wording.ts';

export interface Outcome {
  /** For a badge: two words at most, three when the run was partial. */
  short: string;
  /** One sentence for people. */
  sentence: string;
  tone: 'good' | 'bad' | 'open';
}

export function outcomeOf(report: RunReport, say: Say = sayInEnglish): Outcome {
  const { exitCode, partial, selection, knownFailures, unfit } = report;
  if (exitCode === 1) return { short: say('not conformant'), sentence: say('Not conformant.'), tone: 'bad' };
  if (exitCode !== 0) {
    const sentence = say(unfit ? 'Incomplete: nothing could be judged.' : 'Incomplete: no verdict on conformance.');
    return { short: say('incomplete'), sentence, tone: 'open' };
  }
  const known = knownFailures.filter(({ state }) => state === 'fails').length;
  if (known > 0) {
    const sentence =
      known === 1
        ? say('Nothing new: the one failure is known. Not conformant as long as it lasts.')
        : say('Nothing new: all {count} failures are known. Not conformant as long as they last.', { count: known });
    return { short: say('known failures'), sentence, tone: 'open' };
  }
  if (partial) return { short: say('partial: holds'), sentence: say('What was selected holds.'), tone: 'good' };
  const sentence = selection.level === 'must' ? 'Every MUST checked here holds.' : 'Everything checked here holds.';
  return { short: say('conformant'), sentence: say(sentence), tone: 'good' };
}

/** What the judge is worth: how many planted defects it catches. */
export function scoreText(
  { killed, defects }: NonNullable<RunReport['kit']['score']>,
  say: Say = sayInEnglish,
): string {
  return say('which catches {killed} of {defects} planted defects', { killed, defects });
}

/** How each verdict is written and drawn; the sign tells it without colour. */
export const verdictSigns: Readonly<Record<Verdict, { word: PageText; sign: string }>> = {
  passed: { word: 'passed', sign: '✓' },
  failed: { word: 'failed', sign: '✗' },
  'not-applicable': { word: 'not applicable', sign: '–' },
  'could-not-run': { word: 'could not run', sign: '?' },
  'harness-error': { word: 'harness error', sign: '!' },
};

/** The subject's own name and version where it told them, else where it was found. */
export function subjectTitle({ subject }: Pick<RunReport, 'subject'>): string {
  const { name, version, url, start, role } = subject;
  return name === null ? (start ?? url ?? role) : `${name} ${version ?? ''}`.trim();
}

/** `5 passed, 1 failed, 2 not applicable`: requirements by verdict; what there is none of is left out after `failed`. */
export function countsText({ summary }: Pick<RunReport, 'summary'>): string {
  const { passed, failed, notApplicable, couldNotRun, harnessError } = summary;
  const others: [number, string][] = [
    [notApplicable, 'not applicable'],
    [couldNotRun, 'could not run'],
    [harnessError, harnessError === 1 ? 'harness error' : 'harness errors'],
  ];
  const counted = others.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : []));
  return [`${passed} passed`, `${failed} failed`, ...counted].join(', ');
}

/** The entry that covers a failing check, when there is one that still counts. */
export function knownFailureOf({ knownFailures }: RunReport, checkId: string) {
  return knownFailures.find(({ check, state }) => check === checkId && state === 'fails');
}

/** Entries of the file of known failures that make the run red, with the reason for each. */
export function staleEntries({ knownFailures }: RunReport, say: Say = sayInEnglish): { check: string; why: string }[] {
  const why = {
    'no-longer-fails': 'it no longer fails; take the entry out',
    expired: 'it expired on {expires}; mend the failure or decide anew',
    unknown: 'this kit has no such check',
  } as const;
  return knownFailures.flatMap(({ check, state, expires }) =>
    state === 'fails' || state === 'not-judged' ? [] : [{ check, why: say(why[state], { expires }) }],
  );
}

/** Checks of one verdict with the same reason, together. */
export interface ToldFailure {
  requirement: RequirementReport;
  check: CheckReport;
  /** The checks that met the same fault, or could not run because of it. */
  explains: string[];
}

/** The failures that count against the run, each fault once: under its root. */
export function failuresToTell(report: RunReport): ToldFailure[] {
  const counting = everyCheck(report).filter(
    ({ check }) => check.verdict === 'failed' && !knownFailureOf(report, check.id),
  );
  const ids = new Set(counting.map(({ check }) => check.id));
  const isTold = ({ id, root = id }: CheckReport) => root === id || !ids.has(root);
  const explained = everyCheck(report).filter(({ check }) => !isTold(check));
  return counting
    .filter(({ check }) => isTold(check))
    .map(({ requirement, check }) => ({
      requirement,
      check,
      explains: explained.filter((one) => one.check.root === check.id).map((one) => one.check.id),
    }));
}

/** Without those that a failure explains. */
export function checksByReason(report: RunReport, verdict: Verdict): { reason: string; ids: string[] }[] {
  const byReason = new Map<string, string[]>();
  const explained = new Set(failuresToTell(report).flatMap(({ explains }) => explains));
  for (const { check } of everyCheck(report)) {
    if (check.verdict !== verdict || explained.has(check.id)) continue;
    const reason = check.reason ?? '';
    byReason.set(reason, [...(byReason.get(reason) ?? []), check.id]);
  }
  return [...byReason].map(([reason, ids]) => ({ reason, ids }));
}

export function everyCheck({ requirements }: RunReport): { requirement: RequirementReport; check: CheckReport }[] {
  return requirements.flatMap((requirement) => requirement.checks.map((check) => ({ requirement, check })));
}

/** What makes the run less than whole, in sentences; empty when it was whole. */
export function partialReasons(
  { partial, interrupted, selection, leftToStandard = [] }: RunReport,
  say: Say = sayInEnglish,
): string[] {
  if (!partial) return [];
  const { only, profiles } = selection;
  const reasons = [
    ...(only.length > 0 ? [say('only {names}', { names: only.join(', ') })] : []),
    ...(profiles.length > 0 ? [say('profiles {names}', { names: profiles.join(', ') })] : []),
    ...(leftToStandard.length > 0
      ? [say('a quick run; checks left to standard: {count}', { count: leftToStandard.length })]
      : []),
    ...(interrupted === null ? [] : [interrupted]),
  ];
  return reasons.length > 0 ? reasons : [say('something was left out')];
}
