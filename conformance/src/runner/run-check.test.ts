import { describe, expect, test } from 'vitest';
import { CouldNotRun, NotApplicable } from '../checks/check-outcome.ts';
import { Trial } from '../checks/trial.ts';
import { TransportFailure } from '../target/http-client.ts';
import { PrerequisiteMissing } from '../target/prerequisite-missing.ts';
import { SecretRegister } from '../target/secret-register.ts';
import type { Message } from '../target/transcript.ts';
import { type CheckOutcome, runCheck } from './run-check.ts';

function openTrial(): { trial: Trial; controller: AbortController } {
  const controller = new AbortController();
  const facts = { checkId: 'a-check', seed: 'seed', runId: 'run', depth: 'standard' as const };
  return { trial: new Trial({ ...facts, secrets: new SecretRegister(), signal: controller.signal }), controller };
}

/** One answered message in the trial's transcript. */
function answered(trial: Trial, text = '{"success":true,"data":{}}'): Message {
  const message = trial.transcript.begin('owner', 'systemHealth', {
    method: 'GET',
    target: '/',
    headers: [],
    text: '',
  });
  trial.transcript.end(message, { response: { status: 200, headers: [], text } });
  return message;
}

async function outcomeOf(
  run: (trial: Trial) => Promise<void>,
  facts: { ceilingMs?: number; answers?: boolean } = {},
): Promise<CheckOutcome> {
  const { trial, controller } = openTrial();
  return runCheck({
    trial,
    run: () => run(trial),
    ceilingMs: facts.ceilingMs ?? 5_000,
    abort: (reason) => controller.abort(reason),
    restsOnContract: ({ response }) => response?.text.includes('"success"') ?? false,
    subjectAnswers: async () => facts.answers ?? true,
  });
}

describe('the verdict of a check', () => {
  test('is passed when what it expected held on a contract answer', async () => {
    const outcome = await outcomeOf(async (t) => t.equal('one', 1, 1, answered(t)));
    expect(outcome).toEqual({ verdict: 'passed', reason: null, failure: null });
  });

  test('is harness-error when it expected nothing', async () => {
    const outcome = await outcomeOf(async (t) => void answered(t));
    expect(outcome).toMatchObject({ verdict: 'harness-error', reason: expect.stringContaining('without evidence') });
  });

  test('is harness-error when it cited only what any web server says', async () => {
    const outcome = await outcomeOf(async (t) => t.cite(answered(t, '{}')));
    expect(outcome).toMatchObject({ verdict: 'harness-error', reason: expect.stringContaining('no cited message') });
  });

  test('is harness-error when it cited a message that does not exist', async () => {
    expect(await outcomeOf(async (t) => t.cite(7))).toMatchObject({ verdict: 'harness-error' });
  });

  test('is failed, with expected, actual and messages, when an expectation did not hold', async () => {
    const outcome = await outcomeOf(async (t) => t.equal('the colour', 'red', 'blue', answered(t)));
    const failure = { expected: 'the colour to be "blue"', actual: '"red"', messages: [1] };
    expect(outcome).toEqual({ verdict: 'failed', reason: null, failure });
  });

  test('is failed when a wait reached its ceiling', async () => {
    const outcome = await outcomeOf(async (t) => {
      await t.until('a miracle', () => null, { ceilingMs: 20, everyMs: 5 });
    });
    expect(outcome).toMatchObject({ verdict: 'failed', failure: { expected: 'a miracle within 0.02 s' } });
  });

  test.each([
    ['not-applicable', new NotApplicable('no such profile'), 'no such profile'],
    ['could-not-run', new CouldNotRun('ackLeaseSeconds is 300 s'), 'ackLeaseSeconds is 300 s'],
    ['could-not-run', new PrerequisiteMissing('enrol'), 'prerequisite missing: enrol'],
    ['harness-error', new TypeError('a bug'), 'a bug'],
    ['harness-error', 'a thrown text', 'a thrown text'],
  ])('is %s for %s', async (verdict, thrown, reason) => {
    const outcome = await outcomeOf(() => Promise.reject(thrown));
    expect(outcome).toMatchObject({ verdict, reason: expect.stringContaining(reason), failure: null });
  });

  const unanswered = (t: Trial) => Promise.reject(new TransportFailure(answered(t), 'connection closed', false));

  test('is failed when one request stays unanswered by a subject that is there', async () => {
    const outcome = await outcomeOf(unanswered, { answers: true });
    expect(outcome).toMatchObject({ verdict: 'failed', failure: { messages: [1] } });
  });

  test('is could-not-run when the subject is gone', async () => {
    const outcome = await outcomeOf(unanswered, { answers: false });
    expect(outcome).toMatchObject({ verdict: 'could-not-run', reason: expect.stringContaining('stopped answering') });
  });

  test('is could-not-run when the check takes longer than its ceiling, though it hangs for ever', async () => {
    const outcome = await outcomeOf(() => new Promise(() => {}), { ceilingMs: 30 });
    expect(outcome).toMatchObject({ verdict: 'could-not-run', reason: expect.stringContaining('not done after') });
  });

  test('is could-not-run when its time is over, whatever it throws while stopping', async () => {
    const outcome = await outcomeOf((t) => t.pause(10_000).catch(() => t.fail('something', 'nothing')), {
      ceilingMs: 30,
    });
    expect(outcome).toMatchObject({ verdict: 'could-not-run' });
  });
});
