/**
 * Every operation of the contract this Opstage serves, in every situation an outsider can bring it into. The operations
 * come from the contract, the bodies from its examples: an operation added there is tested by being there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operations, profiles } from 'capsule-contract';
import type { Operation, TypeName } from 'capsule-contract/types';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrol, type TestAgent } from './test-agent.ts';
import { type Credentials, type Sending, startTestOpstage, type TestOpstage } from './test-opstage.ts';

const served = Object.values(operations);
const rows = (choose: (operation: Operation) => boolean) =>
  served.filter(choose).map((operation) => [operation.operationId, operation] as const);

/** HEAD is served wherever GET answers and ends. */
const isRead = ({ method, kind }: Operation) => method === 'GET' && kind !== 'sse' && kind !== 'websocket';

let opstage: TestOpstage;
let agent: TestAgent;
let other: TestAgent;
let viewer: Credentials;

beforeAll(async () => {
  opstage = await startTestOpstage();
  agent = await enrol(opstage);
  other = await enrol(opstage);
  const body = { username: 'viewer', role: 'viewer', password: 'viewer password' };
  await opstage.data('userCreate', { as: opstage.owner, body });
  viewer = await opstage.login('viewer', 'viewer password');
});
afterAll(() => opstage.stop());

const examples = join(dirname(fileURLToPath(import.meta.resolve('capsule-contract/package.json'))), 'examples');

function exampleOf(type: TypeName): unknown {
  const folder = join(examples, type, 'valid');
  const [name] = readdirSync(folder).sort();
  return JSON.parse(readFileSync(join(folder, name ?? ''), 'utf8'));
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

const code = async (operation: Operation, sending: Sending) => {
  const reply = await opstage.send(operation.operationId, sending);
  return reply.status === 200 ? 'SUCCESS' : reply.body.error?.code;
};

describe('without credentials', () => {
  test.each(rows(({ auth }) => auth !== 'none'))('%s is 401', async (_id, operation) => {
    const expected = operation.auth === 'agent' ? 'AGENT_TOKEN_MISSING' : 'UNAUTHORIZED';
    expect(await code(operation, { ...strangerCall(operation), as: {} })).toBe(expected);
  });
});

describe('with the credentials of the other side', () => {
  test.each(rows(({ auth }) => auth !== 'none'))('%s is 401', async (_id, operation) => {
    const expected = operation.auth === 'agent' ? 'AGENT_TOKEN_MISSING' : 'UNAUTHORIZED';
    const as = operation.auth === 'agent' ? opstage.owner : agent.as;
    expect(await code(operation, { ...strangerCall(operation), as })).toBe(expected);
  });
});

describe('with credentials nobody issued', () => {
  test.each(rows(({ auth }) => auth !== 'none'))('%s is 401', async (_id, operation) => {
    const expected = operation.auth === 'agent' ? 'AGENT_TOKEN_INVALID' : 'UNAUTHORIZED';
    const as = { bearer: 'opstage_agent_made-up', cookie: 'opstage_session=made-up', csrf: 'made-up' };
    expect(await code(operation, { ...strangerCall(operation), as })).toBe(expected);
  });
});

describe("with another agent's token", () => {
  test.each(rows(({ auth }) => auth === 'agent'))('%s is 403', async (_id, operation) => {
    expect(await code(operation, { ...strangerCall(operation), as: other.as })).toBe('AGENT_ID_MISMATCH');
  });
});

describe('with too little role', () => {
  test.each(rows(({ role }) => role === 'operator' || role === 'owner'))('%s is 403', async (_id, operation) => {
    expect(await code(operation, { ...strangerCall(operation), as: viewer })).toBe('FORBIDDEN');
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

describe('with a method its path does not have', () => {
  test.each(rows(() => true))('%s is 405 with what is allowed', async (_id, operation) => {
    const there = served.filter(({ path }) => path === operation.path);
    const allowed = there.map(({ method }) => method as string);
    if (there.some(isRead)) allowed.push('HEAD');
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND']) {
      if (allowed.includes(method)) continue;
      const reply = await opstage.send(operation.operationId, { ...strangerCall(operation), method });
      expect([method, reply.status, reply.body.error?.code]).toEqual([method, 405, 'METHOD_NOT_ALLOWED']);
      expect(String(reply.headers.allow).split(', ').sort()).toEqual([...allowed].sort());
    }
  });
});

describe('with a target that does not exist', () => {
  const targeted = rows(({ auth, pathParams }) => pathParams.length > (auth === 'agent' ? 1 : 0));
  test.each(targeted)('%s is 404 of its kind', async (_id, operation) => {
    const expected = operation.errors.filter(({ status }) => status === 404).map((error) => error.code);
    expect(expected).toContain(await code(operation, strangerCall(operation)));
  });
});

describe('with its path spelt otherwise', () => {
  test.each(rows(() => true))('%s is the same operation, or none', async (_id, operation) => {
    const call = strangerCall(operation);
    const target = respelt(operation, call);
    // Whoever logs out does it without taking everybody's session along.
    // And whoever opens a stream has it open for good; that is tested with the feed.
    const alone = operation.operationId === 'operatorLogout' || operation.kind === 'sse';
    const as = alone ? {} : (call.as ?? {});
    expect(await code(operation, { ...call, as, target })).not.toBe('ROUTE_NOT_FOUND');
    // Dots and a doubled slash in front are left to the test of the route table: the injected request resolves them away.
    for (const broken of [`${target}/`, target.replace('ystem/', 'ystem//'), `${target}%2f`, `${target}%`]) {
      if (broken === target) continue;
      expect(await code(operation, { ...call, target: broken })).toBe('ROUTE_NOT_FOUND');
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

/** The same path with letters written as percent codes. */
function respelt(operation: Operation, sending: Sending): string {
  const filled = operation.path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) => sending.path?.[name] ?? '');
  return filled.replaceAll(/\/([a-z])/g, (_match, letter: string) => `/%${letter.charCodeAt(0).toString(16)}`);
}
