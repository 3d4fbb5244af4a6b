import { describe, expect, test } from 'vitest';
import { type OpstageCheck, opstageCheck } from '../checks/check.ts';
import { executeChecks } from './execute.ts';
import type { CheckReport, RunProgress, Verdict } from './run-report.ts';

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
      return { report: reportOf(one) };
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

test('those that judge the whole run stand beside each other, and one of them in doubt is asked again alone', async () => {
  const lasts = Array.from({ length: 3 }, (_, index) => check(`l${index}`, { turn: 'last' }));
  const { width } = await executed(lasts, 2);
  expect(width.get('last')).toBe(2);
  const events: string[] = [];
  await executeChecks({
    checks: lasts,
    parallel: 2,
    onProgress: () => undefined,
    runOne: async (one, { alone }) => {
      events.push(`${one.id} ${alone ? 'alone' : 'beside'}`);
      const isLate = one.id === 'l0' && !alone;
      return { report: { ...reportOf(one), verdict: isLate ? 'could-not-run' : 'passed' } };
    },
  });
  expect(events).toEqual(['l0 beside', 'l1 beside', 'l2 beside', 'l0 alone']);
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
  expect(
    progress.map((one) => (one.kind === 'started' || one.kind === 'ended' ? `${one.kind} ${one.check}` : one.kind)),
  ).toEqual(['planned', 'started a', 'ended a', 'started b', 'ended b']);
});

test('a check that lets time pass gives its place to others, and none is given where one runs at a time', async () => {
  const order = async (parallel: number) => {
    const events: string[] = [];
    await executeChecks({
      checks: [check('waits', { long: true }), check('works'), check('works-too')],
      parallel,
      onProgress: () => undefined,
      runOne: async (one, { onWait }) => {
        events.push(`begin ${one.id}`);
        const waits = one.id === 'waits' && parallel > 1;
        onWait(true);
        if (waits) while (!events.includes('end works-too')) await new Promise((resolve) => setTimeout(resolve, 1));
        else await new Promise((resolve) => setTimeout(resolve, 1));
        onWait(false);
        events.push(`end ${one.id}`);
        return { report: reportOf(one) };
      },
    });
    return events;
  };
  expect((await order(2)).at(-1)).toBe('end waits');
  expect(await order(1)).toEqual(['waits', 'works', 'works-too'].flatMap((id) => [`begin ${id}`, `end ${id}`]));
});

test('no more have begun and not ended than eight times the bound', async () => {
  let begun = 0;
  let most = 0;
  await executeChecks({
    checks: Array.from({ length: 30 }, (_, index) => check(`w${index}`)),
    parallel: 2,
    onProgress: () => undefined,
    runOne: async (one, { onWait }) => {
      begun += 1;
      most = Math.max(most, begun);
      onWait(true);
      await new Promise((resolve) => setTimeout(resolve, 5));
      onWait(false);
      begun -= 1;
      return { report: reportOf(one) };
    },
  });
  expect(most).toBe(16);
});

test('what was put off comes after the others, alone, and before those that judge the whole run', async () => {
  const events: string[] = [];
  const reports = await executeChecks({
    checks: [check('last', { turn: 'last' }), check('apart', { turn: 'apart' }), check('one'), check('two')],
    parallel: 4,
    onProgress: () => undefined,
    runOne: async (one, { alone }) => {
      events.push(`${one.id} ${alone ? 'alone' : 'beside'}`);
      return one.id === 'apart' && !alone ? null : { report: reportOf(one) };
    },
  });
  expect(events).toEqual(['apart beside', 'one beside', 'two beside', 'apart alone', 'last beside']);
  expect(reports.map(({ id }) => id)).toEqual(['last', 'apart', 'one', 'two']);
});

describe('a check in doubt', () => {
  interface Beside {
    verdict: Verdict;
    messages: number;
    disturbed: boolean;
  }
  /** Each check says this beside the others, and passes alone if `passesAlone`. */
  async function asked(count: number, beside: Partial<Beside>, passesAlone = true) {
    const { verdict = 'could-not-run', messages = 3, disturbed = false } = beside;
    const times = new Map<string, number>();
    const ended: string[] = [];
    const reports = await executeChecks({
      checks: Array.from({ length: count }, (_, index) => check(`c${index}`)),
      parallel: 4,
      onProgress: (one) => one.kind === 'ended' && ended.push(`${one.check} ${one.verdict}`),
      runOne: async (one, { alone, again }) => {
        expect(again).toBe(times.has(one.id));
        times.set(one.id, (times.get(one.id) ?? 0) + 1);
        if (alone && passesAlone) return { report: reportOf(one) };
        return { report: { ...reportOf(one), verdict, messages }, disturbed };
      },
    });
    return { times: [...times.values()], ended, verdicts: reports.map((report) => report.verdict) };
  }

  test('that could not run is asked once more, alone, and ends once', async () => {
    const { times, ended, verdicts } = await asked(1, {});
    expect({ times, ended, verdicts }).toEqual({ times: [2], ended: ['c0 passed'], verdicts: ['passed'] });
  });

  test('could not run when it cannot alone either', async () => {
    const { times, verdicts } = await asked(1, {}, false);
    expect({ times, verdicts }).toEqual({ times: [2], verdicts: ['could-not-run'] });
  });

  test('that failed while the machine was busy is asked again, and fails when it fails again', async () => {
    const failed = { verdict: 'failed', disturbed: true } as const;
    expect(await asked(1, failed)).toMatchObject({ times: [2], verdicts: ['passed'] });
    expect(await asked(1, failed, false)).toMatchObject({ times: [2], verdicts: ['failed'] });
  });

  test.each([
    ['never began', { messages: 0 }],
    ['failed undisturbed', { verdict: 'failed' }],
    ['passed, however busy the machine', { verdict: 'passed', disturbed: true }],
  ] as const)('is none when it %s', async (_title, beside) => {
    expect((await asked(1, beside)).times).toEqual([1]);
  });

  test('is one of a few: of thirty, sixteen are asked again', async () => {
    const { times } = await asked(30, {});
    expect(times.filter((count) => count === 2)).toHaveLength(16);
  });
});
