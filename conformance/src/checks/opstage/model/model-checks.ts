/**
 * One check a requirement over the programs of the run: a violation is reported under the requirement it is about, and
 * a requirement whose outcomes no program reached is not proven.
 */
import { contract, requirements } from 'capsule-contract';
import type { RequirementId } from 'capsule-contract/types';
import { modelTags } from '../../../model/model-tags.ts';
import { type OpstageCheck, opstageCheck } from '../../check.ts';
import { CheckFailure } from '../../check-outcome.ts';
import type { OpstageTrial } from '../../opstage-trial.ts';
import { type Campaign, campaignOf, findingsOf } from './campaign.ts';
import type { Finding } from './shrink-finding.ts';

/** Of these no single outcome tells: every step is judged by them. */
const everyStep: readonly RequirementId[] = ['audit-complete', 'audit-attribution'];
/** Runs beside the other checks, so that the programs are done when the others ask for them. */
const starter: RequirementId = 'audit-complete';
const ceilingMs = 600_000;

const judged = [...new Set([...everyStep, ...(Object.keys(modelTags) as RequirementId[])])].sort();

export const modelChecks: readonly OpstageCheck[] = judged.map((requirement) =>
  opstageCheck({
    requirement,
    sentence: requirements[requirement].sentence.en,
    id: `${requirement}/model`,
    title: 'programs of several agents and operators go as the contract’s model says',
    how: howOf(requirement),
    ceilingMs,
    ...(requirement === starter ? { long: true } : { turn: 'last' }),
    run: (t) => judge(t, requirement),
  }),
);

function howOf(requirement: RequirementId): string {
  const common =
    'Executes programs of 10 to 30 generated steps, each with agents and services of its own, and holds every answer, every read at the end and the audit events of every step against a model of the contract.';
  const tags = modelTags[requirement];
  return tags ? `${common} Expects these outcomes to be as they should: ${tags.join(', ')}.` : common;
}

async function judge(t: OpstageTrial, requirement: RequirementId): Promise<void> {
  const campaign = await campaignOf(t).catch((cause: unknown) => {
    // Whatever ended the programs was told by the check that ran them; here it is only that they are missing.
    if (t.signal.aborted) throw cause;
    return t.couldNotRun(`the programs were not done: ${cause instanceof Error ? cause.message : String(cause)}`);
  });
  const { programs, steps, voided, findings } = campaign;
  t.transcript.note(`${programs} programs, ${steps} steps${voided === 0 ? '' : `, ${voided} given up as too slow`}`);
  const own = findingsOf(campaign, requirement);
  const [first, ...others] = own;
  for (const other of others) t.transcript.note(`also: ${sentenceOf(other)}`);
  if (first) report(t, requirement, first);
  if (requirement === 'audit-sequence' && campaign.gap) {
    const { after, next, message } = campaign.gap;
    t.fail(`seq ${after + 1} after ${after}`, `seq ${next}`, t.transcript.adopt(message));
  }
  if (findings.length === 0) await campaign.reach(t, modelTags[requirement] ?? []);
  const [late] = findingsOf(campaign, requirement);
  if (late) report(t, requirement, late);
  prove(t, requirement, campaign, findings.length > 0);
}

function report(t: OpstageTrial, requirement: RequirementId, finding: Finding): never {
  const { violation, operations, messages, found, reproduced, of } = finding;
  const adopted = messages.map((message) => t.transcript.adopt(message));
  t.transcript.note(`found in a program of ${found} steps, shrunk to ${operations.length}`);
  t.transcript.note(`reproduced ${reproduced}/${of}`);
  const { operationId: operation, expected, actual } = violation;
  throw new CheckFailure({
    expected: `${operation} at the end: ${expected}`,
    actual,
    messages: adopted.map(({ number }) => number),
    program: {
      kind: 'capsule-conformance/program',
      contract: { version: contract.version, hash: contract.hash },
      requirement,
      check: t.checkId,
      operations,
      violation: { operation, expected, actual },
    },
  });
}

function sentenceOf({ violation, operations, reproduced, of }: Finding): string {
  const { operationId, expected, actual } = violation;
  const program = `${operations.map(({ op }) => op).join(', ')} (${reproduced}/${of})`;
  return `${operationId}: expected ${expected}, got ${actual}; ${program}`;
}

/** Cites a message for every outcome the requirement is about. */
function prove(t: OpstageTrial, requirement: RequirementId, { reached }: Campaign, isBroken: boolean): void {
  const tags = modelTags[requirement] ?? [...reached.keys()].slice(0, 3);
  if (tags.includes('lapse/ackLease')) t.seconds('ackLeaseSeconds');
  const missing = tags.filter((tag) => !reached.has(tag));
  const [one] = missing;
  if (one !== undefined || tags.length === 0) {
    const why = isBroken ? '; other requirements broke the programs first' : '';
    t.couldNotRun(`no program reached ${missing.join(', ') || 'anything'}${why}`);
  }
  for (const tag of tags) {
    const message = reached.get(tag);
    if (message) t.cite(t.transcript.adopt(message));
  }
}
