/**
 * What changed between two runs, check by check. `diffVerdicts` stands on its own feet, without an import or a name from
 * around it: the HTML report carries its source, to compare itself with a report dropped onto it.
 */
import type { RunReport, Verdict } from '../runner/run-report.ts';

export type Verdicts = Readonly<Record<string, Verdict>>;

export interface RunDiff {
  /** Fails now and did not before. */
  broken: { check: string; before: Verdict; after: Verdict }[];
  /** Failed before and passes now. */
  mended: { check: string; before: Verdict; after: Verdict }[];
  /** Any other change of verdict. */
  changed: { check: string; before: Verdict; after: Verdict }[];
  /** Only in the later run. */
  added: { check: string; verdict: Verdict }[];
  /** Only in the earlier run. */
  removed: { check: string; verdict: Verdict }[];
  same: number;
}

export function diffVerdicts(before: Verdicts, after: Verdicts): RunDiff {
  const diff: RunDiff = { broken: [], mended: [], changed: [], added: [], removed: [], same: 0 };
  for (const [check, now] of Object.entries(after)) {
    const then = before[check];
    if (then === undefined) diff.added.push({ check, verdict: now });
    else if (then === now) diff.same += 1;
    else if (now === 'failed') diff.broken.push({ check, before: then, after: now });
    else if (then === 'failed' && now === 'passed') diff.mended.push({ check, before: then, after: now });
    else diff.changed.push({ check, before: then, after: now });
  }
  for (const [check, verdict] of Object.entries(before)) {
    if (after[check] === undefined) diff.removed.push({ check, verdict });
  }
  return diff;
}

export function verdictsOf({ requirements }: Pick<RunReport, 'requirements'>): Verdicts {
  const checks = requirements.flatMap((requirement) => requirement.checks);
  return Object.fromEntries(checks.map(({ id, verdict }) => [id, verdict]));
}
