/**
 * Contract, section 2: every operation refuses what violates its schema, keyword by keyword.
 *
 * The cases are generated from the contract's schemas, each proven to violate exactly one keyword; the scene of the
 * operation supplies everything else. Refused calls change nothing, so hundreds of them share one stage.
 */
import { operations } from 'capsule-contract';
import type { Operation, OperationId } from 'capsule-contract/types';
import { typeSchema } from '../../arbitraries/json-schema.ts';
import { type NearMiss, nearMisses } from '../../arbitraries/near-miss.ts';
import { type QueryCase, queryNearMisses } from '../../arbitraries/query-cases.ts';
import type { Reply } from '../../target/caller.ts';
import { scenes } from '../../target/scenes/all-scenes.ts';
import type { Stage } from '../../target/scenes/scene.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { callsAtOnce, manyCallsCeilingMs, nearMissesPerSite } from './generated-depth.ts';
import { issuePaths, names } from './issue-paths.ts';
import { profileOf } from './operation-profile.ts';
import { repeatedInput } from './repeated-input.ts';
import { severalAtOnce } from './several-at-once.ts';
import { expectUnchanged, witnessed } from './unchanged.ts';

const precedence = {
  requirement: 'error-precedence',
  sentence:
    'Opstage MUST judge a request in this order and answer with the first step that fails: path 404; method 405 with `Allow`; contract version 400; authentication 401; CSRF token 403; agent id, disabled agent or role 403; body size 413; media type or content encoding 415; JSON 400 `MALFORMED_JSON`; schema 422 `VALIDATION_FAILED` with `details.issues[{path, message}]`; target 404; then agent REVOKED, DISABLED, OFFLINE and confirmation 409; payload 422; other states. Login and registration authenticate after the schema. 429 and 503 may come at any step.',
} as const;

export const nearMissChecks: OpstageCheck[] = Object.values(operations)
  .filter((operation) => operation.kind !== 'websocket' && (operation.body?.type != null || operation.query.length > 0))
  .map((operation) =>
    opstageCheck({
      ...precedence,
      id: `error-precedence/near-miss/${operation.operationId}`,
      ceilingMs: manyCallsCeilingMs,
      title: `${operation.operationId} refuses each single violation of its schema`,
      how: `Sends ${operation.operationId} with values that violate exactly one keyword, one for each place and keyword of its body and query. Expects 422 VALIDATION_FAILED with the place in details.issues and nothing changed.`,
      run: (t) => refusesNearMisses(t, operation),
    }),
  );

async function refusesNearMisses(t: OpstageTrial, operation: Operation): Promise<void> {
  const { operationId } = operation;
  t.needsProfile(profileOf(operationId));
  const stage = await scenes[operationId].stage(t.driver);
  const before = await witnessed(t, stage);
  const bodies = bodyCases(t, operation, stage);
  const queries = queryCases(t, operation, stage);
  const replies = [
    ...(await severalAtOnce(bodies, callsAtOnce, async (nearMiss) => {
      const reply = await t.send(operationId, { ...stage.call, query: stage.query, body: nearMiss.value });
      expectRefused(t, reply, { what: placeOf(nearMiss), paths: nearMiss.pointers, wrong: recognisable(nearMiss) });
      return reply;
    })),
    ...(await severalAtOnce(queries, callsAtOnce, async ({ parameter, label, query }) => {
      const reply = await t.send(operationId, { ...stage.call, ...firstBody(stage), query });
      const what = `the query parameter ${parameter} (${label})`;
      expectRefused(t, reply, {
        what,
        paths: [parameter, `/${parameter}`],
        wrong: label === 'enum' ? undefined : query[parameter],
      });
      return reply;
    })),
  ];
  if (replies.length === 0) throw new Error(`no near miss of ${operationId} was made`);
  await expectUnchanged(t, stage, before, replies);
}

function bodyCases(t: OpstageTrial, { operationId, body }: Operation, { bodies }: Stage): NearMiss[] {
  if (body?.type == null) return [];
  const options = { bases: bodies, perSite: nearMissesPerSite[t.depth], seed: t.random.integer(0, 2 ** 31 - 1) };
  const { cases, unreached } = nearMisses(typeSchema(body.type), options);
  if (unreached.length > 0) throw new Error(`the scene of ${operationId} does not reach ${unreached.join(', ')}`);
  // Items that are refused alone have a check of their own.
  return cases.filter(({ isolatedItem }) => isolatedItem === null);
}

function queryCases(t: OpstageTrial, { query }: Operation, stage: Stage): QueryCase[] {
  const perSite = nearMissesPerSite[t.depth];
  return queryNearMisses(query, { base: stage.query, perSite, seed: t.random.integer(0, 2 ** 31 - 1) });
}

function firstBody({ bodies }: Stage): { body?: object } {
  return bodies[0] === undefined ? {} : { body: bodies[0] };
}

function placeOf({ pointer, keyword, member }: NearMiss): string {
  return `${pointer || 'the body'} (${member === null ? keyword : `${keyword} ${member}`})`;
}

/** The wrong value where an answer could only have it from the client: not a variation of what the contract names. */
function recognisable({ keyword, wrong }: NearMiss): unknown {
  return ['required', 'enum', 'const'].includes(keyword) ? undefined : wrong;
}

interface Expected {
  what: string;
  paths: readonly string[];
  wrong: unknown;
}

function expectRefused(t: OpstageTrial, reply: Reply<OperationId>, { what, paths, wrong }: Expected): void {
  const { error } = (reply.body ?? {}) as { error?: { code?: string } };
  const refused = `422 VALIDATION_FAILED for what is wrong at ${what}`;
  t.that(refused, reply.status === 422 && error?.code === 'VALIDATION_FAILED', reply.text, reply);
  const found = issuePaths(t.expect(reply).refusal('VALIDATION_FAILED'));
  t.that(
    `details.issues to name ${what}`,
    found.some((path) => names(path, paths)),
    found,
    reply,
  );
  t.equal(`input values repeated in the refusal of ${what}`, repeatedInput(reply.text, wrong), [], reply);
}
