import { expect, test } from 'vitest';
import { SecretRegister } from '../target/secret-register.ts';
import { CheckFailure } from './check-outcome.ts';
import { Trial, type TrialFacts } from './trial.ts';

const open = (facts: Partial<TrialFacts> = {}) =>
  new Trial({
    checkId: 'a-check',
    seed: 'seed',
    runId: 'run',
    depth: 'standard',
    secrets: new SecretRegister(),
    signal: new AbortController().signal,
    ...facts,
  });

test('an expectation that holds leaves its messages as evidence, each once and in order', () => {
  const t = open();
  t.equal('x', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, 3);
  t.that('y', true, null, { message: 1 }, { number: 3 });
  expect(t.evidence).toEqual([1, 3]);
});

test('an expectation that does not hold leaves no evidence and names its messages', () => {
  const t = open();
  expect(() => t.equal('the list', [1, 2], [2, 1], 4, 5)).toThrow(CheckFailure);
  try {
    t.that('the list to be sorted', false, [2, 1], 4);
  } catch (thrown) {
    expect(thrown).toMatchObject({ expected: 'the list to be sorted', actual: '[2,1]', messages: [4] });
  }
  expect(t.evidence).toEqual([]);
});

test('absent and undefined members are the same, null is another thing', () => {
  const t = open();
  t.equal('x', { a: 1, b: undefined }, { a: 1 }, 1);
  expect(() => t.equal('x', { a: null }, {}, 1)).toThrow(CheckFailure);
});

test('the same seed and check make the same choices, whatever the run', () => {
  const choices = (facts: Partial<TrialFacts>) => open(facts).random.word(12);
  expect(choices({ runId: 'another' })).toBe(choices({}));
  expect(choices({ checkId: 'another' })).not.toBe(choices({}));
  expect(choices({ seed: 'another' })).not.toBe(choices({}));
});

test('codes differ from run to run and from check to check, even under one seed', () => {
  expect(open({ runId: 'another' }).code()).not.toBe(open().code());
  expect(open({ checkId: 'another' }).code()).not.toBe(open().code());
});

test('codes are valid and never repeat within a check', () => {
  const t = open();
  const codes = [t.code(), t.code(), t.code('agent')];
  expect(new Set(codes).size).toBe(3);
  for (const code of codes) expect(code).toMatch(/^[a-z0-9][a-z0-9_-]{0,79}$/);
});

test('a wait ends with what the probe found', async () => {
  let asked = 0;
  const found = await open().until('three', () => (++asked === 3 ? { asked } : null), { everyMs: 1 });
  expect(found).toEqual({ asked: 3 });
});

test('a pause ends at once when the check is stopped', async () => {
  const controller = new AbortController();
  const pause = open({ signal: controller.signal }).pause(60_000);
  controller.abort(new Error('stop'));
  await expect(pause).rejects.toThrow('stop');
});
