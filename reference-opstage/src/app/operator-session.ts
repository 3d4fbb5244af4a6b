/** Login, logout, and who a session cookie belongs to. */
import { contractErrors } from 'capsule-contract/errors';
import { hasPassed, type Instant, secondsAfter } from '../domain/instant.ts';
import type { User } from '../domain/user.ts';
import { userTarget } from './audit-target.ts';
import { record, userActor } from './audit-trail.ts';
import type { OpenCall, UseCases } from './call.ts';
import type { Dependencies } from './dependencies.ts';
import { feedTopic } from './event-trail.ts';
import type { Transaction } from './ports/store.ts';
import type { OperatorPrincipal } from './principal.ts';
import { refusal } from './refusal.ts';
import { timestamp } from './timestamps.ts';
import { userView } from './user.ts';

type Login = OpenCall<'operatorLogin'>;

export function operatorSessions(
  deps: Dependencies,
): Pick<UseCases, 'operatorLogin' | 'operatorLogout' | 'operatorMe'> {
  return {
    async operatorLogin(call) {
      const attempt = await noteAttempt(deps, call);
      const user = await deps.store.read((tx) => tx.users.findByUsername(call.body.username));
      // With nobody to compare, an equal amount of work is done, so that time does not tell who exists.
      const right = await deps.secrets.verifyPassword(user?.passwordHash ?? null, call.body.password);
      if (user === null || !right || user.status !== 'ACTIVE') {
        const target = user === null ? { type: 'user' as const, id: null, code: null } : userTarget(user);
        throw refusal(contractErrors.LOGIN_FAILED(), { target });
      }
      return openSession(deps, call, user, attempt);
    },

    async operatorLogout(call) {
      await deps.store.write(async (tx) => {
        await tx.sessions.end(call.operator.sessionId);
        // Whoever follows the feed has its right to do so looked at again.
        tx.afterCommit(() => deps.wakeUps.notify(feedTopic));
        const target = userTarget(call.operator.user);
        const at = deps.clock.now();
        await record(deps, tx, { action: 'user.logout', actor: userActor(call), target, origin: call.origin, at });
      });
      return { loggedOut: true };
    },

    async operatorMe(call) {
      const { user, csrfToken, expiresAt } = call.operator;
      return { user: userView(user), csrfToken, expiresAt: timestamp(expiresAt) };
    },
  };
}

/** The user behind a session cookie; null when the session is not alive. */
export async function operatorAuthenticate(deps: Dependencies, cookie: string): Promise<OperatorPrincipal | null> {
  const hash = deps.secrets.sha256(cookie);
  return deps.store.read(async (tx) => {
    const session = await tx.sessions.findByHash(hash);
    if (session === null || !deps.secrets.sameSecret(session.hash, hash)) return null;
    if (hasPassed(session.expiresAt, deps.clock.now())) return null;
    const user = await tx.users.find(session.userId);
    if (user === null || user.status !== 'ACTIVE') return null;
    return { sessionId: session.id, user, csrfToken: csrfTokenOf(deps, cookie), expiresAt: session.expiresAt };
  });
}

/** Whether a session that was alive when its request began still is. */
export async function isAlive(deps: Dependencies, tx: Transaction, operator: OperatorPrincipal): Promise<boolean> {
  const session = await tx.sessions.find(operator.sessionId);
  if (session === null || hasPassed(session.expiresAt, deps.clock.now())) return false;
  return (await tx.users.find(session.userId))?.status === 'ACTIVE';
}

/** Bound to the session and never stored: whoever knows the cookie can name it, nobody else. */
function csrfTokenOf(deps: Dependencies, cookie: string): string {
  return deps.secrets.derive(cookie, 'csrf');
}

interface Attempt {
  /** The account, hashed: what was typed is never stored. */
  account: string;
  /** The failure counted against the address. */
  addressFailureId: string;
}

/**
 * Counts the attempt as failed before the password is looked at and takes that back when it was right: attempts made
 * at once cannot slip past the limit.
 */
async function noteAttempt(deps: Dependencies, call: Login): Promise<Attempt> {
  const at = deps.clock.now();
  const account = deps.secrets.sha256(`account ${call.body.username}`);
  const address = deps.secrets.sha256(`address ${call.origin.ip ?? ''}`);
  const addressFailureId = deps.secrets.newId('lgf_');
  await deps.store.write(async (tx) => {
    await refuseBeyond(deps, tx, account, deps.limits.loginFailuresMax, at);
    await refuseBeyond(deps, tx, address, deps.limits.loginFailuresPerAddressMax, at);
    await tx.memory.addLoginFailure(deps.secrets.newId('lgf_'), account, at);
    await tx.memory.addLoginFailure(addressFailureId, address, at);
  });
  return { account, addressFailureId };
}

async function refuseBeyond(
  deps: Dependencies,
  tx: Transaction,
  subject: string,
  max: number,
  now: Instant,
): Promise<void> {
  const windowMs = deps.limits.loginWindowSeconds * 1000;
  const { count, oldest } = await tx.memory.countLoginFailures(subject, now - windowMs);
  if (count < max) return;
  const retryAfterSeconds = Math.max(1, Math.ceil(((oldest ?? now) + windowMs - now) / 1000));
  throw contractErrors.LOGIN_THROTTLED({ retryAfterSeconds });
}

async function openSession(deps: Dependencies, call: Login, user: User, attempt: Attempt) {
  const now = deps.clock.now();
  const cookie = deps.secrets.newSecret('');
  const expiresAt = secondsAfter(now, deps.limits.operatorSessionSeconds);
  const loggedIn = await deps.store.write(async (tx) => {
    // Read again: the account may have been disabled or renamed while the password was being compared.
    const current = await tx.users.find(user.id);
    if (current === null || current.status !== 'ACTIVE' || current.passwordHash !== user.passwordHash) {
      throw refusal(contractErrors.LOGIN_FAILED(), { target: userTarget(user) });
    }
    await tx.memory.clearLoginFailures(attempt.account);
    await tx.memory.removeLoginFailure(attempt.addressFailureId);
    const next = { ...current, lastLoginAt: now };
    await tx.users.update(next);
    const id = deps.secrets.newId('ops_');
    await tx.sessions.insert({ id, userId: user.id, hash: deps.secrets.sha256(cookie), createdAt: now, expiresAt });
    const actor = { type: 'user', id: user.id, name: user.username } as const;
    await record(deps, tx, { action: 'user.login', actor, target: userTarget(user), origin: call.origin, at: now });
    return next;
  });
  const session = { user: userView(loggedIn), csrfToken: csrfTokenOf(deps, cookie), expiresAt: timestamp(expiresAt) };
  return { session, cookie, expiresAt };
}
