import { requirements } from 'capsule-contract';
import type { RequirementId } from 'capsule-contract/types';
import { describe, expect, test } from 'vitest';
import corpus from './corpus.json' with { type: 'json' };
import { initialState, type ModelState } from './model-state.ts';
import { modelTags } from './model-tags.ts';
import { closingOperations, closingReads, plan } from './plan.ts';
import { type Program, programs, simplerOperations, themes } from './programs.ts';

/** Walks through a program as an Opstage that keeps the contract would; `look` sees every step before it takes effect. */
function walk({ operations }: Program, look: (state: ModelState, operation: Program['operations'][number]) => void) {
  const state = initialState();
  for (const operation of operations) {
    look(state, operation);
    plan(state, operation)?.allow[0].effect(state);
  }
  return state;
}

const some = programs(7, 60);

describe('generated programs', () => {
  test('are the same for the same seed, however many are asked for', () => {
    expect(programs(7, 5)).toEqual(some.slice(0, 5));
    expect(programs(8, 5)).not.toEqual(some.slice(0, 5));
  });

  test('are JSON and nothing else', () => {
    expect(JSON.parse(JSON.stringify(some))).toEqual(some);
  });

  test('come in every theme', () => {
    expect(new Set(some.map(({ theme }) => theme))).toEqual(new Set(themes));
  });

  test('consist of steps that mean something where they stand', () => {
    for (const program of some) {
      walk(program, (state, operation) => expect(plan(state, operation), JSON.stringify(operation)).not.toBeNull());
    }
  });

  test('are planned without changing the state', () => {
    for (const program of some.slice(0, 20)) {
      walk(program, (state, operation) => {
        const before = structuredClone(state);
        plan(state, operation);
        closingReads(state);
        expect(state).toEqual(before);
      });
    }
  });

  test('end with nothing open', () => {
    for (const program of some) {
      const state = walk(program, () => {});
      for (const operation of closingOperations(state)) plan(state, operation)?.allow[0].effect(state);
      expect(state.agents.filter(({ status }) => status !== 'REVOKED')).toEqual([]);
      expect(state.commands.filter(({ status }) => status === 'PENDING' || status === 'RUNNING')).toEqual([]);
    }
  });
});

describe('the known programs', () => {
  test('reach every outcome that proves a requirement, and each is about an Opstage', () => {
    const reached = new Map<string, Set<string>>();
    for (const program of corpus as Program[]) {
      walk(program, (state, operation) => {
        const allow = plan(state, operation)?.allow ?? [];
        const [first] = allow;
        if (!first || allow.length > 1) return;
        reached.set(first.requirement, (reached.get(first.requirement) ?? new Set()).add(first.tag));
      });
    }
    for (const [requirement, tags] of Object.entries(modelTags)) {
      expect([...(reached.get(requirement) ?? [])], requirement).toEqual(expect.arrayContaining([...tags]));
      expect(requirements[requirement as RequirementId].binds.opstage, requirement).toBeDefined();
    }
  });
});

describe('a simpler step', () => {
  test('is the same step with one member at its plainest', () => {
    const step = { op: 'claim', agent: 1, max: 10 } as const;
    expect([...simplerOperations(step)]).toEqual([
      { op: 'claim', agent: 0, max: 10 },
      { op: 'claim', agent: 1, max: 0 },
    ]);
    expect([...simplerOperations({ op: 'claim', agent: 0, max: 0 })]).toEqual([]);
  });
});
