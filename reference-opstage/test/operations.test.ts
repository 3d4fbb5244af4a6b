/**
 * Every operation of the contract this Opstage serves, in every situation an outsider can bring it into. The operations
 * come from the contract, the bodies from its examples: an operation added there is tested by being there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operations, profiles } from 'capsule-contract';
import type { Operation, TypeName } from 'capsule-contract/types';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { enrol, type TestAgent, uniqueCode } from './test-agent.ts';
import { type Credentials, ownerPassword, type Sending, startTestOpstage, type TestOpstage } from './test-opstage.ts';

const served = Object.values(operations);
const rows = (choose: (operation: Operation) => boolean) =>
  served.filter(choose).map((operation) => [operation.operationId, operation] as const);

/** HEAD is served wherever GET answers and ends. */
const isRead = ({ method, kind }: Operation) => method === 'GET' && kind !== 'sse' && kind !== 'websocket';

let opstage: TestOpstage;
let agent: TestAgent;
let other: TestAgent;
/** A session of each role below owner. */
const sessions: Record<'viewer' | 'operator', Credentials> = { viewer: {}, operator: {} };
const password = 'long password';

beforeAll(async () => {
  opstage = await startTestOpstage();
  agent = await enrol(opstage);
  other = await enrol(opstage);
  for (const username of ['viewer', 'operator']) {
    await opstage.data('userCreate', { as: opstage.owner, body: { username, role: username, password } });
  }
});
afterAll(() => opstage.stop());

/** Logout, for one, ends what it is called with. */
beforeEach(async () => {
  const alive = async (as: Credentials) => (await opstage.send('operatorMe', { as })).status === 200;
  if (!(await alive(opstage.owner))) opstage.owner = await opstage.login('admin', ownerPassword);
  for (const role of ['viewer', 'operator'] as const) {
    if (!(await alive(sessions[role]))) sessions[role] = await opstage.login(role, password);
  }
});

const examples = join(dirname(fileURLToPath(import.meta.resolve('capsule-contract/package.json'))), 'examples');

/** The first valid example of a type, with a name nobody has yet and no waiting. */
function exampleOf(type: TypeName): object {
  const folder = join(examples, type, 'valid');
  const [name] = readdirSync(folder).sort();
  const example = JSON.parse(readFileSync(join(folder, name ?? ''), 'utf8'));
  if ('username' in example) example.username = uniqueCode('user');
  if ('waitSeconds' in example) example.waitSeconds = 0;
  return example;
}

/** A call that is right in everything but its targets, which nobody ever made. */
function strangerCall(operation: Operation): Sending {
  const ids: Record<string, string> = { agentId: 'agt_unknown-unknown-1', actionName: 'unknown' };
  if (operation.auth === 'agent') ids.agentId = agent.id;
  const path = Object.fromEntries(operation.pathParams.map(({ name }) => [name, ids[name] ?? `${name}-unknown`]));
  const type = operation.body?.type ?? null;
  const body = type === null ? {} : { body: exampleOf(type) };
  return { path, as: operation.auth === 'agent' ? agent.as : opstage.owner, ...body };
}

/** The code of the answer, SUCCESS where there is none. An event stream is left as soon as it is open. */
async function code(operation: Operation, sending: Sending): Promise<string | undefined> {
  if (operation.kind === 'sse' && sending.method === undefined) {
    const { cookie = '', bearer } = sending.as ?? {};
    const headers = bearer === undefined ? { cookie } : { authorization: `Bearer ${bearer}` };
    const url = sending.target ?? operation.path;
    const opened = await opstage.server.inject({ method: 'GET', url, headers, payloadAsStream: true });
    const stream = opened.stream();
    if (opened.statusCode === 200) {
      stream.destroy();
      return 'SUCCESS';
    }
    const chunks = await stream.toArray();
    return JSON.parse(Buffer.concat(chunks).toString()).error.code;
  }
  const reply = await opstage.send(operation.operationId, sending);
  return reply.status === 200 ? 'SUCCESS' : reply.body.error?.code;
}

/** What the contract has a stranger's call answered with where nothing stands in its way. */
function unhindered(operation: Operation): string[] {
  const owned = operation.auth === 'agent' ? 1 : 0;
  if (operation.pathParams.length > owned) {
    return operation.errors
      .filter(({ status, code }) => status === 404 && code !== 'ROUTE_NOT_FOUND')
      .map((error) => error.code);
  }
  if (operation.kind === 'websocket') return ['UPGRADE_REQUIRED'];
  if (operation.operationId === 'operatorLogin') return ['LOGIN_FAILED'];
  if (operation.operationId === 'agentRegister') return ['REGISTRATION_TOKEN_INVALID'];
  return ['SUCCESS'];
}

/** The answer where the caller has shown nothing that opens this operation. */
const unopened = { agent: ['AGENT_TOKEN_MISSING'], operator: ['UNAUTHORIZED'] };

interface Situation {
  changes(operation: Operation): Partial<Sending>;
  /** Codes of which one has to come, by the contract's own description of the operation. */
  expected(operation: Operation): string[];
}

