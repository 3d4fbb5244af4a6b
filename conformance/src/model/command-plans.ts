/** What operators do with commands: execute, cancel, retry, look. */

import { commandFacts } from './command-facts.ts';
import { newest, roleGate, userNumbered } from './gates.ts';
import { illegal, step } from './lifecycle.ts';
import { actionNamed, modelActions } from './model-actions.ts';
import type { ModelOperation } from './model-operation.ts';
import { type CommandState, type ModelState, serviceCodes } from './model-state.ts';
import { type Outcome, outcome, type Plan, ref, refusal } from './outcome.ts';

type Of<Name extends ModelOperation['op']> = Extract<ModelOperation, { op: Name }>;

export function planCreate(state: ModelState, op: Of<'create'>): Plan | null {
  const user = userNumbered(op.by);
  const number = op.service % serviceCodes;
  const service = state.services[number];
  const action = modelActions[op.action % modelActions.length];
  if (!service || !action) return null;
  const by = ref('user', user);
  const body = {
    payload: { n: op.variant % 2 },
    ...(op.confirm ? { confirmation: true } : {}),
    ...(op.queue ? { queue: true } : {}),
    ...(op.short ? { startWithinSeconds: 1 } : {}),
  };
  const key = keyOf(op.key);
  const scope = `${user} commandCreate ${number} ${action.name} ${key}`;
  const about = { service: ref('service', number) };
  const known = key === null ? undefined : state.keys[scope];
  const refused = (name: string) => outcome(state, 'commandCreate', name, { by, about, requirement: 'action-gate' });
  const created = () =>
    creation(state, 'commandCreate', {
      by: user,
      command: {
        service: number,
        agent: service.agent,
        action: action.name,
        queue: op.queue,
        short: op.short === true,
      },
      retryOf: null,
      key: key === null ? null : { scope, body: JSON.stringify(body) },
    });
  const judged = (): Outcome => {
    const gate = gateOf(state, service.agent, op.queue);
    if (gate !== null) return refused(gate);
    if (action.requiresConfirmation && !op.confirm) return refused('confirmation-missing');
    return created();
  };
  const role = roleGate(state, 'commandCreate', user);
  const gone = service.released ? refusal('commandCreate', 'ACTION_NOT_FOUND', 'service-ownership') : null;
  return {
    send: {
      operationId: 'commandCreate',
      as: { user },
      path: { serviceId: ref('service', number), actionName: action.name },
      body,
      ...(key === null ? {} : { headers: { 'idempotency-key': key } }),
    },
    allow: allowed(role, known, {
      state,
      operationId: 'commandCreate',
      user,
      body: JSON.stringify(body),
      gone,
      judged,
    }),
  };
}

export function planRetry(state: ModelState, op: Of<'retry'>): Plan | null {
  if (state.commands.length === 0) return null;
  const user = userNumbered(op.by);
  const before = newest(state.commands, op.command);
  const command = state.commands[before] as CommandState;
  const service = state.services[command.service];
  if (!service) return null;
  const by = ref('user', user);
  const body = op.confirm ? { confirmation: true } : {};
  const key = keyOf(op.key);
  const scope = `${user} commandRetry ${before} ${key}`;
  const about = { command: ref('command', before) };
  const refused = (name: string, requirement: 'action-gate' | 'retry-new-command' = 'retry-new-command') =>
    outcome(state, 'commandRetry', name, { by, about, requirement });
  const { requiresConfirmation, idempotent } = actionNamed(command.action);
  const judged = (): Outcome => {
    const gate = gateOf(state, service.agent, command.queue);
    if (gate !== null) return refused(gate);
    const uncertain = command.outcomeKnown === false && !idempotent;
    if ((requiresConfirmation || uncertain) && !op.confirm) return refused('confirmation-missing');
    if (illegal('command', 'commandRetry', command.status)) return refused('not-retryable');
    const { action, queue, short } = command;
    return creation(state, 'commandRetry', {
      by: user,
      command: { service: command.service, agent: service.agent, action, queue, short },
      retryOf: before,
      key: key === null ? null : { scope, body: JSON.stringify(body) },
    });
  };
  const role = roleGate(state, 'commandRetry', user);
  const gone = service.released ? refusal('commandRetry', 'ACTION_NOT_FOUND', 'service-ownership') : null;
  const known = key === null ? undefined : state.keys[scope];
  return {
    send: {
      operationId: 'commandRetry',
      as: { user },
      path: { commandId: ref('command', before) },
      body,
      ...(key === null ? {} : { headers: { 'idempotency-key': key } }),
    },
    allow: allowed(role, known, { state, operationId: 'commandRetry', user, body: JSON.stringify(body), gone, judged }),
  };
}

interface Creating {
  state: ModelState;
  operationId: 'commandCreate' | 'commandRetry';
  user: number;
  body: string;
  /** The refusal of a target that is not there any more. */
  gone: Outcome | null;
  judged: () => Outcome;
}

