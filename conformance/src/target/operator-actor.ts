/** A person or script with an operator session, and the stranger who has nothing. */
import type { User } from 'capsule-contract/types';
import type { Caller } from './caller.ts';
import type { Actor } from './contract-call.ts';

export interface OperatorActor extends Actor {
  user: User;
  username: string;
  password: string;
  /** `name=value`, as sent in the Cookie header. */
  cookie: string;
  csrfToken: string;
}

export const anonymous: Actor = { lane: 'anonymous', credentials: () => [] };

/** Logs in and gives an actor that sends the cookie, and the CSRF header on every state change. */
export async function logIn(
  driver: Caller,
  who: { username: string; password: string; lane: string },
): Promise<OperatorActor> {
  const { username, password } = who;
  const reply = await driver.send('operatorLogin', {
    as: { lane: who.lane, credentials: () => [] },
    body: { username, password },
  });
  const session = driver.leniently(reply);
  const cookie = sessionCookie(reply.headers['set-cookie'] ?? '');
  driver.register(cookie.slice(cookie.indexOf('=') + 1), `session cookie of ${username}`);
  driver.register(session.csrfToken, `CSRF token of ${username}`);
  return {
    lane: who.lane,
    user: session.user,
    username,
    password,
    cookie,
    csrfToken: session.csrfToken,
    credentials: ({ mutating }) =>
      mutating
        ? [
            ['cookie', cookie],
            ['x-csrf-token', session.csrfToken],
          ]
        : [['cookie', cookie]],
  };
}

function sessionCookie(setCookie: string): string {
  return /(?:^|, )(opstage_session=[^;,]*)/.exec(setCookie)?.[1] ?? 'opstage_session=';
}
