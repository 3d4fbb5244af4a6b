/** How agents come to be: registration tokens, registrations, repeated registrations, replacements. */
import { endTokens, openCommands } from './agent-plans.ts';
import { newest, tokenRef } from './gates.ts';
import { illegal, step } from './lifecycle.ts';
import type { ModelOperation } from './model-operation.ts';
import {
  type AgentState,
  agentCodes,
  type CommandState,
  type ModelState,
  type RegistrationTokenState,
} from './model-state.ts';
import { itemEvents, type Outcome, outcome, type Plan, ref } from './outcome.ts';

type Of<Name extends ModelOperation['op']> = Extract<ModelOperation, { op: Name }>;

const issuer = 0;

export function planIssue(state: ModelState, op: Of<'issue'>): Plan {
  const index = state.registrationTokens.length;
  const replaces = op.replaces === null ? null : op.replaces % state.agents.length;
  const maxUses = 1 + (op.uses % 2);
  const made: RegistrationTokenState = { maxUses, uses: 0, revoked: false, replaces, registrations: [] };
  const { requirement } = step('registrationToken', null, 'registrationTokenCreate');
  return {
    send: {
      operationId: 'registrationTokenCreate',
      as: { user: issuer },
      body: { maxUses, ...(replaces === null ? {} : { replaceAgentId: ref('agent', replaces) }) },
    },
    allow: [
      outcome(state, 'registrationTokenCreate', 'created', {
        by: ref('user', issuer),
        about: { registrationToken: ref('registrationToken', index) },
        requirement,
        facts: [
          { at: 'status', is: step('registrationToken', null, 'registrationTokenCreate').to },
          { at: 'maxUses', is: maxUses, requirement: 'registration-token-uses' },
        ],
        binds: [
          { at: 'id', to: ref('registrationToken', index) },
          { at: 'token', to: ref('registrationSecret', index) },
        ],
        effect: (draft) => draft.registrationTokens.push(structuredClone(made)),
      }),
    ],
  };
}

export function planWithdraw(state: ModelState, op: Of<'withdraw'>): Plan | null {
  if (state.registrationTokens.length === 0) return null;
  const index = newest(state.registrationTokens, op.token);
  const { revoked } = state.registrationTokens[index] as RegistrationTokenState;
  const self = ref('registrationToken', index);
  return {
    send: { operationId: 'registrationTokenRevoke', as: { user: issuer }, path: { tokenId: self } },
    allow: [
      outcome(state, 'registrationTokenRevoke', revoked ? 'unchanged' : 'revoked', {
        by: ref('user', issuer),
        about: { registrationToken: self },
        requirement: 'registration-token-states',
        facts: [{ at: 'status', is: 'REVOKED' }],
        effect: (draft) => {
          (draft.registrationTokens[index] as RegistrationTokenState).revoked = true;
        },
      }),
    ],
  };
}

/** REVOKED, USED or ACTIVE; no program is long enough for one to expire. */
export function registrationTokenStatus({ revoked, uses, maxUses }: RegistrationTokenState): string {
  if (revoked) return 'REVOKED';
  return uses >= maxUses ? 'USED' : 'ACTIVE';
}

export function planRegister(state: ModelState, op: Of<'register'>): Plan | null {
  if (state.registrationTokens.length === 0 || state.agents.length > agentsMax) return null;
  const index = newest(state.registrationTokens, op.token);
  const token = state.registrationTokens[index] as RegistrationTokenState;
  const code = op.code % agentCodes;
  const key = op.key === 0 ? null : `key-${op.key % 3}`;
  const self = ref('registrationToken', index);
  const involved = { by: 'anonymous', about: { registrationToken: self } } as const;
  const refused = (name: string, requirement: Outcome['requirement']) =>
    outcome(state, 'agentRegister', name, { ...involved, requirement });
  // A repeated registration has the same body, its bootId included.
  const boot =
    key === null ? `boot-${index}-${code}-${token.uses}-${state.agents.length}` : `boot-${index}-${code}-${key}`;
  const before = token.registrations.findLast((one) => one.key === key);
  const judged = (): Outcome | null => {
    const status = registrationTokenStatus(token);
    if (status === 'REVOKED') return refused('token-revoked', 'registration-token-states');
    if (before) {
      if (before.code !== code) return refused('key-reused', 'register-retry-safe');
      const issued = state.agents[before.agent]?.tokens[before.token];
      const agent = state.agents[before.agent] as AgentState;
      if (issued?.status === 'CURRENT' && !issued.used) {
        // Whether a disabled agent's registration may be repeated the contract does not say.
        return agent.status === 'DISABLED' ? null : repetition(state, { index, agent: before.agent, boot });
      }
    }
    const used = illegal('registrationToken', 'agentRegister', status);
    if (used) return refused('token-used', used.requirement);
    const known = state.agents.findIndex((one) => one.code === code);
    const target = token.replaces === null ? null : (state.agents[token.replaces] as AgentState);
    if (target && target.code !== code) return refused('out-of-scope', 'registration-token-scope');
    if (target && illegal('agent', 'agentRegister', target.status)) return refused('target-disabled', 'replacement');
    if (!target && known >= 0) return refused('code-taken', 'no-silent-takeover');
    // The same process would seem to come back.
    if (before) return null;
    return target
      ? replacement(state, { index, agent: token.replaces as number, boot, code, key })
      : registration(state, { index, boot, code, key });
  };
  const allow = judged();
  if (!allow) return null;
  return {
    send: {
      operationId: 'agentRegister',
      as: 'anonymous',
      ...(key === null ? {} : { headers: { 'idempotency-key': key } }),
      body: {
        registrationToken: ref('registrationSecret', index),
        agent: { code: { code: 'agent', of: code }, mode: 'external', runtime: 'nodejs', version: '1.0.0' },
        bootId: boot,
        capabilities: announced,
      },
    },
    allow: [allow],
  };
}

