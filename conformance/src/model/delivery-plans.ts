/** What an agent does with commands: claim, ack, progress, result. */
import { agentGate, heard, newest, ownToken } from './gates.ts';
import { illegal, step } from './lifecycle.ts';
import type { ModelOperation } from './model-operation.ts';
import type { CommandState, DeliveryState, ModelState, ResultForm } from './model-state.ts';
import { type Fact, given, type Outcome, outcome, type Plan, ref, refusal } from './outcome.ts';

type Of<Name extends ModelOperation['op']> = Extract<ModelOperation, { op: Name }>;

const claimMax = 10;

export function planClaim(state: ModelState, op: Of<'claim'>): Plan | null {
  const agent = op.agent % state.agents.length;
  const self = state.agents[agent];
  if (!self || self.disconnected) return null;
  const max = op.max > 2 ? claimMax : Math.max(1, op.max);
  const send = {
    operationId: 'commandClaim',
    as: { agent, token: ownToken(state, agent) },
    path: { agentId: ref('agent', agent) },
    body: { bootId: self.boot, max, waitSeconds: 0 },
  } as const;
  const gate = agentGate(state, 'commandClaim', agent);
  if (gate) return { send, allow: [gate] };
  const taken = state.commands
    .map((command, index) => ({ command, index }))
    .filter(({ command }) => command.agent === agent && isDeliverable(state, command))
    .slice(0, max);
  const facts = taken.flatMap(({ command, index }, place): Fact[] => [
    { at: `commands.${place}.id`, is: ref('command', index) },
    { at: `commands.${place}.actionName`, is: command.action },
    {
      at: `commands.${place}.delivery.attempt`,
      is: command.deliveries.length + 1,
      requirement: 'lost-delivery-redelivered',
    },
  ]);
  const first = state.deliveries.length;
  const again = taken.some(({ command }) => command.deliveries.length > 0);
  return {
    send,
    allow: [
      {
        ...outcome(state, 'commandClaim', 'answered', { by: ref('agent', agent), requirement: 'claim-exclusive' }),
        tag: `commandClaim/${taken.length === 0 ? 'nothing' : again ? 'delivered again' : 'delivered'}`,
        facts: [{ at: 'commands.length', is: taken.length }, ...facts],
        binds: taken.map((_, place) => ({ at: `commands.${place}.delivery.id`, to: ref('delivery', first + place) })),
        effect: (draft) => {
          for (const { index } of taken) {
            const command = draft.commands[index] as CommandState;
            for (const older of command.deliveries) (draft.deliveries[older] as DeliveryState).stale = true;
            command.deliveries.push(draft.deliveries.length);
            draft.deliveries.push({ command: index, answered: null, stale: false, lapsed: false });
          }
          heard(draft, agent);
        },
      },
    ],
  };
}

function isDeliverable(state: ModelState, { status, deliveries }: CommandState): boolean {
  if (status !== 'PENDING') return false;
  const last = state.deliveries[deliveries.at(-1) ?? -1];
  return last === undefined || last.stale || last.lapsed;
}

interface About {
  agent: number;
  delivery: number;
  index: number;
  command: CommandState;
  as: { agent: number; token: number };
  path: { agentId: ReturnType<typeof ref>; commandId: ReturnType<typeof ref> };
  deliveryId: ReturnType<typeof ref>;
  /** The refusal before anything about the command is judged. */
  gate: (operationId: 'commandAck' | 'commandProgress' | 'commandResult') => Outcome | null;
}

/** Which agent speaks about which delivery: nearly always the one that has it. */
function about(state: ModelState, speaker: number, numbered: number): About | null {
  if (state.deliveries.length === 0) return null;
  const delivery = newest(state.deliveries, numbered);
  const { command: index } = state.deliveries[delivery] as DeliveryState;
  const command = state.commands[index] as CommandState;
  const isForeign = speaker === foreignSpeaker;
  const agent = isForeign ? (command.agent + 1) % state.agents.length : command.agent;
  if (state.agents[agent]?.disconnected) return null;
  return {
    agent,
    delivery,
    index,
    command,
    as: { agent, token: ownToken(state, agent) },
    path: { agentId: ref('agent', agent), commandId: ref('command', index) },
    deliveryId: ref('delivery', delivery),
    gate: (operationId) => {
      const requirement = operationId === 'commandAck' ? 'ack-idempotent' : 'result-once';
      const foreign = isForeign ? refusal(operationId, 'COMMAND_NOT_FOUND', requirement) : null;
      return agentGate(state, operationId, agent) ?? foreign;
    },
  };
}

