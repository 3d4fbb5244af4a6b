import { expect, test } from 'vitest';
import { type Actor, prepareCall, prepareRequest } from './contract-call.ts';

const owner: Actor = {
  lane: 'owner',
  credentials: ({ mutating }) =>
    mutating
      ? [
          ['Cookie', 'c'],
          ['X-CSRF-Token', 't'],
        ]
      : [['Cookie', 'c']],
};

test('an operation becomes its method and path, each placeholder encoded', () => {
  const call = prepareCall('agentView', { path: { agentId: 'a/b c' } });
  expect(call).toEqual({
    method: 'GET',
    target: '/api/admin/agents/a%2Fb%20c',
    headers: [['capsule-contract', '1']],
  });
});

test('query and body are added, the body as JSON', () => {
  expect(prepareCall('agentList', { query: { page: 2, q: 'a b' } }).target).toBe('/api/admin/agents?page=2&q=a+b');
  expect(prepareCall('operatorLogin', { body: { username: 'x' } })).toMatchObject({
    body: '{"username":"x"}',
    headers: [
      ['capsule-contract', '1'],
      ['content-type', 'application/json'],
    ],
  });
});

test('credentials follow what the operation does', () => {
  expect(prepareCall('agentList', { as: owner }).headers).toContainEqual(['cookie', 'c']);
  expect(prepareCall('agentList', { as: owner }).headers).not.toContainEqual(['x-csrf-token', 't']);
  expect(prepareCall('operatorLogout', { as: owner }).headers).toContainEqual(['x-csrf-token', 't']);
});

test('a header may be replaced, and left out', () => {
  const headers = { 'Capsule-Contract': null, 'Content-Type': 'text/plain' };
  expect(prepareRequest('POST', '/x', { mutating: true }, { rawBody: 'y', headers })).toEqual({
    method: 'POST',
    target: '/x',
    body: 'y',
    headers: [['content-type', 'text/plain']],
  });
});

test('a forgotten placeholder is an error of the check, not a request', () => {
  expect(() => prepareCall('agentView', {})).toThrow('agentView needs the path parameter agentId');
});
