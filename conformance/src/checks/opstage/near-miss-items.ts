/** Contract, section 5: a service that violates its schema in one thing is rejected alone. */
import { operations } from 'capsule-contract';
import type { TypeName } from 'capsule-contract/types';
import { valueAt } from '../../arbitraries/json-pointer.ts';
import { typeSchema } from '../../arbitraries/json-schema.ts';
import { nearMisses } from '../../arbitraries/near-miss.ts';
import { completeService } from '../../target/scenes/complete-service.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { manyCallsCeilingMs, nearMissesPerSite } from './generated-depth.ts';
import { issuePaths, names } from './issue-paths.ts';
import { seenList } from './operator-reads.ts';
import {
  batches,
  type GeneratedItem,
  generatedItem,
  type ReportingOperation,
  reportingOperations,
  sendItems,
  stageOf,
  underOwnCode,
} from './report-items.ts';

const isolation = {
  requirement: 'report-item-isolation',
  sentence:
    'A bad service of a report MUST be listed in `rejected` and MUST NOT fail the others; nothing of it is stored.',
} as const;
const wellFormedCode = /^[a-z0-9][a-z0-9_-]{0,79}$/;

export const nearMissItemChecks: OpstageCheck[] = reportingOperations.map((operationId) =>
  opstageCheck({
    ...isolation,
    id: `report-item-isolation/near-miss/${operationId}`,
    ceilingMs: manyCallsCeilingMs,
    title: `${operationId} rejects each service with a single violation and keeps the others`,
    how: 'Sends services that violate exactly one keyword of their schema, many in one call, with valid ones around them. Expects 200, the bad ones in rejected under their index, and only the valid ones stored.',
    run: (t) => rejectsNearMisses(t, operationId),
  }),
);

async function rejectsNearMisses(t: OpstageTrial, operationId: ReportingOperation): Promise<void> {
  const stage = await stageOf(t, operationId);
  const type = operations[operationId].body?.type as TypeName;
  const options = { bases: stage.bodies, perSite: nearMissesPerSite[t.depth], seed: t.random.integer(0, 2 ** 31 - 1) };
  const items = nearMisses(typeSchema(type), options).cases.flatMap(
    ({ isolatedItem, value, pointer, pointers, keyword }) =>
      isolatedItem === null
        ? []
        : [underOwnCode(t, generatedItem(value, isolatedItem, { pointer, pointers, what: `${pointer} (${keyword})` }))],
  );
  for (const batch of batches(items)) {
    const first = completeService(t.code('good'));
    const last = completeService(t.code('good'));
    const sent = [first, ...batch.map(({ item }) => item), last];
    const { reply, services, rejected, agentId } = await sendItems(t, operationId, stage, sent);
    const goodCodes = [first, last].map(({ manifest }) => manifest.code);
    const accepted = services.map(({ code }) => code);
    t.equal('the accepted services', accepted.sort(), goodCodes.sort(), reply);
    const byIndex = new Map(rejected.map((one) => [one.index, one]));
    for (const [at, generated] of batch.entries()) expectRejected(t, byIndex.get(at + 1), generated, reply);
    t.equal('how many are rejected', rejected.length, batch.length, reply);
    const stored = await seenList(t, 'serviceList', { query: { agentId } });
    const codes = stored.data
      .map(({ code }) => code)
      .filter((code) => sent.some((item) => valueAt(item, '/manifest/code') === code));
    t.equal('the services stored of this call', codes.sort(), goodCodes.sort(), reply, stored);
  }
}

type Rejected = Awaited<ReturnType<typeof sendItems>>['rejected'][number];

function expectRejected(
  t: OpstageTrial,
  rejected: Rejected | undefined,
  { item, pointer, places, what }: GeneratedItem,
  reply: { message: number },
): void {
  if (!rejected) t.fail(`the service with a wrong ${what} to be rejected`, 'it is not in rejected', reply);
  const { code, error } = rejected;
  // What stands in an action's schemas is judged by a rule of its own as well.
  const allowed = /\/(?:inputSchema|outputSchema)$/.test(pointer)
    ? ['VALIDATION_FAILED', 'ACTION_SCHEMA_UNSUPPORTED']
    : ['VALIDATION_FAILED'];
  t.that(
    `the service with a wrong ${what} to be rejected as ${allowed.join(' or ')}`,
    allowed.includes(error.code),
    error,
    reply,
  );
  const own = valueAt(item, '/manifest/code');
  const shownCode = typeof own === 'string' && wellFormedCode.test(own) ? own : null;
  t.equal(`the code under which the wrong ${what} is rejected`, code, shownCode, reply);
  const paths = issuePaths(error);
  const fits = paths.some((path) => suffixes(path).some((suffix) => names(suffix, places)));
  t.that(`the issues, where there are some, to name ${what}`, paths.length === 0 || fits, paths, reply);
}

/** A path may count from the item or from the whole body. */
function suffixes(path: string): string[] {
  return [path, path.replace(/^\/services\/\d+/, '')];
}
