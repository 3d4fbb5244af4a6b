/** Operator accounts. */
import { contractErrors } from 'capsule-contract/errors';
import type { AuditAction, User as UserView } from 'capsule-contract/types';
import { type ActorRef, systemActor } from '../domain/actor-ref.ts';
import type { JsonObject } from '../domain/json.ts';
import { isActiveOwner, type User } from '../domain/user.ts';
import { userTarget } from './audit-target.ts';
import { record, userActor } from './audit-trail.ts';
import { type OperatorCall, type Origin, pathParameter, type UseCases } from './call.ts';
import type { Dependencies } from './dependencies.ts';
import { feedTopic } from './event-trail.ts';
import type { Transaction } from './ports/store.ts';
import { refusal } from './refusal.ts';
import { timestamp, timestampOrNull } from './timestamps.ts';

type Verbs = 'userList' | 'userCreate' | 'userView' | 'userUpdate' | 'userResetPassword';

export function users(deps: Dependencies): Pick<UseCases, Verbs> {
  return {
    async userList(call) {
      const { page, pageSize } = call.query;
      const wanted = { page: page ?? 1, pageSize: pageSize ?? deps.limits.pageSizeDefault };
      const found = await deps.store.read((tx) => tx.users.list(wanted));
      return { items: found.items.map(userView), total: found.total };
    },

    async userCreate(call) {
      const { username, displayName, role, password } = call.body;
      const passwordHash = await deps.secrets.hashPassword(password);
      const user = newUser(deps, { username, displayName: displayName ?? null, role, passwordHash });
      await deps.store.write(async (tx) => {
        const known = await tx.users.findByUsername(username);
        if (known !== null) throw refusal(contractErrors.USERNAME_TAKEN(), { target: userTarget(known) });
        await addUser(deps, tx, user, userActor(call), call.origin);
      });
      return userView(user);
    },

    async userView(call) {
      return userView(await deps.store.read((tx) => existingUser(tx, call)));
    },

    async userUpdate(call) {
      const { body } = call;
      const user = await deps.store.write(async (tx) => {
        const known = await existingUser(tx, call);
        const next: User = {
          ...known,
          displayName: body.displayName ?? known.displayName,
          role: body.role ?? known.role,
          status: body.status ?? known.status,
        };
        const changed = (['displayName', 'role', 'status'] as const).filter((name) => next[name] !== known[name]);
        if (changed.length === 0) return known;
        if (isActiveOwner(known) && !isActiveOwner(next) && (await tx.users.countActiveOwners()) <= 1) {
          throw refusal(contractErrors.LAST_OWNER_REQUIRED(), { target: userTarget(known) });
        }
        next.updatedAt = deps.clock.now();
        await tx.users.update(next);
        if (next.status === 'DISABLED') await endSessions(deps, tx, next);
        await recordChange(deps, tx, 'user.updated', next, userActor(call), call.origin, { changed });
        return next;
      });
      return userView(user);
    },

    async userResetPassword(call) {
      const passwordHash = await deps.secrets.hashPassword(call.body.password);
      const user = await deps.store.write(async (tx) => {
        const next = { ...(await existingUser(tx, call)), passwordHash, updatedAt: deps.clock.now() };
        await tx.users.update(next);
        await endSessions(deps, tx, next);
        await recordChange(deps, tx, 'user.password.reset', next, userActor(call), call.origin);
        return next;
      });
      return userView(user);
    },
  };
}

/** Makes the first owner of an empty database; does nothing where anybody exists. */
export async function ensureFirstOwner(
  deps: Dependencies,
  owner: { username: string; password: () => string },
): Promise<void> {
  if ((await deps.store.read((tx) => tx.users.count())) > 0) return;
  const passwordHash = await deps.secrets.hashPassword(owner.password());
  const user = newUser(deps, { username: owner.username, displayName: null, role: 'owner', passwordHash });
  await deps.store.write((tx) => addUser(deps, tx, user, systemActor, null));
}

async function endSessions(deps: Dependencies, tx: Transaction, user: User): Promise<void> {
  await tx.sessions.endOfUser(user.id);
  // Whoever follows the feed has its right to do so looked at again.
  tx.afterCommit(() => deps.wakeUps.notify(feedTopic));
}

function newUser(deps: Dependencies, about: Pick<User, 'username' | 'displayName' | 'role' | 'passwordHash'>): User {
  const now = deps.clock.now();
  const id = deps.secrets.newId('usr_');
  return { id, ...about, status: 'ACTIVE', createdAt: now, updatedAt: now, lastLoginAt: null };
}

async function addUser(
  deps: Dependencies,
  tx: Transaction,
  user: User,
  actor: ActorRef,
  origin: Origin | null,
): Promise<void> {
  await tx.users.insert(user);
  await recordChange(deps, tx, 'user.created', user, actor, origin, { role: user.role });
}

async function existingUser(
  tx: Transaction,
  call: OperatorCall<'userView' | 'userUpdate' | 'userResetPassword'>,
): Promise<User> {
  const user = await tx.users.find(pathParameter(call, 'userId'));
  if (user === null) throw contractErrors.USER_NOT_FOUND();
  return user;
}

async function recordChange(
  deps: Dependencies,
  tx: Transaction,
  action: AuditAction,
  user: User,
  actor: ActorRef,
  origin: Origin | null,
  details: JsonObject = {},
): Promise<void> {
  await record(deps, tx, { action, actor, target: userTarget(user), origin, at: deps.clock.now(), details });
}

export function userView(user: User): UserView {
  return {
    id: user.id,
    username: user.username,
    displayName: user.displayName,
    role: user.role,
    status: user.status,
    createdAt: timestamp(user.createdAt),
    updatedAt: timestamp(user.updatedAt),
    lastLoginAt: timestampOrNull(user.lastLoginAt),
  };
}
