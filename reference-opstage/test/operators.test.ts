import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { auditActions, enrol, execute, register, uniqueCode } from './test-agent.ts';
import { ownerPassword, type Reply, startTestOpstage, type TestOpstage } from './test-opstage.ts';

let opstage: TestOpstage;
const limits = {
  loginFailuresMax: 3,
  loginWindowSeconds: 100,
  loginFailuresPerAddressMax: 60,
  operatorSessionSeconds: 1000,
};
beforeAll(async () => {
  opstage = await startTestOpstage(limits);
});
afterAll(() => opstage.stop());

const errorOf = (reply: Reply) => reply.body.error?.code ?? reply.status;
const attempt = (username: string, password: string) => opstage.send('operatorLogin', { body: { username, password } });
const me = (as: object) => opstage.send('operatorMe', { as });

async function newUser(role = 'operator') {
  const username = uniqueCode('user');
  const body = { username, role, password: 'a good password' };
  const user = (await opstage.data('userCreate', { as: opstage.owner, body })) as { id: string };
  return { ...user, username, path: { userId: user.id }, login: () => opstage.login(username, 'a good password') };
}

describe('login', () => {
  test('sets an opaque cookie that scripts cannot read, on loopback without Secure', async () => {
    const reply = await attempt('admin', ownerPassword);
    const cookie = String(reply.headers['set-cookie']);
    expect(cookie).toMatch(/^opstage_session=[A-Za-z0-9_-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    const remote = await opstage.send('operatorLogin', {
      body: { username: 'admin', password: ownerPassword },
      headers: { host: 'opstage.example' },
    });
    expect(String(remote.headers['set-cookie'])).toContain('; Secure');
  });

  test('a wrong password and an unknown user are answered alike, and throttled alike', async () => {
    const { username } = await newUser();
    const unknown = uniqueCode('nobody');
    for (let round = 0; round < limits.loginFailuresMax; round += 1) {
      const [wrong, nobody] = [await attempt(username, 'wrong'), await attempt(unknown, 'wrong')];
      expect([errorOf(wrong), errorOf(nobody)]).toEqual(['LOGIN_FAILED', 'LOGIN_FAILED']);
      expect(wrong.body.error?.message).toBe(nobody.body.error?.message);
    }
    for (const name of [username, unknown]) {
      const reply = await attempt(name, 'a good password');
      expect(errorOf(reply)).toBe('LOGIN_THROTTLED');
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
    }
    opstage.clock.advance(limits.loginWindowSeconds);
    expect((await attempt(username, 'a good password')).status).toBe(200);
  });

  test('failures made at once cannot slip past the limit', async () => {
    const { username } = await newUser();
    const replies = await Promise.all(Array.from({ length: 10 }, () => attempt(username, 'wrong')));
    expect(replies.filter((reply) => errorOf(reply) === 'LOGIN_FAILED')).toHaveLength(limits.loginFailuresMax);
  });

  test('each failure is audited without what was typed', async () => {
    opstage.clock.advance(limits.loginWindowSeconds);
    const { username, id } = await newUser();
    await attempt(username, 'typed-by-mistake');
    await attempt(username, 'typed-by-mistake');
    const log = await opstage.send('auditList', {
      as: opstage.owner,
      query: `targetId=${id}&action=user.login.failed`,
    });
    expect(log.body.data).toHaveLength(2);
    expect(log.text).not.toContain('typed-by-mistake');
  });
});

describe('a session', () => {
  test('is dead after logout, expiry, password reset and disabling', async () => {
    const user = await newUser();
    const [first, second, third] = [await user.login(), await user.login(), await user.login()];
    await opstage.data('operatorLogout', { as: first });
    expect([errorOf(await me(first)), errorOf(await me(second))]).toEqual(['UNAUTHORIZED', 200]);
    const body = { password: 'another password' };
    await opstage.data('userResetPassword', { path: user.path, as: opstage.owner, body });
    expect(errorOf(await me(second))).toBe('UNAUTHORIZED');
    expect(errorOf(await attempt(user.username, 'a good password'))).toBe('LOGIN_FAILED');
    const fourth = await opstage.login(user.username, 'another password');
    await opstage.data('userUpdate', { path: user.path, as: opstage.owner, body: { status: 'DISABLED' } });
    expect([errorOf(await me(third)), errorOf(await me(fourth))]).toEqual(['UNAUTHORIZED', 'UNAUTHORIZED']);
    expect(errorOf(await attempt(user.username, 'another password'))).toBe('LOGIN_FAILED');
    opstage.clock.advance(limits.operatorSessionSeconds);
    expect(errorOf(await me(opstage.owner))).toBe('UNAUTHORIZED');
    opstage.owner = await opstage.login('admin', ownerPassword);
  });

  test('has one CSRF token, the same at login and later, and no other works', async () => {
    const [mine, other] = [await (await newUser()).login(), await (await newUser()).login()];
    const shown = (await opstage.data('operatorMe', { as: mine })) as { csrfToken: string };
    expect(shown.csrfToken).toBe(mine.csrf);
    const stolen = { cookie: mine.cookie ?? '', csrf: other.csrf ?? '' };
    expect(errorOf(await opstage.send('operatorLogout', { as: stolen }))).toBe('CSRF_INVALID');
  });
});

describe('users', () => {
  test('the last active owner stays an owner, also when two are demoted at once', async () => {
    const second = await newUser('owner');
    const users = (await opstage.data('userList', { as: opstage.owner })) as { id: string; username: string }[];
    const first = users.find(({ username }) => username === 'admin')?.id ?? '';
    const demote = (userId: string) =>
      opstage.send('userUpdate', { path: { userId }, as: opstage.owner, body: { role: 'operator' } });
    const replies = await Promise.all([demote(second.id), demote(first)]);
    expect(replies.map(errorOf).sort()).toEqual([200, 'LAST_OWNER_REQUIRED'].sort());
    const refused = await opstage.send('userUpdate', {
      path: { userId: first },
      as: opstage.owner,
      body: { status: 'DISABLED' },
    });
    expect(errorOf(refused)).toBe('LAST_OWNER_REQUIRED');
  });

  test('a name is taken once, a changed role holds at once, and no change is no event', async () => {
    const user = await newUser('viewer');
    const taken = { username: user.username, role: 'owner', password: 'a good password' };
    expect(errorOf(await opstage.send('userCreate', { as: opstage.owner, body: taken }))).toBe('USERNAME_TAKEN');
    const session = await user.login();
    const list = () => opstage.send('registrationTokenList', { as: session });
    expect(errorOf(await list())).toBe('FORBIDDEN');
    for (let round = 0; round < 2; round += 1) {
      await opstage.data('userUpdate', { path: user.path, as: opstage.owner, body: { role: 'operator' } });
    }
    expect((await list()).status).toBe(200);
    expect(await auditActions(opstage, `&targetId=${user.id}&action=user.updated`)).toHaveLength(1);
  });
});

describe('the audit log', () => {
  test('names actor, target, request and address, and pages on from a seq', async () => {
    const reply = await opstage.send('registrationTokenCreate', {
      as: opstage.owner,
      body: { label: 'x' },
      headers: { 'user-agent': 'test/1.0' },
    });
    const { id } = reply.body.data as unknown as { id: string };
    const query = `targetId=${id}`;
    const [event] = (await opstage.data('auditList', { as: opstage.owner, query })) as Record<string, never>[];
    expect(event).toMatchObject({
      action: 'registrationToken.created',
      actor: { type: 'user', name: 'admin' },
      target: { type: 'registrationToken', id, code: 'x' },
      requestId: reply.headers['x-request-id'],
      ip: '127.0.0.1',
      userAgent: 'test/1.0',
      result: 'SUCCESS',
    });
    const path = { auditEventId: String(event?.id) };
    expect(await opstage.data('auditView', { path, as: opstage.owner })).toEqual(event);
    const seqs: number[] = [];
    for (let after = 0; ; after = seqs.at(-1) ?? 0) {
      const page = (await opstage.data('auditList', {
        as: opstage.owner,
        query: `after=${after}&pageSize=7`,
      })) as { seq: number }[];
      if (page.length === 0) break;
      seqs.push(...page.map(({ seq }) => seq));
    }
    expect(seqs).toEqual(seqs.map((_seq, index) => index + 1));
  });

  test('is exported whole, in order, and safe to open in a spreadsheet', async () => {
    const agent = await enrol(opstage);
    await opstage.data('agentDisable', {
      path: { agentId: agent.id },
      as: opstage.owner,
      body: { reason: '=HYPERLINK("http://evil")' },
      headers: { 'user-agent': '=cmd|"/c calc"!A1' },
    });
    const exported = async (format: string) =>
      (await opstage.send('auditExport', { as: opstage.owner, query: `format=${format}` })).text;
    const events = (await exported('jsonl'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { seq: number });
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1));
    const rows = (await exported('csv')).split('\r\n');
    // One more event than before: the first export. The header and the last line end are no events.
    expect(rows).toHaveLength(events.length + 3);
    expect(rows.some((row) => row.includes('"\'=cmd|""/c calc""!A1"'))).toBe(true);
    expect(rows.some((row) => /(^|,)[=+@-]/.test(row))).toBe(false);
  });

  test('refusals of the role matrix and the action gate are in it once, with their code', async () => {
    const user = await newUser('viewer');
    const session = await user.login();
    for (let round = 0; round < 2; round += 1) await opstage.send('userList', { as: session });
    await opstage.send('userView', { as: session, path: { userId: user.id } });
    const refused = (await opstage.data('auditList', {
      as: opstage.owner,
      query: `actorId=${user.id}&action=access.refused`,
    })) as { errorCode: string; details: { operation: string } }[];
    expect(refused.map(({ errorCode, details }) => [errorCode, details.operation])).toEqual([
      ['FORBIDDEN', 'userView'],
      ['FORBIDDEN', 'userList'],
    ]);
    const agent = await enrol(opstage);
    await execute(opstage, agent, 'nothing-of-this-name');
    expect(await auditActions(opstage, `&targetId=${agent.serviceId}&action=command.refused`)).toEqual([]);
  });

  test('starts with the mark of its pruning once a retention is set', async () => {
    const short = await startTestOpstage({ auditRetentionSeconds: 100 });
    try {
      const seqs = async () => {
        const page = await short.data('auditList', { as: short.owner, query: 'after=0&pageSize=100' });
        return (page as { seq: number; action: string }[]).map(({ seq, action }) => [seq, action] as const);
      };
      const before = await seqs();
      short.clock.advance(100);
      await short.sweep();
      expect((await seqs()).at(-1)?.[1]).toBe('audit.pruned');
      short.clock.advance(100);
      await short.sweep();
      const after = await seqs();
      expect(after[0]).toEqual([before.length + 1, 'audit.pruned']);
      expect(after.map(([seq]) => seq)).toEqual(after.map((_event, index) => before.length + 1 + index));
    } finally {
      await short.stop();
    }
  });
});

describe('lists', () => {
  test('pages together are the whole, newest first, nothing twice', async () => {
    const made: string[] = [];
    for (let round = 0; round < 7; round += 1) {
      const issued = await opstage.data('registrationTokenCreate', { as: opstage.owner, body: {} });
      made.unshift((issued as { id: string }).id);
    }
    const ids: string[] = [];
    for (let page = 1; page <= 4; page += 1) {
      const query = `page=${page}&pageSize=2&status=ACTIVE`;
      const found = (await opstage.data('registrationTokenList', { as: opstage.owner, query })) as { id: string }[];
      ids.push(...found.map(({ id }) => id));
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(made));
  });

  test('the dashboard counts what the lists list', async () => {
    const counts = (await opstage.data('dashboardView', { as: opstage.owner })) as Record<
      string,
      Record<string, number>
    >;
    for (const [kind, operationId] of [
      ['agents', 'agentList'],
      ['services', 'serviceList'],
      ['commands', 'commandList'],
    ] as const) {
      for (const [status, count] of Object.entries(counts[kind] ?? {})) {
        const query = status === 'total' ? '' : `status=${status}`;
        const reply = await opstage.send(operationId, { as: opstage.owner, query });
        const { pagination } = reply.body as unknown as { pagination: { total: number } };
        expect([kind, status, pagination.total]).toEqual([kind, status, count]);
      }
    }
  });
});

test('a registration is refused by schema before its token is looked at', async () => {
  const reply = await register(opstage, 'nonsense', 'Not A Code');
  expect(errorOf(reply)).toBe('VALIDATION_FAILED');
});
