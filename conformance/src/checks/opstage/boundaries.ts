/**
 * Contract, section 2: what is exactly at a limit is accepted, at every place of every operation. The other side of each
 * limit is the near misses' (`near-misses.ts`, `near-miss-items.ts`).
 */
import { operations } from 'capsule-contract';
import type { Operation, OperationId } from 'capsule-contract/types';
import { type Boundary, boundaries } from '../../arbitraries/boundaries.ts';
import { typeSchema } from '../../arbitraries/json-schema.ts';
import { queryBoundaries } from '../../arbitraries/query-cases.ts';
import type { Reply } from '../../target/caller.ts';
import { scenes } from '../../target/scenes/all-scenes.ts';
import type { Stage } from '../../target/scenes/scene.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { drawnCases, drawnInQuick } from './drawn-cases.ts';
import { callsAtOnce, manyCallsCeilingMs } from './generated-depth.ts';
import { profileOf } from './operation-profile.ts';
import {
  batches,
  generatedItem,
  type ReportingOperation,
  reportingOperations,
  sendItems,
  underOwnCode,
} from './report-items.ts';
import { severalAtOnce } from './several-at-once.ts';

const enforced = {
  requirement: 'limits-enforced',
  sentence:
    'What is exactly at a limit MUST be accepted and what is one past it MUST be refused with the limit named. Bytes are limited only for the whole decoded body or frame (1 MiB: 413 `BODY_TOO_LARGE`, for results `COMMAND_RESULT_TOO_LARGE`), and levels of nesting for the whole document (100: 400 `MALFORMED_JSON`); everything else is limited by the schema (200 services a report, 500 configs and 200 actions a service, 64 health nodes of depth 4, 500 code points a message). A report may be split by service. A `Content-Encoding` other than identity may be refused with 415; where gzip is taken, the limit holds after decompression.',
} as const;

export const boundaryChecks: OpstageCheck[] = Object.values(operations)
  .filter(({ kind }) => kind !== 'websocket' && kind !== 'sse')
  .filter(({ body, query }) => body?.type != null || query.length > 0)
  .map((operation) =>
    opstageCheck({
      ...enforced,
      id: `limits-enforced/bounds/${operation.operationId}`,
      ceilingMs: manyCallsCeilingMs,
      title: `${operation.operationId} accepts what is exactly at a limit`,
      how: `Sends ${operation.operationId} with each length, number and count of its body and query at its bound and one inside, lengths also in characters outside the basic plane, every enum member, optional members absent and null. Expects each to be accepted. ${drawnInQuick}`,
      run: (t) => acceptsBoundaries(t, operation),
    }),
  );

async function acceptsBoundaries(t: OpstageTrial, operation: Operation): Promise<void> {
  const { operationId, body } = operation;
  t.needsProfile(profileOf(operationId));
  const scene = scenes[operationId];
  const stage = await scene.stage(t.driver);
  const cases = body?.type == null ? [] : boundaries(typeSchema(body.type), { bases: stage.bodies }).cases;
  const whole = cases.filter(({ isolatedItem, value }) => isolatedItem === null && !scene.forbids?.(value as object));
  for (const { pointer, label, value } of drawnCases(t, whole)) {
    const reply = await t.send(operationId, { query: stage.query, ...(await stage.again(value as object, pointer)) });
    const what = `${pointer || 'the body'} at its bound (${label})`;
    if (scene.names?.includes(pointer)) expectJudged(t, reply, what);
    else expectAccepted(t, reply, what);
  }
  if (isReporting(operationId)) await acceptsItems(t, operationId, stage, cases);
  const queries = operation.query.length === 0 ? [] : queryBoundaries(operation.query, stage.query);
  await severalAtOnce(drawnCases(t, queries), callsAtOnce, async ({ parameter, label, query }) => {
    const reply = await t.send(operationId, { ...stage.call, query });
    expectAccepted(t, reply, `the query parameter ${parameter} at its bound (${label})`);
  });
}

async function acceptsItems(
  t: OpstageTrial,
  operationId: ReportingOperation,
  stage: Stage,
  cases: readonly Boundary[],
): Promise<void> {
  const items = cases.flatMap(({ isolatedItem, value, pointer, label }) =>
    isolatedItem === null
      ? []
      : [underOwnCode(t, generatedItem(value, isolatedItem, { pointer, what: `${pointer} at its bound (${label})` }))],
  );
  for (const batch of batches(items)) {
    const sent = batch.map(({ item }) => item);
    const { reply, rejected } = await sendItems(t, operationId, stage, sent);
    for (const { index, error } of rejected) {
      const { what = '', pointer = '' } = batch[index] ?? {};
      // A code at its bound may be somebody's already.
      const taken = pointer === '/manifest/code' && error.code === 'SERVICE_CODE_TAKEN';
      t.that(`a service with ${what} to be accepted`, taken, error, reply);
    }
  }
}

function expectAccepted(t: OpstageTrial, reply: Reply<OperationId>, what: string): void {
  t.that(`${what} to be accepted`, reply.status === 200, `${reply.status} ${reply.text}`, reply);
  if (operations[reply.operationId].kind === 'json') t.expect(reply).success();
}

/** A value that names something may name nothing: then it is refused for that, not for its form. */
function expectJudged(t: OpstageTrial, reply: Reply<OperationId>, what: string): void {
  const { error } = (reply.body ?? {}) as { error?: { code?: string } };
  const judged = reply.status === 200 || operations[reply.operationId].errors.some(({ code }) => code === error?.code);
  t.that(`${what} not to be VALIDATION_FAILED`, judged && error?.code !== 'VALIDATION_FAILED', reply.text, reply);
}

function isReporting(operationId: OperationId): operationId is ReportingOperation {
  return (reportingOperations as readonly OperationId[]).includes(operationId);
}
