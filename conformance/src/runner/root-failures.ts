/**
 * One bug is told once: of the checks that saw the same wrong answer, one is the root and the others name it, and a check
 * that could not run because a preparing call failed names the check that judges that call.
 *
 * Verdicts are left as they are: what is not proven is not proven. Only what can be seen in the answers counts, so
 * two bugs are never taken for one because they fell into the same run.
 */
import { errors, requirements } from 'capsule-contract';
import type { RequirementId } from 'capsule-contract/types';
import type { CheckReport, RequirementReport } from './run-report.ts';

interface Failed {
  check: CheckReport;
  requirement: RequirementId;
  operationId: string | null;
  /** What the same bug has in common wherever it is seen. */
  symptom: string;
  /** Error codes that were expected or came. */
  codes: string[];
}

/** The same requirements, with `root` in every check that another one explains. */
export function withRootFailures(judged: readonly RequirementReport[]): RequirementReport[] {
  const failed = judged.flatMap(({ id, checks }) =>
    checks.flatMap((check) => failedOf(check, id as RequirementId) ?? []),
  );
  const roots = new Map<string, string>();
  for (const group of Map.groupBy(failed, ({ symptom }) => symptom).values()) {
    const root = rootOf(group);
    for (const { check } of group) if (check.id !== root.check.id) roots.set(check.id, root.check.id);
  }
  for (const check of judged.flatMap(({ checks }) => checks)) {
    const operationId = preparing.exec(check.verdict === 'could-not-run' ? (check.reason ?? '') : '')?.[1];
    const about = failed.filter((one) => operationId !== undefined && one.operationId === operationId);
    const first = about.find(({ check: { id } }) => !roots.has(id)) ?? about[0];
    if (first) roots.set(check.id, roots.get(first.check.id) ?? first.check.id);
  }
  return judged.map((requirement) => ({
    ...requirement,
    checks: requirement.checks.map((check) => {
      const root = roots.get(check.id);
      return root === undefined ? check : { ...check, root };
    }),
  }));
}

/** How a missing prerequisite begins; the operation that should have brought it about follows. */
const preparing = /^prerequisite missing: (\w+) /;
const codeNames = new Set(Object.keys(errors));

function failedOf(check: CheckReport, requirement: RequirementId): Failed | null {
  const { failure } = check;
  if (check.verdict !== 'failed' || failure === null) return null;
  const shown = failure.exchange.filter(({ cited }) => cited).at(-1);
  const operationId = shown?.operationId ?? null;
  const codes = codesIn(failure.expected);
  const got = codesIn(failure.actual);
  const status = shown?.response?.status ?? 'no answer';
  // Without a code on either side only the very same words mean the same thing.
  const words = codes.length + got.length > 0 ? '' : `${plain(failure.expected)} ${plain(failure.actual)}`;
  // However many operations are not there, that is one thing to say.
  const isUnserved = operationId !== null && got.includes('ROUTE_NOT_FOUND') && !codes.includes('ROUTE_NOT_FOUND');
  const symptom = isUnserved ? 'not served' : [operationId, status, codes.join(), got.join(), words].join(' | ');
  return { check, requirement, operationId, symptom, codes: [...codes, ...got] };
}

/** The check of the requirement that the codes and the operation are about; the first one when several are. */
function rootOf(group: readonly Failed[]): Failed {
  const weight = ({ requirement, operationId, codes }: Failed): number => {
    const named = codes.some((code) => errors[code as keyof typeof errors].requirements.includes(requirement));
    const { operations } = requirements[requirement];
    const about = operationId !== null && (operations as readonly string[]).includes(operationId);
    return (named ? 2 : 0) + (about ? 1 : 0);
  };
  return group.reduce((best, one) => (weight(one) > weight(best) ? one : best));
}

function codesIn(text: string): string[] {
  const names = text.match(/\b[A-Z][A-Z_]{4,}\b/g) ?? [];
  return [...new Set(names)].filter((name) => codeNames.has(name)).sort();
}

/** Without numbers and ids, which differ from one check to the next. */
function plain(text: string): string {
  return text.replaceAll(/\b[a-z]{3,4}_[\w-]{16,}|\bk[a-z0-9]{9}[\w-]*|\d+/g, '#');
}
