import { expect, test } from 'vitest';
import { awkward, failedCheck, sampleReport } from '../../test/sample-report.ts';
import type { CheckReport, RunProgress, RunReport } from '../runner/run-report.ts';
import { consoleReport } from './console-report.ts';
import { curlLine } from './curl-line.ts';
import { paintFor } from './paint.ts';
import { progressLines } from './progress-lines.ts';

const plain = paintFor({ isTTY: false }, {});

const failed: CheckReport = {
  ...failedCheck,
  failure: failedCheck.failure && {
    ...failedCheck.failure,
    actual: '200 "it\'s yours"',
    exchange: failedCheck.failure.exchange.filter(({ number }) => number === 3),
  },
};

function report(checks: CheckReport[], more: Partial<RunReport> = {}): RunReport {
  const [requirement] = sampleReport().requirements.filter(({ id }) => id === 'no-silent-takeover');
  if (!requirement) throw new Error('the sample lost its requirement');
  return sampleReport({
    summary: { passed: 0, failed: 1, notApplicable: 0, couldNotRun: 0, harnessError: 0 },
    requirements: [{ ...requirement, checks }],
    ...more,
  });
}

const ended = (check: string, verdict: 'passed' | 'failed'): RunProgress => ({
  kind: 'ended',
  check,
  verdict,
  durationMs: 1,
  report: { ...failed, id: check, verdict, failure: verdict === 'failed' ? failed.failure : null },
});

/** A clock that stands still and redraws when told. */
function stillClock() {
  const calls = new Set<() => void>();
  return {
    nowMs: () => 0,
    every: (_ms: number, call: () => void) => {
      calls.add(call);
      return () => void calls.delete(call);
    },
    calls,
  };
}

