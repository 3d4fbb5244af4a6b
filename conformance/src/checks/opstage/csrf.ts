/** Contract, section 8: a cookie alone changes nothing. */
import { operations } from 'capsule-contract';
import { scenes } from '../../target/scenes/all-scenes.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { manyCallsCeilingMs } from './generated-depth.ts';
import { profileOf } from './operation-profile.ts';

const csrf = {
  requirement: 'operator-csrf',
  sentence: 'Cookie-authenticated state changes MUST need `X-CSRF-Token`; without it they are 403 `CSRF_INVALID`.',
} as const;
const header = 'x-csrf-token';

export const csrfChecks: OpstageCheck[] = [
  opstageCheck({
    ...csrf,
    id: 'operator-csrf/every-change',
    ceilingMs: manyCallsCeilingMs,
    title: 'every state change of an operator needs the token of its session',
    how: 'Makes a valid call of every changing operator operation without X-CSRF-Token, with an empty one, a made-up one and that of another session. Expects 403 CSRF_INVALID each time, nothing changed, and success with the right token.',
    async run(t) {
      const other = await t.viewer();
      for (const { operationId, csrf: guarded } of Object.values(operations)) {
        if (!guarded || !t.subject.version.profiles.includes(profileOf(operationId))) continue;
        const stage = await scenes[operationId].stage(t.driver);
        const [body] = stage.bodies;
        const sent = body === undefined ? {} : { body };
        const before = [];
        for (const witness of stage.witnesses) before.push(await witness.read());
        for (const token of [null, '', '0123456789abcdef0123456789abcdef', other.csrfToken]) {
          const reply = await t.send(operationId, { ...stage.call, ...sent, headers: { [header]: token } });
          const { error } = (reply.body ?? {}) as { error?: { code?: string } };
          const what = token === null ? 'no token' : token === '' ? 'an empty token' : 'a foreign token';
          t.that(
            `CSRF_INVALID from ${operationId} with ${what}`,
            error?.code === 'CSRF_INVALID',
            `${reply.status} ${reply.text}`,
            reply,
          );
          t.expect(reply).refusal('CSRF_INVALID');
        }
        await expectWitnesses(t, stage.witnesses, before);
        const allowed = await t.send(operationId, await stage.again(body ?? {}));
        t.that(`${operationId} to succeed with the right token`, allowed.status === 200, allowed.text, allowed);
      }
    },
  }),
  opstageCheck({
    ...csrf,
    id: 'operator-csrf/not-in-the-query',
    title: 'the token counts in its header only',
    how: 'Disables an agent with the right token in the query and the body. Expects 403 CSRF_INVALID.',
    async run(t) {
      const agent = await t.enrol();
      const reply = await t.send('agentDisable', {
        path: { agentId: agent.id },
        headers: { [header]: null },
        query: { 'X-CSRF-Token': t.owner.csrfToken, csrfToken: t.owner.csrfToken },
        body: { csrfToken: t.owner.csrfToken },
      });
      t.expect(reply).refusal('CSRF_INVALID');
      t.expect(await agent.heartbeat()).success();
    },
  }),
];

type Witnesses = Awaited<ReturnType<(typeof scenes)['agentView']['stage']>>['witnesses'];

async function expectWitnesses(
  t: OpstageTrial,
  witnesses: Witnesses,
  before: { state: unknown; message: number }[],
): Promise<void> {
  for (const [index, witness] of witnesses.entries()) {
    // A refusal is audited: that is no change of the object.
    if (witness.what === 'the audit events') continue;
    const after = await witness.read();
    t.equal(
      `${witness.what} after the refused calls`,
      after.state,
      before[index]?.state,
      before[index]?.message ?? after,
      after,
    );
  }
}
