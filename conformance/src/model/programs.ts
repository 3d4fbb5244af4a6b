/**
 * Programs: 10 to 30 steps, of one theme each, because steps that meet each other find more than steps that do not. Edge
 * values have explicit weights: fast-check's own bias hardly reaches them inside arrays.
 */
import fc from 'fast-check';
import { foreignSpeaker } from './delivery-plans.ts';
import type { ModelOperation } from './model-operation.ts';
import { initialState } from './model-state.ts';
import { plan } from './plan.ts';

export interface Program {
  theme: Theme;
  operations: ModelOperation[];
}

export const themes = ['commands', 'settlement', 'enrolment', 'ownership', 'time'] as const;
export type Theme = (typeof themes)[number];

const small = fc.nat(7);
const agent = fc.constantFrom(0, 0, 0, 0, 0, 1);
/** Two operators act most of the time; now and then one who may not. */
const operator = fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2);
const decider = fc.constantFrom(3, 3, 3, 0);
const key = fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 2);
/** The newest few things are the interesting ones: what happens to one object must meet. */
const recent = fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 3);
const speaker = fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, foreignSpeaker);

type Weighted = [weight: number, arbitrary: fc.Arbitrary<ModelOperation>];
const constant = <Name extends ModelOperation['op']>(op: Name) => fc.constant(op);

const create = (weight: number, service: fc.Arbitrary<number> = fc.constantFrom(0, 0, 0, 0, 0, 1)): Weighted => [
  weight,
  fc.record({
    op: constant('create'),
    by: operator,
    service,
    action: fc.constantFrom(0, 1, 1, 1, 2),
    confirm: fc.constantFrom(true, true, true, false),
    queue: fc.constantFrom(false, false, true),
    key,
    variant: fc.constantFrom(0, 0, 1),
  }),
];
const shortCreate: Weighted = [
  6,
  fc.record({
    op: constant('create'),
    by: fc.constant(0),
    service: fc.constant(0),
    action: fc.constantFrom(0, 1),
    confirm: fc.constant(true),
    queue: fc.constant(false),
    key: fc.constant(0),
    variant: fc.constant(0),
    short: fc.boolean(),
  }),
];
const claim = (weight: number): Weighted => [
  weight,
  fc.record({ op: constant('claim'), agent, max: fc.constantFrom(1, 2, 10, 10) }),
];
const ack = (weight: number): Weighted => [
  weight,
  fc.record({
    op: constant('ack'),
    agent: speaker,
    delivery: recent,
    accept: fc.constantFrom(true, true, true, false),
  }),
];
const result = (weight: number): Weighted => [
  weight,
  fc.record({ op: constant('result'), agent: speaker, delivery: recent, form: fc.constantFrom(0, 0, 1, 2, 3, 3) }),
];
const progress: Weighted = [2, fc.record({ op: constant('progress'), delivery: recent, seq: fc.nat(3) })];
const cancel = (weight: number): Weighted => [
  weight,
  fc.record({ op: constant('cancel'), by: operator, command: recent }),
];
const retry: Weighted = [
  2,
  fc.record({ op: constant('retry'), by: operator, command: recent, confirm: fc.boolean(), key }),
];
const view: Weighted = [1, fc.record({ op: constant('view'), command: recent })];
const ofAgent = (op: 'heartbeat' | 'disconnect' | 'restart' | 'rotate', weight: number): Weighted => [
  weight,
  fc.record({ op: constant(op), agent }),
];
const decision = (op: 'disable' | 'enable' | 'revoke', weight: number): Weighted => [
  weight,
  fc.record({ op: constant(op), by: op === 'revoke' ? decider : fc.constantFrom(0, 1, 3), agent }),
];
const useToken: Weighted = [4, fc.record({ op: constant('useToken'), agent, token: small })];
const report: Weighted = [
  7,
  fc.record({ op: constant('report'), agent: fc.nat(1), service: fc.nat(2), version: fc.constantFrom(0, 0, 1, 2) }),
];
const release: Weighted = [3, fc.record({ op: constant('release'), agent: fc.nat(1), service: fc.nat(2) })];
const issue = (weight: number, replaces: fc.Arbitrary<number | null>): Weighted => [
  weight,
  fc.record({ op: constant('issue'), uses: fc.nat(1), replaces }),
];
const register = (weight: number): Weighted => [
  weight,
  fc.record({ op: constant('register'), token: fc.nat(3), code: fc.constantFrom(0, 1, 2, 2, 3), key: fc.nat(2) }),
];
/** With the newest token, under the code of the first agent. */
const replacing: Weighted = [
  4,
  fc.record({ op: constant('register'), token: fc.nat(1), code: fc.constant(0), key: fc.constant(0) }),
];
const withdraw: Weighted = [1, fc.record({ op: constant('withdraw'), token: fc.nat(3) })];
const lapse = (what: 'startBy' | 'ackLease', weight: number): Weighted => [
  weight,
  fc.record({ op: constant('lapse'), what: fc.constant(what) }),
];