export const foreignSpeaker = 9;

export function planAck(state: ModelState, op: Of<'ack'>): Plan | null {
  const its = about(state, op.agent, op.delivery);
  if (!its) return null;
  const delivery = state.deliveries[its.delivery] as DeliveryState;
  const { command, index } = its;
  const self = ref('agent', its.agent);
  const unchanged = outcome(state, 'commandAck', 'unchanged', {
    by: self,
    requirement: 'ack-idempotent',
    facts: [{ at: 'status', is: command.status, requirement: command.because }],
    effect: (draft) => heard(draft, its.agent),
  });
  const settled = illegal('command', 'commandAck', command.status);
  const refused = settled && refusal('commandAck', settled.code, settled.requirement);
  const stale = refusal('commandAck', 'COMMAND_DELIVERY_STALE', 'ack-idempotent');
  const repeats = delivery.answered === op.accept;
  const judged = (): Plan['allow'] | null => {
    // A repeat under a delivery that has become stale, or of a command that is over: the contract names both answers.
    if (delivery.stale) return [stale, ...(refused ? [refused] : []), ...(repeats ? [unchanged] : [])];
    if (repeats) return [unchanged];
    if (refused) return [refused];
    return command.status === 'PENDING' ? [first(state, its, op.accept)] : null;
  };
  const gate = its.gate('commandAck');
  const allow = gate ? ([gate] as Plan['allow']) : judged();
  if (!allow) return null;
  return {
    send: {
      operationId: 'commandAck',
      as: its.as,
      path: { agentId: its.path.agentId, commandId: ref('command', index) },
      body: {
        deliveryId: its.deliveryId,
        accepted: op.accept,
        ...(op.accept ? {} : { error: { code: refusedWith } }),
      },
    },
    allow,
  };
}

const refusedWith = 'AGENT_BUSY';

function first(state: ModelState, its: About, accepted: boolean): Outcome {
  const to = accepted ? 'RUNNING' : 'FAILED';
  const { requirement, outcomeKnown } = step('command', 'PENDING', 'commandAck', to);
  return outcome(state, 'commandAck', accepted ? 'started' : 'refused-by-agent', {
    by: ref('agent', its.agent),
    about: { command: ref('command', its.index) },
    requirement,
    facts: [{ at: 'status', is: to }, ...(accepted ? [{ at: 'leaseExpiresAt', is: given }] : [])],
    effect: (draft) => {
      (draft.deliveries[its.delivery] as DeliveryState).answered = accepted;
      Object.assign(draft.commands[its.index] as CommandState, {
        status: to,
        because: requirement,
        outcomeKnown,
        ...(accepted ? { running: its.delivery } : { error: refusedWith }),
      });
      heard(draft, its.agent);
    },
  });
}

export function planProgress(state: ModelState, op: Of<'progress'>): Plan | null {
  const its = about(state, 0, op.delivery);
  if (!its) return null;
  const { command, index } = its;
  const seq = op.seq % 4;
  const settled = illegal('command', 'commandProgress', command.status);
  const judged = (): Outcome => {
    if (settled) return refusal('commandProgress', settled.code, settled.requirement);
    if (command.running !== its.delivery) {
      return refusal('commandProgress', 'COMMAND_DELIVERY_STALE', 'progress-monotonic');
    }
    return outcome(state, 'commandProgress', 'answered', {
      by: ref('agent', its.agent),
      requirement: 'progress-monotonic',
      facts: [{ at: 'cancelRequested', is: command.cancelRequested, requirement: 'cancel' }],
      effect: (draft) => {
        const one = draft.commands[index] as CommandState;
        one.progressSeq = Math.max(one.progressSeq ?? -1, seq);
        heard(draft, its.agent);
      },
    });
  };
  return {
    send: {
      operationId: 'commandProgress',
      as: its.as,
      path: its.path,
      body: { deliveryId: its.deliveryId, seq },
    },
    allow: [its.gate('commandProgress') ?? judged()],
  };
}

