import { expect, test } from 'vitest';
import type { CheckReport, RunReport } from '../runner/run-report.ts';
import { consoleReport } from './console-report.ts';
import { curlLine } from './curl-line.ts';
import { paintFor } from './paint.ts';
import { progressLines } from './progress-lines.ts';

const plain = paintFor({ isTTY: false }, {});

const failed: CheckReport = {
  id: 'no-silent-takeover/known-code',
  title: 'a known code is refused',
  how: 'Registers twice.',
  verdict: 'failed',
  evidence: [3],
  messages: 3,
  durationMs: 12,
  reason: null,
  failure: {
    expected: 'a refusal AGENT_CODE_TAKEN',
    actual: '200 "it\'s yours"',
    exchange: [
      {
        number: 3,
        lane: 'anonymous',
        operationId: 'agentRegister',
        atMs: 10,
        request: {
          method: 'POST',
          target: '/api/agents/register',
          headers: [['content-type', 'application/json']],
          body: '{"registrationToken":"<registration token tok_1>","note":"it\'s"}',
        },
        response: { status: 200, headers: [], body: '{"success":true}' },
        failure: null,
        cited: true,
      },
    ],
    notes: ['after message 2: the kit waits'],
    replay: 'capsule-conformance opstage --only no-silent-takeover/known-code --seed 1',
  },
};

function report(checks: CheckReport[], more: Partial<RunReport> = {}): RunReport {
  return {
    kit: { name: 'capsule-conformance', version: '1.0.0' },
    contract: { version: '1.0.0', wireVersion: '1', hash: 'h' },
    subject: {
      role: 'opstage',
      name: 'Test',
      version: '2',
      url: 'http://localhost:1/base',
      start: null,
      profiles: [],
      capabilities: [],
    },
    command: 'capsule-conformance opstage',
    seed: '1',
    startedAt: '2026-03-01T08:00:00.000Z',
    durationMs: 1234,
    partial: false,
    selection: { only: [], level: 'must', profiles: [] },
    unfit: null,
    summary: { passed: 0, failed: 1, notApplicable: 0, couldNotRun: 0, harnessError: 0 },
    checks: { planned: 1, emitted: 1, evidence: 0 },
    unchecked: [],
    requirements: [
      {
        id: 'no-silent-takeover',
        level: 'MUST',
        profile: 'opstage-core',
        sentence: 'A known code MUST be refused.',
        verdict: 'failed',
        checks,
      },
    ],
    exitCode: 1,
    ...more,
  };
}

test('a failure is told in the order of the design', () => {
  const text = consoleReport(report([failed]), plain);
  const order = [
    'no-silent-takeover (MUST',
    'A known code MUST be refused.',
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

test('progress elsewhere than on a terminal is a line per quarter and per failure', () => {
  const written: string[] = [];
  const tell = progressLines({ write: (text) => written.push(text) }, plain);
  tell({ kind: 'planned', checks: 8 });
  for (let index = 0; index < 8; index += 1) {
    tell({ kind: 'started', check: `c${index}` });
    tell({ kind: 'ended', check: `c${index}`, verdict: index === 2 ? 'failed' : 'passed', durationMs: 1 });
  }
  expect(written).toEqual(['2/8 checks\n', 'failed  c2\n', '4/8 checks\n', '6/8 checks\n', '8/8 checks\n']);
});

test('progress on a terminal is one line, rewritten and gone at the end', () => {
  const written: string[] = [];
  const tell = progressLines({ isTTY: true, columns: 20, write: (text) => written.push(text) }, plain);
  tell({ kind: 'planned', checks: 1 });
  tell({ kind: 'started', check: 'a-check-with-a-long-name' });
  tell({ kind: 'ended', check: 'a-check-with-a-long-name', verdict: 'passed', durationMs: 1 });
  expect(written.join('')).not.toContain('\n');
  expect(written.every((text) => text.length <= 20 + '\r\u001b[K'.length)).toBe(true);
  expect(written.at(-1)).toBe('\r\u001b[K');
});
