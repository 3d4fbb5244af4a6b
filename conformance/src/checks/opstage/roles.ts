/** Contract, section 8: the role matrix, operation by operation, and the wall between operators and agents. */
import { operations, roleMatrix } from 'capsule-contract';
import type { Operation, Role } from 'capsule-contract/types';
import type { Reply } from '../../target/caller.ts';
import type { Actor, CallOptions } from '../../target/contract-call.ts';
import type { OperatorActor } from '../../target/operator-actor.ts';
import { scenes } from '../../target/scenes/all-scenes.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { drawnCases, drawnInQuick } from './drawn-cases.ts';
import { manyCallsCeilingMs } from './generated-depth.ts';
import { profileOf } from './operation-profile.ts';
import { seenAgent } from './operator-reads.ts';

const roles = {
  requirement: 'operator-roles',
  sentence:
    'The role matrix MUST hold for every operation: without a session 401 `UNAUTHORIZED`, with too little role 403 `FORBIDDEN`; agent tokens MUST open no operator route and operator sessions no agent route.',
} as const;
const rank: Readonly<Record<Role, number>> = { viewer: 0, operator: 1, owner: 2 };

export const roleChecks: OpstageCheck[] = [
  ...(['viewer', 'operator', 'owner'] as const).map((role) =>
    opstageCheck({
      ...roles,
      id: `operator-roles/${role}`,
      ceilingMs: manyCallsCeilingMs,
      title: `a user of the role ${role} may do what the role matrix says and nothing else`,
      how: `Makes a valid call of every operator operation as a ${role}. Expects success where the matrix allows it, else 403 FORBIDDEN.`,
      run: (t) => asRole(t, role),
    }),
  ),
  opstageCheck({
    ...roles,
    id: 'operator-roles/no-session',
    ceilingMs: manyCallsCeilingMs,
    title: 'without a session no operator operation answers',
    how: `Makes a valid call of every operator operation without a cookie, with an unknown one and with an agent’s token. Expects 401 UNAUTHORIZED each time. ${drawnInQuick}`,
    async run(t) {
      const agent = await t.enrol();
      const strangers: Actor[] = [
        t.anonymous,
        { lane: 'unknown cookie', credentials: () => [['cookie', 'opstage_session=0123456789abcdef0123456789abcdef']] },
        agent,
        { lane: 'agent token as a cookie', credentials: () => [['cookie', `opstage_session=${agent.token}`]] },
        { lane: 'session as a token', credentials: () => [['authorization', `Bearer ${cookieValue(t.owner)}`]] },
      ];
      for (const operation of operatorOperations(t)) {
        // Refused calls use nothing up: one scene serves them all.
        const call = await validCall(t, operation);
        for (const as of drawnCases(t, strangers)) {
          const reply = await t.send(operation.operationId, { ...call, as });
          expectCode(t, reply, 'UNAUTHORIZED', `${operation.operationId} from ${as.lane}`);
        }
      }
    },
  }),
  opstageCheck({
    ...roles,
    id: 'operator-roles/agent-routes',
    ceilingMs: manyCallsCeilingMs,
    title: 'an operator session opens no agent route',
    how: 'Calls every agent operation with an owner’s cookie and CSRF token, and with the session as a bearer token. Expects AGENT_TOKEN_MISSING and AGENT_TOKEN_INVALID.',
    async run(t) {
      const bearer: Actor = {
        lane: 'session as a token',
        credentials: () => [['authorization', `Bearer ${cookieValue(t.owner)}`]],
      };
      for (const operation of served(t).filter(({ auth }) => auth === 'agent')) {
        const call = await validCall(t, operation);
        const withCookie = await t.send(operation.operationId, { ...call, as: t.owner });
        expectCode(t, withCookie, 'AGENT_TOKEN_MISSING', `${operation.operationId} from an owner's session`);
        const withBearer = await t.send(operation.operationId, { ...call, as: bearer });
        expectCode(t, withBearer, 'AGENT_TOKEN_INVALID', `${operation.operationId} from a session as a token`);
      }
    },
  }),
  opstageCheck({
    ...roles,
    id: 'operator-roles/change-at-once',
    title: 'a changed role holds from the next call of the same session',
    how: 'Demotes an operator with a session to viewer and promotes it back. Expects its changes to be refused, then to succeed again.',
    async run(t) {
      const operator = await t.newOperator('operator');
      const agent = await t.enrol();
      const disable = () => t.send('agentDisable', { as: operator, path: { agentId: agent.id } });
      t.expect(await disable()).success();
      const update = async (role: Role) =>
        t.expect(await t.send('userUpdate', { path: { userId: operator.user.id }, body: { role } })).success();
      await update('viewer');
      const refused = await disable();
      t.expect(refused).refusal('FORBIDDEN');
      const me = await t.send('operatorMe', { as: operator });
      t.equal('the role the session shows', t.expect(me).success().user.role, 'viewer', me);
      await update('operator');
      t.expect(await t.send('agentEnable', { as: operator, path: { agentId: agent.id } })).success();
      const seen = await seenAgent(t, agent);
      t.equal('disabledAt', seen.data.disabledAt, null, seen);
    },
  }),
];

async function asRole(t: OpstageTrial, role: Role): Promise<void> {
  const actor = await t.newOperator(role);
  for (const operation of operatorOperations(t)) {
    // It would end the session; it is called at the end.
    if (operation.operationId === 'operatorLogout') continue;
    const reply = await t.send(operation.operationId, { ...(await validCall(t, operation)), as: actor });
    const least = roleMatrix[operation.operationId];
    if (least === 'none' || least === 'agent') throw new Error(`${operation.operationId} is no operation of operators`);
    if (rank[role] >= rank[least]) {
      const answer = `${reply.status} ${reply.text.slice(0, 300)}`;
      t.that(`${operation.operationId} to succeed for a ${role}`, reply.status === 200, answer, reply);
    } else expectCode(t, reply, 'FORBIDDEN', `${operation.operationId} from a ${role}`);
  }
  t.expect(await t.send('operatorLogout', { as: actor })).success();
  // One owner more would change what other checks may do to owners.
  t.driver.must(await t.send('userUpdate', { path: { userId: actor.user.id }, body: { status: 'DISABLED' } }));
}

async function validCall(t: OpstageTrial, { operationId }: Operation): Promise<CallOptions> {
  const stage = await scenes[operationId].stage(t.driver);
  return stage.bodies[0] === undefined ? stage.call : stage.again(stage.bodies[0]);
}

function expectCode(
  t: OpstageTrial,
  reply: Reply,
  code: 'UNAUTHORIZED' | 'FORBIDDEN' | 'AGENT_TOKEN_MISSING' | 'AGENT_TOKEN_INVALID',
  what: string,
): void {
  const { error } = (reply.body ?? {}) as { error?: { code?: string } };
  t.that(`${code} for ${what}`, error?.code === code, `${reply.status} ${reply.text.slice(0, 300)}`, reply);
  t.expect(reply).refusal(code);
}

function served(t: OpstageTrial): Operation[] {
  const claimed = t.subject.version.profiles;
  return Object.values(operations).filter(
    ({ kind, operationId }) => claimed.includes(profileOf(operationId)) && (kind === 'json' || kind === 'export'),
  );
}

function operatorOperations(t: OpstageTrial): Operation[] {
  return served(t).filter(({ auth }) => auth === 'operator');
}

function cookieValue({ cookie }: OperatorActor): string {
  return cookie.slice(cookie.indexOf('=') + 1);
}