/** Role, then the key, then the gate. Whether a known key outlives its target the contract does not say. */
function allowed(
  role: Outcome | null,
  known: ModelState['keys'][string] | undefined,
  { state, operationId, user, body, gone, judged }: Creating,
): Plan['allow'] {
  if (role) return [role];
  if (!known) return [gone ?? judged()];
  const by = ref('user', user);
  const again =
    known.body === body
      ? outcome(state, operationId, 'replayed', {
          by,
          requirement: 'idempotency-key',
          facts: [{ at: 'replayed', is: true }, ...commandFacts(state, known.command, { within: 'command' })],
        })
      : outcome(state, operationId, 'key-reused', { by, requirement: 'idempotency-key' });
  return gone ? [again, gone] : [again];
}

function creation(
  state: ModelState,
  operationId: 'commandCreate' | 'commandRetry',
  {
    by,
    command,
    retryOf,
    key,
  }: {
    by: number;
    command: Pick<CommandState, 'service' | 'agent' | 'action' | 'queue' | 'short'>;
    retryOf: number | null;
    key: { scope: string; body: string } | null;
  },
): Outcome {
  const index = state.commands.length;
  const { requirement } = step('command', null, operationId);
  const made: CommandState = {
    ...command,
    status: 'PENDING',
    deliveries: [],
    running: null,
    cancelRequested: false,
    progressSeq: null,
    outcomeKnown: null,
    error: null,
    result: null,
    lateResult: null,
    retryOf,
    because: requirement,
  };
  const next = { ...state, commands: [...state.commands, made] };
  return outcome(state, operationId, 'created', {
    by: ref('user', by),
    about: { command: ref('command', index) },
    requirement,
    facts: [
      { at: 'replayed', is: false, requirement: 'idempotency-key' },
      { at: 'command.createdBy.id', is: ref('user', by) },
      // Its id is news.
      ...commandFacts(next, index, { within: 'command' }).filter(({ at }) => at !== 'command.id'),
    ],
    binds: [{ at: 'command.id', to: ref('command', index) }],
    effect: (draft) => {
      draft.commands.push(structuredClone(made));
      if (key) draft.keys[key.scope] = { body: key.body, command: index };
    },
  });
}

export function planCancel(state: ModelState, op: Of<'cancel'>): Plan | null {
  if (state.commands.length === 0) return null;
  const user = userNumbered(op.by);
  const index = newest(state.commands, op.command);
  const command = state.commands[index] as CommandState;
  const involved = { by: ref('user', user), about: { command: ref('command', index) }, requirement: 'cancel' as const };
  const judged = (): Outcome => {
    const unchanged = (): Outcome =>
      outcome(state, 'commandCancel', 'unchanged', { ...involved, facts: commandFacts(state, index) });
    if (command.status === 'CANCELLED') return unchanged();
    if (illegal('command', 'commandCancel', command.status))
      return outcome(state, 'commandCancel', 'completed', involved);
    if (command.status === 'PENDING') {
      const { outcomeKnown, requirement } = step('command', 'PENDING', 'commandCancel');
      return outcome(state, 'commandCancel', 'cancelled', {
        ...involved,
        facts: [{ at: 'status', is: 'CANCELLED' }],
        effect: (draft) => {
          Object.assign(draft.commands[index] as CommandState, {
            status: 'CANCELLED',
            outcomeKnown,
            because: requirement,
          });
        },
      });
    }
    if (command.cancelRequested) return unchanged();
    if (!actionNamed(command.action).cancellable) return outcome(state, 'commandCancel', 'not-cancellable', involved);
    return outcome(state, 'commandCancel', 'requested', {
      ...involved,
      facts: [
        { at: 'status', is: 'RUNNING' },
        { at: 'cancelRequestedAt', is: { given: true } },
      ],
      effect: (draft) => {
        (draft.commands[index] as CommandState).cancelRequested = true;
      },
    });
  };
  return {
    send: { operationId: 'commandCancel', as: { user }, path: { commandId: ref('command', index) }, body: {} },
    allow: [roleGate(state, 'commandCancel', user) ?? judged()],
  };
}

export function planView(state: ModelState, op: Of<'view'>): Plan | null {
  if (state.commands.length === 0) return null;
  const index = newest(state.commands, op.command);
  return {
    send: { operationId: 'commandView', as: { user: 2 }, path: { commandId: ref('command', index) } },
    allow: [outcome(state, 'commandView', 'answered', { by: ref('user', 2), facts: commandFacts(state, index) })],
  };
}

/** The name of the refusal by the state of the agent, of those the gate judges first. */
function gateOf(state: ModelState, agent: number, queue: boolean): string | null {
  const status = state.agents[agent]?.status;
  if (status === 'REVOKED') return 'agent-revoked';
  if (status === 'DISABLED') return 'agent-disabled';
  return status === 'OFFLINE' && !queue ? 'agent-offline' : null;
}

function keyOf(key: number): string | null {
  return key === 0 ? null : `key-${key}`;
}
