/** Contract, section 2: what is one past an advertised limit is refused with the name of that limit. */
import { operations } from 'capsule-contract';
import type { ErrorDetails, TypeName } from 'capsule-contract/types';
import { typeSchema } from '../../arbitraries/json-schema.ts';
import { type NearMiss, nearMisses } from '../../arbitraries/near-miss.ts';
import { scenes } from '../../target/scenes/all-scenes.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import type { Cited } from '../trial.ts';
import { profileOf } from './operation-profile.ts';
import { generatedItem, reportingOperations, sendItems, stageOf, underOwnCode } from './report-items.ts';

const enforced = {
  requirement: 'limits-enforced',
  sentence:
    'What is exactly at a limit MUST be accepted and what is one past it MUST be refused with the limit named. Bytes are limited only for the whole decoded body or frame (1 MiB: 413 `BODY_TOO_LARGE`, for results `COMMAND_RESULT_TOO_LARGE`), and levels of nesting for the whole document (100: 400 `MALFORMED_JSON`); everything else is limited by the schema (200 services a report, 500 configs and 200 actions a service, 64 health nodes of depth 4, 500 code points a message). A report may be split by service. A `Content-Encoding` other than identity may be refused with 415; where gzip is taken, the limit holds after decompression.',
} as const;

export const limitNameChecks: OpstageCheck[] = [
  opstageCheck({
    ...enforced,
    id: 'limits-enforced/named/bodies',
    title: 'what passes an advertised limit is refused naming it',
    how: 'Sends every operation with each value of its body that has an advertised limit one past it. Expects 422 VALIDATION_FAILED with details.limit and details.limitValue.',
    async run(t) {
      for (const { operationId, body } of Object.values(operations)) {
        if (body?.type == null || !t.subject.version.profiles.includes(profileOf(operationId))) continue;
        const stage = await scenes[operationId].stage(t.driver);
        for (const { value, limit, pointer } of limited(t, body.type, stage.bodies)) {
          const reply = await t.send(operationId, { ...stage.call, query: stage.query, body: value });
          const { details } = t.expect(reply).refusal('VALIDATION_FAILED');
          expectNamed(t, details, limit, `${operationId} ${pointer}`, reply);
        }
      }
    },
  }),
  opstageCheck({
    ...enforced,
    id: 'limits-enforced/named/report-items',
    title: 'a service that passes an advertised limit is rejected naming it',
    how: 'Reports services with each value that has an advertised limit one past it. Expects each in rejected with details.limit and details.limitValue.',
    async run(t) {
      for (const operationId of reportingOperations) {
        const stage = await stageOf(t, operationId);
        const type = operations[operationId].body?.type as TypeName;
        for (const { value, limit, pointer, isolatedItem } of limited(t, type, stage.bodies, true)) {
          const { item } = underOwnCode(t, generatedItem(value, isolatedItem ?? '', { pointer, what: pointer }));
          const { reply, rejected } = await sendItems(t, operationId, stage, [item]);
          t.equal('how many services are rejected', rejected.length, 1, reply);
          expectNamed(t, rejected[0]?.error.details, limit, `${operationId} ${pointer}`, reply);
        }
      }
    },
  }),
];

function limited(t: OpstageTrial, type: TypeName, bases: readonly unknown[], items = false): NearMiss[] {
  const { cases } = nearMisses(typeSchema(type), { bases, perSite: 1, seed: t.random.integer(0, 2 ** 31 - 1) });
  return cases.filter(({ limit, isolatedItem }) => limit !== null && (isolatedItem !== null) === items);
}

function expectNamed(
  t: OpstageTrial,
  details: ErrorDetails | undefined,
  limit: string | null,
  what: string,
  cited: Cited,
): void {
  const named = { limit: details?.limit, limitValue: details?.limitValue };
  const advertised: unknown = Reflect.get(t.limits, limit ?? '');
  t.equal(`the limit named for ${what}`, named, { limit, limitValue: advertised }, cited);
}
