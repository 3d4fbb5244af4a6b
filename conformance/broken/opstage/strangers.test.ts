/**
 * Opstages that are right in a way of their own raise no alarm: one that says more than the contract asks. The checks are those
 * that compare whole objects, where a member too many would be taken for a fault.
 */
import { expect, test } from 'vitest';
import { withExtraMembers } from './extra-members.ts';
import { judgeOpstage } from './stage.ts';

const only = [
  ...['result-once/recorded', 'result-once/identical', 'late-result-kept/cancelled', 'retry-new-command/final-states'],
  ...['service-ownership/released', 'service-ownership/taken', 'config-change-observed/diff', 'report-upsert/stable'],
  ...['audit-attribution/actor-and-target', 'audit-chain/reads-agree', 'audit-export-complete/jsonl'],
  ...['capabilities-intersect/in-force', 'success-envelope/every-read', 'session-hello-first/welcome'],
];

/** Nothing here waits for these; a busy machine is not to be taken for a silent agent. */
const unhurried = {
  OPSTAGE_OFFLINE_AFTER_SECONDS: '120',
  OPSTAGE_ACK_LEASE_SECONDS: '60',
  OPSTAGE_RUN_LEASE_SECONDS: '120',
};

test('unknown members and headers everywhere change no verdict', { timeout: 300_000 }, async () => {
  const asked = { defect: null, seed: 'strangers', depth: 'quick', patience: 2, durations: unhurried } as const;
  const report = await judgeOpstage({ ...asked, only, altered: withExtraMembers });
  const checks = report.requirements.flatMap((requirement) => requirement.checks);
  const said = checks
    .filter(({ verdict }) => verdict !== 'passed')
    .map(({ id, failure, reason }) => [id, failure?.actual ?? reason]);
  expect([said, checks.length]).toEqual([[], only.length]);
});
