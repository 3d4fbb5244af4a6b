/** Contract, section 2: whatever valid body an operation is given, it is judged beyond its form and answered by the document. */
import { operations } from 'capsule-contract';
import type { Operation } from 'capsule-contract/types';
import fc from 'fast-check';
import { valid } from '../../arbitraries/instances.ts';
import { valueAt, withValueAt } from '../../arbitraries/json-pointer.ts';
import { typeSchema } from '../../arbitraries/json-schema.ts';
import { unknownMember, withUnknownMembers } from '../../arbitraries/unknown-members.ts';
import { scenes } from '../../target/scenes/all-scenes.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { manyCallsCeilingMs, validPerOperation } from './generated-depth.ts';
import { profileOf } from './operation-profile.ts';

const matching = {
  requirement: 'responses-match-schema',
  sentence:
    "Every body and every frame that an agent or Opstage sends MUST validate against the contract's schema for it.",
} as const;
const unknown = {
  requirement: 'unknown-members-ignored',
  sentence: 'Agent and Opstage MUST ignore object members they do not know and MUST NOT fail because of them.',
} as const;

const withBody = Object.values(operations).filter(({ body, kind }) => body?.type != null && kind === 'json');

export const validInputChecks: OpstageCheck[] = [
  ...withBody
    // A random name or password is a failed login, and those are counted.
    .filter(({ operationId }) => operationId !== 'operatorLogin')
    .map((operation) =>
      opstageCheck({
        ...matching,
        id: `responses-match-schema/valid-input/${operation.operationId}`,
        ceilingMs: manyCallsCeilingMs,
        title: `${operation.operationId} answers random valid bodies as the document says`,
        how: `Sends ${operation.operationId} with random bodies that are valid against its schema. Expects success, or a refusal the operation documents for another reason than the form of the body.`,
        run: (t) => answersValidBodies(t, operation),
      }),
    ),
  ...withBody.map((operation) =>
    opstageCheck({
      ...unknown,
      id: `unknown-members-ignored/${operation.operationId}`,
      title: `${operation.operationId} ignores members it does not know`,
      how: `Sends ${operation.operationId} with an unknown member in every object of its body and an unknown query parameter. Expects success and the member nowhere in the answer but in a manifest.`,
      run: (t) => ignoresUnknownMembers(t, operation),
    }),
  ),
];

async function answersValidBodies(t: OpstageTrial, { operationId, body, errors }: Operation): Promise<void> {
  if (body?.type == null) return;
  t.needsProfile(profileOf(operationId));
  const scene = scenes[operationId];
  const stage = await scene.stage(t.driver);
  const seed = t.random.integer(0, 2 ** 31 - 1);
  const samples = fc.sample(valid(typeSchema(body.type)), {
    seed,
    numRuns: Math.ceil(validPerOperation[t.depth] / (scene.costly ? 4 : 1)),
  });
  const named = (sample: unknown) =>
    (scene.names ?? []).reduce((value, pointer) => {
      const known = valueAt(stage.bodies[0], pointer);
      return valueAt(value, pointer) === undefined || known === undefined ? value : withValueAt(value, pointer, known);
    }, sample);
  const allowed = samples.map(named).filter((value) => !scene.forbids?.(value as object));
  // The scene's own body first: a seed may give none that the scene allows.
  for (const sample of [stage.bodies[0], ...allowed]) {
    const reply = await t.send(operationId, await stage.again(sample as object));
    const { error } = (reply.body ?? {}) as { error?: { code?: string } };
    if (error === undefined) {
      t.expect(reply).success();
      continue;
    }
    const documented = errors.some(({ code, status }) => code === error.code && status === reply.status);
    const judged =
      documented && reply.status < 500 && error.code !== 'VALIDATION_FAILED' && error.code !== 'MALFORMED_JSON';
    t.that('success or another refusal than of the form', judged, `${reply.status} ${error.code}`, reply);
  }
}

async function ignoresUnknownMembers(t: OpstageTrial, { operationId, body }: Operation): Promise<void> {
  if (body?.type == null) return;
  t.needsProfile(profileOf(operationId));
  const stage = await scenes[operationId].stage(t.driver);
  for (const plain of stage.bodies) {
    const strange = withUnknownMembers(typeSchema(body.type), plain);
    const reply = await t.send(operationId, {
      ...(await stage.again(strange as object)),
      query: { ...stage.query, [unknownMember]: 'yes' },
    });
    t.expect(reply).success();
    const rejected = (reply.body as { data?: { rejected?: unknown } }).data?.rejected;
    if (rejected !== undefined) t.equal('rejected services', rejected, [], reply);
    t.that('the unknown member not to come back', !reply.text.includes(unknownMember), reply.text, reply);
  }
}
