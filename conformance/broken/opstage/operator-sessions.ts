/** Operator sessions: a cookie after a login, until logout, expiry, or a change that ends it. */
import { contractErrors } from 'capsule-contract/errors';
import type { LoginRequest, OperatorSession } from 'capsule-contract/types';
import { writeAudit } from './audit-log.ts';
import { actorOf, type Call, type Outcome } from './call.ts';
import { defect } from './defects.ts';
import { hashOf, newSecret } from './identifiers.ts';
import { isPassword } from './passwords.ts';
import { type SessionRecord, type State, timestamp, type UserRecord } from './state.ts';
import { userTarget, userView } from './users.ts';

const cookieName = 'opstage_session';
const cookieFlags = 'Path=/; HttpOnly; SameSite=Lax';

function cookieOf({ headers }: Call): string | undefined {
  const text = defect('odd-cookie-crashes') ? decodeURIComponent(headers.cookie ?? '') : (headers.cookie ?? '');
  const cookies = text.split(';').map((part) => part.trim().split('='));
  return cookies
    .find(([name]) => name === cookieName)
    ?.slice(1)
    .join('=');
}

/** The living session of the request's cookie. */
export function sessionOf(state: State, call: Call): { session: SessionRecord; user: UserRecord } {
  const cookie = cookieOf(call);
  const session = cookie === undefined ? undefined : state.sessions.get(hashOf(cookie));
  const user = session && state.users.get(session.userId);
  const isExpired = session !== undefined && state.now() >= session.expiresAt;
  if (!session || !user || isExpired) throw contractErrors.UNAUTHORIZED();
  if (user.status !== 'ACTIVE' && !defect('disabled-user-stays-in')) throw contractErrors.UNAUTHORIZED();
  return { session, user };
}

function view(session: SessionRecord, user: UserRecord): OperatorSession {
  const hour = defect('session-end-told-wrong') ? 3_600_000 : 0;
  return { user: userView(user), csrfToken: session.csrfToken, expiresAt: timestamp(session.expiresAt + hour) };
}

export function operatorLogin(state: State, call: Call): Outcome {
  const { username, password } = call.body as LoginRequest;
  const counted = [
    { name: `name ${username.toLowerCase()}`, most: state.limits.loginFailuresMax },
    { name: `address ${call.origin.ip}`, most: state.limits.loginFailuresPerAddressMax },
  ];
  for (const { name, most } of counted) throttle(state, name, most);
  const user = [...state.users.values()].find((one) => one.username === username);
  if (user) call.target = userTarget(user);
  if (user === undefined && defect('unknown-user-told-apart'))
    throw contractErrors.LOGIN_FAILED({ message: 'No such user.' });
  if (!isPassword(password, user) || user?.status !== 'ACTIVE') {
    const isCounted = user !== undefined || !defect('unknown-names-not-throttled');
    if (isCounted) for (const { name } of counted) failures(state, name).push(state.now());
    throw contractErrors.LOGIN_FAILED();
  }
  state.loginFailures.delete(counted[0]?.name ?? '');
  const cookie = defect('cookie-not-opaque') ? `${user.username}.${newSecret('')}` : newSecret('');
  const seconds = state.limits.operatorSessionSeconds;
  const expiresAt = state.now() + seconds * 1000;
  const session = { userId: user.id, role: user.role, csrfToken: newSecret(''), expiresAt };
  state.sessions.set(hashOf(cookie), session);
  user.lastLoginAt = state.now();
  const flags = defect('cookie-readable-by-scripts') ? 'Path=/; SameSite=Lax' : cookieFlags;
  call.answerHeaders['Set-Cookie'] = `${cookieName}=${cookie}; ${flags}; Max-Age=${seconds}`;
  const actor = { type: 'user', id: user.id, name: user.username } as const;
  writeAudit(state, call.origin, { action: 'user.login', actor, target: userTarget(user) });
  return { data: view(session, user) };
}

function failures(state: State, name: string): number[] {
  const since = state.now() - state.limits.loginWindowSeconds * 1000;
  const recent = (state.loginFailures.get(name) ?? []).filter((at) => at > since);
  state.loginFailures.set(name, recent);
  return recent;
}

function throttle(state: State, name: string, most: number): void {
  const recent = failures(state, name);
  if (recent.length < most || defect('logins-not-throttled')) return;
  const opensAt = (recent.at(-most) ?? 0) + state.limits.loginWindowSeconds * 1000;
  const retryAfterSeconds = Math.max(1, Math.ceil((opensAt - state.now()) / 1000));
  throw contractErrors.LOGIN_THROTTLED({ retryAfterSeconds });
}

export function operatorLogout(state: State, call: Call): Outcome {
  if (!defect('logout-only-clears-the-cookie')) state.sessions.delete(hashOf(cookieOf(call) ?? ''));
  call.answerHeaders['Set-Cookie'] = `${cookieName}=; ${cookieFlags}; Max-Age=0`;
  const target = userTarget(call.user as UserRecord);
  writeAudit(state, call.origin, { action: 'user.logout', actor: actorOf(call), target });
  return { data: { loggedOut: true } };
}

export function operatorMe(_: State, call: Call): Outcome {
  return { data: view(call.session as SessionRecord, call.user as UserRecord) };
}