const steps: Record<Theme, Weighted[]> = {
  commands: [create(5), claim(5), ack(6), progress, result(6), cancel(3), retry, view, ofAgent('heartbeat', 1)],
  settlement: [
    ...[create(8), claim(8), ack(9), result(8), cancel(2), retry],
    ...[ofAgent('heartbeat', 2), ofAgent('disconnect', 1), ofAgent('restart', 2)],
    ...[decision('disable', 1), decision('enable', 3), decision('revoke', 1)],
    ...[issue(2, fc.constant(0)), replacing],
  ],
  enrolment: [
    ...[issue(4, fc.constantFrom(null, null, 0, 1)), register(9), withdraw, ofAgent('rotate', 3), useToken],
    ...[decision('disable', 1), decision('enable', 1), decision('revoke', 1), ofAgent('heartbeat', 2)],
  ],
  ownership: [
    ...[report, release, create(3, fc.nat(2)), claim(2), ack(2), result(2), retry, decision('revoke', 1)],
    ...[issue(1, fc.constantFrom(0, 1)), register(1)],
  ],
  time: [shortCreate, claim(6), ack(5), cancel(1), result(3), lapse('startBy', 2), lapse('ackLease', 2)],
};

/** How often each theme comes, of sixteen. */
const shares: Record<Theme, number> = { commands: 6, settlement: 4, enrolment: 3, ownership: 2, time: 1 };

/** Drawn steps are many more than a program has: those that tell nothing new are left out. */
const drawn = { minLength: 50, maxLength: 70, size: 'max' } as const;

function ofTheme(theme: Theme): fc.Arbitrary<Program> {
  const operation = fc.oneof(...steps[theme].map(([weight, arbitrary]) => ({ weight, arbitrary })));
  // A wait for a duration is a second and more: what is left of it must be quick.
  const length = fc.integer({ min: 10, max: theme === 'time' ? 14 : 30 });
  return fc
    .tuple(fc.array(operation, drawn), length)
    .map(([operations, most]) => ({ theme, operations: telling(operations).slice(0, most) }));
}

/** How often a program sees a refusal, or a step that changes nothing. */
const idleMax = 1;
/** And any other outcome: three of a kind meet each other, ten bury each other. */
const sameMax = 3;
const idle = /nothing|unchanged|not-held|role-too-low|agentHeartbeat\/heartbeat|commandView/;

/** The steps that mean something where they stand, by the model itself. */
function telling(operations: readonly ModelOperation[]): ModelOperation[] {
  const state = initialState();
  const seen = new Map<string, number>();
  return operations.filter((operation) => {
    const planned = plan(state, operation);
    if (!planned) return false;
    const [first] = planned.allow;
    const times = seen.get(first.tag) ?? 0;
    const isIdle = first.answer !== 'SUCCESS' || idle.test(first.tag);
    if (times >= (isIdle ? idleMax : sameMax)) return false;
    seen.set(first.tag, times + 1);
    first.effect(state);
    return true;
  });
}

const program = fc.oneof(...themes.map((theme) => ({ weight: shares[theme], arbitrary: ofTheme(theme) })));

/** The first programs of this seed; more of them begin with the same. */
export function programs(seed: number, count: number): Program[] {
  return fc.sample(program, { seed, numRuns: count });
}

/** What shrinking tries in a step's place: the first object, the first user, nothing optional. */
export function* simplerOperations(operation: ModelOperation): Generator<ModelOperation> {
  for (const [name, value] of Object.entries(operation)) {
    if (name === 'op') continue;
    const plain = typeof value === 'number' ? 0 : typeof value === 'boolean' ? false : undefined;
    if (plain !== undefined && value !== plain) yield { ...operation, [name]: plain };
  }
}
