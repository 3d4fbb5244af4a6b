/** What the matrix says of itself: the sum is right, a survivor is one, and the published results have their form. */
import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { defectOf } from '../defect.ts';
import { type MatrixResult, matrixResult } from './matrix-result.ts';
import type { CheckSaid } from './row-run.ts';

const run: Parameters<typeof matrixResult>[1] = { role: 'opstage', depth: 'quick', seeds: ['a', 'b'], durationMs: 1 };
const said = (id: string, verdict: CheckSaid['verdict'], messages = 1): CheckSaid => ({
  id,
  verdict,
  said: '',
  messages,
});
const facts = defectOf('cancel/pending,run-lease/lapses', 'does something wrong');

test('a defect caught in every seed by a check of its requirement is killed', () => {
  const caught = [said('cancel/pending', 'failed', 3), said('run-lease/lapses', 'failed')];
  const { rows, score, survivors, useless } = matrixResult([{ defect: 'x', facts, said: [caught, caught] }], run);
  expect(rows[0]?.checks).toEqual([
    { check: 'cancel/pending', killed: 2, messages: 3 },
    { check: 'run-lease/lapses', killed: 2, messages: 1 },
  ]);
  expect([score, survivors, useless]).toEqual([{ defects: 1, killed: 1, checks: 2, medianMessages: 1 }, [], []]);
});

test('a defect that another requirement catches survives, and a check that never fails is useless', () => {
  const missed = [said('cancel/pending', 'passed', 0), said('run-lease/lapses', 'failed')];
  const { survivors, useless } = matrixResult([{ defect: 'x', facts, said: [missed, missed] }], run);
  expect([survivors, useless]).toEqual([['x'], ['cancel/pending']]);
});

test('a defect caught in one seed of two survives', () => {
  const seeds = [[said('cancel/pending', 'failed')], [said('cancel/pending', 'could-not-run')]];
  expect(matrixResult([{ defect: 'x', facts, said: seeds }], run).survivors).toEqual(['x']);
});

test('at quick, a defect nobody was asked about is left to standard: not killed, and no survivor', () => {
  const caught = [said('cancel/pending', 'failed')];
  const found = [
    { defect: 'x', facts, said: [caught, caught] },
    { defect: 'y', facts, said: [[], []] },
  ];
  const { score, survivors, leftToStandard } = matrixResult(found, run);
  expect([score.defects, score.killed, survivors, leftToStandard]).toEqual([2, 1, [], ['y']]);
  const whole = matrixResult(found, { ...run, depth: 'standard' });
  expect([whole.survivors, whole.leftToStandard]).toEqual([['y'], undefined]);
});

const schema = JSON.parse(readFileSync(new URL('../../matrix.schema.json', import.meta.url), 'utf8'));
const published = (['opstage', 'agent'] as const)
  .map((role) => ({ role, file: new URL(`../../results/matrix-${role}.json`, import.meta.url) }))
  .filter(({ file }) => existsSync(file));

test.each(published)('the published matrix of $role has its form and no survivor', ({ role, file }) => {
  const result = JSON.parse(readFileSync(file, 'utf8')) as MatrixResult;
  const validate = new Ajv2020().compile(schema);
  expect([validate(result), validate.errors]).toEqual([true, null]);
  expect([result.role, result.survivors, result.useless]).toEqual([role, [], []]);
});
