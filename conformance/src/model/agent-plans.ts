/** The life of an agent: heartbeat, goodbye, restart, rotation, and what operators decide about it. */
import type { OperationId } from 'capsule-contract/types';
import { agentGate, heard, ownToken, roleGate, tokenRef, userNumbered } from './gates.ts';
import { illegal, step } from './lifecycle.ts';
import type { ModelOperation } from './model-operation.ts';
import type { AgentState, CommandState, ModelState } from './model-state.ts';
import { type Fact, itemEvents, type Outcome, outcome, type Plan, ref } from './outcome.ts';

type Of<Name extends ModelOperation['op']> = Extract<ModelOperation, { op: Name }>;

export function planHeartbeat(state: ModelState, op: Of<'heartbeat'>): Plan | null {
  const agent = op.agent % state.agents.length;
  const { boot, disconnected } = state.agents[agent] as AgentState;
  return beat(state, agent, {
    token: ownToken(state, agent),
    boot,
    name: disconnected ? 'after goodbye' : 'heartbeat',
    effect: (draft) => heard(draft, agent),
  });
}

/** The process stops and another one starts: its first heartbeat. */
export function planRestart(state: ModelState, op: Of<'restart'>): Plan | null {
  const agent = op.agent % state.agents.length;
  const self = state.agents[agent] as AgentState;
  if (self.status !== 'ONLINE' && self.status !== 'OFFLINE') return null;
  const boot = `${self.boot}r`;
  return beat(state, agent, {
    token: ownToken(state, agent),
    boot,
    name: 'restarted',
    effect: (draft) => {
      Object.assign(draft.agents[agent] as AgentState, { boot, disconnected: false });
      heard(draft, agent);
    },
  });
}

/** A heartbeat with any token the agent ever had. */
export function planUseToken(state: ModelState, op: Of<'useToken'>): Plan | null {
  const agent = op.agent % state.agents.length;
  const self = state.agents[agent] as AgentState;
  const token = op.token % self.tokens.length;
  const status = self.tokens[token]?.status;
  const by = ref('agent', agent);
  if (status === 'DEAD' || status === 'REVOKED') {
    const name = status === 'DEAD' ? 'token-invalid' : 'token-revoked';
    const requirement = 'agent-auth-classes';
    const refused = outcome(state, 'agentHeartbeat', name, { by, about: { agent: by }, requirement });
    return { send: heartbeat(state, agent, token, self.boot), allow: [refused] };
  }
  // Whether a refused call is the first use of a pending token the contract does not say.
  if (self.status === 'DISABLED' || self.disconnected) return null;
  return beat(state, agent, {
    token,
    boot: self.boot,
    name: status === 'PENDING' ? 'pending token used' : 'heartbeat',
    effect: (draft) => {
      if (status === 'PENDING') {
        for (const one of (draft.agents[agent] as AgentState).tokens) {
          if (one.status === 'CURRENT') one.status = 'DEAD';
          else if (one.status === 'PENDING') one.status = 'CURRENT';
        }
      }
      heard(draft, agent);
    },
  });
}

interface Beat {
  token: number;
  boot: string;
  /** Of the tag. */
  name: string;
  effect: Outcome['effect'];
}

function beat(state: ModelState, agent: number, { token, boot, name, effect }: Beat): Plan {
  const cancelling = state.commands
    .map((command, index) => ({ command, index }))
    .filter(({ command }) => command.agent === agent && command.status === 'RUNNING' && command.cancelRequested);
  const facts: Fact[] = [
    {
      at: 'directives.cancel',
      is: cancelling.map(({ index }) => ref('command', index)),
      set: true,
      requirement: 'cancel',
    },
    { at: 'directives.reportServices', is: [], set: true, requirement: 'revision-resync' },
  ];
  // Where there is more than one token, which of them opens the door is what is judged.
  const several = (state.agents[agent]?.tokens.length ?? 0) > 1;
  const requirement = several ? 'token-rotation-overlap' : 'liveness';
  const accepted = outcome(state, 'agentHeartbeat', 'accepted', {
    by: ref('agent', agent),
    requirement,
    facts,
    effect,
  });
  return {
    send: heartbeat(state, agent, token, boot),
    allow: [agentGate(state, 'agentHeartbeat', agent) ?? { ...accepted, tag: `agentHeartbeat/${name}` }],
  };
}

/** Lists what the agent owns and what it runs, as an agent has to. */
function heartbeat(state: ModelState, agent: number, token: number, bootId: string): Plan['send'] {
  const services = state.services.flatMap((service, code) =>
    service?.agent === agent && !service.released
      ? [{ code: { code: 'service', of: code }, revision: `r${service.version}`, health: { status: 'UP' } }]
      : [],
  );
  const running = state.commands.flatMap((command, index) =>
    command.agent === agent && command.status === 'RUNNING' ? [ref('command', index)] : [],
  );
  return {
    operationId: 'agentHeartbeat',
    as: { agent, token },
    path: { agentId: ref('agent', agent) },
    body: { bootId, services, running },
  };
}