/** Every operation is brought into every one of these; none has an exception. */
const situations: Record<string, Situation> = {
  'without credentials': {
    changes: () => ({ as: {} }),
    expected: (operation) => (operation.auth === 'none' ? unhindered(operation) : unopened[operation.auth]),
  },
  'with a role too low, or none lower': {
    changes: ({ role }) => ({ as: role === 'owner' ? sessions.operator : sessions.viewer }),
    expected: (operation) => {
      if (operation.auth === 'agent') return unopened.agent;
      return operation.role === 'operator' || operation.role === 'owner' ? ['FORBIDDEN'] : unhindered(operation);
    },
  },
  "with an agent's token": {
    changes: () => ({ as: agent.as }),
    expected: (operation) => (operation.auth === 'operator' ? unopened.operator : unhindered(operation)),
  },
  "with another agent's token": {
    changes: () => ({ as: other.as }),
    expected: ({ auth, ...operation }) => {
      if (auth === 'agent') return ['AGENT_ID_MISMATCH'];
      return auth === 'operator' ? unopened.operator : unhindered({ auth, ...operation });
    },
  },
  'with a method its path does not have': {
    changes: ({ path }) => ({ method: foreignMethods(path)[0] ?? '' }),
    expected: () => ['METHOD_NOT_ALLOWED'],
  },
  'with a body that is none of its type': {
    changes: ({ body }) => ({ body: [], headers: { 'content-type': body?.contentTypes[0] ?? 'application/json' } }),
    expected: (operation) => (operation.body === null ? unhindered(operation) : ['VALIDATION_FAILED']),
  },
  'with ids nobody has': {
    changes: (operation) => ({ path: { ...strangerCall(operation).path, agentId: 'agt_unknown-unknown-1' } }),
    expected: (operation) => (operation.auth === 'agent' ? ['AGENT_ID_MISMATCH'] : unhindered(operation)),
  },
  'with its path in percent codes': {
    changes: (operation) => ({ target: respelt(operation, strangerCall(operation)) }),
    expected: unhindered,
  },
};

describe.each(Object.entries(situations))('%s', (_title, { changes, expected }) => {
  test.each(rows(() => true))('%s answers what the contract says', async (_id, operation) => {
    expect(expected(operation)).toContain(await code(operation, { ...strangerCall(operation), ...changes(operation) }));
  });
});

describe('with credentials nobody issued', () => {
  test.each(rows(({ auth }) => auth !== 'none'))('%s is 401', async (_id, operation) => {
    const expected = operation.auth === 'agent' ? 'AGENT_TOKEN_INVALID' : 'UNAUTHORIZED';
    const as = { bearer: 'opstage_agent_made-up', cookie: 'opstage_session=made-up', csrf: 'made-up' };
    expect(await code(operation, { ...strangerCall(operation), as })).toBe(expected);
  });
});

describe('without the CSRF token', () => {
  test.each(rows(({ csrf }) => csrf))('%s is 403, however its path is spelt', async (_id, operation) => {
    const { cookie = '' } = opstage.owner;
    expect(await code(operation, { ...strangerCall(operation), as: { cookie } })).toBe('CSRF_INVALID');
    const target = respelt(operation, strangerCall(operation));
    expect(await code(operation, { ...strangerCall(operation), as: { cookie }, target })).toBe('CSRF_INVALID');
    expect(await code(operation, { ...strangerCall(operation), as: { cookie, csrf: 'x' } })).toBe('CSRF_INVALID');
  });
});

describe('in a contract version nobody speaks', () => {
  test.each(rows(() => true))('%s is 400, before anything else is judged', async (_id, operation) => {
    const headers = { 'capsule-contract': '2' };
    const reply = await opstage.send(operation.operationId, { ...strangerCall(operation), as: {}, headers });
    const { code: answered, details } = reply.body.error ?? {};
    expect([reply.status, answered, details]).toEqual([400, 'CONTRACT_VERSION_UNSUPPORTED', { supported: ['1'] }]);
  });
});

describe('with each method its path does not have', () => {
  test.each(rows(() => true))('%s is 405 with what is allowed', async (_id, operation) => {
    for (const method of foreignMethods(operation.path)) {
      const reply = await opstage.send(operation.operationId, { ...strangerCall(operation), method });
      expect([method, reply.status, reply.body.error?.code]).toEqual([method, 405, 'METHOD_NOT_ALLOWED']);
      expect(String(reply.headers.allow).split(', ').sort()).toEqual(methodsOf(operation.path).sort());
    }
  });
});

describe('with a path that only looks like its own', () => {
  test.each(rows(() => true))('%s is no route', async (_id, operation) => {
    const call = strangerCall(operation);
    const target = respelt(operation, call);
    // Dots and a doubled slash in front are left to the test of the route table: the injected request resolves them away.
    for (const broken of [
      `${target}/`,
      target.replace('/%61pi/', '/%61pi//'),
      `${target}%2f`,
      `${target}%`,
      `${target}%00`,
    ]) {
      expect([broken, await code(operation, { ...call, target: broken })]).toEqual([broken, 'ROUTE_NOT_FOUND']);
    }
  });
});

