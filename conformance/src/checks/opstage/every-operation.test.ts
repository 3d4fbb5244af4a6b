// Goal: an operation added to the contract is covered, or this says what is missing. Method: the tables of the contract
// are compared with what the kit has for each of their rows.
import { auditMatrix, operations } from 'capsule-contract';
import type { OperationId } from 'capsule-contract/types';
import { expect, test } from 'vitest';
import { scenes } from '../../target/scenes/all-scenes.ts';
import { allOpstageChecks } from './all-opstage-checks.ts';
import { allOutcomes, seenElsewhere } from './audit-outcomes/all-outcomes.ts';
import { commonOutcomes } from './audit-outcomes/outcomes-of-every-operation.ts';

const operationIds = Object.keys(operations) as OperationId[];
const ids = new Set(allOpstageChecks.map(({ id }) => id));

test('every operation has a scene', () => {
  expect(operationIds.filter((operationId) => scenes[operationId] === undefined)).toEqual([]);
});

test('every operation with a body or a query has near misses, and boundaries unless it streams', () => {
  const open = Object.values(operations).filter(({ kind }) => kind !== 'websocket');
  const judged = open.filter(({ body, query }) => body?.type != null || query.length > 0);
  const missed = judged.filter(({ operationId }) => !ids.has(`error-precedence/near-miss/${operationId}`));
  expect(missed.map(({ operationId }) => operationId)).toEqual([]);
  const unbounded = judged
    .filter(({ kind }) => kind !== 'sse')
    .filter(({ operationId }) => !ids.has(`limits-enforced/bounds/${operationId}`));
  expect(unbounded.map(({ operationId }) => operationId)).toEqual([]);
});

test('every outcome of the audit matrix is brought about, by the check of its operation or by the one that is named', () => {
  const reads = (operationId: OperationId) =>
    !operations[operationId].mutating && allOutcomes[operationId] === undefined;
  const rows = operationIds
    .filter((operationId) => !reads(operationId) && operationId !== 'auditVerify')
    .flatMap((operationId) => auditMatrix.operations[operationId].map(({ outcome }) => ({ operationId, outcome })));
  const missing = rows.filter(({ operationId, outcome }) => {
    const other = seenElsewhere[`${operationId}/${outcome}`];
    return other === undefined ? allOutcomes[operationId]?.[outcome] === undefined : !ids.has(other);
  });
  expect(missing).toEqual([]);
});

test('every refusal common to a kind of caller is brought about', () => {
  for (const caller of ['operator', 'agent'] as const) {
    const listed = auditMatrix.common[caller].map(({ outcome }) => outcome);
    expect(Object.keys(commonOutcomes[caller]).sort()).toEqual([...listed].sort());
  }
});

test('every outcome that is brought about stands in the audit matrix', () => {
  const known = (operationId: OperationId) => auditMatrix.operations[operationId].map(({ outcome }) => outcome);
  const unknown = operationIds.flatMap((operationId) =>
    Object.keys(allOutcomes[operationId] ?? {}).filter((outcome) => !known(operationId).includes(outcome)),
  );
  expect(unknown).toEqual([]);
});
