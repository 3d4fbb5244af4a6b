/** Contract, section 8: the session cookie, and what ends a session. */
import { logIn, type OperatorActor } from '../../target/operator-actor.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { msBetween } from './operator-reads.ts';

const cookieFlags = {
  requirement: 'session-cookie-flags',
  sentence:
    'The session cookie MUST be opaque, HttpOnly, SameSite=Lax, Path=/ and Secure unless on loopback http, and MUST be dead after logout, expiry, password reset and disabling of the user.',
} as const;

export const operatorSessionChecks: OpstageCheck[] = [
  opstageCheck({
    ...cookieFlags,
    id: 'session-cookie-flags/flags',
    title: 'the cookie has its flags and says nothing',
    how: 'Logs in twice. Expects opstage_session with HttpOnly, SameSite=Lax, Path=/, Secure unless over http on loopback, and two different long values that hold neither name, id nor role.',
    async run(t) {
      const user = await t.newOperator('viewer');
      const values: string[] = [];
      for (let count = 0; count < 2; count += 1) {
        const reply = await t.send('operatorLogin', { body: { username: user.username, password: user.password } });
        t.expect(reply).success();
        const { value, flags } = cookieOf(reply.headers['set-cookie'] ?? '');
        for (const flag of ['httponly', 'samesite=lax', 'path=/']) {
          t.that(`the cookie with ${flag}`, flags.includes(flag), flags, reply);
        }
        const { protocol, hostname } = new URL(t.subject.url);
        const loopback = protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
        if (!loopback) t.that('the cookie with secure', flags.includes('secure'), flags, reply);
        const opaque =
          value.length >= 22 &&
          ![user.username, user.user.id, 'viewer'].some((word) => decodings(value).some((text) => text.includes(word)));
        t.that('an opaque value of at least 22 characters', opaque, `${value.length} characters`, reply);
        values.push(value);
      }
      t.that('another value for each login', values[0] !== values[1], 'the same twice', t.transcript.messages.length);
    },
  }),
  opstageCheck({
    ...cookieFlags,
    id: 'session-cookie-flags/expiry',
    title: 'a session says when it ends',
    how: 'Logs in and asks operatorMe. Expects expiresAt operatorSessionSeconds after the login, and the cookie to last no longer.',
    async run(t) {
      const { username, password } = await t.newOperator('viewer');
      const before = Date.now();
      const reply = await t.send('operatorLogin', { body: { username, password } });
      const { expiresAt } = t.expect(reply).success();
      const { serverTime } = t.driver.must(await t.send('systemHealth'));
      const life = msBetween(serverTime, expiresAt) / 1000;
      const spent = (Date.now() - before) / 1000;
      const { operatorSessionSeconds } = t.limits;
      const told = life <= operatorSessionSeconds && life >= operatorSessionSeconds - spent - 5;
      t.that(`expiresAt ${operatorSessionSeconds} s after the login`, told, `${life} s`, reply);
      const { flags } = cookieOf(reply.headers['set-cookie'] ?? '');
      const maxAge = flags.find((flag) => flag.startsWith('max-age='))?.slice('max-age='.length);
      t.that(
        'a cookie that lasts no longer',
        maxAge === undefined || Number(maxAge) <= operatorSessionSeconds,
        flags,
        reply,
      );
    },
  }),
  opstageCheck({
    ...cookieFlags,
    id: 'session-cookie-flags/logout',
    title: 'a session is dead after logout, and only that one',
    how: 'Logs in twice and logs one session out. Expects the cookie to be cleared and 401 for reads and changes of that session, and the other to live.',
    async run(t) {
      const first = await t.newOperator('operator');
      const second = await logIn(t.driver, first);
      const out = await t.send('operatorLogout', { as: first });
      t.expect(out).success();
      const { value, flags } = cookieOf(out.headers['set-cookie'] ?? '');
      const cleared = value === '' || flags.some((flag) => flag === 'max-age=0' || /^expires=.*1970/.test(flag));
      t.that('the cookie to be cleared', cleared, flags, out);
      await expectDead(t, first);
      t.expect(await t.send('operatorMe', { as: second })).success();
    },
  }),
  opstageCheck({
    ...cookieFlags,
    id: 'session-cookie-flags/password-reset',
    title: 'all sessions of a user are dead after a password reset',
    how: 'Resets the password of a user with two sessions. Expects 401 for both, the old password to fail and the new one to open a session.',
    async run(t) {
      const first = await t.newOperator('operator');
      const second = await logIn(t.driver, first);
      const password = `new-${t.random.word(20)}`;
      t.driver.register(password, `password of ${first.username}`);
      t.expect(await t.send('userResetPassword', { path: { userId: first.user.id }, body: { password } })).success();
      await expectDead(t, first);
      await expectDead(t, second);
      const old = { username: first.username, password: first.password };
      t.expect(await t.send('operatorLogin', { body: old })).refusal('LOGIN_FAILED');
      t.expect(await t.send('operatorLogin', { body: { ...old, password } })).success();
    },
  }),
  opstageCheck({
    ...cookieFlags,
    id: 'session-cookie-flags/disable',
    title: 'the sessions of a disabled user are dead and stay so',
    how: 'Disables a user with a session and enables it again. Expects 401 while disabled, no login, and 401 for the old session afterwards.',
    async run(t) {
      const user = await t.newOperator('operator');
      const update = (status: string) => t.send('userUpdate', { path: { userId: user.user.id }, body: { status } });
      t.expect(await update('DISABLED')).success();
      await expectDead(t, user);
      const { username, password } = user;
      t.expect(await t.send('operatorLogin', { body: { username, password } })).refusal('LOGIN_FAILED');
      t.expect(await update('ACTIVE')).success();
      await expectDead(t, user);
      t.expect(await t.send('operatorLogin', { body: { username, password } })).success();
    },
  }),
];

async function expectDead(t: OpstageTrial, session: OperatorActor): Promise<void> {
  t.expect(await t.send('operatorMe', { as: session })).refusal('UNAUTHORIZED');
  t.expect(await t.send('registrationTokenCreate', { as: session, body: {} })).refusal('UNAUTHORIZED');
  t.expect(await t.send('operatorLogout', { as: session })).refusal('UNAUTHORIZED');
}

/** The session cookie of a Set-Cookie header, its flags in lower case. */
function cookieOf(setCookie: string): { value: string; flags: string[] } {
  const own = setCookie.split(/,\s*(?=[\w-]+=)/).find((one) => one.startsWith('opstage_session=')) ?? '';
  const [pair = '', ...flags] = own.split(';').map((part) => part.trim());
  return { value: pair.slice(pair.indexOf('=') + 1), flags: flags.map((flag) => flag.toLowerCase()) };
}

/** What a curious client would read from the value. */
function decodings(value: string): string[] {
  const parts = value.split('.');
  return [value, ...parts.map((part) => Buffer.from(part, 'base64url').toString('latin1'))];
}
