/** Passwords, cookies, forwarding headers and the headers of answers, each with somebody who tries to get around them. */
import { operations } from 'capsule-contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../src/app/app.ts';
import { createNodeSecrets } from '../src/app/node-secrets.ts';
import { createServer } from '../src/http/server.ts';
import { ownerPassword, startTestOpstage, type TestOpstage } from './test-opstage.ts';

let opstage: TestOpstage;
beforeAll(async () => {
  opstage = await startTestOpstage();
});
afterAll(() => opstage.stop());

describe('passwords', () => {
  test('are hashed by argon2id with 19 MiB and two passes, each with a salt of its own', async () => {
    const secrets = await createNodeSecrets();
    const [one, two] = [await secrets.hashPassword('same'), await secrets.hashPassword('same')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
  });

  test('take the same work for a user nobody knows', async () => {
    const secrets = await createNodeSecrets();
    const known = await secrets.hashPassword('right');
    const fastest = async (hash: string | null) => {
      const times: number[] = [];
      for (let turn = 0; turn < 5; turn += 1) {
        const began = performance.now();
        expect(await secrets.verifyPassword(hash, 'wrong')).toBe(false);
        times.push(performance.now() - began);
      }
      return Math.min(...times);
    };
    // Without the work it is a thousand times less.
    expect(await fastest(null)).toBeGreaterThan((await fastest(known)) / 10);
  });
});

/** A login as it arrives from `remoteAddress`, at a server that trusts these proxies. */
async function loginFrom(
  trustedProxies: string[],
  remoteAddress: string,
  headers: Record<string, string>,
  password: string,
) {
  const log = { debug: () => {}, error: () => {}, isLevelEnabled: () => true };
  const server = await createServer(createApp(opstage.deps), { log, trustedProxies });
  const reply = await server.inject({
    method: 'POST',
    url: '/api/admin/auth/login',
    remoteAddress,
    headers: { host: 'opstage.example', 'content-type': 'application/json', ...headers },
    payload: JSON.stringify({ username: 'admin', password }),
  });
  await server.close();
  return reply;
}

/** The address the audit log has for the newest login or failure. */
async function lastAddress(): Promise<string> {
  const [event] = (await opstage.data('auditList', { as: opstage.owner, query: 'pageSize=1' })) as { ip: string }[];
  return event?.ip ?? '';
}

describe('forwarding headers', () => {
  const forwarded = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'http', 'x-forwarded-host': 'localhost' };
  const rows: [string, string[], string, Record<string, string>, string][] = [
    ["are nobody's word by default", [], '198.51.100.7', forwarded, '198.51.100.7'],
    ['count from a configured proxy', ['10.0.0.0/8'], '10.1.2.3', forwarded, '203.0.113.9'],
    ['do not count from any other address', ['10.0.0.0/8'], '198.51.100.7', forwarded, '198.51.100.7'],
    [
      'count only as far as proxies are trusted',
      ['10.0.0.0/8'],
      '10.1.2.3',
      { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' },
      '198.51.100.7',
    ],
  ];
  test.each(rows)('%s', async (_title, trusted, remoteAddress, headers, expected) => {
    const reply = await loginFrom(trusted, remoteAddress, headers, ownerPassword);
    expect(reply.statusCode).toBe(200);
    expect(await lastAddress()).toBe(expected);
  });

  test('cannot take Secure from the cookie of somebody who is not on this machine', async () => {
    const reply = await loginFrom([], '198.51.100.7', forwarded, ownerPassword);
    expect(String(reply.headers['set-cookie'])).toContain('; Secure');
    const behindTls = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'opstage.example' };
    const proxied = await loginFrom(['127.0.0.1'], '127.0.0.1', behindTls, ownerPassword);
    expect(String(proxied.headers['set-cookie'])).toContain('; Secure');
  });
});

describe('CSRF', () => {
  const target = '/api/admin/registration-tokens';
  const spellings = [
    target,
    '/%61pi/admin/registration-tokens',
    '/api/admin/registration%2Dtokens',
    `${target}?x=/api/system`,
  ];
  const guests: [string, () => Record<string, string>][] = [
    ['no token', () => ({})],
    ['an empty one', () => ({ 'x-csrf-token': '' })],
    [
      'one letter off',
      () => ({ 'x-csrf-token': (opstage.owner.csrf ?? '').replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')) }),
    ],
    ['the token twice', () => ({ 'x-csrf-token': `${opstage.owner.csrf}, ${opstage.owner.csrf}` })],
    ['a method override', () => ({ 'x-http-method-override': 'GET' })],
    ['the token in a body of a form', () => ({ 'content-type': 'application/x-www-form-urlencoded' })],
  ];
  test.each(guests)('%s opens nothing, however the path is spelt', async (_title, headers) => {
    const { cookie = '' } = opstage.owner;
    for (const spelling of spellings) {
      const sending = { as: { cookie }, target: spelling, body: {}, headers: headers() };
      const reply = await opstage.send('registrationTokenCreate', sending);
      expect([spelling, reply.status, reply.body.error?.code]).toEqual([spelling, 403, 'CSRF_INVALID']);
    }
    const tokens = await opstage.data('registrationTokenList', { as: opstage.owner });
    expect(tokens).toEqual([]);
  });

  test('the token of one session is none of another', async () => {
    const other = await opstage.login('admin', ownerPassword);
    const as = { cookie: other.cookie ?? '', csrf: opstage.owner.csrf ?? '' };
    expect((await opstage.send('registrationTokenCreate', { as, body: {} })).body.error?.code).toBe('CSRF_INVALID');
  });
});

describe('headers of answers', () => {
  const wanted = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
  };
  test('are on every kind of answer: success, refusal, no route, wrong method, export', async () => {
    const replies = await Promise.all([
      opstage.send('systemVersion'),
      opstage.send('agentList'),
      opstage.send('systemHealth', { target: '/api/nowhere' }),
      opstage.send('systemHealth', { method: 'DELETE' }),
      opstage.send('auditExport', { as: opstage.owner }),
    ]);
    expect(replies.map(({ status }) => status)).toEqual([200, 401, 404, 405, 200]);
    for (const { headers } of replies) {
      expect(headers).toMatchObject(wanted);
      // No other origin may read an answer, and nothing tells which software this is.
      const telling = Object.keys(headers).filter((name) => /^(access-control-|server$|x-powered-by$)/.test(name));
      expect(telling).toEqual([]);
    }
  });

  test('a preflight of another origin is refused like any method nobody serves', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    for (const { operationId } of Object.values(operations)) {
      const reply = await opstage.send(operationId, { method: 'OPTIONS', headers });
      expect([operationId, reply.status]).toEqual([operationId, 405]);
    }
  });
});