test('a failure is told in the order of the design', () => {
  const text = consoleReport(report([failed]), plain);
  const order = [
    'no-silent-takeover (MUST',
    'A sentence of no-silent-takeover MUST hold',
    'expected  a refusal AGENT_CODE_TAKEN',
    'actual    200',
    '[3] anonymous: POST /api/agents/register',
    '← 200',
    'curl -i',
    'replay    capsule-conformance opstage --only',
    '1 failed',
    'Not conformant.',
  ];
  const places = order.map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('without a terminal there is no escape sequence', () => {
  expect(consoleReport(report([failed]), plain)).not.toContain('\u001b');
});

test('NO_COLOR is honoured on a terminal, and an empty one is none', () => {
  expect(paintFor({ isTTY: true }, { NO_COLOR: '1' }).red('x')).toBe('x');
  expect(paintFor({ isTTY: true }, { NO_COLOR: '' }).red('x')).toContain('\u001b');
});

test('a curl line is one shell command, quotes included, and keeps secrets masked', () => {
  const [message] = failed.failure?.exchange ?? [];
  if (!message) throw new Error('no message');
  const body = `'{"registrationToken":"<registration token tok_1>","note":"it'\\''s"}'`;
  expect(curlLine('http://localhost:1/base', message)).toBe(
    `curl -i --path-as-is -X POST -H 'content-type: application/json' --data-binary ${body} 'http://localhost:1/api/agents/register'`,
  );
});

test('a reason shared by many checks is said once, with all of them', () => {
  const stuck = (id: string): CheckReport => ({
    ...failed,
    id,
    verdict: 'could-not-run',
    failure: null,
    reason: 'needs --start',
  });
  const text = consoleReport(report([stuck('a'), stuck('b')]), plain);
  expect(text.match(/needs --start/g)).toHaveLength(1);
  expect(text).toContain('a, b');
});

test('an unfit subject is explained once, without a list of checks', () => {
  const stuck: CheckReport = { ...failed, verdict: 'could-not-run', failure: null, reason: 'nothing answers' };
  const text = consoleReport(
    report([stuck], { unfit: { reason: 'nothing answers', exchange: [] }, exitCode: 3 }),
    plain,
  );
  expect(text.match(/nothing answers/g)).toHaveLength(1);
  expect(text).toContain('Incomplete');
});

test('progress elsewhere than on a terminal is a line per quarter and per failure, the first failure in full', () => {
  const written: string[] = [];
  const tell = progressLines({ write: (text) => written.push(text) }, plain, stillClock());
  tell({ kind: 'planned', checks: 8 });
  for (let index = 0; index < 8; index += 1) {
    tell({ kind: 'started', check: `c${index}` });
    tell(ended(`c${index}`, index === 2 || index === 5 ? 'failed' : 'passed'));
  }
  expect(written).toEqual([
    '2/8 checks\n',
    '✗ failed  c2\n',
    '  expected a refusal AGENT_CODE_TAKEN\n  actual   200 "it\'s yours"\n',
    '4/8 checks\n',
    '✗ failed  c5\n',
    '6/8 checks\n',
    '8/8 checks\n',
  ]);
});

test('progress on a terminal is one line that is rewritten, fits, and is gone at the end', () => {
  const written: string[] = [];
  const clock = stillClock();
  const tell = progressLines({ isTTY: true, columns: 40, write: (text) => written.push(text) }, plain, clock);
  tell({ kind: 'planned', checks: 1 });
  tell({ kind: 'started', check: 'a-check-with-a-name-far-too-long-for-this' });
  for (const redraw of clock.calls) redraw();
  expect(written.at(-1)).toContain('0/1 checks  0 s  a-check');
  tell(ended('a-check-with-a-name-far-too-long-for-this', 'passed'));
  expect(written.join('')).not.toContain('\n');
  expect(written.every((text) => text.length < 40 + '\r\u001b[K'.length)).toBe(true);
  expect(written.at(-1)).toBe('\r\u001b[K');
  expect(clock.calls.size).toBe(0);
});

test('a terminal that was never told its width still sees what runs', () => {
  const written: string[] = [];
  const tell = progressLines({ isTTY: true, columns: 0, write: (text) => written.push(text) }, plain, stillClock());
  tell({ kind: 'planned', checks: 1 });
  tell({ kind: 'started', check: 'a-check' });
  expect(written.at(-1)).toContain('0/1 checks  0 s  a-check');
});

test('of a subject that cannot be judged there is no progress', () => {
  const written: string[] = [];
  const tell = progressLines({ isTTY: true, write: (text) => written.push(text) }, plain, stillClock());
  tell({ kind: 'found', subject: sampleReport().subject, unfit: 'nothing answers' });
  tell({ kind: 'planned', checks: 1 });
  tell({ kind: 'started', check: 'a' });
  tell(ended('a', 'failed'));
  expect(written).toEqual([]);
});

test('what a subject sends cannot steer the terminal', () => {
  const text = consoleReport(sampleReport(), plain);
  expect(awkward).toContain('\u001b');
  expect(text).not.toContain('\u001b');
  expect(text).toContain('\\u001b[31m');
});

test('prose fits the width of the terminal', () => {
  const { requirements } = sampleReport();
  const sentence = 'A sentence of many words that MUST be broken somewhere between two of them '.repeat(3).trim();
  const long = requirements.map((one) => ({ ...one, sentence }));
  const lines = consoleReport(sampleReport({ requirements: long }), plain, 60).split('\n');
  const prose = lines.filter((line) => /^ {2}\S.*(?:MUST|between)/.test(line));
  expect(prose.length).toBeGreaterThan(3);
  expect(prose.filter((line) => line.length > 60)).toEqual([]);
});

test('a known failure is told apart from a new one, and entries that do not hold are named', () => {
  const entry = { reason: 'ticket 7', link: 'https://example.org/7', expires: '2026-12-31' };
  const text = consoleReport(
    sampleReport({
      knownFailures: [
        { ...entry, check: 'no-silent-takeover/known-code', state: 'fails' },
        { ...entry, check: 'request-id/every-answer', state: 'no-longer-fails' },
      ],
    }),
    plain,
  );
  expect(text).not.toContain('✗ no-silent-takeover');
  expect(text).toContain('no-silent-takeover/known-code: ticket 7 (https://example.org/7), until 2026-12-31');
  expect(text).toContain('request-id/every-answer: it no longer fails; take the entry out');
});

test.each([
  ['whole and sound', { exitCode: 0 }, 'Everything checked here holds.'],
  ['partial and sound', { exitCode: 0, partial: true }, 'What was selected holds.'],
  ['failing', { exitCode: 1 }, 'Not conformant.'],
  ['incomplete', { exitCode: 3 }, 'Incomplete: no verdict on conformance.'],
  ['interrupted', { exitCode: 3, partial: true, interrupted: 'Ctrl-C' }, 'partial run: Ctrl-C'],
  [
    'quick',
    { exitCode: 0, partial: true, leftToStandard: ['run-lease/lapses'] },
    'partial run: a quick run; checks left to standard: 1',
  ],
  ['filtered', { exitCode: 0, partial: true, selection: { only: ['a*'], level: 'must', profiles: [] } }, 'only a*'],
] as [string, Partial<RunReport>, string][])('a run that is %s says so', (_name, changes, sentence) => {
  expect(consoleReport(sampleReport(changes), plain)).toContain(sentence);
});

test('one fault is told once: what it explains is named under it, and no more', () => {
  const twin: CheckReport = { ...failed, id: `${failed.id}-twin`, root: failed.id };
  const blocked: CheckReport = {
    ...failed,
    ...{ id: 'cancel/blocked', verdict: 'could-not-run', failure: null, root: failed.id },
    reason: 'prerequisite missing: agentRegister',
  };
  const text = consoleReport(report([failed, twin, blocked]), plain);
  expect(text.match(/^✗ /gm)).toHaveLength(1);
  expect(text).toContain(`explains  ${twin.id}, ${blocked.id}`);
  expect(text).not.toContain('prerequisite missing');
  const apart = consoleReport(report([failed, { ...twin, root: 'of-another-run' }]), plain);
  expect(apart.match(/^✗ /gm)).toHaveLength(2);
});
