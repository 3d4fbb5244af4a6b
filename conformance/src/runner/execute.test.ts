import { expect, test } from 'vitest';
import { type OpstageCheck, opstageCheck } from '../checks/check.ts';
import { executeChecks } from './execute.ts';
import type { CheckReport, RunProgress } from './run-report.ts';

const check = (id: string, facts: Pick<OpstageCheck, 'turn' | 'long'> = {}): OpstageCheck =>
  opstageCheck({
    id,
    requirement: 'request-id',
    sentence: '',
    title: '',
    how: '',
    run: async () => {},
    ...facts,
  });

const reportOf = ({ id }: OpstageCheck): CheckReport => ({
  id,
  title: '',
  how: '',
  verdict: 'passed',
  evidence: [1],
  messages: 1,
  durationMs: 0,
  reason: null,
  failure: null,
});

/** Runs the checks and tells in which order they began, and how many were ever under way at once, by turn. */
async function executed(checks: OpstageCheck[], parallel: number) {
  const began: string[] = [];
  const width = new Map<string, number>();
  const progress: RunProgress[] = [];
  let underWay = 0;
  const reports = await executeChecks({
    checks,
    parallel,
    onProgress: (one) => progress.push(one),
    runOne: async (one) => {
      began.push(one.id);
      underWay += 1;
      const turn = one.turn ?? 'parallel';
      width.set(turn, Math.max(width.get(turn) ?? 0, underWay));
      await new Promise((resolve) => setTimeout(resolve, 5));
      underWay -= 1;
      return reportOf(one);
    },
  });
  return { began, width, progress, reports };
}

test('each check gives one report, in the order of the plan', async () => {
  const checks = [check('a', { turn: 'last' }), check('b'), check('c', { turn: 'alone' })];
  const { reports } = await executed(checks, 4);
  expect(reports.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('those that judge the whole run begin last, those that need the subject for themselves before them', async () => {
  const checks = [check('last', { turn: 'last' }), check('alone', { turn: 'alone' }), check('one'), check('two')];
  const { began } = await executed(checks, 4);
  expect(began).toEqual(['one', 'two', 'alone', 'last']);
});

test('long ones begin first', async () => {
  const { began } = await executed([check('short'), check('long', { long: true })], 1);
  expect(began).toEqual(['long', 'short']);
});

test('no more than the bound are under way, and of the others one', async () => {
  const many = Array.from({ length: 12 }, (_, index) => check(`p${index}`));
  const alone = Array.from({ length: 3 }, (_, index) => check(`a${index}`, { turn: 'alone' }));
  const { width } = await executed([...many, ...alone], 4);
  expect(Object.fromEntries(width)).toEqual({ parallel: 4, alone: 1 });
});

test('progress tells the plan, every beginning and every end', async () => {
  const { progress } = await executed([check('a'), check('b')], 1);
  expect(progress.map((one) => (one.kind === 'planned' ? one.checks : `${one.kind} ${one.check}`))).toEqual([
    2,
    'started a',
    'ended a',
    'started b',
    'ended b',
  ]);
});
