/** A report with every verdict in it, and with text that is awkward in each format: markup, quotes, control characters. */
import type { CheckReport, RequirementReport, RunReport, Verdict } from '../src/runner/run-report.ts';

export const awkward =
  'it\'s <b>"bold"</b> & ]]> \u0000\u001b[31m ```js``` | 💥 --> </script><script>alert(1)</script>';

function check(id: string, verdict: Verdict, more: Partial<CheckReport> = {}): CheckReport {
  return {
    id,
    title: `the truth of ${id}`,
    how: 'Asks, and looks at the answer.',
    verdict,
    evidence: verdict === 'passed' ? [1, 2] : [],
    messages: 4,
    durationMs: 1234,
    reason: verdict === 'passed' || verdict === 'failed' ? null : `why ${id} is ${verdict}`,
    failure: null,
    ...more,
  };
}

export const failedCheck: CheckReport = check('no-silent-takeover/known-code', 'failed', {
  title: 'a known code is refused',
  evidence: [3],
  failure: {
    expected: 'a refusal AGENT_CODE_TAKEN',
    actual: `200 ${awkward}`,
    exchange: [
      {
        number: 2,
        lane: 'owner',
        operationId: 'registrationTokenCreate',
        atMs: 4,
        request: {
          method: 'POST',
          target: '/api/registration-tokens?limit=1&a=b',
          headers: [['content-type', 'application/json']],
          body: '{"name":"one"}',
        },
        response: { status: 201, headers: [['content-type', 'application/json']], body: '{"success":true}' },
        failure: null,
        cited: false,
      },
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
        response: { status: 200, headers: [['x-note', awkward]], body: awkward },
        failure: null,
        cited: true,
      },
      {
        number: 4,
        lane: 'agent process',
        operationId: null,
        atMs: 12,
        request: { method: 'GET', target: '/', headers: [], body: '' },
        response: null,
        failure: 'connection refused',
        cited: true,
      },
    ],
    notes: ['after message 2: the kit waits'],
    replay: 'capsule-conformance opstage --only no-silent-takeover/known-code --seed 1',
  },
});

function requirement(area: string, level: string, verdict: Verdict, checks: CheckReport[]): RequirementReport {
  const [id = ''] = (checks[0]?.id ?? '').split('/');
  const sentence = `A sentence of ${id} MUST hold & <never> break.`;
  return { id, area, level, profile: 'opstage-core', sentence, verdict, checks };
}

/** Four checks pass or fail, one each has the other verdicts; `changes` replaces members of the whole. */
export function sampleReport(changes: Partial<RunReport> = {}): RunReport {
  const requirements = [
    requirement('conventions', 'MUST', 'passed', [check('request-id/every-answer', 'passed')]),
    requirement('enrolment', 'MUST', 'failed', [check('no-silent-takeover', 'passed'), failedCheck]),
    requirement('liveness', 'SHOULD', 'failed', [
      {
        ...failedCheck,
        id: 'spread-fleet-start',
        title: 'a fleet does not start at once',
        failure: failedCheck.failure && { ...failedCheck.failure, replay: 'capsule-conformance opstage --seed 1' },
      },
    ]),
    requirement('commands', 'MUST', 'not-applicable', [check('progress-in-order', 'not-applicable')]),
    requirement('commands', 'MUST', 'could-not-run', [check('crash-keeps-results', 'could-not-run')]),
    requirement('session', 'SHOULD', 'harness-error', [
      check('session-closes', 'harness-error', { reason: `TypeError: ${awkward}\n    at line 3` }),
    ]),
  ];
  return {
    kit: { name: 'capsule-conformance', version: '1.0.0', score: { defects: 240, killed: 239, seeds: 10 } },
    contract: { version: '1.0.0', wireVersion: '1', hash: 'sha256-abc' },
    subject: {
      role: 'opstage',
      name: 'Harbour <Control>',
      version: '2.4.1',
      url: 'http://localhost:8080/base',
      start: null,
      profiles: ['opstage-core'],
      capabilities: ['session.ws'],
    },
    command: 'capsule-conformance opstage --url http://localhost:8080/base --owner admin',
    seed: '1',
    startedAt: '2026-03-01T08:00:00.000Z',
    durationMs: 12_345,
    partial: false,
    interrupted: null,
    selection: { only: [], level: 'should', profiles: [] },
    unfit: null,
    summary: { passed: 1, failed: 2, notApplicable: 1, couldNotRun: 1, harnessError: 1 },
    checks: { planned: 7, emitted: 7, evidence: 4 },
    runs: [{ seed: '1', durationMs: 12_345, exitCode: 1 }],
    unstable: [],
    knownFailures: [],
    unchecked: ['a-rule-without-a-check'],
    requirements,
    exitCode: 1,
    ...changes,
  };
}

/** The same subject a day later, with nothing wrong. */
export function soundReport(): RunReport {
  const requirements = [
    requirement('conventions', 'MUST', 'passed', [check('request-id/every-answer', 'passed')]),
    requirement('enrolment', 'MUST', 'passed', [
      check('no-silent-takeover', 'passed'),
      check('no-silent-takeover/known-code', 'passed'),
    ]),
  ];
  return sampleReport({
    startedAt: '2026-03-02T08:00:00.000Z',
    seed: '2',
    runs: [{ seed: '2', durationMs: 12_345, exitCode: 0 }],
    summary: { passed: 2, failed: 0, notApplicable: 0, couldNotRun: 0, harnessError: 0 },
    checks: { planned: 3, emitted: 3, evidence: 6 },
    unchecked: [],
    requirements,
    exitCode: 0,
  });
}
