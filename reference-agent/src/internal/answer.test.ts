import { expect, test } from 'vitest';
import { readAnswer } from './answer.ts';

const contract = { 'Capsule-Contract': '1' };
const error = { code: 'RATE_LIMITED', message: 'slow down', requestId: 'req_1' };

const cases: [string, number, Record<string, string>, string, object][] = [
  ['a success', 200, contract, '{"success":true,"data":{"a":1}}', { kind: 'success', data: { a: 1 } }],
  ['unknown members are ignored', 200, contract, '{"success":true,"data":{},"more":1}', { kind: 'success' }],
  [
    'a refusal',
    409,
    contract,
    JSON.stringify({ success: false, error }),
    { kind: 'refusal', status: 409, code: 'RATE_LIMITED' },
  ],
  [
    'a refusal with Retry-After',
    429,
    { ...contract, 'Retry-After': '7' },
    JSON.stringify({ success: false, error }),
    { kind: 'refusal', retryAfterMs: 7_000 },
  ],
  ['no header', 200, {}, '{"success":true,"data":{}}', { kind: 'failure' }],
  ['another version', 200, { 'Capsule-Contract': '2' }, '{"success":true,"data":{}}', { kind: 'failure' }],
  ['no JSON', 200, contract, '<html>', { kind: 'failure' }],
  ['data that is a list', 200, contract, '{"success":true,"data":[]}', { kind: 'failure' }],
  ['no data', 200, contract, '{"success":true}', { kind: 'failure' }],
  ['a success under an error status', 500, contract, '{"success":true,"data":{}}', { kind: 'failure' }],
  ['an error under 200', 200, contract, JSON.stringify({ success: false, error }), { kind: 'failure' }],
  [
    'an error without code',
    404,
    contract,
    '{"success":false,"error":{"message":"x","requestId":"r"}}',
    { kind: 'failure' },
  ],
  ['a redirect', 302, contract, '', { kind: 'failure' }],
  ['Retry-After from anyone', 503, { 'Retry-After': '3' }, '<html>', { kind: 'failure', retryAfterMs: 3_000 }],
  ['413 from anyone', 413, {}, '<html>', { kind: 'refusal', status: 413 }],
];

/** As Node gives them: names in lower case. */
const received = (headers: object) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

for (const [title, status, headers, text, expected] of cases) {
  test(`${title} (${status}) is a ${(expected as { kind: string }).kind}`, () => {
    expect(readAnswer(status, received(headers), text, 0)).toMatchObject(expected);
  });
}