export function planDisconnect(state: ModelState, op: Of<'disconnect'>): Plan | null {
  const agent = op.agent % state.agents.length;
  const self = state.agents[agent] as AgentState;
  const by = ref('agent', agent);
  const requirement = 'disconnect';
  const gone = outcome(state, 'agentDisconnect', self.disconnected ? 'unchanged' : 'disconnected', {
    by,
    about: { agent: by },
    requirement,
    facts: [{ at: 'status', is: 'OFFLINE' }],
    effect: (draft) => {
      Object.assign(draft.agents[agent] as AgentState, { status: 'OFFLINE', disconnected: true, because: requirement });
    },
  });
  return {
    send: {
      operationId: 'agentDisconnect',
      as: { agent, token: ownToken(state, agent) },
      path: { agentId: by },
      body: { bootId: self.boot, reason: 'the program says so' },
    },
    allow: [agentGate(state, 'agentDisconnect', agent) ?? gone],
  };
}

export function planRotate(state: ModelState, op: Of<'rotate'>): Plan | null {
  const agent = op.agent % state.agents.length;
  const self = state.agents[agent] as AgentState;
  if (self.disconnected) return null;
  const by = ref('agent', agent);
  const rotated = outcome(state, 'agentTokenRotate', 'rotated', {
    by,
    about: { agent: by },
    requirement: 'token-rotation-overlap',
    binds: [{ at: 'agentToken', to: tokenRef(agent, self.tokens.length) }],
    effect: (draft) => {
      const { tokens } = draft.agents[agent] as AgentState;
      for (const token of tokens) if (token.status === 'PENDING') token.status = 'DEAD';
      tokens.push({ status: 'PENDING', used: false });
      heard(draft, agent);
    },
  });
  return {
    send: {
      operationId: 'agentTokenRotate',
      as: { agent, token: ownToken(state, agent) },
      path: { agentId: by },
      body: { bootId: self.boot },
    },
    allow: [agentGate(state, 'agentTokenRotate', agent) ?? rotated],
  };
}

export function planDecision(state: ModelState, op: Of<'disable'> | Of<'enable'> | Of<'revoke'>): Plan | null {
  const operationId = ({ disable: 'agentDisable', enable: 'agentEnable', revoke: 'agentRevoke' } as const)[op.op];
  const user = userNumbered(op.by);
  const agent = op.agent % state.agents.length;
  return {
    send: { operationId, as: { user }, path: { agentId: ref('agent', agent) }, body: {} },
    allow: [roleGate(state, operationId, user) ?? decided(state, operationId, agent, user)],
  };
}

const decisions = { agentDisable: 'disabled', agentEnable: 'enabled', agentRevoke: 'revoked' } as const;

function decided(state: ModelState, operationId: keyof typeof decisions, agent: number, user: number): Outcome {
  const { status } = state.agents[agent] as AgentState;
  const target = ref('agent', agent);
  const involved = { by: ref('user', user), about: { agent: target } };
  const refused = illegal('agent', operationId, status);
  if (refused) return outcome(state, operationId, 'revoked', { ...involved, requirement: refused.requirement });
  const isSo =
    (operationId === 'agentDisable' && status === 'DISABLED') ||
    (operationId === 'agentEnable' && status !== 'DISABLED') ||
    (operationId === 'agentRevoke' && status === 'REVOKED');
  if (isSo) {
    return outcome(state, operationId, 'unchanged', {
      ...involved,
      requirement: 'revocation-settles-commands',
      facts: [{ at: 'status', is: status, requirement: 'liveness' }],
    });
  }
  const { to, requirement } = step('agent', status, operationId);
  const settled = operationId === 'agentRevoke' ? settlement(state, agent, user) : { events: [], effect: () => {} };
  return outcome(state, operationId, decisions[operationId], {
    ...involved,
    requirement,
    facts: [{ at: 'status', is: to }],
    events: settled.events,
    effect: (draft) => {
      Object.assign(draft.agents[agent] as AgentState, { status: to, because: requirement });
      settled.effect(draft);
    },
  });
}

/** What a revocation makes of the agent's tokens and open commands. */
function settlement(state: ModelState, agent: number, user: number): Pick<Outcome, 'events' | 'effect'> {
  const open = openCommands(state, agent);
  return {
    events: open.flatMap(({ command, index }) =>
      itemEvents('commandOfRevokedAgent', command.status === 'PENDING' ? 'pending' : 'running', {
        by: ref('user', user),
        about: { command: ref('command', index) },
      }),
    ),
    effect: (draft) => {
      endTokens(draft, agent, 'agentRevoke');
      for (const { command, index } of open) {
        const { to, outcomeKnown, requirement } = step('command', command.status, 'agentRevoke');
        const error = to === 'FAILED' ? 'AGENT_REVOKED' : null;
        Object.assign(draft.commands[index] as CommandState, { status: to, outcomeKnown, error, because: requirement });
      }
    },
  };
}

export function openCommands(state: ModelState, agent: number): { command: CommandState; index: number }[] {
  return state.commands
    .map((command, index) => ({ command, index }))
    .filter(({ command }) => command.agent === agent && (command.status === 'PENDING' || command.status === 'RUNNING'));
}

/** Every token that still works ends by this operation. */
export function endTokens(draft: ModelState, agent: number, by: OperationId): void {
  for (const token of draft.agents[agent]?.tokens ?? []) {
    if (token.status === 'CURRENT' || token.status === 'PENDING') {
      token.status = step('agentToken', token.status, by, 'REVOKED').to as 'REVOKED';
    }
  }
}