const forms: readonly (ResultForm & { name: 'succeeded' | 'failed' | 'cancelled' })[] = [
  { name: 'succeeded', success: true, cancelled: null, message: null, error: null },
  { name: 'failed', success: false, cancelled: null, message: 'No', error: 'ACTION_FAILED' },
  { name: 'succeeded', success: true, cancelled: null, message: 'Done', error: null },
  { name: 'cancelled', success: false, cancelled: true, message: null, error: null },
];

export function planResult(state: ModelState, op: Of<'result'>): Plan | null {
  const its = about(state, op.agent, op.delivery);
  const sent = forms[op.form % forms.length];
  if (!its || !sent) return null;
  const { name, ...form } = sent;
  const unasked = form.cancelled === true && !its.command.cancelRequested;
  const judged = resultOutcome(state, its, form, name);
  const invalid = refusal('commandResult', 'VALIDATION_FAILED', 'cancel');
  const isRecord = judged.tag === `commandResult/${name}`;
  // Where a state refuses as well, or keeps a late word, the contract leaves open which is judged first.
  const open: Plan['allow'] = unasked ? (isRecord ? [invalid] : [judged, invalid]) : [judged];
  const gate = its.gate('commandResult');
  return {
    send: {
      operationId: 'commandResult',
      as: its.as,
      path: its.path,
      body: {
        deliveryId: its.deliveryId,
        success: form.success,
        ...(form.cancelled === null ? {} : { cancelled: form.cancelled }),
        ...(form.message === null ? {} : { message: form.message }),
        ...(form.error === null ? {} : { error: { code: form.error } }),
      },
    },
    allow: gate ? [gate] : open,
  };
}

function resultOutcome(
  state: ModelState,
  its: About,
  form: ResultForm,
  name: 'succeeded' | 'failed' | 'cancelled',
): Outcome {
  const { command, index } = its;
  const involved = { by: ref('agent', its.agent), about: { command: ref('command', index) } };
  const isHeard = (draft: ModelState) => heard(draft, its.agent);
  const said = (late: boolean, replayed: boolean, status: string): Fact[] => [
    { at: 'status', is: status, requirement: command.because },
    { at: 'replayed', is: replayed },
    { at: 'late', is: late },
  ];
  if (same(command.result, form) || same(command.lateResult, form)) {
    return outcome(state, 'commandResult', 'replayed', {
      ...involved,
      requirement: 'result-once',
      facts: [
        { at: 'status', is: command.status, requirement: command.because },
        { at: 'replayed', is: true },
      ],
      effect: isHeard,
    });
  }
  const isLate = command.outcomeKnown === false && command.result === null && command.lateResult === null;
  if (isLate && command.running === its.delivery) {
    return outcome(state, 'commandResult', 'late', {
      ...involved,
      requirement: 'late-result-kept',
      facts: said(true, false, command.status),
      effect: (draft) => {
        (draft.commands[index] as CommandState).lateResult = { ...form };
        isHeard(draft);
      },
    });
  }
  const settled = illegal('command', 'commandResult', command.status);
  if (settled) return refusal('commandResult', settled.code, settled.requirement);
  if (command.running !== its.delivery) return refusal('commandResult', 'COMMAND_DELIVERY_STALE', 'result-once');
  const to = name.toUpperCase();
  const { requirement, outcomeKnown } = step('command', 'RUNNING', 'commandResult', to);
  return outcome(state, 'commandResult', name, {
    ...involved,
    requirement,
    facts: [
      { at: 'status', is: to },
      { at: 'replayed', is: false },
      { at: 'late', is: false },
    ],
    effect: (draft) => {
      const { error } = form;
      Object.assign(draft.commands[index] as CommandState, {
        ...{ status: to, because: requirement, outcomeKnown, error, result: { ...form } },
      });
      isHeard(draft);
    },
  });
}

function same(recorded: ResultForm | null, form: ResultForm): boolean {
  return recorded !== null && JSON.stringify(recorded) === JSON.stringify(form);
}
