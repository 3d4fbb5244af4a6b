import type { RequirementId } from 'capsule-contract/types';
import { describe, expect, test } from 'vitest';
import { SecretRegister } from '../../target/secret-register.ts';
import type { Message } from '../../target/transcript.ts';
import type { Judgement } from './monitor.ts';
import { opstageMonitors } from './opstage-monitors.ts';

const secrets = new SecretRegister();
secrets.add('opstage_agent_0123456789abcdef', 'agent token of otp-reader');
secrets.add('csrf-0123456789abcdef', 'CSRF token of mira');

const soundHeaders: Record<string, string> = {
  'capsule-contract': '1',
  'x-request-id': 'req-1',
  'cache-control': 'no-store',
  'content-type': 'application/json; charset=utf-8',
};
const health = { success: true, data: { status: 'UP', serverTime: '2026-03-01T08:00:00.000Z' } };
const refusal = (code: string, details: object = {}) => ({
  success: false,
  error: { code, message: 'No.', requestId: 'req-1', ...details },
});

interface Given {
  status?: number;
  headers?: Record<string, string | null>;
  body?: unknown;
  operationId?: string | null;
  method?: string;
  target?: string;
}

function message(given: Given): Message {
  const headers = Object.entries({ ...soundHeaders, ...given.headers }).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  const body = given.body ?? health;
  return {
    number: 1,
    lane: 'anonymous',
    operationId: given.operationId === undefined ? 'systemHealth' : given.operationId,
    startedAtMs: 0,
    endedAtMs: 1,
    request: { method: given.method ?? 'GET', target: given.target ?? '/api/system/health', headers: [], text: '' },
    response: { status: given.status ?? 200, headers, text: typeof body === 'string' ? body : JSON.stringify(body) },
    failure: null,
  };
}

function judge(requirement: RequirementId, given: Given): Judgement {
  const monitor = opstageMonitors(secrets).find((one) => one.requirement === requirement);
  if (!monitor) throw new Error(`no monitor for ${requirement}`);
  return monitor.judge(message(given));
}

describe('a sound answer', () => {
  test.each(opstageMonitors(secrets).map(({ requirement }) => requirement))('breaks no %s', (requirement) => {
    const judgements = [
      judge(requirement, {}),
      judge(requirement, { status: 429, headers: { 'retry-after': '1' }, body: refusal('RATE_LIMITED') }),
    ];
    expect(judgements.filter((one) => one.applies && !one.holds)).toEqual([]);
    expect(judgements.some((one) => one.applies && one.holds && one.success)).toBe(true);
  });
});

const broken: [requirement: RequirementId, what: string, given: Given][] = [
  ['version-answered', 'no version', { headers: { 'capsule-contract': null } }],
  ['version-answered', "the request's version echoed", { headers: { 'capsule-contract': '999' } }],
  ['request-id', 'no request id', { headers: { 'x-request-id': null } }],
  ['safe-methods-are-safe', 'no cache control', { headers: { 'cache-control': null } }],
  ['safe-methods-are-safe', 'a cacheable answer', { headers: { 'cache-control': 'private, max-age=60' } }],
  ['no-5xx-for-client-input', 'a 500 in the envelope', { status: 500, body: refusal('INTERNAL_ERROR') }],
  ['no-5xx-for-client-input', 'a bare 502', { status: 502, body: 'Bad Gateway' }],
  ['throttle-has-retry-after', 'a 429 without Retry-After', { status: 429, body: refusal('RATE_LIMITED') }],
  [
    'throttle-has-retry-after',
    'a date instead of seconds',
    { status: 503, headers: { 'retry-after': 'Sun, 01 Mar 2026 08:00:00 GMT' } },
  ],
  ['success-envelope', 'a bare document', { body: health.data }],
  ['success-envelope', 'no data', { body: { success: true } }],
  ['success-envelope', '201', { status: 201 }],
  ['error-envelope', 'a page', { status: 404, body: '<h1>Not Found</h1>', operationId: null, target: '/api/nothing' }],
  [
    'error-envelope',
    'no request id in the body',
    { status: 404, body: { success: false, error: { code: 'ROUTE_NOT_FOUND', message: 'No.' } } },
  ],
  ['error-codes-closed', 'a code of a framework', { status: 400, body: refusal('FST_ERR_CTP_EMPTY_JSON_BODY') }],
  ['error-codes-closed', 'a code with another status', { status: 400, body: refusal('ROUTE_NOT_FOUND') }],
  [
    'responses-match-schema',
    'a body of another shape',
    { body: { success: true, data: { status: 'FINE', serverTime: '2026-03-01T08:00:00.000Z' } } },
  ],
  ['responses-match-schema', 'another content type', { headers: { 'content-type': 'text/html' } }],
  [
    'responses-match-schema',
    'an error the operation does not have',
    { status: 409, body: refusal('AGENT_CODE_TAKEN') },
  ],
  [
    'secrets-shown-once',
    'a token in a body',
    { body: { success: true, data: { token: 'opstage_agent_0123456789abcdef' } } },
  ],
  ['secrets-shown-once', 'a token in a header', { headers: { 'x-debug': 'opstage_agent_0123456789abcdef' } }],
];

describe('a monitor sees', () => {
  test.each(broken)('%s broken by %s', (requirement, _what, given) => {
    expect(judge(requirement, given)).toMatchObject({ applies: true, holds: false });
  });
});

const untouched: [requirement: RequirementId, what: string, given: Given][] = [
  [
    'version-answered',
    'a route outside /api/',
    { target: '/index.html', operationId: null, headers: { 'capsule-contract': null } },
  ],
  [
    'version-answered',
    'a refusal of the HTTP parser',
    { status: 400, operationId: null, headers: { 'capsule-contract': null }, body: '' },
  ],
  ['success-envelope', 'HEAD', { method: 'HEAD', body: '' }],
  ['success-envelope', 'an export', { operationId: 'auditExport', body: '{"id":"aud_1"}\n' }],
  ['error-envelope', 'a success', {}],
];

describe('a monitor leaves alone', () => {
  test.each(untouched)('%s: %s', (requirement, _what, given) => {
    expect(judge(requirement, given)).toEqual({ applies: false });
  });
});

test('an answer that says who I am may repeat my CSRF token', () => {
  const body = { success: true, data: { csrfToken: 'csrf-0123456789abcdef' } };
  expect(judge('secrets-shown-once', { body })).toMatchObject({ holds: true });
});
