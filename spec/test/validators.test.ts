/** The compiled validators judge as plain Ajv does, and what they say is safe to send back. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import schemas from '../generated/schemas.json' with { type: 'json' };
import { operations } from '../index.ts';
import type { JsonObject } from '../scripts/contract-source.ts';
import { contractAjv } from '../scripts/generate-validators.ts';
import type { OperationId, TypeName } from '../types.ts';
import { validate, validateQuery, validateWhole } from '../validators.ts';
import { exampleTypes, invalidExamples, validExamples } from './example-files.ts';

/** Plain Ajv over the published types, told to leave what only describes. */
function plainAjv() {
  const ajv = contractAjv();
  const annotations = new Set<string>();
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(collect);
    else if (typeof value === 'object' && value !== null) {
      for (const [member, inner] of Object.entries(value)) {
        if (member.startsWith('x-') && member !== 'x-tree') annotations.add(member);
        collect(inner);
      }
    }
  };
  collect(schemas.$defs);
  for (const keyword of [...annotations, 'discriminator']) ajv.addKeyword(keyword);
  return ajv.addSchema({ $id: 'published', $defs: schemas.$defs as JsonObject });
}

const ajv = plainAjv();

function plainVerdict(type: string, value: unknown): { place: string; keyword: string }[] {
  const judge = ajv.getSchema(`published#/$defs/${type}`);
  if (!judge) throw new Error(`no type ${type}`);
  if (judge(value)) return [];
  return (judge.errors ?? []).map(({ instancePath, keyword }) => ({ place: instancePath, keyword }));
}

const cases = exampleTypes().flatMap((type) =>
  [...validExamples(type), ...invalidExamples(type)].map((example) => ({ type, ...example })),
);

