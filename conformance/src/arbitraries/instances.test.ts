// Goal: what the generators call valid is valid, complete, and the same for the same seed.
import { operations } from 'capsule-contract';
import type { TypeName } from 'capsule-contract/types';
import { validateWhole } from 'capsule-contract/validators';
import { withoutNulls } from 'capsule-contract/without-nulls';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundaries } from './boundaries.ts';
import { full, minimal, valid } from './instances.ts';
import { valueAt } from './json-pointer.ts';
import { contractDefinitions, typeSchema } from './json-schema.ts';
import { queryBoundaries, queryNearMisses } from './query-cases.ts';
import { judgeOf } from './schema-judge.ts';
import { schemaNodes } from './schema-nodes.ts';
import { unknownMember, withUnknownMembers } from './unknown-members.ts';

const bodyTypes = [...new Set(Object.values(operations).flatMap(({ body }) => (body?.type ? [body.type] : [])))];

describe.each(bodyTypes)('values of %s', (type: TypeName) => {
  const schema = typeSchema(type);
  const faultsOf = (value: unknown) => judgeOf(contractDefinitions).faults(schema, value);

  test('are valid, whatever is left out', () => {
    for (const arbitrary of [valid(schema), full(schema), minimal(schema)]) {
      fc.assert(
        fc.property(arbitrary, (value) => void expect(faultsOf(value)).toEqual([])),
        { seed: 3, numRuns: 30 },
      );
    }
  });

  test('the contract’s own validator agrees', () => {
    for (const value of fc.sample(valid(schema), { seed: 9, numRuns: 30 })) {
      expect(validateWhole(type, withoutNulls(JSON.parse(JSON.stringify(value))))).toEqual({ ok: true });
    }
  });

  test('a full one reaches every place', () => {
    const [value] = fc.sample(full(schema), { seed: 3, numRuns: 1 });
    const places = schemaNodes(schema).map(({ pointer }) => pointer);
    expect(places.filter((pointer) => valueAt(value, pointer) === undefined)).toEqual([]);
  });

  test('stay valid with unknown members', () => {
    for (const value of fc.sample(full(schema), { seed: 3, numRuns: 5 })) {
      const strange = withUnknownMembers(schema, value);
      expect(JSON.stringify(strange)).toContain(unknownMember);
      expect(faultsOf(strange)).toEqual([]);
    }
  });
});

describe('boundaries', () => {
  const schema = typeSchema('CommandResultRequest');
  const { cases } = boundaries(schema, { bases: fc.sample(full(schema), { seed: 2, numRuns: 1 }) });
  const at = (pointer: string) => cases.filter((one) => one.pointer === pointer);

  test('count code points, not UTF-16 units', () => {
    const astral = at('/message').find(({ label }) => label === 'maxLength (500), astral');
    const message = String(valueAt(astral?.value, '/message'));
    expect([...message].length).toBe(500);
    expect(message.length).toBe(1000);
  });

  test('find the ends of a pattern', () => {
    const lengths = at('/deliveryId').map(({ value }) => (value as { deliveryId: string }).deliveryId.length);
    expect(lengths).toEqual(['dlv_'.length + 16, 'dlv_'.length + 64]);
  });

  test('hold what is absent, null and complete', () => {
    expect(at('').map(({ label }) => label)).toEqual(['only required members', 'all members', 'optional members null']);
  });

  test('of a health tree are 64 nodes and 4 levels', () => {
    const report = typeSchema('HealthReport');
    const labels = boundaries(report, {
      bases: [{ status: 'UP', checks: [{ name: 'mailbox', status: 'UP' }] }],
    }).cases.map(({ label }) => label);
    expect(labels).toContain('64 nodes');
    expect(labels).toContain('4 levels');
  });
});

describe('queries', () => {
  const { query } = operations.agentList;
  const base = { status: 'ONLINE', q: 'otp', page: 1, pageSize: 20 };

  test('a value that reads as right once it is text is no near miss', () => {
    const cases = queryNearMisses(query, { base, perSite: 20, seed: 1 });
    expect(cases.filter(({ parameter }) => parameter === 'page').map((one) => one.query.page)).not.toContain('1');
    expect(cases.filter(({ parameter, label }) => parameter === 'q' && label === 'type')).toEqual([]);
    expect(new Set(cases.map(({ parameter }) => parameter))).toEqual(new Set(['status', 'q', 'page', 'pageSize']));
  });

  test('bounds of integers are text of integers', () => {
    const sizes = queryBoundaries(query, base).filter(({ parameter }) => parameter === 'pageSize');
    expect(sizes.map((one) => one.query.pageSize)).toEqual(['1', '2', '99', '100']);
  });
});
