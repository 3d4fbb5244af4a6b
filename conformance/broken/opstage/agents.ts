/** Agents as operators see and decide about them. */
import { contractErrors } from 'capsule-contract/errors';
import type { ActorRef, TargetRef } from 'capsule-contract/types';
import { agentView, statusOf } from './agent-status.ts';
import { endTokens } from './agent-tokens.ts';
import { writeAudit } from './audit-log.ts';
import { actorOf, type Call, found, type Origin, type Outcome } from './call.ts';
import { endCommand } from './command-lifecycle.ts';
import { defect } from './defects.ts';
import { carries, newestFirst, onePage } from './pages.ts';
import type { AgentRecord, State } from './state.ts';
import { wakeClaims } from './waiters.ts';

export const agentTarget = ({ id, code }: AgentRecord): TargetRef => ({ type: 'agent', id, code });

function named(state: State, call: Call): AgentRecord {
  return found(call, state.agents.get(call.path.agentId ?? ''), contractErrors.AGENT_NOT_FOUND(), agentTarget);
}

export function agentList(state: State, call: Call): Outcome {
  const { status, q } = call.query;
  const fits = newestFirst(state.agents.values()).filter((agent) => {
    const stored =
      defect('filters-use-the-stored-status') && agent.decision === 'ACTIVE' ? 'ONLINE' : statusOf(state, agent);
    return (status === undefined || stored === status) && carries(q, agent.code, agent.name);
  });
  return onePage(call, fits, (agent) => agentView(state, agent));
}

export function agentShow(state: State, call: Call): Outcome {
  const agent = named(state, call);
  if (defect('a-read-changes-the-agent')) agent.updatedAt = state.now();
  return { data: agentView(state, agent) };
}

export function agentDisable(state: State, call: Call): Outcome {
  const agent = named(state, call);
  const isSpared = agent.disabledAt !== null && defect('revoked-while-disabled-can-be-disabled');
  if (agent.decision === 'REVOKED' && isSpared) return { data: agentView(state, agent) };
  if (agent.decision === 'REVOKED') throw contractErrors.AGENT_REVOKED();
  if (agent.decision !== 'DISABLED') {
    agent.decision = 'DISABLED';
    agent.disabledAt = agent.updatedAt = state.now();
    if (defect('disable-cancels-commands')) endCommands(state, agent, { origin: call.origin, actor: actorOf(call) });
    if (!defect('disable-not-audited')) audit(state, call, agent, 'agent.disabled');
    if (!defect('held-claims-not-ended')) wakeClaims(state, agent.id);
  }
  return { data: agentView(state, agent) };
}

export function agentEnable(state: State, call: Call): Outcome {
  const agent = named(state, call);
  if (agent.decision === 'REVOKED') {
    if (!defect('enable-revives-revoked')) throw contractErrors.AGENT_REVOKED();
    agent.revokedAt = null;
  }
  if (agent.decision !== 'ACTIVE') {
    agent.decision = 'ACTIVE';
    agent.disabledAt = null;
    // Nobody knows whether it still lives; its next call tells.
    agent.absentSince = agent.updatedAt = state.now();
    audit(state, call, agent, 'agent.enabled');
  }
  return { data: agentView(state, agent) };
}

export function agentRevoke(state: State, call: Call): Outcome {
  const agent = named(state, call);
  if (agent.decision !== 'REVOKED' || defect('unchanged-revoke-audited')) {
    revokeAgent(state, agent, { origin: call.origin, actor: actorOf(call), releases: false, reason: reasonOf(call) });
  }
  return { data: agentView(state, agent) };
}

export function revokeAgent(
  state: State,
  agent: AgentRecord,
  by: { origin: Origin | null; actor: ActorRef; releases: boolean; reason?: { reason?: string } },
): void {
  const remembers = defect('revoked-while-disabled-can-be-disabled') || defect('revoked-while-disabled-answers');
  agent.decision = 'REVOKED';
  if (!remembers) agent.disabledAt = null;
  agent.revokedAt = agent.updatedAt = state.now();
  if (!defect('revoked-token-still-works')) endTokens(state, agent, 'REVOKED');
  const { origin, actor } = by;
  writeAudit(state, origin, { action: 'agent.revoked', actor, target: agentTarget(agent), details: by.reason ?? {} });
  if (!defect('revoke-leaves-commands')) endCommands(state, agent, by);
  if (by.releases) {
    for (const service of state.services.values()) {
      if (service.agentId !== agent.id || service.released || defect('expired-agent-keeps-services')) continue;
      service.released = true;
      service.updatedAt = state.now();
      writeAudit(state, origin, {
        action: 'service.released',
        actor,
        target: { type: 'service', id: service.id, code: service.code },
      });
    }
  }
  if (!defect('held-claims-not-ended')) wakeClaims(state, agent.id);
}

function endCommands(state: State, agent: AgentRecord, by: { origin: Origin | null; actor: ActorRef }): void {
  const error = { code: 'AGENT_REVOKED', message: 'The agent was revoked.' };
  for (const command of [...state.openCommands].filter(({ agentId }) => agentId === agent.id)) {
    const at = state.now();
    const runs = command.status === 'RUNNING';
    if (!runs && command.deliveries.length > 0 && defect('delivered-command-survives-revocation')) continue;
    const ending = runs
      ? ({ status: 'FAILED', outcomeKnown: false, at, error } as const)
      : ({ status: 'CANCELLED', outcomeKnown: true, at } as const);
    endCommand(state, command, ending, by);
  }
}

function reasonOf(call: Call): { reason?: string } {
  const { reason } = call.body as { reason?: string };
  return reason === undefined ? {} : { reason };
}

function audit(state: State, call: Call, agent: AgentRecord, action: 'agent.disabled' | 'agent.enabled'): void {
  const details = reasonOf(call);
  writeAudit(state, call.origin, { action, actor: actorOf(call), target: agentTarget(agent), details });
}