test('the compiled validators need nothing but themselves', () => {
  const code = readFileSync(new URL('../generated/compiled-validators.js', import.meta.url), 'utf8');
  expect(code).not.toMatch(/^\s*import\b|\bimport\(|(?<!__|'|code = ')\brequire\(/m);
});

describe('validateWhole', () => {
  test('agrees with plain Ajv on every example, and names the same keywords', () => {
    expect(cases.length).toBeGreaterThan(400);
    for (const { type, file, value } of cases) {
      const result = validateWhole(type as TypeName, value);
      const found = result.ok ? [] : result.issues.map(({ keyword }) => keyword).sort();
      const expected = plainVerdict(type, value).slice(0, 100);
      expect(found, file).toEqual(expected.map(({ keyword }) => keyword).sort());
    }
  });

  test('judges the items of isolated arrays', () => {
    const report = { bootId: 'boot-20261123', services: [{}] };
    expect(validateWhole('ServiceReportRequest', report).ok).toBe(false);
  });
});

describe('validate', () => {
  const report = (services: unknown) => ({ bootId: 'boot-20261123', services });

  test('leaves the items of isolated arrays to their own type', () => {
    expect(validate('ServiceReportRequest', report([{}, { manifest: 3 }]))).toEqual({ ok: true });
    expect(validate('ServiceReport', {}).ok).toBe(false);
  });

  test('still wants objects, and no more than the limit, in isolated arrays', () => {
    expect(validate('ServiceReportRequest', report(['text'])).ok).toBe(false);
    expect(validate('ServiceReportRequest', report(Array.from({ length: 200 }, () => ({}))))).toEqual({ ok: true });
    expect(validate('ServiceReportRequest', report(Array.from({ length: 201 }, () => ({}))))).toMatchObject({
      issues: [{ path: '/services', keyword: 'maxItems' }],
    });
  });

  test('reads a session frame as it reads the twin over HTTP', () => {
    const frame = { v: 1, type: 'service.report', id: 'f-1', ts: '2026-11-23T09:00:00Z', data: report([{}]) };
    expect(validate('ServiceReportFrame', frame)).toEqual({ ok: true });
    expect(validateWhole('ServiceReportFrame', frame).ok).toBe(false);
  });

  test('counts strings in code points', () => {
    const request = (reason: string) => ({ bootId: 'boot-20261123', reason });
    expect(validate('DisconnectRequest', request('𝄞'.repeat(200)))).toEqual({ ok: true });
    expect(validate('DisconnectRequest', request('𝄞'.repeat(201))).ok).toBe(false);
  });

  test('ignores members it does not know', () => {
    expect(validate('DisconnectRequest', { bootId: 'boot-20261123', reason: 'stop', colour: 'blue' })).toEqual({
      ok: true,
    });
  });

  test('knows the envelopes', () => {
    const body = { success: true, data: [], pagination: { page: 1, pageSize: 20, total: 0 } };
    expect(validate('AgentListResponse', body)).toEqual({ ok: true });
    expect(validate('AgentListResponse', { success: true, data: [] }).ok).toBe(false);
    expect(validate('AgentResponse', {}).ok).toBe(false);
  });

  test('takes a time in any form of RFC 3339 and in no other', () => {
    const good = [
      '2026-01-01T00:00:00Z',
      '2026-01-01t00:00:00z',
      '2026-12-31T23:59:59.123456789+05:30',
      '2024-02-29T00:00:00-23:59',
      '0000-01-01T00:00:00Z',
    ];
    const bad = [
      '2026-01-01 00:00:00Z',
      '2026-01-01T00:00:00',
      '2026-01-01T00:00:00+01',
      '2026-01-01T00:00:00+0100',
      '2026-02-29T00:00:00Z',
      '2100-02-29T00:00:00Z',
      '2026-13-01T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:00:00+24:00',
      '2016-12-31T23:59:60Z',
      '2026-01-01T00:00:00.Z',
      '2026-01-01',
    ];
    for (const time of good) {
      expect(validate('TimestampInput', time), time).toEqual({ ok: true });
      expect(Date.parse(time), time).not.toBeNaN();
    }
    for (const time of bad) expect(validate('TimestampInput', time).ok, time).toBe(false);
  });

  const chain = (levels: number): object => ({
    name: 'n',
    status: 'UP',
    ...(levels > 1 ? { checks: [chain(levels - 1)] } : {}),
  });
  const wide = (checks: number) => ({
    status: 'UP',
    checks: Array.from({ length: checks }, () => ({ name: 'n', status: 'UP' })),
  });

  test('bounds a health tree by levels and by nodes', () => {
    expect(validate('HealthReport', { status: 'UP', checks: [chain(3)] })).toEqual({ ok: true });
    expect(validate('HealthReport', { status: 'UP', checks: [chain(4)] })).toMatchObject({
      issues: [{ keyword: 'x-tree' }],
    });
    expect(validate('HealthReport', wide(63))).toEqual({ ok: true });
    const branch = (children: number) => ({ name: 'n', status: 'UP', checks: wide(children).checks });
    expect(validate('HealthReport', { status: 'UP', checks: [branch(31), branch(30)] })).toEqual({ ok: true });
    expect(validate('HealthReport', { status: 'UP', checks: [branch(31), branch(31)] })).toMatchObject({
      issues: [{ keyword: 'x-tree' }],
    });
  });

  test('stays quick however many items are wrong', () => {
    const startedMs = performance.now();
    const many = Array.from({ length: 300_000 }, () => 1);
    const requests: [TypeName, unknown][] = [
      ['HeartbeatRequest', { bootId: 'boot-20261123', services: many, running: many, events: many }],
      [
        'ServiceReport',
        { manifest: { labels: { ...many }, capabilities: many }, configs: many, actions: many, revision: 'r1' },
      ],
      ['AgentRegisterRequest', { capabilities: many, services: many }],
    ];
    for (const [type, value] of requests) expect(validate(type, value).ok, type).toBe(false);
    // Seconds would do; without the bounds first it is minutes.
    expect(performance.now() - startedMs).toBeLessThan(10_000);
  });

  test('answers even a tree of a hundred thousand levels', () => {
    const levels = 100_000;
    const text = '{"status":"UP","name":"n","checks":['.repeat(levels);
    const tree: unknown = JSON.parse(`${text}${']}'.repeat(levels)}`);
    expect(validate('HealthReport', tree)).toMatchObject({ ok: false, issues: [{ path: '', keyword: 'x-tree' }] });
    expect(validate('HealthCheckReport', tree)).toMatchObject({ ok: false, issues: [{ keyword: 'depth' }] });
  });

  test('names an unknown type as a mistake of the caller', () => {
    expect(() => validate('Nonsense' as TypeName, {})).toThrow(TypeError);
  });
});

describe('an issue', () => {
  test('never repeats what the client sent', () => {
    const canary = 'canary-7f3a';
    const values: [TypeName, unknown][] = [
      ['Labels', { [canary]: 5 }],
      ['ServiceReport', { manifest: { labels: { [`${canary}/x`]: 5 } }, revision: [canary] }],
      ['LoginRequest', { username: canary.repeat(50), password: [canary] }],
      ['AgentMode', canary],
      ['HeartbeatFrame', { v: canary, type: canary, data: { bootId: canary, services: canary } }],
    ];
    for (const [type, value] of values) {
      const result = validate(type, value);
      expect(result.ok, type).toBe(false);
      expect(JSON.stringify(result), type).not.toContain(canary);
    }
  });

  test('points to the member at fault', () => {
    const request = {
      bootId: 'boot-20261123',
      services: [{ code: 'otp-reader', revision: 'r1' }, { code: 'B' }],
      running: [],
    };
    const result = validate('HeartbeatRequest', request);
    expect(result.ok ? [] : result.issues.map(({ path, keyword }) => `${path} ${keyword}`).sort()).toEqual([
      '/services/1 required',
      '/services/1/code pattern',
    ]);
  });

  test('is one of at most a hundred', () => {
    const request = { bootId: 'boot-20261123', services: Array.from({ length: 200 }, () => ({})), running: [] };
    const result = validate('HeartbeatRequest', request);
    expect(result.ok ? 0 : result.issues.length).toBe(100);
  });
});

describe('validateQuery', () => {
  test('reads integers and takes defaults', () => {
    expect(validateQuery('auditList', { page: '2', after: '0', action: 'user.login' })).toEqual({
      ok: true,
      value: { page: 2, pageSize: 20, after: 0, action: 'user.login' },
    });
  });

  test('accepts each bound and refuses one past it', () => {
    for (const pageSize of ['1', '100']) expect(validateQuery('agentList', { pageSize }).ok, pageSize).toBe(true);
    for (const pageSize of ['0', '101', '-1', '1.5', '1e1', '', ' 1', '０', '99999999999999999999']) {
      const result = validateQuery('agentList', { pageSize });
      expect(result.ok ? [] : result.issues.map(({ path }) => path), pageSize).toEqual(['pageSize']);
    }
  });

  test('refuses a bad value and a repetition of a known name, and leaves out unknown names', () => {
    expect(validateQuery('agentList', { status: 'AWAKE' })).toMatchObject({
      issues: [{ path: 'status', keyword: 'enum' }],
    });
    expect(validateQuery('agentList', { status: ['ONLINE', 'OFFLINE'] })).toMatchObject({
      issues: [{ path: 'status' }],
    });
    expect(validateQuery('agentList', { colour: 'blue', status: 'ONLINE' })).toEqual({
      ok: true,
      value: { page: 1, pageSize: 20, status: 'ONLINE' },
    });
    expect(validateQuery('commandList', { from: 'yesterday' })).toMatchObject({
      issues: [{ path: 'from', keyword: 'format' }],
    });
  });

  test('knows the query of every operation that has one', () => {
    for (const { operationId, query } of Object.values(operations)) {
      const result = validateQuery(operationId as OperationId, {});
      expect(result.ok, operationId).toBe(true);
      for (const { name, schema } of query) {
        if (!JSON.stringify(schema).includes('integer') && !('$ref' in schema)) continue;
        const bad = validateQuery(operationId as OperationId, { [name]: ' ' });
        expect(bad.ok, `${operationId} ${name}`).toBe(false);
      }
    }
  });
});
