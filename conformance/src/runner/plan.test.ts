import { expect, test } from 'vitest';
import { type OpstageCheck, opstageCheck } from '../checks/check.ts';
import { EmptySelection, globMatcher, planChecks, type Selection } from './plan.ts';

const check = (id: string, requirement: OpstageCheck['requirement'], profile?: string): OpstageCheck =>
  opstageCheck({
    id,
    requirement,
    sentence: '',
    title: '',
    how: '',
    run: async () => {},
    ...(profile ? { profile } : {}),
  });

const all = [
  check('request-id/every-answer', 'request-id'),
  check('claim-wakes', 'claim-wakes'),
  check('claim-exclusive/race', 'claim-exclusive'),
  check('identity-conflict', 'identity-conflict'),
  check('audit-chain', 'audit-chain', 'opstage-audit-chain'),
];
const everything: Selection = { only: [], level: 'should', profiles: [] };
const idsOf = (selection: Partial<Selection>) =>
  planChecks(all, { ...everything, ...selection }, 'standard').checks.map(({ id }) => id);

test('without a wish everything is planned, and the run is whole', () => {
  expect(planChecks(all, everything, 'standard')).toEqual({ checks: all, partial: false, leftToStandard: [] });
});

test('a pattern matches requirement ids and check ids', () => {
  expect(idsOf({ only: ['claim-*'] })).toEqual(['claim-wakes', 'claim-exclusive/race']);
  expect(idsOf({ only: ['claim-exclusive'] })).toEqual(['claim-exclusive/race']);
  expect(idsOf({ only: ['*/every-answer', 'claim-wakes'] })).toEqual(['request-id/every-answer', 'claim-wakes']);
});

test('a selected run is partial', () => {
  expect(planChecks(all, { ...everything, only: ['claim-wakes'] }, 'standard').partial).toBe(true);
  expect(planChecks(all, { ...everything, profiles: ['opstage-core'] }, 'standard').partial).toBe(true);
});

test('the level must leaves the SHOULDs out, and what remains is the whole of it', () => {
  const plan = planChecks(all, { ...everything, level: 'must' }, 'standard');
  expect(plan.checks.map(({ id }) => id)).not.toContain('identity-conflict');
  expect(plan.partial).toBe(false);
});

test('a quick run leaves to standard what waits long, says which, and is partial', () => {
  const waiting = { ...check('run-lease/lapses', 'run-lease'), since: 'standard' as const };
  const every = [...all, waiting];
  expect(planChecks(every, everything, 'quick')).toEqual({
    checks: all,
    partial: true,
    leftToStandard: ['run-lease/lapses'],
  });
  expect(planChecks(every, { ...everything, only: ['claim-*'] }, 'quick').leftToStandard).toEqual([]);
  for (const depth of ['standard', 'deep'] as const)
    expect(planChecks(every, everything, depth)).toEqual({ checks: every, partial: false, leftToStandard: [] });
  expect(() => planChecks(every, { ...everything, only: ['run-lease'] }, 'quick')).toThrow('--depth standard');
});

test.each([
  ['one of several patterns', { only: ['claim-wakes', 'clam-*'] }, 'clam-*'],
  ['a SHOULD under the level must', { only: ['identity-conflict'], level: 'must' as const }, '--level should'],
  ['a profile without a check', { profiles: ['opstage-session'] }, 'opstage-session'],
])('%s that matches nothing is an error that names it', (_name, selection, named) => {
  expect(() => idsOf(selection)).toThrow(EmptySelection);
  expect(() => idsOf(selection)).toThrow(named);
});

test('a dot in a pattern is a dot', () => {
  expect(globMatcher('a.c')('abc')).toBe(false);
  expect(globMatcher('a.*')('a.anything/at all')).toBe(true);
});
