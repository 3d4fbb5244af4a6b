/** Contract, sections 2 and 8: guessing a password is slow, and tells nothing about the account. */
import type { Reply } from '../../target/caller.ts';
import { type OpstageCheck, opstageCheck } from '../check.ts';
import type { OpstageTrial } from '../opstage-trial.ts';
import { auditHead, auditOfRequests } from './audit-log.ts';

const throttled = {
  requirement: 'login-throttled',
  sentence:
    'Repeated failed logins for one account name, known or not, MUST be answered 429 `LOGIN_THROTTLED` by advertised limits, the limit per address being at least 20 times higher; an unknown user and a wrong password MUST be indistinguishable in code and body.',
} as const;
const retryAfter = {
  requirement: 'throttle-has-retry-after',
  sentence:
    'Every 429 and 503 MUST carry `Retry-After` in seconds. Forwarding headers MUST count only when they come from configured proxies, by default from none.',
} as const;

export const loginThrottlingChecks: OpstageCheck[] = [
  opstageCheck({
    ...throttled,
    id: 'login-throttled/indistinguishable',
    title: 'an unknown user and a wrong password get the same answer',
    how: 'Logs in with an unknown name, with a wrong password, and as a disabled user. Expects LOGIN_FAILED with equal bodies but for the request id, and no cookie.',
    async run(t) {
      const known = await t.newOperator('viewer');
      const disabled = await t.newOperator('viewer');
      t.driver.must(await t.send('userUpdate', { path: { userId: disabled.user.id }, body: { status: 'DISABLED' } }));
      const attempts: [string, string][] = [
        [t.code('nobody'), 'a-wrong-password'],
        [known.username, 'a-wrong-password'],
        [disabled.username, disabled.password],
      ];
      const bodies: unknown[] = [];
      const replies: Reply[] = [];
      for (const [username, password] of attempts) {
        const reply = await t.send('operatorLogin', { body: { username, password } });
        const { requestId: _, ...error } = t.expect(reply).refusal('LOGIN_FAILED');
        t.that('no cookie', reply.headers['set-cookie'] === undefined, reply.headers['set-cookie'], reply);
        bodies.push([error, Object.keys(reply.headers).sort()]);
        replies.push(reply);
      }
      const [first, ...others] = replies as [Reply, ...Reply[]];
      for (const body of bodies) t.equal('the answer to a wrong password', body, bodies[0], first, ...others);
    },
  }),
  opstageCheck({
    ...throttled,
    id: 'login-throttled/per-account',
    title: 'an account name is throttled after loginFailuresMax failures, known or not',
    how: 'Fails to log in loginFailuresMax times under a known and an unknown name, each call claiming another forwarded address. Expects LOGIN_FAILED so often, then 429 LOGIN_THROTTLED with Retry-After and no audit event, for the right password too, while another user logs in.',
    async run(t) {
      const { loginFailuresMax, loginFailuresPerAddressMax, loginWindowSeconds } = t.limits;
      const versionReply = await t.send('systemVersion');
      const ratio = loginFailuresPerAddressMax >= 20 * loginFailuresMax;
      t.that(
        'a limit per address at least 20 times the limit per name',
        ratio,
        [loginFailuresPerAddressMax, loginFailuresMax],
        versionReply,
      );
      const known = await t.newOperator('viewer');
      const names = [known.username, t.code('nobody')];
      for (const username of names) {
        for (let attempt = 1; attempt <= loginFailuresMax; attempt += 1) {
          const reply = await failLogin(t, username, attempt);
          t.expect(reply).refusal('LOGIN_FAILED');
        }
        const seq = await auditHead(t);
        const beyond = await failLogin(t, username, 99);
        t.expect(beyond).refusal('LOGIN_THROTTLED');
        const wait = Number(beyond.headers['retry-after']);
        t.that(
          `Retry-After from 1 to ${loginWindowSeconds}`,
          wait >= 1 && wait <= loginWindowSeconds,
          beyond.headers['retry-after'],
          beyond,
        );
        const audit = await auditOfRequests(t, seq, [beyond]);
        t.equal('audit events of a throttled login', audit.data, [], audit, beyond);
      }
      const right = await t.send('operatorLogin', { body: { username: known.username, password: known.password } });
      t.expect(right).refusal('LOGIN_THROTTLED');
      t.expect(await t.send('operatorMe', { as: known })).success();
      await t.newOperator('viewer');
    },
  }),
  opstageCheck({
    ...retryAfter,
    id: 'throttle-has-retry-after/forwarding-headers',
    title: 'an invented address neither throttles another nor is believed',
    how: 'Fails to log in with forwarding headers that name an address and reads the audit event. Expects the event to show another address than the invented one.',
    async run(t) {
      const seq = await auditHead(t);
      const reply = await failLogin(t, t.code('nobody'), 7);
      t.expect(reply).refusal('LOGIN_FAILED');
      const audit = await auditOfRequests(t, seq, [reply]);
      const [event] = audit.data;
      const action = event?.action;
      t.that('the failed login in the audit log', action === 'user.login.failed', action, audit, reply);
      t.that('its address not to be the invented one', event?.ip !== '198.51.100.7', event?.ip, audit, reply);
    },
  }),
];

function failLogin(t: OpstageTrial, username: string, address: number): Promise<Reply<'operatorLogin'>> {
  const invented = `198.51.100.${address}`;
  return t.send('operatorLogin', {
    headers: { 'x-forwarded-for': invented, forwarded: `for=${invented}`, 'x-real-ip': invented },
    body: { username, password: 'a-wrong-password' },
  });
}
