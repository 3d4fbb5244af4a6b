import { describe, expect, test } from 'vitest';
import { withRootFailures } from './root-failures.ts';
import type { CheckReport, ReportMessage, RequirementReport, Verdict } from './run-report.ts';

const message = (operationId: string, status: number): ReportMessage => ({
  number: 1,
  lane: 'owner',
  operationId,
  atMs: 0,
  request: { method: 'POST', target: '/', headers: [], body: '' },
  response: { status, headers: [], body: '' },
  failure: null,
  cited: true,
});

const check = (id: string, verdict: Verdict, more: Partial<CheckReport>): CheckReport => ({
  ...{ id, verdict, title: '', how: '', evidence: [], messages: 1, durationMs: 1, reason: null, failure: null },
  ...more,
});

const failed = (id: string, said: { expected: string; actual: string; exchange: ReportMessage[] }) =>
  check(id, 'failed', { failure: { ...said, notes: [], replay: '' } });

function rootsOf(...checks: CheckReport[]): Record<string, string | undefined> {
  const ids = [...new Set(checks.map(({ id }) => id.split('/')[0] as string))];
  const judged = ids.map(
    (id): RequirementReport => ({
      ...{ id, area: '', level: 'MUST', profile: '', sentence: '', verdict: 'failed' },
      checks: checks.filter((one) => one.id.split('/')[0] === id),
    }),
  );
  return Object.fromEntries(withRootFailures(judged).flatMap((one) => one.checks.map(({ id, root }) => [id, root])));
}

const takes = (operationId: string) => ({ actual: '200 {"success":true}', exchange: [message(operationId, 200)] });

describe('the root of failures', () => {
  test('is the requirement the expected code is about', () => {
    const said = { expected: 'a refusal AGENT_CODE_TAKEN', ...takes('agentRegister') };
    expect(rootsOf(failed('error-precedence/a', said), failed('no-silent-takeover/b', said))).toEqual({
      'error-precedence/a': 'no-silent-takeover/b',
      'no-silent-takeover/b': undefined,
    });
  });

  test('differs for the same code at another operation', () => {
    const one = failed('idempotency-key/a', {
      expected: 'a refusal IDEMPOTENCY_KEY_REUSED',
      ...takes('commandCreate'),
    });
    const other = failed('register-retry-safe/b', {
      expected: 'a refusal IDEMPOTENCY_KEY_REUSED',
      ...takes('agentRegister'),
    });
    expect(rootsOf(one, other)).toEqual({ 'idempotency-key/a': undefined, 'register-retry-safe/b': undefined });
  });

  test('without codes is only found in the very same words', () => {
    const exchange = [message('commandView', 200)];
    const words = { expected: 'status of cmd_0123456789abcdef', actual: '"PENDING"', exchange };
    const roots = rootsOf(
      failed('cancel/a', words),
      failed('retry-new-command/b', { ...words, expected: 'status of cmd_fedcba9876543210' }),
      failed('run-lease/c', { ...words, actual: '"EXPIRED"' }),
    );
    expect(roots).toEqual({ 'cancel/a': undefined, 'retry-new-command/b': 'cancel/a', 'run-lease/c': undefined });
  });

  test('is the missing route, whichever operations it keeps from being served', () => {
    const said = (operationId: string) => ({
      expected: `${operationId} to succeed`,
      actual: '404 {"error":{"code":"ROUTE_NOT_FOUND"}}',
      exchange: [message(operationId, 404)],
    });
    const roots = rootsOf(
      failed('cancel/a', said('commandCancel')),
      failed('routes-match-contract/served', said('commandView')),
      failed('audit-complete/b', said('auditList')),
      check('result-once/c', 'could-not-run', { reason: 'prerequisite missing: commandCancel prepared the ground' }),
    );
    const served = 'routes-match-contract/served';
    expect(roots).toEqual({
      'cancel/a': served,
      [served]: undefined,
      'audit-complete/b': served,
      'result-once/c': served,
    });
  });

  test('explains what could not run for want of the call it is about', () => {
    const broken = failed('registration-token-uses/a', {
      expected: 'agentRegister to succeed (200)',
      actual: '500 {}',
      exchange: [message('agentRegister', 500)],
    });
    const reason = 'prerequisite missing: agentRegister prepared the ground but answered 500 {} (message 2)';
    const blocked = check('cancel/b', 'could-not-run', { reason });
    const other = check('last-owner', 'could-not-run', { reason: 'needs --start: the kit must start it' });
    expect(rootsOf(broken, blocked, other)).toEqual({
      'registration-token-uses/a': undefined,
      'cancel/b': 'registration-token-uses/a',
      'last-owner': undefined,
    });
  });
});
