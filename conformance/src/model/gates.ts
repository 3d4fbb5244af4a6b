/** What is judged before an operation's own rules: a user's role, an agent's token and the decision about it. */
import { operations, roleMatrix } from 'capsule-contract';
import type { OperationId, Role } from 'capsule-contract/types';
import type { ModelState } from './model-state.ts';
import { type Outcome, outcome, type Ref, ref } from './outcome.ts';

/** The users of every program, by number: two operators, one who may only look, and the owner. */
export const userRoles: readonly Role[] = ['operator', 'operator', 'viewer', 'owner'];
const ranks: readonly Role[] = ['viewer', 'operator', 'owner'];

export function userNumbered(by: number): number {
  return by % userRoles.length;
}

/** The place `back` steps from the newest of a list: 0 is the one made last. */
export function newest(list: readonly unknown[], back: number): number {
  return list.length - 1 - (back % list.length);
}

/** The refusal of a user whose role is too low; null when it is not. */
export function roleGate(state: ModelState, operationId: OperationId, user: number): Outcome | null {
  const needed = ranks.indexOf(roleMatrix[operationId] as Role);
  const held = ranks.indexOf(userRoles[user] as Role);
  if (held >= needed) return null;
  return outcome(state, operationId, 'role-too-low', { by: ref('user', user), requirement: 'operator-roles' });
}

/** The token the agent itself would use: the current one, or the last that was. */
export function ownToken(state: ModelState, agent: number): number {
  const tokens = state.agents[agent]?.tokens ?? [];
  const current = tokens.findLastIndex(({ status }) => status === 'CURRENT');
  return current >= 0 ? current : tokens.findLastIndex(({ status }) => status === 'REVOKED');
}

/** The refusal of an agent with its own token; null when it is served. */
export function agentGate(state: ModelState, operationId: OperationId, agent: number): Outcome | null {
  if (operations[operationId].auth !== 'agent') throw new Error(`${operationId} is no operation of an agent`);
  const status = state.agents[agent]?.status;
  const self = ref('agent', agent);
  const about = { by: self, about: { agent: self } };
  if (status === 'REVOKED') {
    return outcome(state, operationId, 'token-revoked', { ...about, requirement: 'revocation-is-immediate' });
  }
  if (status !== 'DISABLED') return null;
  return outcome(state, operationId, 'agent-disabled', { ...about, requirement: 'revocation-is-immediate' });
}

/** Every accepted call of a process that did not say goodbye is a sign of life. */
export function heard(draft: ModelState, agent: number): void {
  const one = draft.agents[agent];
  const token = one?.tokens[ownToken(draft, agent)];
  if (token) token.used = true;
  if (one?.status === 'OFFLINE' && !one.disconnected) Object.assign(one, { status: 'ONLINE', because: 'liveness' });
}

/** Ref of the secret of an agent's token. */
export function tokenRef(agent: number, token: number): Ref {
  return ref('agentToken', agent * 100 + token);
}
