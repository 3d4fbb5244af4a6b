import { operations } from 'capsule-contract';
import { describe, expect, test } from 'vitest';
import { createRouteTable } from './route-table.ts';

const route = createRouteTable(Object.values(operations));
const found = (method: string, target: string) => {
  const result = route(method, target);
  return result.kind === 'found' ? [result.operation.operationId, result.path] : result.kind;
};

describe('every operation of the contract', () => {
  test.each(Object.values(operations).map((operation) => [operation.operationId, operation] as const))(
    '%s is found under its own path and method',
    (operationId, operation) => {
      const target = operation.path.replaceAll(/\{[^}]+\}/g, 'x-1');
      expect(found(operation.method, target)?.[0]).toBe(operationId);
    },
  );
});

describe('spelling of a path', () => {
  test.each([
    ['an encoded letter', '/api/%73ystem/health', ['systemHealth', {}]],
    ['a query', '/api/system/health?x=/api', ['systemHealth', {}]],
    ['the whole URL', 'http://elsewhere/api/system/health', ['systemHealth', {}]],
    ['an encoded parameter, decoded once', '/api/admin/agents/a%2562', ['agentView', { agentId: 'a%62' }]],
    ['a literal before a parameter', '/api/admin/audit-events/export', ['auditExport', {}]],
  ])('%s', (_title, target, expected) => {
    expect(found('GET', target)).toEqual(expected);
  });

  test.each([
    '/',
    '',
    'api/system/health',
    '/api/system/health/',
    '/api//system/health',
    '/API/system/health',
    '/api/system/./health',
    '/api/system/x/../health',
    '/api/system/%2e%2e/system/health',
    '/api/admin/agents/%2e',
    '/api/admin/agents/a%2fb',
    '/api/admin/agents/a%5Cb',
    '/api/admin/agents/a%00b',
    '/api/admin/agents/%',
    '/api/admin/agents/%ff',
    '/api/admin/agents/',
    '*',
    '/api/system/health;x=1',
  ])('%s is no route', (target) => {
    expect(found('GET', target)).toBe('not-found');
  });
});

describe('methods', () => {
  test.each([
    ['DELETE', '/api/admin/agents', ['GET', 'HEAD']],
    ['OPTIONS', '/api/agents/register', ['POST']],
    ['POST', '/api/admin/users/usr_1', ['GET', 'HEAD', 'PATCH']],
    ['HEAD', '/api/agents/agt_1/session', ['GET']],
    ['HEAD', '/api/admin/events/stream', ['GET']],
    ['GET', '/api/admin/audit-events/verify', ['POST']],
  ])('%s %s is answered with what is allowed', (method, target, allow) => {
    expect(route(method, target)).toEqual({ kind: 'wrong-method', allow });
  });

  test('HEAD is served wherever GET is', () => {
    expect(found('HEAD', '/api/system/version')).toEqual(['systemVersion', {}]);
  });
});
