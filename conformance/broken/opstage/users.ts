/** Operators' accounts. */

import { contractErrors } from 'capsule-contract/errors';
import type { Role, TargetRef, User, UserCreateRequest, UserUpdateRequest } from 'capsule-contract/types';
import { writeAudit } from './audit-log.ts';
import { actorOf, type Call, found, type Outcome, system } from './call.ts';
import { defect } from './defects.ts';
import { newId } from './identifiers.ts';
import { newestFirst, onePage } from './pages.ts';
import { hashPassword } from './passwords.ts';
import { type State, timestamp, timestampOrNull, type UserRecord } from './state.ts';
import { moment } from './waiters.ts';

export const userTarget = ({ id, username }: UserRecord): TargetRef => ({ type: 'user', id, code: username });

export function userView(user: UserRecord): User {
  const { id, username, displayName, role, status } = user;
  return {
    ...{ id, username, displayName, role, status },
    createdAt: timestamp(user.createdAt),
    updatedAt: timestamp(user.updatedAt),
    lastLoginAt: timestampOrNull(user.lastLoginAt),
  };
}

function addUser(
  state: State,
  facts: { username: string; displayName?: string; role: Role; password: string },
): UserRecord {
  const { username, displayName = null, role, password } = facts;
  const now = state.now();
  const user: UserRecord = {
    ...{ id: newId('usr'), username, displayName, role, status: 'ACTIVE' },
    ...{ createdAt: now, updatedAt: now, lastLoginAt: null },
    ...hashPassword(password),
  };
  state.users.set(user.id, user);
  return user;
}

/** The first owner, who lets everybody else in. */
export function createOwner(state: State, username: string, password: string): void {
  const user = addUser(state, { username, role: 'owner', password });
  writeAudit(state, null, { action: 'user.created', actor: system, target: userTarget(user) });
}

function named(state: State, call: Call): UserRecord {
  return found(call, state.users.get(call.path.userId ?? ''), contractErrors.USER_NOT_FOUND(), userTarget);
}

export function userList(state: State, call: Call): Outcome {
  return onePage(call, newestFirst(state.users.values()), userView);
}

export function userShow(state: State, call: Call): Outcome {
  return { data: userView(named(state, call)) };
}

export function userCreate(state: State, call: Call): Outcome {
  const body = call.body as UserCreateRequest;
  const known = [...state.users.values()].find(({ username }) => username === body.username);
  if (known) {
    call.target = userTarget(known);
    throw contractErrors.USERNAME_TAKEN();
  }
  const user = addUser(state, body);
  const details = { role: user.role };
  writeAudit(state, call.origin, { action: 'user.created', actor: actorOf(call), target: userTarget(user), details });
  return { data: userView(user) };
}

export async function userUpdate(state: State, call: Call): Promise<Outcome> {
  const user = named(state, call);
  const { displayName = user.displayName, role = user.role, status = user.status } = call.body as UserUpdateRequest;
  const staysOwner = role === 'owner' && status === 'ACTIVE';
  const others = [...state.users.values()].filter((one) => one !== user && isActiveOwner(one));
  const judged = defect('last-owner-may-be-demoted') ? staysOwner || status === 'ACTIVE' : staysOwner;
  if (isActiveOwner(user) && !judged && others.length === 0 && !defect('last-owner-not-kept')) {
    throw contractErrors.LAST_OWNER_REQUIRED();
  }
  if (defect('owners-counted-before-a-wait')) await moment();
  const changed = displayName !== user.displayName || role !== user.role || status !== user.status;
  if (changed || defect('unchanged-user-audited')) {
    const changes = { ...(role === user.role ? {} : { role }), ...(status === user.status ? {} : { status }) };
    Object.assign(user, { displayName, role, status, updatedAt: state.now() });
    if (status === 'DISABLED' && !defect('disabled-user-stays-in')) endSessions(state, user);
    if (!defect('user-change-not-audited')) {
      const target = userTarget(user);
      writeAudit(state, call.origin, { action: 'user.updated', actor: actorOf(call), target, details: changes });
    }
  }
  return { data: userView(user) };
}

function isActiveOwner({ role, status }: UserRecord): boolean {
  return role === 'owner' && status === 'ACTIVE';
}

function endSessions(state: State, user: UserRecord): void {
  for (const [hash, { userId }] of state.sessions) if (userId === user.id) state.sessions.delete(hash);
}

export function userResetPassword(state: State, call: Call): Outcome {
  const user = named(state, call);
  const { password } = call.body as { password: string };
  Object.assign(user, hashPassword(password), { updatedAt: state.now() });
  if (!defect('password-reset-leaves-sessions')) endSessions(state, user);
  writeAudit(state, call.origin, { action: 'user.password.reset', actor: actorOf(call), target: userTarget(user) });
  return { data: userView(user) };
}