const agentsMax = 4;
export const announced = ['commands.progress', 'commands.cancel', 'token.rotate'];

interface Registering {
  index: number;
  boot: string;
  code: number;
  key: string | null;
}

function registration(state: ModelState, { index, boot, code, key }: Registering): Outcome {
  const agent = state.agents.length;
  const by = ref('agent', agent);
  const { requirement } = step('agent', null, 'agentRegister');
  return outcome(state, 'agentRegister', 'registered', {
    by,
    about: { agent: by },
    requirement,
    binds: [
      { at: 'agentId', to: by },
      { at: 'agentToken', to: tokenRef(agent, 0) },
    ],
    effect: (draft) => {
      const tokens: AgentState['tokens'] = [{ status: 'CURRENT', used: false }];
      draft.agents.push({ code, status: 'ONLINE', boot, disconnected: false, tokens, because: requirement });
      consume(draft, index, key, { code, agent, token: 0 });
    },
  });
}

function replacement(state: ModelState, { index, agent, boot, code, key }: Registering & { agent: number }): Outcome {
  const by = ref('agent', agent);
  const self = state.agents[agent] as AgentState;
  const { requirement } = step('agent', self.status, 'agentRegister');
  const running = openCommands(state, agent).filter(({ command }) => command.status === 'RUNNING');
  return outcome(state, 'agentRegister', 'replaced', {
    by,
    about: { agent: by },
    requirement,
    facts: [{ at: 'agentId', is: by }],
    binds: [{ at: 'agentToken', to: tokenRef(agent, self.tokens.length) }],
    events: running.flatMap(({ index: command }) =>
      itemEvents('commandOfReplacedAgent', 'running', { by, about: { command: ref('command', command) } }),
    ),
    effect: (draft) => {
      endTokens(draft, agent, 'agentRegister');
      const replaced = draft.agents[agent] as AgentState;
      const token = replaced.tokens.push({ status: 'CURRENT', used: false }) - 1;
      Object.assign(replaced, { status: 'ONLINE', boot, disconnected: false, because: requirement });
      // Whether a delivery of a command that is over counts as open the contract does not say; an ack may say either.
      for (const one of draft.deliveries) if (draft.commands[one.command]?.agent === agent) one.stale = true;
      for (const { command, index: number } of openCommands(state, agent)) {
        if (command.status === 'PENDING') continue;
        const one = draft.commands[number] as CommandState;
        const ended = step('command', 'RUNNING', 'agentRegister');
        const { to: status, outcomeKnown } = ended;
        Object.assign(one, { status, outcomeKnown, error: 'AGENT_LOST', because: ended.requirement });
      }
      consume(draft, index, key, { code, agent, token });
    },
  });
}

function repetition(
  state: ModelState,
  { index, agent, boot }: { index: number; agent: number; boot: string },
): Outcome {
  const by = ref('agent', agent);
  const token = state.agents[agent]?.tokens.length ?? 0;
  return outcome(state, 'agentRegister', 'repeated', {
    by,
    about: { agent: by },
    requirement: 'register-retry-safe',
    facts: [{ at: 'agentId', is: by }],
    binds: [{ at: 'agentToken', to: tokenRef(agent, token) }],
    effect: (draft) => {
      const repeated = draft.agents[agent] as AgentState;
      for (const one of repeated.tokens) if (one.status === 'CURRENT' || one.status === 'PENDING') one.status = 'DEAD';
      repeated.tokens.push({ status: 'CURRENT', used: false });
      Object.assign(repeated, { status: 'ONLINE', boot, disconnected: false, because: 'register-retry-safe' });
      const last = draft.registrationTokens[index]?.registrations.findLast((one) => one.agent === agent);
      if (last) last.token = token;
    },
  });
}

function consume(
  draft: ModelState,
  index: number,
  key: string | null,
  made: { code: number; agent: number; token: number },
): void {
  const token = draft.registrationTokens[index] as RegistrationTokenState;
  token.uses += 1;
  if (key !== null) token.registrations.push({ key, ...made });
}