describe('with a body nobody can use', () => {
  const bodies: [string, Partial<Sending>, string][] = [
    ['no JSON', { rawBody: '{' }, 'MALFORMED_JSON'],
    ['no body', { rawBody: '' }, 'MALFORMED_JSON'],
    ['a member twice', { rawBody: '{"a":1,"a":1}' }, 'MALFORMED_JSON'],
    ['a list', { rawBody: '[]' }, 'VALIDATION_FAILED'],
    ['one level too deep', { rawBody: `{"a":${'['.repeat(100)}${']'.repeat(100)}}` }, 'MALFORMED_JSON'],
    ['half a million levels', { rawBody: '['.repeat(500_000) }, 'MALFORMED_JSON'],
    ['null', { rawBody: 'null' }, 'VALIDATION_FAILED'],
    ['an integer nobody can hold', { rawBody: '{"a":9007199254740993}' }, 'VALIDATION_FAILED'],
    ['another media type', { rawBody: '{}', headers: { 'content-type': 'text/plain' } }, 'MEDIA_TYPE_UNSUPPORTED'],
    ['no media type at all', { rawBody: '{}', headers: { 'content-type': ';;' } }, 'MEDIA_TYPE_UNSUPPORTED'],
    [
      'another charset',
      { rawBody: '{}', headers: { 'content-type': 'application/json; charset=utf-16' } },
      'MEDIA_TYPE_UNSUPPORTED',
    ],
    ['compressed', { rawBody: '{}', headers: { 'content-encoding': 'gzip' } }, 'CONTENT_ENCODING_UNSUPPORTED'],
    ['too large', { rawBody: 'x'.repeat(1_048_577), headers: { 'content-type': 'text/plain' } }, 'BODY_TOO_LARGE'],
  ];
  test.each(rows(({ body }) => body !== null))('%s says what is wrong first', async (_id, operation) => {
    for (const [title, sending, expected] of bodies) {
      if (title === 'no body' && operation.body?.required === false) continue;
      const { body: _body, ...call } = strangerCall(operation);
      const tooLarge = operation.operationId === 'commandResult' ? 'COMMAND_RESULT_TOO_LARGE' : 'BODY_TOO_LARGE';
      const type = operation.body?.contentTypes[0] ?? '';
      const headers = { 'content-type': type, ...sending.headers };
      const wanted = expected === 'BODY_TOO_LARGE' ? tooLarge : expected;
      expect([title, await code(operation, { ...call, ...sending, headers })]).toEqual([title, wanted]);
    }
  });
});

describe('with a query out of range', () => {
  test.each(rows(({ data }) => data?.list === true))('%s is 422 naming the parameter', async (_id, operation) => {
    const path = { ...strangerCall(operation).path, serviceId: agent.serviceId };
    for (const query of ['page=0', 'page=x', 'page=1&page=2', 'page=', 'page=1.0']) {
      const reply = await opstage.send(operation.operationId, { path, as: opstage.owner, query });
      expect([query, reply.status]).toEqual([query, 422]);
      expect(reply.body.error?.details).toMatchObject({ issues: [{ path: 'page' }] });
    }
    const reply = await opstage.send(operation.operationId, { path, as: opstage.owner, query: 'pageSize=101' });
    expect(reply.body.error?.details).toMatchObject({ limit: 'pageSizeMax', limitValue: 100 });
    expect(
      (await opstage.send(operation.operationId, { path, as: opstage.owner, query: 'pageSize=100&x=1' })).status,
    ).toBe(200);
  });
});

test('every profile of the contract is claimed', async () => {
  const version = (await opstage.data('systemVersion')) as { profiles: string[] };
  const known = profiles.flatMap(({ name, role }) => (role === 'opstage' ? [name] : []));
  expect([...version.profiles].sort()).toEqual([...known].sort());
});

describe('HEAD', () => {
  test.each(rows((operation) => isRead(operation) && operation.pathParams.length === 0))(
    '%s answers like GET without a body',
    async (operationId, operation) => {
      const before = await opstage.deps.store.read((tx) => tx.audit.head());
      const reply = await opstage.send(operationId, { ...strangerCall(operation), method: 'HEAD' });
      expect([reply.status, reply.text]).toEqual([200, '']);
      expect(await opstage.deps.store.read((tx) => tx.audit.head())).toBe(before);
    },
  );
});

function methodsOf(path: string): string[] {
  const there = served.filter((operation) => operation.path === path);
  return [...there.map(({ method }) => method as string), ...(there.some(isRead) ? ['HEAD'] : [])];
}

function foreignMethods(path: string): string[] {
  const own = methodsOf(path);
  const methods = ['DELETE', 'GET', 'POST', 'PUT', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'];
  return methods.filter((method) => !own.includes(method));
}

/** The same path with letters written as percent codes. */
function respelt(operation: Operation, sending: Sending): string {
  const filled = operation.path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) => sending.path?.[name] ?? '');
  return filled.replaceAll(/\/([a-z])/g, (_match, letter: string) => `/%${letter.charCodeAt(0).toString(16)}`);
}
