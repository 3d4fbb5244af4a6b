import { expect, test } from 'vitest';
import type { ModelOperation } from './model-operation.ts';
import { initialState } from './model-state.ts';
import { plan } from './plan.ts';

/** The tags of the steps, as an Opstage that keeps the contract answers them. */
function tagsOf(operations: ModelOperation[]): string[] {
  const state = initialState();
  return operations.map((operation) => {
    const planned = plan(state, operation);
    planned?.allow[0].effect(state);
    return planned?.allow.map(({ tag }) => tag).join(' or ') ?? 'nothing';
  });
}

const create = {
  op: 'create',
  by: 0,
  service: 0,
  action: 1,
  confirm: false,
  queue: false,
  key: 0,
  variant: 0,
} as const;
const claim = { op: 'claim', agent: 0, max: 10 } as const;
const ack = { op: 'ack', agent: 0, delivery: 0, accept: true } as const;
const result = { op: 'result', agent: 0, delivery: 0, form: 0 } as const;
const replace: ModelOperation[] = [
  { op: 'issue', uses: 0, replaces: 0 },
  { op: 'register', token: 0, code: 0, key: 0 },
];

test.each<[title: string, operations: ModelOperation[], last: string]>([
  ['a command runs once', [create, claim, ack, result, result], 'commandResult/replayed'],
  ['a second claim finds nothing', [create, claim, claim], 'commandClaim/nothing'],
  ['a result before the ack is refused', [create, claim, result], 'commandResult/COMMAND_NOT_ACKNOWLEDGED'],
  ['a foreign agent knows no command', [create, claim, { ...ack, agent: 9 }], 'commandAck/COMMAND_NOT_FOUND'],
  ['a viewer executes nothing', [{ ...create, by: 2 }], 'commandCreate/role-too-low'],
  ['a replaced agent gets again what was open', [create, claim, ...replace, claim], 'commandClaim/delivered again'],
  ['an old delivery of it is stale', [create, claim, ...replace, ack], 'commandAck/COMMAND_DELIVERY_STALE'],
  ['what ran is lost, and its word is kept', [create, claim, ack, ...replace, result], 'commandResult/late'],
  [
    'a cancellation nobody asked for is no result',
    [create, claim, ack, { ...result, form: 3 }],
    'commandResult/VALIDATION_FAILED',
  ],
  [
    'a key gives the command as it is now',
    [
      { ...create, key: 1 },
      { op: 'cancel', by: 0, command: 0 },
      { ...create, key: 1 },
    ],
    'commandCreate/replayed',
  ],
  [
    'a revoked agent’s code is taken over',
    [
      { op: 'revoke', by: 3, agent: 0 },
      { op: 'report', agent: 1, service: 0, version: 0 },
    ],
    'serviceReport/taken-over',
  ],
  [
    'an old delivery of a cancelled command may be called either',
    [create, claim, { op: 'cancel', by: 0, command: 0 }, ...replace, ack],
    'commandAck/COMMAND_DELIVERY_STALE or commandAck/COMMAND_CANCELLED',
  ],
])('%s', (_, operations, last) => {
  expect(tagsOf(operations).at(-1)).toBe(last);
});
