import { expect, test } from 'vitest';
import { type Finding, figures, isGoalMet } from './figures.ts';

const samples = { low: 1, high: 9, count: 5 };
const rate = { ...samples, name: 'heartbeats', unit: '/s', median: 8530, baseline: { name: 'a no-op route' } };
const time = { ...samples, name: 'by session, p99', unit: 'ms', median: 31 };

test.each([
  ['a ratio under its goal', { ...rate, ratio: { ...samples, median: 0.275 }, goal: '≥ 0.6' }, false],
  ['a ratio at its goal', { ...rate, ratio: { ...samples, median: 0.6 }, goal: '≥ 0.6' }, true],
  ['a time under its goal', { ...time, goal: '< 50 ms at p99' }, true],
  ['a time at its goal, which is too long', { ...time, median: 50, goal: '< 50 ms' }, false],
  ['a goal in another unit', { ...time, goal: '< 50 s' }, null],
  ['a goal in words', { ...time, goal: 'flat' }, null],
])('%s is judged', (_, figure, met) => {
  expect(isGoalMet(figure)).toBe(met);
});

test('a missed goal is said in both languages', () => {
  const finding: Finding = {
    bench: 'heartbeats',
    full: true,
    startedAt: '2026-01-02T03:04:05.000Z',
    machine: { cpu: 'some', cores: 2, memoryGb: 4, node: 'v24.0.0' },
    figures: [{ ...rate, ratio: { ...samples, median: 0.275 }, goal: '≥ 0.6' }],
    notes: [],
  };
  expect(figures('goals', 'en', [finding])).toContain('✗ missed');
  expect(figures('tables', 'zh-CN', [finding])).toContain('✗ 未达到');
});

test('what was counted once is shown as found, with its drawing and without empty columns', () => {
  const finding: Finding = {
    bench: 'torture',
    full: false,
    startedAt: '2026-01-02T03:04:05.000Z',
    machine: { cpu: 'some', cores: 2, memoryGb: 4, node: 'v24.0.0' },
    figures: [{ name: 'lost', unit: 'faults', median: 0, low: 0, high: 0, count: 1, goal: '≤ 0 faults' }],
    notes: [],
    plots: [{ title: 'Strikes' }],
  };
  const text = figures('tables', 'en', [finding]);
  expect(text).toContain('| What was measured | Found | Goal |');
  expect(text).toContain('src="/machine/bench/torture.svg" alt="Strikes"');
  expect(text).not.toContain('A short run');
});

test('without a finding the page says so, once', () => {
  expect(figures('goals', 'en', [])).toContain('No figures are published yet');
  expect(figures('goals', 'zh-CN', [])).toContain('尚未发布');
  expect(figures('tables', 'zh-CN', [])).toBe('');
});
